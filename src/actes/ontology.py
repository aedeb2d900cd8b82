"""The closed vocabularies of one schema version, as read from ``schema/<version>/ontology.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One entry of a vocabulary: its code, short French name, and definitions in French and English."""

    code: str
    name: str
    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Mode(Label):
    """A PLOVER mode. ``score`` is ``None`` where PLOVER prints none."""

    score: float | None


@dataclass(frozen=True, slots=True)
class EventType(Label):
    """A PLOVER 2.0 event type.

    ``mutual``: several actors without a recipient act on one another (a meeting, a signed agreement, fighting).
    """

    quad: int
    score: float
    recipient_required: bool
    mutual: bool
    modes: Mapping[str, Mode]

    def event_scale(self, modes: Sequence[str]) -> float:
        """PLOVER's score of a record: the mode's where there is one mode with a score, else the type's."""
        if len(modes) == 1:
            score = self.modes[modes[0]].score
            if score is not None:
                return score
        return self.score


@dataclass(frozen=True, slots=True)
class Ontology:
    """Every closed vocabulary of a schema version. Orders are those of the file and are part of the schema."""

    version: str
    languages: Mapping[str, Label]
    licences: Mapping[str, Label]
    origins: Mapping[str, Label]
    kinds: Mapping[str, Label]
    forms: Mapping[str, Label]
    statuses: Mapping[str, Label]
    roles: Mapping[str, Label]
    polarities: Mapping[str, Label]
    bases: Mapping[str, Label]
    types: Mapping[str, EventType]
    quads: Mapping[str, Label]
    contexts: Mapping[str, Label]
    sectors: Mapping[str, Label]
    countries: Mapping[str, str]
    """Every code an actor's ``country`` may take, with a name: ISO 3166-1 alpha-3 without the folded dependencies,
    and the codes PLOVER adds."""
    dependencies: Mapping[str, str]
    cameo: Mapping[str, Sequence[str]]
    compounds: frozenset[str]
    pronouns: frozenset[str]
