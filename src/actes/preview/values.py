"""What a preview shows, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from actes.article import Article
from actes.corpus import RegistryEntry
from actes.diff.change import Change, Difference
from actes.diff.snapshot import Readable
from actes.ontology import Ontology
from actes.problem import Problem

Place = tuple[int, int]
"""``[start, end)`` in code points of the text."""


class State(StrEnum):
    """What happened to an article since the state that it is compared with."""

    ADDED = "new"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "not changed"
    UNKNOWN = ""
    """It is compared with nothing, or cannot be read in one of the two states."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An earlier state of the corpus, what messages call it, and what changed since."""

    base: str
    found: Readable
    difference: Difference


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem with what it is about."""

    problem: Problem
    line: str = ""
    """The line of the file that it is on."""
    place: Place | None = None
    """The words of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePreview:
    """One article."""

    name: str
    article: Article | None = None
    """``None`` where it cannot be read, or is removed."""
    split: str = ""
    before: Article | None = None
    """As it was, its places carried over to the text of now; ``None`` where it was not there or was the same."""
    former_text: str | None = None
    """Where the text has changed."""
    state: State = State.UNKNOWN
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    lost: int = 0
    """How many quotations are left out, because they fit no one place of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Some articles, and what is not of one article alone."""

    articles: tuple[ArticlePreview, ...]
    ontology: Ontology
    registry: Mapping[str, RegistryEntry] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    """Of the registry."""
    faults: tuple[Fault, ...] = ()
    """Of other files than those of the articles."""
    base: str = ""
    """What the articles are compared with; empty for nothing."""
    summary: str = ""
    """The difference in a line."""
