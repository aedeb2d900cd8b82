"""Actors and events as wholes: one that was split, several that were merged, and what is said of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UNSET, UnsetType

from actes.report.faults.alignment import Common
from actes.report.faults.graph import Graph
from actes.report.faults.values import Claim, Fault, Kind, Span
from actes.score.sides import Sides

NIL = "NIL"
"""An actor that no registry has."""


def cluster_faults(layer: str, graphs: Sides[Graph], common: Common) -> Iterator[Fault]:
    """Gold clusters whose spans lie in several predicted ones, and predicted ones with spans of several gold ones.

    Only spans that both sides have are looked at: the others are told as missed or spurious.
    """
    ours: dict[str, list[str]] = {}
    theirs: dict[str, list[str]] = {}
    for gold, predicted in common:
        ours.setdefault(gold, []).append(predicted)
        theirs.setdefault(predicted, []).append(gold)
    for gold, parts in ours.items():
        if len(parts) > 1:
            spans = _union(common[gold, predicted] for predicted in parts)
            whole, pieces = _whole(graphs.gold, gold, spans), _pieces(graphs.predicted, parts, spans)
            yield Fault(layer, Kind.SPLIT, whole, pieces)
    for predicted, parts in theirs.items():
        if len(parts) > 1:
            spans = _union(common[gold, predicted] for gold in parts)
            pieces, whole = _pieces(graphs.gold, parts, spans), _whole(graphs.predicted, predicted, spans)
            yield Fault(layer, Kind.MERGED, pieces, whole)


def status_faults(graphs: Sides[Graph], common: Common) -> Iterator[Fault]:
    """Events of the right type and trigger with another status, or none; one for all the triggers they share."""
    for (gold, predicted), spans in common.items():
        ours, theirs = graphs.gold.events[gold].status, graphs.predicted.events[predicted].status
        if ours is not UNSET and ours != theirs:
            yield _fault("status", Kind.WRONG_STATUS, graphs, Sides(gold, predicted), spans, Sides(ours, theirs))


def link_faults(graphs: Sides[Graph], common: Common) -> Iterator[Fault]:
    """Actors that share mentions and are linked to another registry entry, or said nothing of; one for all mentions."""
    for (gold, predicted), spans in common.items():
        ours, theirs = graphs.gold.actors[gold].link, graphs.predicted.actors[predicted].link
        if ours is not UNSET and ours != theirs:
            links = Sides(ours or NIL, theirs if theirs is UNSET else theirs or NIL)
            yield _fault("linking", Kind.WRONG_LINK, graphs, Sides(gold, predicted), spans, links)


def _fault(
    layer: str,
    kind: Kind,
    graphs: Sides[Graph],
    nodes: Sides[str],
    spans: tuple[Span, ...],
    labels: Sides[str | UnsetType],
) -> Fault:
    ours, theirs = (
        None if label is UNSET else Claim(label, graph.name(node), spans, (node,))
        for graph, node, label in zip(graphs, nodes, labels, strict=True)
    )
    return Fault(layer, kind if theirs else Kind.MISSED, ours, theirs)


def _whole(graph: Graph, node: str, spans: tuple[Span, ...]) -> Claim:
    return Claim("one", graph.name(node), spans, (node,))


def _pieces(graph: Graph, nodes: list[str], spans: tuple[Span, ...]) -> Claim:
    return Claim(str(len(nodes)), " | ".join(map(graph.name, nodes)), spans, tuple(nodes))


def _union(groups: Iterator[tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(sorted({span for group in groups for span in group}))
