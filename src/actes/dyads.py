"""PLOVER event records: who, to whom, what, as pairs of codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import UNSET

from actes.article import Actor, Article, Dyad, Event
from actes.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Record:
    """One PLOVER record of an event: one pair of participants (``None`` where the text names none)."""

    event: Event
    actor: Actor | None
    recipient: Actor | None


def event_records(article: Article, ontology: Ontology) -> Iterator[Record]:
    """The records of every event of ``article``: actors times recipients, nobody with itself.

    An event of a mutual type with several actors and no recipient (a meeting, a signed agreement, fighting) gives
    every ordered pair of its actors, as PLOVER codes what has no direction.
    """
    actors = {actor.id: actor for actor in article.actors or ()}
    for event in article.events or ():
        senders = _participants(event, "actor", actors)
        recipients = _participants(event, "recipient", actors)
        if not recipients and len(senders) > 1 and ontology.types[event.type].mutual:
            recipients = senders
        for sender in senders or [None]:
            for recipient in recipients or [None]:
                if sender is None and recipient is None:
                    continue
                if sender is not None and sender is recipient:
                    continue
                yield Record(event, sender, recipient)


def article_dyads(article: Article, ontology: Ontology) -> set[Dyad]:
    """The set that the ``dyads`` task scores: (actor code, recipient code, type) of the events that happened.

    A system that gives no actor a country, not even none, does not say who acts on whom: its events give no dyads.
    """
    if article.dyads is not None:
        return set(article.dyads)
    if all(actor.country is UNSET for actor in article.actors or ()):
        return set()
    return {
        Dyad(code(record.actor), code(record.recipient), record.event.type)
        for record in event_records(article, ontology)
        if record.event.status == "actual"
    }


def code(actor: Actor | None) -> str | None:
    """The country-like code of a participant, ``None`` where it has none."""
    return None if actor is None or actor.country is UNSET else actor.country


def _participants(event: Event, role: str, actors: Mapping[str, Actor]) -> list[Actor | None]:
    return [actors[a.actor] for a in event.arguments if a.role == role and a.actor is not None]
