"""Which label is taken for which: event types and polarities, counted over aligned units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actes.article import Article
from actes.ontology import Ontology
from actes.report.faults.alignment import align
from actes.report.faults.graph import Graph
from actes.report.faults.spans import pair_spans, triggers
from actes.report.faults.stances import pair_triples, triples
from actes.report.faults.values import Kind
from actes.score.sides import Sides

Cell = tuple[str | None, str | None]
"""Gold and predicted label; ``None`` for no unit on that side."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often which gold label met which predicted one."""

    title: str
    labels: tuple[str, ...]
    """Those used on either side, in the order of the ontology."""
    cells: Counter[Cell]


def confusions(pairs: Iterable[tuple[Article, Article]], ontology: Ontology) -> tuple[Confusion, ...]:
    """The confusions of event types, over triggers of equal span, and of polarities, between the same two.

    A unit that the other side lacks is met by none: a trigger there is no trigger exactly at, a holder and target
    between which the other side has no stance.
    """
    types: Counter[Cell] = Counter()
    polarities: Counter[Cell] = Counter()
    for gold, prediction in pairs:
        graphs = Sides(Graph.of(gold, gold.text), Graph.of(prediction, gold.text))
        types.update(_types(graphs))
        polarities.update(_polarities(graphs, gold, prediction, ontology))
    return (
        Confusion("Event types", _used(types, tuple(ontology.types)), types),
        Confusion("Polarities", _used(polarities, tuple(ontology.polarities)), polarities),
    )


def _types(graphs: Sides[Graph]) -> Iterator[Cell]:
    for gold, predicted in pair_spans(graphs.map(triggers)):
        if gold and predicted and gold.place == predicted.place:
            yield gold.label, predicted.label
        else:
            yield from _apart(gold.label if gold else None, predicted.label if predicted else None)


def _polarities(graphs: Sides[Graph], gold: Article, prediction: Article, ontology: Ontology) -> Iterator[Cell]:
    for kind, (ours, theirs) in pair_triples(triples(graphs, align(gold, prediction, ontology))):
        if ours and theirs and kind in (None, Kind.WRONG_POLARITY):
            yield ours.polarity, theirs.polarity
        else:
            yield from _apart(ours.polarity if ours else None, theirs.polarity if theirs else None)


def _apart(gold: str | None, predicted: str | None) -> Iterator[Cell]:
    if gold is not None:
        yield gold, None
    if predicted is not None:
        yield None, predicted


def _used(cells: Counter[Cell], labels: Sequence[str]) -> tuple[str, ...]:
    used = {label for cell in cells for label in cell}
    return tuple(label for label in labels if label in used)
