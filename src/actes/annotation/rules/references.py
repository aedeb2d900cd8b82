"""Rules of ids and of what refers to them."""

from __future__ import annotations

from collections.abc import Collection

from actes.annotation.resolve import Anchored
from actes.annotation.rules.finding import Findings, Rule
from actes.annotation.structure import suggestion
from actes.article import AUTHOR
from actes.ontology import Ontology
from actes.problem import Pointer


def unique_ids(anchored: Anchored, _: Ontology) -> Findings:
    """Ids are unique in the file, and ``author`` is nobody's id."""
    file = anchored.file
    seen: dict[str, str] = {}
    ids = {
        "actors": [actor.id for actor in file.actors],
        "events": [event.id for event in file.events],
        "stances": [stance.id for stance in file.stances],
    }
    for layer, members in ids.items():
        for number, member in enumerate(members):
            pointer = (layer, number, "id")
            if member == AUTHOR:
                yield pointer, f"{AUTHOR!r} is reserved for the article's author; choose another id", "id-reserved"
            elif member in seen:
                yield pointer, f"{member!r} is already the id of {seen[member]}; ids are unique", "id-duplicate"
            else:
                seen[member] = f"{layer}[{number}]"


def known_references(anchored: Anchored, _: Ontology) -> Findings:
    """Arguments and sources name actors; a holder is an actor or the author; a target is an actor or an event."""
    file = anchored.file
    actors = {actor.id for actor in file.actors}
    events = {event.id for event in file.events}
    for i, event in enumerate(file.events):
        for j, argument in enumerate(event.arguments):
            if argument.actor is not None:
                yield from _known(argument.actor, actors, ("events", i, "arguments", j, "actor"), "actor")
        for j, source in enumerate(event.sources):
            yield from _known(source, actors, ("events", i, "sources", j), "actor")
    for i, stance in enumerate(file.stances):
        yield from _known(stance.holder, actors | {AUTHOR}, ("stances", i, "holder"), "actor, nor author")
        yield from _known(stance.target, actors | events, ("stances", i, "target"), "actor or event")
        for j, source in enumerate(stance.sources):
            yield from _known(source, actors, ("stances", i, "sources", j), "actor")


def _known(reference: str, known: Collection[str], pointer: Pointer, what: str) -> Findings:
    if reference not in known:
        yield pointer, f"{reference!r} is no {what} of this file; {suggestion(reference, known)}", "reference-unknown"


RULES: tuple[Rule, ...] = (unique_ids, known_references)
