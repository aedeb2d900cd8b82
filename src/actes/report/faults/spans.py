"""Mentions and triggers: which predicted span answers which gold one, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actes.report.faults.graph import Graph
from actes.report.faults.values import Claim, Fault, Kind, Span
from actes.score.sides import Sides

Pairing = tuple["LabelledSpan | None", "LabelledSpan | None"]
"""A gold span and the predicted span that answers it, ``None`` where there is none."""


@dataclass(frozen=True, slots=True, order=True)
class LabelledSpan:
    """A mention with the kind of its actor, or a trigger with the type of its event."""

    start: int
    end: int
    label: str
    owner: str
    """The id of the actor or event."""

    @property
    def place(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def mentions(graph: Graph) -> list[LabelledSpan]:
    """The mentions of all actors, in the order of the text."""
    return sorted(
        LabelledSpan(mention.start, mention.end, actor.kind, actor.id)
        for actor in graph.actors.values()
        for mention in actor.mentions
    )


def triggers(graph: Graph) -> list[LabelledSpan]:
    """The triggers of all events, in the order of the text."""
    return sorted(
        LabelledSpan(trigger.start, trigger.end, event.type, event.id)
        for event in graph.events.values()
        for trigger in event.triggers
    )


def pair_spans(spans: Sides[Sequence[LabelledSpan]]) -> list[Pairing]:
    """Pair gold and predicted spans one to one; what is right under the strict scheme of the score is paired first.

    Pairs are made in this order: equal span and label; equal span; overlap and equal label; overlap. Within each, the
    closest ends first, then what comes first in the text.
    """
    free = Sides(list(dict.fromkeys(spans.gold)), list(dict.fromkeys(spans.predicted)))
    candidates = sorted(
        (_rank(gold, predicted), i, j)
        for j, predicted in enumerate(free.predicted)
        for i, gold in enumerate(free.gold)
        if gold.start < predicted.end and predicted.start < gold.end
    )
    taken: Sides[set[int]] = Sides(set(), set())
    pairs: list[Pairing] = []
    for _, i, j in candidates:
        if i not in taken.gold and j not in taken.predicted:
            taken.gold.add(i)
            taken.predicted.add(j)
            pairs.append((free.gold[i], free.predicted[j]))
    pairs += [(gold, None) for i, gold in enumerate(free.gold) if i not in taken.gold]
    pairs += [(None, predicted) for j, predicted in enumerate(free.predicted) if j not in taken.predicted]
    return pairs


def _rank(gold: LabelledSpan, predicted: LabelledSpan) -> tuple[bool, bool, int]:
    distance = abs(gold.start - predicted.start) + abs(gold.end - predicted.end)
    return distance > 0, gold.label != predicted.label, distance


def span_faults(layer: str, graphs: Sides[Graph], pairs: Sequence[Pairing]) -> Iterator[Fault]:
    """Every pair but the right ones."""
    for gold, predicted in pairs:
        kind = _kind(gold, predicted)
        if kind is not None:
            yield Fault(layer, kind, _claim(graphs.gold, gold), _claim(graphs.predicted, predicted))


def _kind(gold: LabelledSpan | None, predicted: LabelledSpan | None) -> Kind | None:
    if predicted is None:
        return Kind.MISSED
    if gold is None:
        return Kind.SPURIOUS
    if gold.place == predicted.place:
        return None if gold.label == predicted.label else Kind.WRONG_LABEL
    return Kind.WRONG_BOUNDARY if gold.label == predicted.label else Kind.WRONG_BOUNDARY_AND_LABEL


def _claim(graph: Graph, span: LabelledSpan | None) -> Claim | None:
    if span is None:
        return None
    return Claim(span.label, graph.quote(*span.place), (span.place,), (span.owner,))
