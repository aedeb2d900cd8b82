"""Whether a new text tells a story that the corpus has: near in time, and alike in names and words.

Likeness is the cosine of two texts as sets of marks, the registry entries that they name and their words, each with its
inverse document frequency over stories. Of the pairs of articles of the corpus (68 in 62 stories) that are at most 60
days apart, those of one story have a likeness of .12 to .20, two on one war have .10, the others .08 at most. To put
two stories into one costs little, to divide a story over splits lets a test leak: the threshold leans to the former.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from actes.annotation.edtf_date import edtf_days
from actes.annotation.model import RegistryFile
from actes.annotation.text import fold
from actes.authoring.naming import content_words

DAYS = 60
"""How far apart two articles of one story may be for it to be proposed."""
LIKENESS = 0.1
"""How alike they must be."""
_LONGEST_DATE = 366
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the corpus, as far as it can tell its story: ``text`` may be withheld."""

    id: str
    story: str
    date: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why a text may tell the story of an article: the days between them, and what they share, the rarest first."""

    story: str
    article: str
    days: int
    cosine: float
    actors: tuple[str, ...]
    """Names of registry entries."""
    words: tuple[str, ...]


class Mark(NamedTuple):
    """What a text is known by: a word, or the name of a registry entry, however the text spells it."""

    is_actor: bool
    name: str


_Names = Mapping[str, Sequence[tuple[str, Mark]]]


def likeliest_story(text: str, when: str, corpus: Sequence[Told], registry: RegistryFile) -> Likeness | None:
    """The story that ``text`` of the date ``when`` (EDTF) most likely tells; ``None`` where no article is like it."""
    near = {told.id: days for told in corpus if (days := days_between(when, told.date)) is not None and days <= DAYS}
    if not near:
        return None
    names = _names_by_word(registry)
    own = _marks(text, names)
    marks = {told.id: _marks(told.text or "", names) for told in corpus}
    weights = _inverse_frequencies(own.union(*marks.values()), corpus, marks)
    found = []
    for told in corpus:
        cosine = _cosine(own, marks[told.id], weights)
        if told.id in near and cosine >= LIKENESS:
            shared = sorted(own & marks[told.id], key=lambda mark: (-weights[mark], -len(mark.name), mark.name))
            actors = tuple(mark.name for mark in shared if mark.is_actor)
            words = tuple(mark.name for mark in shared if not mark.is_actor)
            found.append(Likeness(told.story, told.id, near[told.id], cosine, actors, words))
    return max(found, key=lambda likeness: likeness.cosine, default=None)


def days_between(one: str, other: str) -> int | None:
    """The fewest days between two EDTF dates, 0 where they meet; ``None`` where one is open, or longer than a year."""
    spans = edtf_days(one), edtf_days(other)
    if spans[0] is None or spans[1] is None or max(_length(span) for span in spans if span) > _LONGEST_DATE:
        return None
    (first, last), (other_first, other_last) = spans[0], spans[1]
    return max(0, (other_first - last).days, (first - other_last).days)


def _marks(text: str, names: _Names) -> frozenset[Mark]:
    folded = fold(text)
    words = set(_WORD.findall(folded))
    marks = {Mark(False, word.casefold()) for word in words if len(word) > 3 and _says_something(word)}
    # By their first words, so that a registry of thousands is not sought in every text.
    for word in words & names.keys():
        marks |= {mark for name, mark in names[word] if _has_name(folded, name)}
    return frozenset(marks)


def _names_by_word(registry: RegistryFile) -> _Names:
    """First word of a name -> the names that begin with it, each with the mark that it makes."""
    names: dict[str, list[tuple[str, Mark]]] = {}
    for entry in registry.actors:
        for name in map(fold, (entry.name, *entry.spellings)):
            for word in _WORD.findall(name)[:1]:
                names.setdefault(word, []).append((name, Mark(True, entry.name)))
    return names


@functools.lru_cache(maxsize=65536)
def _says_something(word: str) -> bool:
    return bool(content_words(word))


def _has_name(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _inverse_frequencies(
    sought: Collection[Mark], corpus: Sequence[Told], marks: Mapping[str, Collection[Mark]]
) -> dict[Mark, float]:
    """The logarithm of stories, the new one counted, by stories that have a mark; each has it somewhere."""
    frequencies = dict.fromkeys(sought, 0)
    articles: dict[str, set[Mark]] = {}
    for told in corpus:
        articles.setdefault(told.story, set()).update(marks[told.id])
    for members in articles.values():
        for mark in members:
            frequencies[mark] += 1
    return {mark: math.log((len(articles) + 1) / max(1, count)) for mark, count in frequencies.items()}


def _cosine(one: Collection[Mark], other: Collection[Mark], weights: Mapping[Mark, float]) -> float:
    def square(marks: Collection[Mark]) -> float:
        return sum(weights[mark] ** 2 for mark in marks)

    length = math.sqrt(square(one) * square(other))
    return square(set(one) & set(other)) / length if length else 0.0


def _length(span: tuple[date, date]) -> int:
    return (span[1] - span[0]).days
