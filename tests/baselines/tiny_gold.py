"""Four tiny articles, written for these tests, about people and places that do not exist."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def place(text: str, exact: str, nth: int = 1) -> dict[str, int]:
    """The offsets of the nth occurrence of ``exact``."""
    start = -1
    for _ in range(nth):
        start = text.index(exact, start + 1)
    return {"start": start, "end": start + len(exact)}


def actor(
    text: str,
    id: str,
    name: str,
    kind: str,
    *mentions: tuple[str, int, str],
    country: str | None = None,
    sectors: tuple[str, ...] = (),
) -> Row:
    return {
        "id": id,
        "name": name,
        "kind": kind,
        "country": country,
        "sectors": list(sectors),
        "link": id if country else None,
        "mentions": [{**place(text, exact, nth), "form": form, "text": exact} for exact, nth, form in mentions],
    }


def event(
    text: str,
    id: str,
    type: str,
    *triggers: tuple[str, int],
    status: str = "actual",
    sources: tuple[str, ...] = (),
    participants: tuple[tuple[str, str], ...] = (),
    spans: tuple[tuple[str, str], ...] = (),
) -> Row:
    return {
        "id": id,
        "type": type,
        "modes": [],
        "status": status,
        "sources": list(sources),
        "triggers": [{**place(text, exact, nth), "text": exact} for exact, nth in triggers],
        "arguments": [
            *({"role": role, "actor": filler} for role, filler in participants),
            *({"role": role, **place(text, exact), "text": exact} for role, exact in spans),
        ],
    }


def stance(text: str, holder: str, target: str, polarity: str, evidence: str) -> Row:
    return {
        "id": f"{holder}-{target}",
        "holder": holder,
        "target": target,
        "polarity": polarity,
        "basis": "stated",
        "sources": [],
        **place(text, evidence),
        "text": evidence,
    }


def article(id: str, text: str, contexts: list[str], actors: list[Row], events: list[Row], stances: list[Row]) -> Row:
    polarities = {(s["holder"], s["target"]): s["polarity"] for s in stances}
    targets = [node["id"] for node in (*actors, *events)]
    return {
        "id": id,
        "text": text,
        "date": "2031-05-14",
        "language": "fr",
        "contexts": contexts,
        "actors": actors,
        "events": events,
        "stances": stances,
        "pairs": [
            {"holder": holder, "target": target, "polarity": polarities.get((holder, target), "none")}
            for holder in ("author", *(a["id"] for a in actors))
            for target in targets
            if holder != target
        ],
    }


def question(row: Row) -> Row:
    """The row as a baseline is asked it: no gold, and pairs with names and spans but without polarity."""
    nodes = {node["id"]: node for node in (*row["actors"], *row["events"])}
    names = {"author": "author"} | {id: node.get("name", id) for id, node in nodes.items()}
    spans = {"author": []} | {
        id: [{"start": m["start"], "end": m["end"]} for m in node.get("mentions") or node["triggers"]]
        for id, node in nodes.items()
    }
    pairs = [
        {
            "holder": pair["holder"],
            "target": pair["target"],
            "holder_name": names[pair["holder"]],
            "target_name": names[pair["target"]],
            "holder_spans": spans[pair["holder"]],
            "target_spans": spans[pair["target"]],
        }
        for pair in row["pairs"]
    ]
    return {"id": row["id"], "text": row["text"], "date": row["date"], "language": row["language"], "pairs": pairs}


_VISIT = """La ministre morvane Ilda Varenne en visite à Port-Selve

Ilda Varenne a rencontré mardi à Port-Selve le président Oskar Tellin. Elle a salué la médiation de l’Union lacustre. \
Varenne se rendra à Osmont en juin, selon le ministère des Affaires étrangères."""

_ATTACK = """Dix soldats morvanais tués à Brévane

L'armée morvanaise a bombardé lundi les positions du Front des Cimes à Brévane. Le Front des Cimes a dénoncé cette \
attaque. D'après des habitants, les rebelles auraient attaqué un convoi."""

_PROTEST = """Manifestation à Osmont contre le traité

Des étudiants ont manifesté jeudi à Osmont. Ils accusent Oskar Tellin de brader le pays. Le Front des Cimes (FDC) \
soutient les étudiants ; le FDC n'a pas attaqué la police."""

_AID = """L’Union lacustre promet une aide au Morvan

L’Union lacustre enverra en juillet une aide alimentaire au Morvan. Le Morvan a remercié l’Union lacustre. Une « coup \
d'État » a échoué vendredi à Port-Selve, affirme Ilda Varenne, qui condamne le Front des Cimes."""


