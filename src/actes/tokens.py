"""French tokens and sentences, with their places in the text.

A token is a word, a number or a single other character; spaces separate and belong to none, so that the tokens hold
every other character of the text exactly once. Whatever an annotator may mark by itself is a token of its own:

- an elision with its apostrophe: ``l'|accord``, ``qu'|il``; elsewhere an apostrophe joins: ``aujourd'hui``, ``Ren'ai``;
- names joined by a hyphen: ``Moscou|-|Kiev``, ``anti|-|Maduro``, and so ``Etats|-|Unis`` too, which no rule of form
  tells from them;
- a clitic behind its verb or pronoun: ``dit|-|il``, ``a|-|t|-|on``, ``lui|-|même``;
- a people in a compound: ``russo|-|ukrainien``, ``pro|-|iranien``, ``anti|-|israéliennes``.

Every other hyphenated word is one token: ``porte-parole``, ``cessez-le-feu``, ``celui-ci``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TOKENISER = "actes-fr-1"
"""Names these rules. It changes when they do, because tokens are counted in published rows."""

_APOSTROPHES = "'’ʼ"
_CHUNK = re.compile(rf"\d++(?:[.,:]\d++)++(?![^\W_])|[^\W_]+(?:[-‐‑{_APOSTROPHES}][^\W_]+)*[{_APOSTROPHES}]?|\S")
_JOINER = re.compile(rf"([-‐‑{_APOSTROPHES}])")
_ELIDED = re.compile(r"[cçdjlmnst]|(?:jus|lors|puis|quoi|quel|pres)?qu|entr", re.IGNORECASE)
_CLITIC = re.compile(r"je|tu|ils?|elles?|on|nous|vous|ce|les?|la|lui|leur|moi|toi|y|en|t|mêmes?")
_PREFIX = re.compile(r"anti|ex|\w+o", re.IGNORECASE)
_WHOLE = re.compile(r"rendez-vous", re.IGNORECASE)

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("»”’\"')]")
_ABBREVIATION = re.compile(r"mm|dr|pr|mgr|ste?|av|bd|cf|art|pp?|vol|env", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as parallel columns; ``sentences`` and ``paragraphs`` number the tokens that open one."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def covering(self, start: int, end: int) -> range | None:
        """The tokens that are exactly ``[start, end)``, or ``None`` where it begins or ends inside one."""
        first, last = bisect_left(self.starts, start), bisect_left(self.ends, end)
        if last < len(self.ends) and self.starts[first : first + 1] == (start,) and self.ends[last] == end:
            return range(first, last + 1)
        return None


def tokenise(text: str) -> Tokens:
    """The tokens of ``text``, its sentences, and its paragraphs (separated by line feeds)."""
    starts: list[int] = []
    ends: list[int] = []
    for chunk in _CHUNK.finditer(text):
        start = chunk.start()
        for cut in _cuts(chunk[0]):
            starts.append(start)
            start = chunk.start() + cut
            ends.append(start)
    words = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
    paragraphs = tuple(i for i in range(len(words)) if i == 0 or "\n" in text[ends[i - 1] : starts[i]])
    sentences = tuple(sorted({*paragraphs, *_sentences(words, starts, ends)}))
    return Tokens(words, tuple(starts), tuple(ends), sentences, paragraphs)


def _cuts(chunk: str) -> Iterator[int]:
    """The ends of the tokens in words joined by hyphens and apostrophes."""
    parts = _JOINER.split(chunk) if len(chunk) > 1 else [chunk]
    at = 0
    for i in range(0, len(parts) - 1, 2):
        word, joiner, following = parts[i], parts[i + 1], parts[i + 2 :: 2]
        at += len(word)
        if joiner in _APOSTROPHES:
            if _ELIDED.fullmatch(word):
                if following != [""]:
                    yield at + 1
            elif following == [""]:
                yield at
        elif _is_boundary(word, following):
            yield at
            yield at + 1
        at += 1
    yield len(chunk)


def _is_boundary(word: str, following: Sequence[str]) -> bool:
    """Whether the hyphen between ``word`` and what follows in its compound separates tokens."""
    first = following[0]
    if not (word[-1].islower() and first[:1].islower()):
        return True
    if _WHOLE.fullmatch(f"{word}-{first}"):
        return False
    return bool(_PREFIX.fullmatch(word)) or all(_CLITIC.fullmatch(part) for part in following)


def _sentences(words: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> Iterator[int]:
    """The tokens behind a stop and what closes with it, unless they are small letters or the stop abbreviates."""
    stopped = False
    for i, word in enumerate(words):
        closes = word == "»" or (word in _CLOSERS and i > 0 and starts[i] == ends[i - 1])
        if stopped and (closes or word in _STOPS):
            continue
        if stopped and not word[0].islower():
            yield i
        stopped = word in _STOPS and not (word == "." and i > 0 and _abbreviates(words[i - 1]))


def _abbreviates(word: str) -> bool:
    return bool(_ABBREVIATION.fullmatch(word)) or (len(word) == 1 and word.isupper())
