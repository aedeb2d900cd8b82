"""The annotation file as it is written: what an annotator types, anchors and all.

The field order is the order in which the canonical writer writes. ``Annotated[str, Vocabulary(...)]`` names the
vocabulary of the ontology a value must come from, ``Pattern`` the form it must have; both feed the reader and the
JSON Schema alike. ``gc=False``: these values form no cycles, and a corpus holds a hundred thousand of them.

``disputed`` and ``readings`` are for a file under adjudication alone (``actes adjudicate``): the first names the only
layers that have an entry, the second says what each layer has in a field on which they differ. ``actes check`` refuses
a file in which either is left, and one that still says ``draft``: begun by ``actes new`` or filled by a baseline
(``actes prelabel``), and not yet anybody's annotation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Struct


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The value is a code of this vocabulary of the ontology (the name of an ``Ontology`` attribute)."""

    name: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """The value matches this regular expression as a whole; ``description`` says it in words."""

    regex: str
    description: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The list has at least one member."""


LocalId = Annotated[
    str, Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters a-z, digits and single hyphens, such as anne-martin")
]
ArticleId = Annotated[
    str,
    Pattern(
        r"[a-z0-9]+([-_][a-z0-9]+)*", "lower-case letters a-z, digits, single hyphens or underscores, as its file name"
    ),
]
Sha256 = Annotated[str, Pattern(r"[0-9a-f]{64}", "64 hexadecimal digits, as sha256sum prints them")]
Offset = Annotated[str, Pattern(r"0|[1-9][0-9]{0,8}", "a number of code points from the start of the text")]
DraftOf = Annotated[
    str,
    Pattern(
        r"[a-z0-9]+([-_][a-z0-9]+)*",
        "new (begun, not annotated), or the baseline that proposed the annotations, such as linear",
    ),
]
NEW = "new"
"""The mark of a draft that no baseline has filled."""
Reference = str


class Reading(Struct, frozen=True, kw_only=True, gc=False):
    """What one layer says in a field on which layers differ; no value: it says nothing there."""

    layer: str
    field: str
    value: str | None = None


class Quote(Struct, frozen=True, kw_only=True, gc=False):
    """A place of the text: W3C TextQuoteSelector, or ``exact`` and an offset where the text is not in git."""

    prefix: str | None = None
    exact: str
    suffix: str | None = None
    at: Offset | None = None
    disputed: list[str] = []


class MentionEntry(Quote, frozen=True, kw_only=True, gc=False):
    """A span that refers to the actor."""

    form: Annotated[str, Vocabulary("forms")] = "name"


class ActorEntry(Struct, frozen=True, kw_only=True, gc=False):
    """An actor with every mention of it."""

    id: LocalId
    disputed: list[str] = []
    readings: list[Reading] = []
    name: str
    kind: Annotated[str, Vocabulary("kinds")]
    country: Annotated[str, Vocabulary("countries")] | None = None
    sectors: list[Annotated[str, Vocabulary("sectors")]] = []
    link: LocalId | None = None
    mentions: Annotated[list[MentionEntry], Filled()]


class ArgumentEntry(Struct, frozen=True, kw_only=True, gc=False):
    """A participant (``actor``), or a place or time (a quotation)."""

    role: Annotated[str, Vocabulary("roles")]
    actor: Reference | None = None
    prefix: str | None = None
    exact: str | None = None
    suffix: str | None = None
    at: Offset | None = None
    value: str | None = None
    disputed: list[str] = []


class EventEntry(Struct, frozen=True, kw_only=True, gc=False):
    """An event with every trigger of it."""

    id: LocalId
    disputed: list[str] = []
    readings: list[Reading] = []
    type: Annotated[str, Vocabulary("types")]
    modes: list[str] = []
    status: Annotated[str, Vocabulary("statuses")]
    sources: list[Reference] = []
    triggers: Annotated[list[Quote], Filled()]
    arguments: list[ArgumentEntry] = []


class StanceEntry(Struct, frozen=True, kw_only=True, gc=False):
    """Who is for or against whom or what, on whose word."""

    id: LocalId
    disputed: list[str] = []
    readings: list[Reading] = []
    holder: Reference
    target: Reference
    polarity: Annotated[str, Vocabulary("polarities")]
    basis: Annotated[str, Vocabulary("bases")]
    sources: list[Reference] = []
    evidence: Quote


class AnnotationFile(Struct, frozen=True, kw_only=True, gc=False):
    """One file of ``corpus/``."""

    schema: str
    id: ArticleId
    text: str
    sha256: Sha256
    language: Annotated[str, Vocabulary("languages")]
    date: str
    story: LocalId
    origin: Annotated[str, Vocabulary("origins")]
    licence: Annotated[str, Vocabulary("licences")]
    draft: DraftOf | None = None
    readings: list[Reading] = []
    contexts: list[Annotated[str, Vocabulary("contexts")]] = []
    actors: list[ActorEntry] = []
    events: list[EventEntry] = []
    stances: list[StanceEntry] = []
    note: str | None = None


class About(Struct, frozen=True, kw_only=True, gc=False):
    """``about.yaml``: who or what made a layer, and how."""

    kind: Annotated[str, Pattern("person|model", "person or model")]
    version: str
    """Of the model; of a person, the version of the guide that they followed."""
    procedure: str
    date: str


class RegistryFileEntry(Struct, frozen=True, kw_only=True, gc=False):
    """One real-world actor of ``corpus/registry.yaml``."""

    id: LocalId
    name: str
    kind: Annotated[str, Vocabulary("kinds")]
    country: Annotated[str, Vocabulary("countries")] | None = None
    sectors: list[Annotated[str, Vocabulary("sectors")]] = []
    spellings: list[str] = []
    wikidata: Annotated[str, Pattern(r"Q[1-9][0-9]*", "a Wikidata item such as Q90")] | None = None


class RegistryFile(Struct, frozen=True, kw_only=True, gc=False):
    """``corpus/registry.yaml``."""

    schema: str
    actors: list[RegistryFileEntry]
