"""The corpus as values: articles with resolved spans, the registry, the vocabularies they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actes.article import Article
from actes.ontology import Ontology

SPLITS = ("train", "validation", "test")


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """One real-world actor, across articles. ``wikidata`` only where it was verified against a source."""

    id: str
    name: str
    kind: str
    spellings: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """A checked corpus. ``articles`` are sorted by id and fully filled, ``split`` and ``text`` included."""

    version: str
    ontology: Ontology
    articles: tuple[Article, ...]
    registry: Mapping[str, RegistryEntry]
