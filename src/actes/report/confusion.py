"""Which label is taken for which: event types and polarities, counted over aligned units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actes.ontology import Ontology
from actes.report.faults.alignment import Alignment
from actes.report.faults.spans import pair_spans, triggers
from actes.report.faults.stances import pair_triples, triples
from actes.report.faults.values import Kind

Cell = tuple[str | None, str | None]
"""Gold and predicted label; ``None`` for no unit on that side."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often which gold label met which predicted one."""

    title: str
    labels: tuple[str, ...]
    """Those used on either side, in the order of the ontology."""
    cells: Counter[Cell]


def confusions(alignments: Iterable[Alignment], ontology: Ontology) -> tuple[Confusion, ...]:
    """The confusions of event types, over triggers of equal span, and of polarities, between the same two.

    What the other side lacks is met by none: a trigger where it has no trigger of this very span, a stance where it
    has none between the same holder and target.
    """
    types: Counter[Cell] = Counter()
    polarities: Counter[Cell] = Counter()
    for alignment in alignments:
        types.update(_types(alignment))
        polarities.update(_polarities(alignment))
    return (
        Confusion("Event types", _used(types, ontology.types), types),
        Confusion("Polarities", _used(polarities, ontology.polarities), polarities),
    )


def _types(alignment: Alignment) -> Iterator[Cell]:
    for gold, predicted in pair_spans(alignment.graphs.map(triggers)):
        if gold and predicted and gold.place == predicted.place:
            yield gold.label, predicted.label
        else:
            yield from _apart(gold.label if gold else None, predicted.label if predicted else None)


def _polarities(alignment: Alignment) -> Iterator[Cell]:
    for kind, (ours, theirs) in pair_triples(triples(alignment)):
        if ours and theirs and kind in (None, Kind.WRONG_POLARITY):
            yield ours.polarity, theirs.polarity
        else:
            yield from _apart(ours.polarity if ours else None, theirs.polarity if theirs else None)


def _apart(gold: str | None, predicted: str | None) -> Iterator[Cell]:
    if gold is not None:
        yield gold, None
    if predicted is not None:
        yield None, predicted


def _used(cells: Counter[Cell], labels: Iterable[str]) -> tuple[str, ...]:
    used = {label for cell in cells for label in cell}
    return tuple(label for label in labels if label in used)
