"""A small ontology and a small corpus of three articles."""

from __future__ import annotations

from actes.article import AUTHOR, Actor, Argument, Article, Event, Mention, Stance, Trigger
from actes.corpus import Corpus
from actes.ontology import EventType, Label, Mode, Ontology


def vocabulary(*codes: str) -> dict[str, Label]:
    return {code: Label(code, code, f"{code} en français", f"{code} in English") for code in codes}


def event_type(code: str, quad: int, score: float, *modes: str, mutual: bool = False) -> EventType:
    return EventType(
        code, code, "", "", quad, score, False, mutual, {mode: Mode(mode, mode, "", "", score + 0.5) for mode in modes}
    )


def ontology() -> Ontology:
    return Ontology(
        version="1.0",
        languages=vocabulary("fr"),
        licences=vocabulary("CC-BY-4.0", "LicenseRef-received"),
        origins=vocabulary("received", "written", "withheld"),
        kinds=vocabulary("person", "state", "organisation", "group"),
        forms=vocabulary("name", "nominal", "pronoun", "metonym", "adjective"),
        statuses=vocabulary("actual", "planned", "possible", "negated"),
        roles=vocabulary("actor", "recipient", "place", "time"),
        polarities=vocabulary("favor", "against", "ambivalent"),
        bases=vocabulary("stated", "enacted", "attributed"),
        types={
            "CONSULT": event_type("CONSULT", 1, 2.0, "visit", "meet", mutual=True),
            "ACCUSE": event_type("ACCUSE", 3, -3.0, "disapprove"),
            "REQUEST": event_type("REQUEST", 3, 0.0, "meet"),
        },
        quads=vocabulary("1", "2", "3", "4"),
        contexts=vocabulary("military", "diplomatic", "environment"),
        sectors=vocabulary("GOV", "MIL", "NGO"),
        countries={"FRA": "France", "NOR": "Norway"},
        dependencies={},
        cameo={},
        compounds=frozenset(),
        pronouns=frozenset(),
    )


class Text(str):
    """A text in which spans are found by what they say."""

    __slots__ = ()

    def place(self, surface: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = self.index(surface, start + 1)
        return start, start + len(surface)

    def mention(self, surface: str, form: str = "name", nth: int = 0) -> Mention:
        return Mention(*self.place(surface, nth), form, surface)

    def trigger(self, surface: str, nth: int = 0) -> Trigger:
        return Trigger(*self.place(surface, nth), surface)

    def argument(self, role: str, surface: str, value: str | None = None) -> Argument:
        start, end = self.place(surface)
        return Argument(role, start=start, end=end, value=value, text=surface)


def article(identifier: str, text: str, split: str, **layers: object) -> Article:
    header = {
        "date": "2024-05-14",
        "language": "fr",
        "story": identifier,
        "origin": "written",
        "licence": "CC-BY-4.0",
        "sha256": "0" * 64,
        "schema": "1.0",
        "contexts": [],
        "actors": [],
        "events": [],
        "stances": [],
    }
    return Article(identifier, str(text), split=split, **{**header, **layers})  # type: ignore[arg-type]


def visit() -> Article:
    text = Text(
        "Oslo reçoit la ministre 🇫🇷\n\nAnne Martin s’est rendue mardi à Oslo, dit-elle. L’accord signé aujourd’hui par "
        "le ministre de l’Environnement de Norvège déplaît à l’Union des ports, qui l’a dénoncé.\n\nLe sommet "
        "Paris-Oslo, lui, se tient en 2025."
    )
    actors = [
        Actor(
            "ministre",
            [text.mention("la ministre", "nominal"), text.mention("Anne Martin"), text.mention("elle", "pronoun")],
            "person",
            "Anne Martin",
            "FRA",
            ["GOV"],
            "anne-martin",
        ),
        Actor(
            "norvege", [text.mention("Oslo", "metonym"), text.mention("Norvège")], "state", "Norvège", "NOR", [], None
        ),
        Actor(
            "collegue",
            [text.mention("le ministre de l’Environnement de Norvège", "nominal")],
            "person",
            "ministre de l’Environnement",
            "NOR",
            ["GOV"],
            None,
        ),
        Actor(
            "ong",
            [text.mention("Union des ports"), text.mention("Paris")],
            "organisation",
            "Union",
            None,
            ["NGO"],
            None,
        ),
    ]
    events = [
        Event(
            "visite",
            "CONSULT",
            [text.trigger("reçoit"), text.trigger("rendue")],
            [
                Argument("actor", actor="ministre"),
                Argument("recipient", actor="norvege"),
                text.argument("place", "Oslo"),
                text.argument("time", "mardi", "2024-05-07"),
            ],
            ["visit"],
            "actual",
            [],
        ),
        Event("critique", "ACCUSE", [text.trigger("dénoncé")], [Argument("actor", actor="ong")], [], "actual", ["ong"]),
        Event("demande", "REQUEST", [text.trigger("dénoncé")], [Argument("actor", actor="ong")], [], "possible", []),
        Event(
            "sommet",
            "CONSULT",
            [text.trigger("sommet")],
            [Argument("actor", actor="ministre"), Argument("actor", actor="norvege")],
            ["meet"],
            "planned",
            [],
        ),
    ]
    start, end = text.place("dénoncé")
    stances = [Stance("ong", "visite", "against", "s1", "stated", [], start, end, "dénoncé")]
    return article("a-visite", text, "train", actors=actors, events=events, stances=stances, contexts=["diplomatic"])


def received() -> Article:
    text = Text("La Norvège salue la France")
    actors = [Actor("norvege", [text.mention("Norvège")], "state", "Norvège", "NOR", [], "norvege")]
    start, end = text.place("salue")
    stances = [Stance(AUTHOR, "norvege", "favor", "s1", "stated", [], start, end, "salue")]
    return article(
        "b-recu",
        text,
        "test",
        actors=actors,
        stances=stances,
        contexts=["military", "diplomatic"],
        origin="received",
        licence="LicenseRef-received",
        date="2024-09",
    )


def corpus() -> Corpus:
    """Two splits with articles and one without; an article without any annotation; one configuration lacks a split."""
    articles = (visit(), received(), article("c-rien", "Rien à signaler.", "train"))
    return Corpus("0.2.0", ontology(), articles, {})
