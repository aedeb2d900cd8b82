"""An annotation file without what the checker refuses: the rules themselves say what must go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from actes.annotation.model import ActorEntry, AnnotationFile, ArgumentEntry, EventEntry, Quote, StanceEntry
from actes.annotation.resolve import Anchored, anchor
from actes.annotation.rules import actors as actor_rules
from actes.annotation.rules import events as event_rules
from actes.annotation.rules import references, spans
from actes.annotation.rules import stances as stance_rules
from actes.annotation.rules.corpus import find_wrong_links
from actes.annotation.rules.finding import Findings, Rule
from actes.annotation.rules.header import context_count
from actes.annotation.strict_yaml import Source
from actes.article import AUTHOR
from actes.ontology import Ontology
from actes.problem import InputError, Pointer

Member = TypeVar("Member")

_ORDER: tuple[Rule, ...] = (
    *spans.RULES,
    *actor_rules.RULES,
    *references.RULES,
    *event_rules.RULES,
    *stance_rules.RULES,
    context_count,
)
"""Spans first: what is asked of an actor or event depends on the spans that it keeps."""
_PARTS = {"actors": ("mentions",), "events": ("triggers", "arguments", "modes", "sources"), "stances": ()}
"""What can go from an entry one by one; a problem of anything else takes the entry with it."""
_OPTIONAL = ("link", "country", "sectors")


@dataclass(frozen=True, slots=True)
class Pruned:
    """A file that breaks no rule, and what each code took out of it, in words.

    ``loose`` counts what went with it: arguments, sources and stances of entries that are gone.
    """

    anchored: Anchored
    left_out: Mapping[str, Sequence[str]]
    loose: int


def prune(
    source: Source, file: AnnotationFile, text: str, ontology: Ontology, kinds: Mapping[str, str], registry: str
) -> Pruned:
    """Take out of a proposed file whatever a rule refuses, one rule after another, until none refuses anything.

    Args:
        source: what the file is to be.
        file: the file, whose quotations fit ``text``.
        text: the text of the article.
        ontology: the vocabularies.
        kinds: registry id -> kind.
        registry: where the registry is, for messages.
    """

    def links(anchored: Anchored, _: Ontology) -> Findings:
        return find_wrong_links(anchored, kinds, registry)

    left_out: defaultdict[str, list[str]] = defaultdict(list)
    loose = 0
    while True:
        anchored, unanchored = anchor(source, file, text)
        if unanchored:
            raise InputError(unanchored)
        found = _first_findings(anchored, ontology, (links, *_ORDER))
        if not found:
            return Pruned(anchored, left_out, loose)
        doomed = {_item(pointer, file): code for pointer, code in found}
        for pointer, code in doomed.items():
            left_out[code].append(_words(pointer, file))
        pruned = _without(file, doomed)
        file = _without_loose_ends(pruned)
        loose += _size(pruned) - _size(file)


def _first_findings(anchored: Anchored, ontology: Ontology, rules: Sequence[Rule]) -> list[tuple[Pointer, str]]:
    """What the first rule that is broken finds."""
    for rule in rules:
        found = [(pointer, code) for pointer, _, code in rule(anchored, ontology)]
        if found:
            return found
    return []


def _item(pointer: Pointer, file: AnnotationFile) -> Pointer:
    """The smallest thing around a place that can go."""
    if pointer[0] == "contexts":
        return "contexts", len(file.contexts) - 1
    layer, number, *rest = pointer
    if rest and rest[0] in _OPTIONAL:
        return layer, number, rest[0]
    if len(rest) > 1 and rest[0] in _PARTS[str(layer)]:
        return layer, number, rest[0], rest[1]
    return layer, number


def _words(pointer: Pointer, file: AnnotationFile) -> str:
    """What goes, as messages name it: its words in the text, or what it says."""
    thing: object = file
    for step in pointer:
        thing = thing[step] if isinstance(step, int) and isinstance(thing, list) else getattr(thing, str(step))
    match thing:
        case Quote(exact=exact) | ArgumentEntry(exact=str(exact)):
            return f'"{exact}"'
        case ArgumentEntry(role=role, actor=actor):
            return f"{role} {actor}"
        case EventEntry(type=code, triggers=[Quote(exact=exact), *_]):
            return f'{code} "{exact}"'
        case ActorEntry(id=name) | EventEntry(id=name) | StanceEntry(id=name):
            return name
    return str(thing)


def _without(file: AnnotationFile, doomed: Collection[Pointer]) -> AnnotationFile:
    def kept(members: list[Member], *pointer: str | int) -> list[Member]:
        return [member for j, member in enumerate(members) if (*pointer, j) not in doomed]

    return replace(
        file,
        contexts=kept(file.contexts, "contexts"),
        actors=[
            replace(
                actor,
                country=None if ("actors", i, "country") in doomed else actor.country,
                sectors=[] if ("actors", i, "sectors") in doomed else actor.sectors,
                link=None if ("actors", i, "link") in doomed else actor.link,
                mentions=kept(actor.mentions, "actors", i, "mentions"),
            )
            for i, actor in enumerate(file.actors)
            if ("actors", i) not in doomed
        ],
        events=[
            replace(
                event,
                modes=kept(event.modes, "events", i, "modes"),
                sources=kept(event.sources, "events", i, "sources"),
                triggers=kept(event.triggers, "events", i, "triggers"),
                arguments=kept(event.arguments, "events", i, "arguments"),
            )
            for i, event in enumerate(file.events)
            if ("events", i) not in doomed
        ],
        stances=kept(file.stances, "stances"),
    )


def _without_loose_ends(file: AnnotationFile) -> AnnotationFile:
    """The file without entries that have no span left, and without what refers to an entry that is gone."""
    actors = [actor for actor in file.actors if actor.mentions]
    known = {actor.id for actor in actors}
    events = [
        replace(
            event,
            sources=[source for source in event.sources if source in known],
            arguments=[argument for argument in event.arguments if argument.actor is None or argument.actor in known],
        )
        for event in file.events
        if event.triggers
    ]
    targets = known | {event.id for event in events}
    stances = [s for s in file.stances if s.holder in known | {AUTHOR} and s.target in targets]
    stances = [replace(stance, sources=[s for s in stance.sources if s in known]) for stance in stances]
    return replace(file, actors=actors, events=events, stances=stances)


def _size(file: AnnotationFile) -> int:
    entries = len(file.actors) + len(file.events) + len(file.stances)
    sources = sum(len(event.sources) for event in file.events) + sum(len(stance.sources) for stance in file.stances)
    return entries + sources + sum(len(event.arguments) for event in file.events)
