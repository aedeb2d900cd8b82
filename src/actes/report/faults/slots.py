"""What fills the slots of events: arguments, and the sources on whose word an event rests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import UNSET

from actes.article import AUTHOR
from actes.report.faults.alignment import Alignment
from actes.report.faults.graph import Graph
from actes.report.faults.values import Claim, Fault, Kind, missed, spurious
from actes.score.matching import matching
from actes.score.sides import Sides

SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor, the author or a span in a slot of an event."""

    event: str
    role: str
    actor: str | None
    start: int | None = None
    end: int | None = None


def arguments(graph: Graph) -> list[Filler]:
    """The arguments of every event, each once."""
    return list(
        dict.fromkeys(
            Filler(event.id, argument.role, argument.actor, argument.start, argument.end)
            for event in graph.events.values()
            for argument in event.arguments
        )
    )


def sources(graph: Graph) -> list[Filler]:
    """The sources of every event that tells them, the author where there is none."""
    return [
        Filler(event.id, SOURCE, source)
        for event in graph.events.values()
        if event.sources is not UNSET
        for source in dict.fromkeys(event.sources or (AUTHOR,))
    ]


def slot_faults(layer: str, fillers: Sides[list[Filler]], alignment: Alignment) -> Iterator[Fault]:
    """Every filler but the right ones, which are those of :func:`actes.score.fillers.filler_matches`.

    What is left of two aligned events is paired where the filler is the same (wrong role), then where a span of the
    same role overlaps (wrong boundary).
    """
    tests: list[tuple[Kind | None, Callable[[Filler, Filler], bool]]] = [
        (None, lambda ours, theirs: ours.role == theirs.role and _same(ours, theirs, alignment)),
        (Kind.WRONG_ROLE, lambda ours, theirs: _same(ours, theirs, alignment)),
        (Kind.WRONG_BOUNDARY, lambda ours, theirs: ours.role == theirs.role and _overlap(ours, theirs)),
    ]
    graphs, free = alignment.graphs, fillers
    for kind, test in tests:
        pairs = _matched(free, alignment, test)
        if kind is not None:
            for ours, theirs in pairs:
                yield Fault(layer, kind, _claim(graphs.gold, ours), _claim(graphs.predicted, theirs))
        free = Sides(
            _without(free.gold, {ours for ours, _ in pairs}), _without(free.predicted, {theirs for _, theirs in pairs})
        )
    found = set(alignment.same_events.values())
    for ours in free.gold:
        yield missed(
            layer,
            _claim(graphs.gold, ours),
            "" if ours.event in found else "its event has no partner in the prediction",
        )
    for theirs in free.predicted:
        note = "" if theirs.event in alignment.same_events else "its event has no partner in the gold"
        yield spurious(layer, _claim(graphs.predicted, theirs), note)


def _matched(
    fillers: Sides[list[Filler]], alignment: Alignment, test: Callable[[Filler, Filler], bool]
) -> list[tuple[Filler, Filler]]:
    """As many pairs of aligned events that pass the test as can be, one to one."""
    edges = [
        (i, j)
        for j, theirs in enumerate(fillers.predicted)
        for i, ours in enumerate(fillers.gold)
        if alignment.same_events.get(theirs.event) == ours.event and test(ours, theirs)
    ]
    gold, predicted = np.array(edges, np.int64).reshape(-1, 2).T
    chosen = matching(gold, predicted, np.ones(len(edges)))
    return [(fillers.gold[edges[k][0]], fillers.predicted[edges[k][1]]) for k in chosen.tolist()]


def _same(ours: Filler, theirs: Filler, alignment: Alignment) -> bool:
    if ours.actor is None or theirs.actor is None:
        return ours.actor is theirs.actor and (ours.start, ours.end) == (theirs.start, theirs.end)
    return ours.actor == theirs.actor == AUTHOR or (ours.actor, theirs.actor) in alignment.actors


def _overlap(ours: Filler, theirs: Filler) -> bool:
    if ours.start is None or ours.end is None or theirs.start is None or theirs.end is None:
        return False
    return ours.start < theirs.end and theirs.start < ours.end


def _without(fillers: Sequence[Filler], used: set[Filler]) -> list[Filler]:
    return [filler for filler in fillers if filler not in used]


def _claim(graph: Graph, filler: Filler) -> Claim:
    event = graph.name(filler.event)
    if filler.actor is not None:
        nodes = (filler.event, *([] if filler.actor == AUTHOR else [filler.actor]))
        return Claim(filler.role, f"{event} ← {graph.name(filler.actor)}", graph.spans(filler.event), nodes)
    if filler.start is None or filler.end is None:
        raise ValueError(f"{graph.article.id}: a {filler.role} of {filler.event} is neither an actor nor a span")
    words = f"{event} ← {graph.quote(filler.start, filler.end)}"
    return Claim(filler.role, words, ((filler.start, filler.end),), (filler.event,))
