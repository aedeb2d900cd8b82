"""What annotation tools have in common: labelled regions of a text, with attributes, and labelled relations.

An article becomes five labels of regions and eight labels of relations; each format only spells them its own way.

* Every mention is an ``Actor``, every trigger an ``Event``; ``coref`` ties those of one actor or event together. What
  is said of the actor or event as a whole stands on any of its regions, in an export on the first.
* A place or time is a region of its own, shared by the events that happened there and then.
* The evidence of a stance is a ``Stance``, tied to its holder and target.

Attributes and their vocabularies are those of the model (``actes.annotation.model``), read from it: a field that a
later schema adds to an actor, event, stance or header travels through every format without a change here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from actes.annotation.model import (
    ActorEntry,
    AnnotationFile,
    ArgumentEntry,
    EventEntry,
    MentionEntry,
    Quote,
    StanceEntry,
)
from actes.annotation.structure import Field, Form, fields
from actes.ontology import Label, Ontology
from actes.problem import Problem

ACTOR, EVENT, PLACE, TIME, STANCE = LABELS = ("Actor", "Event", "Place", "Time", "Stance")
COREF = "coref"
SOURCE = "source"
HOLDER = "holder"
TARGET = "target"
ROLE_LABELS: Mapping[str, str] = {"actor": ACTOR, "recipient": ACTOR, "place": PLACE, "time": TIME}
"""Every role of the ontology with what fills it."""
RELATIONS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    COREF: (frozenset({ACTOR, EVENT}), frozenset({ACTOR, EVENT})),
    **{role: (frozenset({EVENT}), frozenset({label})) for role, label in ROLE_LABELS.items()},
    SOURCE: (frozenset({EVENT, STANCE}), frozenset({ACTOR})),
    HOLDER: (frozenset({STANCE}), frozenset({ACTOR})),
    TARGET: (frozenset({STANCE}), frozenset({ACTOR, EVENT})),
}
"""Every relation with the labels it goes from and to; ``coref`` stays within one label."""

Values = Mapping[str, tuple[str, ...]]
"""Attributes: a field of the model and what it says; a field that holds one value has a tuple of one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the files of a tool something stands."""

    path: str
    line: int = 0
    pointer: str = ""

    def problem(self, message: str, code: str) -> Problem:
        """A problem at this place."""
        return Problem(self.path, self.line, self.pointer, message, code)


NOWHERE = Origin("")


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled span: half-open, in code points. ``id`` is unique in its article."""

    id: str
    label: str
    start: int
    end: int
    values: Values
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Relation:
    """A labelled tie between two regions; ``label`` is ``None`` where the annotator gave none."""

    label: str | None
    source: str
    target: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Standoff:
    """An article as a tool sees it. ``header`` holds what is said of the article as a whole.

    ``annotated`` is false for an article that was loaded into the tool and not annotated there.
    """

    header: Values
    text: str
    regions: Sequence[Region] = ()
    relations: Sequence[Relation] = ()
    origin: Origin = NOWHERE
    annotated: bool = True
    unsubmitted: bool = False
    """There is more of it in the tool, which the annotator has not handed in."""
    problems: Sequence[Problem] = field(default=())
    """What the reader of the format could not keep."""


def _plain(struct: type[Struct], *without: str) -> tuple[Field, ...]:
    """The fields that hold one text or a list of texts, and are neither spans, nor ties, nor marks of adjudication."""
    left_out = {*without, "disputed"}
    kept = (f for f in fields(struct) if f.name not in left_out)
    return tuple(f for f in kept if f.form.base is str or (f.form.member and f.form.member.base is str))


_QUOTE = [f.name for f in fields(Quote)]
EXPORTED = "exported"
"""The revision of the article that was exported (:func:`actes.convert.revision`): a field of exports alone."""
HEADER = (*_plain(AnnotationFile, "text"), Field(EXPORTED, Form(str), required=False))
MENTION = _plain(MentionEntry, *_QUOTE)
ARGUMENT = _plain(ArgumentEntry, *_QUOTE, "role", "actor")
ATTRIBUTES: Mapping[str, tuple[Field, ...]] = {
    ACTOR: (*_plain(ActorEntry), *MENTION),
    EVENT: _plain(EventEntry, "sources"),
    PLACE: (),
    TIME: ARGUMENT,
    STANCE: (*_plain(StanceEntry, "target", "sources"),),
}
"""Every attribute of every label. ``holder`` is one of a stance's only to say ``author``, who has no region."""
LISTS = frozenset(f.name for kept in (HEADER, *ATTRIBUTES.values()) for f in kept if f.form.base is list)


def names(attributes: Iterable[Field]) -> frozenset[str]:
    """The names of fields."""
    return frozenset(f.name for f in attributes)


def vocabulary(attribute: Field, ontology: Ontology) -> Mapping[str, Label | str] | None:
    """The codes an attribute may take, each with its label or name; ``None`` for free text."""
    form = attribute.form.member or attribute.form
    if attribute.name == "modes":  # each type has its own: the union
        return {code: mode for event_type in ontology.types.values() for code, mode in event_type.modes.items()}
    codes: Mapping[str, Label | str] | None = getattr(ontology, form.vocabulary) if form.vocabulary else None
    return codes


def split_list(name: str, text: str) -> tuple[str, ...]:
    """The values of an attribute written as one text: the codes of a list stand with a blank between them."""
    return tuple(text.split()) if name in LISTS else (text,)


def surface(text: str, start: int, end: int) -> str:
    """The words of a region as messages show them, at most 40 characters."""
    words = text[max(start, 0) : max(end, 0)]
    return f'"{words}"' if len(words) <= 40 else f'"{words[:39]}…"'
