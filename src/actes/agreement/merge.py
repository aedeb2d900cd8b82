"""Two layers of one article as one file: what they agree on is filled, what they do not stands in both readings.

What each layer says in a field on which they differ is in ``readings``, and the field holds what the first says; an
entry that only one has is marked ``disputed``. A mention in two forms, or a time with two values, stands twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from actes.annotation.anchor import Span
from actes.annotation.model import (
    ActorEntry,
    AnnotationFile,
    ArgumentEntry,
    EventEntry,
    MentionEntry,
    Quote,
    Reading,
    StanceEntry,
)
from actes.annotation.resolve import Anchored, to_article
from actes.article import AUTHOR
from actes.diff.clusters import align
from actes.diff.graph import actor_clusters, event_clusters
from actes.diff.stances import pair_stances
from actes.problem import Pointer

HEADER_FIELDS = ("schema", "language", "date", "story", "origin", "licence", "contexts")
ACTOR_FIELDS = ("name", "kind", "country", "sectors", "link")
EVENT_FIELDS = ("type", "modes", "status", "sources")
STANCE_FIELDS = ("holder", "target", "polarity", "basis", "sources")

Entry = TypeVar("Entry", ActorEntry, EventEntry, StanceEntry)
Inline = TypeVar("Inline", MentionEntry, Quote, ArgumentEntry)
Spans = Mapping[Pointer, Span]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two layers: its name, and its file with the places of its quotations."""

    name: str
    file: AnnotationFile
    spans: Spans


def merge(first: tuple[str, Anchored], second: tuple[str, Anchored]) -> AnnotationFile:
    """The file to adjudicate, from two layers of one article, each with its name.

    Ids are those of the first layer. What the second has alone keeps its id, with a number where the first has it.
    """
    ours = Side(first[0], first[1].file, first[1].spans)
    ids = _common_ids(first[1], second[1])
    theirs = Side(second[0], _with_ids(second[1].file, ids), second[1].spans)
    return replace(
        ours.file,
        readings=_readings(ours, theirs, (ours.file, theirs.file), HEADER_FIELDS),
        actors=_entries(ours, theirs, "actors", ours.file.actors, theirs.file.actors, _actor),
        events=_entries(ours, theirs, "events", ours.file.events, theirs.file.events, _event),
        stances=_entries(ours, theirs, "stances", ours.file.stances, theirs.file.stances, _stance),
        note=_note(ours, theirs),
    )


def _common_ids(first: Anchored, second: Anchored) -> dict[str, str]:
    """For each id of the second layer the one it gets: its counterpart's in the first, else a free one."""
    ours, theirs = to_article(first), to_article(second)
    actors = align(actor_clusters(theirs.actors or ()), actor_clusters(ours.actors or ()), by_id=False)
    events = align(event_clusters(theirs.events or ()), event_clusters(ours.events or ()), by_id=False)
    ids = {AUTHOR: AUTHOR, **actors.partners, **events.partners}
    taken = {AUTHOR, *_ids(first.file)}
    ids |= {name: _free(name, taken) for name in _ids(second.file, stances=False) if name not in ids}

    stances = [replace(s, holder=ids[s.holder], target=ids[s.target]) for s in theirs.stances or ()]
    partners = dict(pair_stances(stances, ours.stances or (), by_id=False))
    for i, stance in enumerate(second.file.stances):
        ids[stance.id] = first.file.stances[partners[i]].id if i in partners else _free(stance.id, taken)
    return ids


def _ids(file: AnnotationFile, *, stances: bool = True) -> list[str]:
    ids = [actor.id for actor in file.actors] + [event.id for event in file.events]
    return ids + [stance.id for stance in file.stances] if stances else ids


def _free(name: str, taken: set[str]) -> str:
    """``name``, or ``name-2`` and so on; from now on it is taken."""
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def _with_ids(file: AnnotationFile, ids: Mapping[str, str]) -> AnnotationFile:
    def of(names: Sequence[str]) -> list[str]:
        return [ids[name] for name in names]

    return replace(
        file,
        actors=[replace(actor, id=ids[actor.id]) for actor in file.actors],
        events=[
            replace(
                event,
                id=ids[event.id],
                sources=of(event.sources),
                arguments=[a if a.actor is None else replace(a, actor=ids[a.actor]) for a in event.arguments],
            )
            for event in file.events
        ],
        stances=[
            replace(s, id=ids[s.id], holder=ids[s.holder], target=ids[s.target], sources=of(s.sources))
            for s in file.stances
        ],
    )


Merger = Callable[[Side, Side, tuple[Pointer, Pointer], tuple[Entry, Entry]], Entry]
"""Merges two entries, given where each stands in its file."""


