"""Whether a new text tells a story that the corpus has: near in time, with names and words that no other story has.

Of the pairs of articles of corpus 0.1 that are at most 60 days apart, those of one story have 8 to 15 such names and
words in common, the others at most 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from actes.annotation.edtf_date import edtf_days
from actes.annotation.model import RegistryFile
from actes.annotation.text import fold
from actes.authoring.naming import content_words

DAYS = 60
"""How far apart two articles of one story may be for it to be proposed."""
MARKS = 6
"""How many names and words they must have in common that no article of another story has."""
_LONGEST_DATE = 366
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the corpus, as far as it can tell its story: ``text`` may be withheld."""

    id: str
    story: str
    date: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why a text may tell the story of an article: the marks that they share, and the days between them."""

    story: str
    article: str
    days: int
    actors: tuple[str, ...]
    """Names of registry entries."""
    words: tuple[str, ...]


def likeliest_story(text: str, when: str, corpus: Sequence[Told], registry: RegistryFile) -> Likeness | None:
    """The story that ``text`` of the date ``when`` (EDTF) most likely tells; ``None`` where no article is like it."""
    own = _marks(text, registry)
    marks = {told.id: _marks(told.text or "", registry) for told in corpus}
    found = []
    for told in corpus:
        days = days_between(when, told.date)
        if days is None or days > DAYS:
            continue
        elsewhere = [marks[other.id] for other in corpus if other.story != told.story]
        shared = own.common(marks[told.id]).without(elsewhere)
        if shared.count >= MARKS:
            actors = tuple(entry.name for entry in registry.actors if entry.id in shared.actors)
            words = tuple(sorted(shared.words, key=lambda word: (-len(word), word)))
            found.append(Likeness(told.story, told.id, days, actors, words))
    return max(found, key=lambda likeness: (len(likeness.actors) + len(likeness.words), -likeness.days), default=None)


def days_between(one: str, other: str) -> int | None:
    """The fewest days between two EDTF dates, 0 where they meet; ``None`` where one is open, or longer than a year."""
    spans = edtf_days(one), edtf_days(other)
    if spans[0] is None or spans[1] is None or max(_length(span) for span in spans if span) > _LONGEST_DATE:
        return None
    (first, last), (other_first, other_last) = spans[0], spans[1]
    return max(0, (other_first - last).days, (first - other_last).days)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What may tell a story from others: the registry entries that a text names, and its longer words."""

    actors: frozenset[str]
    words: frozenset[str]

    @property
    def count(self) -> int:
        return len(self.actors) + len(self.words)

    def common(self, other: _Marks) -> _Marks:
        return _Marks(self.actors & other.actors, self.words & other.words)

    def without(self, others: Iterable[_Marks]) -> _Marks:
        actors, words = self.actors, self.words
        for other in others:
            actors, words = actors - other.actors, words - other.words
        return _Marks(actors, words)


def _marks(text: str, registry: RegistryFile) -> _Marks:
    folded = fold(text)
    words = {word.casefold() for word in _WORD.findall(folded)}
    actors = (e.id for e in registry.actors if any(_names(folded, fold(name)) for name in (e.name, *e.spellings)))
    return _Marks(frozenset(actors), frozenset(word for word in words if content_words(word)))


def _names(text: str, name: str) -> bool:
    # To look for the letters first saves nine tenths of the time.
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _length(span: tuple[date, date]) -> int:
    return (span[1] - span[0]).days
