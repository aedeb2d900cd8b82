"""The article graph: who did what to whom, and who is for or against whom, over one text.

One shape serves the gold, a row of the ``articles`` configuration, a line of gold JSON and a line of predictions.
Spans are half-open ``[start, end)`` in Unicode code points of the article's text.

In a prediction, whatever a system does not predict is left out: a layer left out is ``None``, a left-out property that
may itself be empty (``link``, ``sources``) is ``UNSET``. A gold article fills everything.
"""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

AUTHOR = "author"
"""The reserved id of the article's author, as holder of a stance."""


class Mention(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A span that refers to an actor."""

    start: int
    end: int
    form: str | None = None
    text: str | None = None


class Actor(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An entity cluster. ``link`` is a registry id, ``None`` for an actor that cannot be identified (NIL)."""

    id: str
    mentions: list[Mention]
    kind: str
    name: str | None = None
    country: str | UnsetType | None = UNSET
    sectors: list[str] | UnsetType = UNSET
    link: str | UnsetType | None = UNSET


class Trigger(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The word, or fixed compound, that names an event."""

    start: int
    end: int
    text: str | None = None


class Argument(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A participant (``actor`` is an actor id) or a place or time (a span; ``value`` is EDTF)."""

    role: str
    actor: str | None = None
    start: int | None = None
    end: int | None = None
    value: str | None = None
    text: str | None = None


class Event(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An event cluster. Empty ``sources``: the author vouches for it."""

    id: str
    type: str
    triggers: list[Trigger]
    arguments: list[Argument] = []
    modes: list[str] | UnsetType = UNSET
    status: str | UnsetType = UNSET
    sources: list[str] | UnsetType = UNSET


class Stance(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """``holder`` (actor id or ``author``) is for or against ``target`` (actor or event id); the span is evidence."""

    holder: str
    target: str
    polarity: str
    id: str | None = None
    basis: str | None = None
    sources: list[str] | UnsetType = UNSET
    start: int | None = None
    end: int | None = None
    text: str | None = None


class Pair(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The classification form of stance: a label, or ``none``, for a given pair of gold ids."""

    holder: str
    target: str
    polarity: str


class Dyad(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A PLOVER record without spans: country-like codes (``None`` where the actor has none) and an event type."""

    actor: str | None
    recipient: str | None
    type: str


class Article(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One article with its graph."""

    id: str
    text: str | None = None
    date: str | None = None
    language: str | None = None
    story: str | None = None
    split: str | None = None
    origin: str | None = None
    licence: str | None = None
    sha256: str | None = None
    schema: str | None = None
    contexts: list[str] | None = None
    actors: list[Actor] | None = None
    events: list[Event] | None = None
    stances: list[Stance] | None = None
    pairs: list[Pair] | None = None
    dyads: list[Dyad] | None = None