def _entries(
    ours: Side, theirs: Side, layer: str, first: Sequence[Entry], second: Sequence[Entry], merger: Merger[Entry]
) -> list[Entry]:
    """The entries of both: merged where both have one, else marked."""
    place = {entry.id: j for j, entry in enumerate(second)}
    merged = []
    for i, entry in enumerate(first):
        j = place.pop(entry.id, None)
        if j is None:
            merged.append(replace(entry, disputed=[ours.name]))
        else:
            merged.append(merger(ours, theirs, ((layer, i), (layer, j)), (entry, second[j])))
    return merged + [replace(second[j], disputed=[theirs.name]) for j in place.values()]


def _actor(
    ours: Side, theirs: Side, places: tuple[Pointer, Pointer], pair: tuple[ActorEntry, ActorEntry]
) -> ActorEntry:
    def key(side: Side, pointer: Pointer, mention: MentionEntry) -> Hashable:
        return side.spans[pointer], mention.form

    return replace(
        pair[0],
        readings=_readings(ours, theirs, pair, ACTOR_FIELDS),
        mentions=_inline(ours, theirs, places, "mentions", (pair[0].mentions, pair[1].mentions), key),
    )


def _event(
    ours: Side, theirs: Side, places: tuple[Pointer, Pointer], pair: tuple[EventEntry, EventEntry]
) -> EventEntry:
    def trigger_key(side: Side, pointer: Pointer, _: Quote) -> Hashable:
        return side.spans[pointer]

    def argument_key(side: Side, pointer: Pointer, argument: ArgumentEntry) -> Hashable:
        return argument.role, argument.actor or side.spans[pointer], argument.value

    return replace(
        pair[0],
        readings=_readings(ours, theirs, pair, EVENT_FIELDS),
        triggers=_inline(ours, theirs, places, "triggers", (pair[0].triggers, pair[1].triggers), trigger_key),
        arguments=_inline(ours, theirs, places, "arguments", (pair[0].arguments, pair[1].arguments), argument_key),
    )


def _stance(
    ours: Side, theirs: Side, places: tuple[Pointer, Pointer], pair: tuple[StanceEntry, StanceEntry]
) -> StanceEntry:
    readings = _readings(ours, theirs, pair, STANCE_FIELDS)
    if ours.spans[*places[0], "evidence"] != theirs.spans[*places[1], "evidence"]:
        readings += [
            Reading(layer=side.name, field="evidence", value=_quoted(stance.evidence))
            for side, stance in zip((ours, theirs), pair, strict=True)
        ]
    return replace(pair[0], readings=readings)


def _inline(
    ours: Side,
    theirs: Side,
    places: tuple[Pointer, Pointer],
    layer: str,
    entries: tuple[Sequence[Inline], Sequence[Inline]],
    key: Callable[[Side, Pointer, Inline], Hashable],
) -> list[Inline]:
    """The spans or arguments of both, each once; those of one alone are marked."""
    first: dict[Hashable, Inline] = {
        key(ours, (*places[0], layer, i), entry): entry for i, entry in enumerate(entries[0])
    }
    second: dict[Hashable, Inline] = {
        key(theirs, (*places[1], layer, i), entry): entry for i, entry in enumerate(entries[1])
    }
    kept = [entry if name in second else replace(entry, disputed=[ours.name]) for name, entry in first.items()]
    return kept + [replace(entry, disputed=[theirs.name]) for name, entry in second.items() if name not in first]


def _readings(ours: Side, theirs: Side, pair: tuple[Struct, Struct], fields: Collection[str]) -> list[Reading]:
    """What each says in the fields on which they differ. The order of a list says nothing."""
    readings = []
    for field in fields:
        values = [_text(getattr(entry, field)) for entry in pair]
        if values[0] != values[1]:
            names = ours.name, theirs.name
            readings += [Reading(layer=n, field=field, value=v) for n, v in zip(names, values, strict=True)]
    return readings


def _text(value: str | list[str] | None) -> str | None:
    return ", ".join(sorted(value)) or None if isinstance(value, list) else value


def _quoted(quote: Quote) -> str:
    """``cet [accord]``: the words, in brackets where it takes others to tell where they stand."""
    if quote.prefix or quote.suffix:
        return f"{quote.prefix or ''}[{quote.exact}]{quote.suffix or ''}"
    return quote.exact


def _note(ours: Side, theirs: Side) -> str | None:
    """Both notes: they are for reviewers, and nothing to agree on."""
    notes = {side.name: side.file.note for side in (ours, theirs) if side.file.note}
    if len(set(notes.values())) <= 1:
        return next(iter(notes.values()), None)
    return " / ".join(f"{name}: {note}" for name, note in notes.items())
