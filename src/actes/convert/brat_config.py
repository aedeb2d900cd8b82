"""The configuration of a brat collection, from the ontology and the model."""

from __future__ import annotations

from collections.abc import Iterator

from actes.annotation.structure import Field
from actes.convert import standoff
from actes.convert.standoff import (
    ACTOR,
    COREF,
    EVENT,
    HOLDER,
    PLACE,
    RELATIONS,
    ROLE_LABELS,
    SOURCE,
    STANCE,
    TARGET,
    TIME,
)
from actes.convert.titles import TITLES
from actes.ontology import Label, Ontology

ARTICLE = "article"
"""The annotation on the headline that carries the header of the article."""
PLACES = {"place": PLACE, "time": TIME}
STANCE_TYPE = "stance"
_DROPDOWN = 12
_COLOURS = {"person": "#9edae5", "state": "#aec7e8", "organisation": "#c5b0d5", "group": "#98df8a", "place": "#f7d9b0"}


def chosen(ontology: Ontology) -> dict[str, Field]:
    """The attributes that brat shows as attributes: one of a few codes. The others are written in notes."""
    found: dict[str, Field] = {}
    for attributes in standoff.ATTRIBUTES.values():
        for attribute in attributes:
            codes = standoff.vocabulary(attribute, ontology)
            if codes and attribute.name not in {*standoff.LISTS, "kind", "type"} and len(codes) <= _DROPDOWN:
                found[attribute.name] = attribute
    return found


def annotation_conf(ontology: Ontology) -> bytes:
    """``annotation.conf``: the types, what may be tied to what, the attributes."""
    kinds, types = "|".join(ontology.kinds), "|".join(ontology.types)
    lines = ["[entities]", *ontology.kinds, *PLACES, ARTICLE]
    lines += ["", "[relations]", f"{COREF}\tArg1:{types}, Arg2:{types}"]
    lines += [f"Equiv\tArg1:{kinds}, Arg2:{kinds}, <REL-TYPE>:symmetric-transitive"]
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]"]
    fillers = {ACTOR: kinds, EVENT: types, PLACE: "place", TIME: "time"}
    roles = [f"{role}*:{fillers[label]}" for role, label in ROLE_LABELS.items()]
    lines += [f"{code}\t{', '.join([*roles, f'{SOURCE}*:{kinds}'])}" for code in ontology.types]
    lines += [f"{STANCE_TYPE}\t{HOLDER}?:{kinds}, {TARGET}:{kinds}|{types}, {SOURCE}*:{kinds}", "", "[attributes]"]
    owners = {ACTOR: kinds, EVENT: types, STANCE: STANCE_TYPE}
    for name, attribute in chosen(ontology).items():
        codes = "|".join(standoff.vocabulary(attribute, ontology) or ())
        owned = "|".join(owners[label] for label, kept in standoff.ATTRIBUTES.items() if attribute in kept)
        lines.append(f"{name}\tArg:{owned}, Value:{codes}")
    return ("\n".join(lines) + "\n").encode()


def visual_conf(ontology: Ontology) -> bytes:
    """``visual.conf``: French names and colours."""
    lines = ["[labels]"]
    lines += [f"{code} | {label.name}" for code, label in _labels(ontology)]
    lines += [f"{code} | {title}" for code, title in _titles(ontology)]
    lines += ["", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:#ffbb78, borderColor:darken"]
    lines += [f"{code}\tbgColor:{colour}" for code, colour in _COLOURS.items()]
    lines += [
        f"{STANCE_TYPE}\tbgColor:#ff9896",
        f"{ARTICLE}\tbgColor:#eeeeee",
        "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5",
    ]
    return ("\n".join(lines) + "\n").encode()


def _labels(ontology: Ontology) -> Iterator[tuple[str, Label]]:
    yield from ontology.kinds.items()
    yield from ontology.types.items()
    yield from ((role, ontology.roles[role]) for role in RELATIONS if role in ontology.roles)


def _titles(ontology: Ontology) -> Iterator[tuple[str, str]]:
    yield STANCE_TYPE, TITLES[STANCE]
    yield ARTICLE, "Article"
    relations = (name for name in RELATIONS if name not in ontology.roles)
    yield from ((name, TITLES[name]) for name in (*relations, *chosen(ontology)) if name in TITLES)
