"""A little gold article, built by quotation, and predictions of it."""

from __future__ import annotations

from msgspec.structs import replace

from actes.article import AUTHOR, Actor, Argument, Article, Event, Mention, Stance, Trigger
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology()

TEXT = (
    "La ministre Anne Durand visite Oslo\n\n"
    "Anne Durand 👩🏽‍⚖️ a rencontré mardi le président Roy, selon Le Jour. "
    "La Ligue du Nord a dénoncé l'accord <b>& refusé</b> de négocier. Elle accuse Durand.\n\n"
    'שלום said "</script><script>alert(1)</script>" and nothing else.'
)
"""With what escaping, offsets and writing direction may trip over."""


def at(words: str, nth: int = 0) -> tuple[int, int]:
    """Where ``words`` stand, for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def actor(name: str, kind: str, *mentions: tuple[int, int], link: str | None = None) -> Actor:
    return Actor(name, [Mention(*span) for span in mentions], kind, link=link)


def event(name: str, type_: str, *triggers: tuple[int, int], arguments: list[Argument], sources: list[str]) -> Event:
    return Event(name, type_, [Trigger(*span) for span in triggers], arguments, status="actual", sources=sources)


GOLD = Article(
    "exemple",
    text=TEXT,
    story="visite",
    language="fr",
    split="test",
    origin="written",
    contexts=["diplomatic"],
    actors=[
        actor("durand", "person", at("Anne Durand"), at("Anne Durand", 1), at("Durand", 2), link="anne-durand"),
        actor("roy", "person", at("le président Roy"), link=None),
        actor("jour", "organisation", at("Le Jour"), link="le-jour"),
        actor("ligue", "organisation", at("La Ligue du Nord"), at("Elle"), link=None),
        actor("nord", "state", at("Nord"), link=None),
    ],
    events=[
        event(
            "visite",
            "CONSULT",
            at("visite"),
            at("rencontré"),
            arguments=[
                Argument("actor", "durand"),
                Argument("recipient", "roy"),
                Argument("place", start=at("Oslo")[0], end=at("Oslo")[1]),
                Argument("time", start=at("mardi")[0], end=at("mardi")[1], value="2024-05-14"),
            ],
            sources=["jour"],
        ),
        event("refus", "REJECT", at("refusé"), arguments=[Argument("actor", "ligue")], sources=[]),
        event(
            "accusation",
            "ACCUSE",
            at("accuse"),
            arguments=[Argument("actor", "ligue"), Argument("recipient", "durand")],
            sources=[],
        ),
    ],
    stances=[
        Stance("ligue", "durand", "against", start=at("accuse")[0], end=at("accuse")[1]),
        Stance(AUTHOR, "visite", "favor"),
    ],
)

PERFECT = replace(GOLD, text=None, story=None, split=None, origin=None)


def with_actor(name: str, *new: Actor) -> Article:
    """The perfect prediction with an actor replaced by others."""
    actors = [each for old in PERFECT.actors or () for each in (new if old.id == name else (old,))]
    return replace(PERFECT, actors=actors)


def with_event(name: str, *new: Event) -> Article:
    """The perfect prediction with an event replaced by others."""
    events = [each for old in PERFECT.events or () for each in (new if old.id == name else (old,))]
    return replace(PERFECT, events=events)


def gold_actor(name: str) -> Actor:
    return next(each for each in GOLD.actors or () if each.id == name)


def gold_event(name: str) -> Event:
    return next(each for each in GOLD.events or () if each.id == name)