def rows() -> list[Row]:
    """The four articles with their gold."""
    return [
        article(
            "visite",
            _VISIT,
            ["diplomatic"],
            [
                actor(
                    _VISIT,
                    "varenne",
                    "Ilda Varenne",
                    "person",
                    ("Ilda Varenne", 1, "name"),
                    ("Ilda Varenne", 2, "name"),
                    ("Elle", 1, "pronoun"),
                    ("Varenne", 3, "name"),
                    country="MRV",
                    sectors=("GOV",),
                ),
                actor(_VISIT, "tellin", "Oskar Tellin", "person", ("Oskar Tellin", 1, "name"), country="SLV"),
                actor(_VISIT, "union", "Union lacustre", "organisation", ("Union lacustre", 1, "name"), country="IGO"),
                actor(
                    _VISIT,
                    "affaires",
                    "ministère des Affaires étrangères",
                    "organisation",
                    ("le ministère des Affaires étrangères", 1, "nominal"),
                ),
            ],
            [
                event(
                    _VISIT,
                    "rencontre",
                    "CONSULT",
                    ("visite", 1),
                    ("rencontré", 1),
                    participants=(("actor", "varenne"), ("recipient", "tellin")),
                    spans=(("place", "Port-Selve"), ("time", "mardi")),
                ),
                event(
                    _VISIT,
                    "voyage",
                    "CONSULT",
                    ("rendra", 1),
                    status="planned",
                    sources=("affaires",),
                    participants=(("actor", "varenne"),),
                    spans=(("place", "Osmont"), ("time", "juin")),
                ),
            ],
            [stance(_VISIT, "varenne", "union", "favor", "salué")],
        ),
        article(
            "attaque",
            _ATTACK,
            ["military", "terrorism"],
            [
                actor(
                    _ATTACK,
                    "armee",
                    "armée morvanaise",
                    "organisation",
                    ("L'armée morvanaise", 1, "nominal"),
                    country="MRV",
                    sectors=("MIL",),
                ),
                actor(_ATTACK, "soldats", "dix soldats", "group", ("Dix soldats morvanais", 1, "nominal")),
                actor(
                    _ATTACK,
                    "front",
                    "Front des Cimes",
                    "organisation",
                    ("Front des Cimes", 1, "name"),
                    ("Front des Cimes", 2, "name"),
                    ("les rebelles", 1, "nominal"),
                    country="MRV",
                    sectors=("REB",),
                ),
                actor(_ATTACK, "habitants", "habitants", "group", ("des habitants", 1, "nominal")),
            ],
            [
                event(
                    _ATTACK,
                    "bombardement",
                    "ASSAULT",
                    ("tués", 1),
                    ("bombardé", 1),
                    ("attaque", 1),
                    participants=(("actor", "armee"), ("recipient", "front")),
                    spans=(("place", "Brévane"), ("time", "lundi")),
                ),
                event(_ATTACK, "denonciation", "ACCUSE", ("dénoncé", 1), participants=(("actor", "front"),)),
                event(
                    _ATTACK,
                    "convoi",
                    "ASSAULT",
                    ("attaqué", 1),
                    status="possible",
                    sources=("habitants",),
                    participants=(("actor", "front"),),
                ),
            ],
            [stance(_ATTACK, "front", "bombardement", "against", "dénoncé")],
        ),
        article(
            "manifestation",
            _PROTEST,
            ["political"],
            [
                actor(
                    _PROTEST,
                    "etudiants",
                    "étudiants",
                    "group",
                    ("Des étudiants", 1, "nominal"),
                    ("Ils", 1, "pronoun"),
                    ("les étudiants", 1, "nominal"),
                ),
                actor(_PROTEST, "tellin", "Oskar Tellin", "person", ("Oskar Tellin", 1, "name"), country="SLV"),
                actor(
                    _PROTEST,
                    "front",
                    "Front des Cimes",
                    "organisation",
                    ("Front des Cimes", 1, "name"),
                    ("FDC", 1, "name"),
                    ("FDC", 2, "name"),
                    country="MRV",
                    sectors=("REB",),
                ),
                actor(_PROTEST, "police", "police", "organisation", ("la police", 1, "nominal")),
            ],
            [
                event(
                    _PROTEST,
                    "cortege",
                    "PROTEST",
                    ("Manifestation", 1),
                    ("manifesté", 1),
                    participants=(("actor", "etudiants"),),
                    spans=(("place", "Osmont"), ("time", "jeudi")),
                ),
                event(
                    _PROTEST,
                    "accusation",
                    "ACCUSE",
                    ("accusent", 1),
                    participants=(("actor", "etudiants"), ("recipient", "tellin")),
                ),
                event(
                    _PROTEST,
                    "assaut",
                    "ASSAULT",
                    ("attaqué", 1),
                    status="negated",
                    participants=(("actor", "front"), ("recipient", "police")),
                ),
            ],
            [
                stance(_PROTEST, "etudiants", "tellin", "against", "accusent"),
                stance(_PROTEST, "front", "etudiants", "favor", "soutient"),
            ],
        ),
        article(
            "aide",
            _AID,
            ["economic", "diplomatic"],
            [
                actor(
                    _AID,
                    "union",
                    "Union lacustre",
                    "organisation",
                    ("Union lacustre", 1, "name"),
                    ("Union lacustre", 2, "name"),
                    ("Union lacustre", 3, "name"),
                    country="IGO",
                ),
                actor(
                    _AID,
                    "morvan",
                    "Morvan",
                    "state",
                    ("Morvan", 1, "name"),
                    ("Morvan", 2, "name"),
                    ("Morvan", 3, "name"),
                    country="MRV",
                ),
                actor(
                    _AID,
                    "varenne",
                    "Ilda Varenne",
                    "person",
                    ("Ilda Varenne", 1, "name"),
                    country="MRV",
                    sectors=("GOV",),
                ),
                actor(
                    _AID,
                    "front",
                    "Front des Cimes",
                    "organisation",
                    ("Front des Cimes", 1, "name"),
                    country="MRV",
                    sectors=("REB",),
                ),
            ],
            [
                event(
                    _AID,
                    "aide",
                    "AID",
                    ("aide", 1),
                    ("aide", 2),
                    status="planned",
                    participants=(("actor", "union"), ("recipient", "morvan")),
                    spans=(("time", "juillet"),),
                ),
                event(
                    _AID,
                    "putsch",
                    "COERCE",
                    ("coup d'État", 1),
                    sources=("varenne",),
                    spans=(("place", "Port-Selve"), ("time", "vendredi")),
                ),
                event(
                    _AID,
                    "condamnation",
                    "ACCUSE",
                    ("condamne", 1),
                    participants=(("actor", "varenne"), ("recipient", "front")),
                ),
            ],
            [
                stance(_AID, "morvan", "union", "favor", "remercié"),
                stance(_AID, "varenne", "front", "against", "condamne"),
            ],
        ),
    ]
