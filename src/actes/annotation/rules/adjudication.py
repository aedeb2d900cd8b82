"""Rules of a file that two layers were merged into: nothing may stay disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actes.annotation.model import ActorEntry, EventEntry, Reading, StanceEntry
from actes.annotation.resolve import Anchored, quotations
from actes.annotation.rules.finding import Findings, Rule
from actes.ontology import Ontology
from actes.problem import Pointer


def entries_settled(anchored: Anchored, _: Ontology) -> Findings:
    """An entry that not every layer has is kept, without its mark, or removed."""
    file = anchored.file
    marked = [(pointer, entry.disputed) for pointer, entry in _entries(anchored)]
    marked += [(pointer, quote.disputed) for pointer, quote in quotations(file)]
    marked += [
        (("events", i, "arguments", j), argument.disputed)
        for i, event in enumerate(file.events)
        for j, argument in enumerate(event.arguments)
        if argument.exact is None
    ]
    for pointer, layers in marked:
        if layers:
            message = f"only {' and '.join(layers)} has this; keep it and remove disputed, or remove the entry"
            yield (*pointer, "disputed"), message, "adjudication-open"


def readings_settled(anchored: Anchored, _: Ontology) -> Findings:
    """A field that layers read differently has one value, and its readings are gone."""
    holders: list[tuple[Pointer, Sequence[Reading]]] = [((), anchored.file.readings)]
    holders += [(pointer, entry.readings) for pointer, entry in _entries(anchored)]
    for pointer, readings in holders:
        for i, reading in enumerate(readings):
            first = next(j for j, other in enumerate(readings) if other.field == reading.field)
            if first == i:  # one problem for each field, whatever the number of layers
                said = "; ".join(f"{r.layer}: {r.value or 'nothing'}" for r in readings if r.field == reading.field)
                message = f"{reading.field} is disputed ({said}); give it the right value and remove these readings"
                yield (*pointer, "readings", i), message, "adjudication-open"


def _entries(anchored: Anchored) -> Iterator[tuple[Pointer, ActorEntry | EventEntry | StanceEntry]]:
    layers: dict[str, Sequence[ActorEntry | EventEntry | StanceEntry]] = {
        "actors": anchored.file.actors,
        "events": anchored.file.events,
        "stances": anchored.file.stances,
    }
    for layer, entries in layers.items():
        for i, entry in enumerate(entries):
            yield (layer, i), entry


RULES: tuple[Rule, ...] = (entries_settled, readings_settled)
