"""A text as tokens and sentences, with the way back from offsets to tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*['’]?|[^\w\s]|_")
_STOPS = frozenset(".!?…")
_CLOSERS = frozenset('»”")]')


class Token(NamedTuple):
    """A token and its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its tokens, and the number of the sentence that each token is in."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    """The tokens, folded."""
    sentences: tuple[int, ...]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The tokens, half-open, that overlap ``[start, end)``; empty where it holds spaces only."""
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        return first, max(first, bisect_left(self.tokens, end, key=lambda token: token.start))

    def holds(self, start: int, end: int) -> bool:
        """Whether any token overlaps ``[start, end)``."""
        first, last = self.covering(start, end)
        return first < last

    def sentence_of(self, start: int) -> int:
        """The sentence of the first token that ends after ``start``, or the last one."""
        first, _ = self.covering(start, start)
        return self.sentences[min(first, len(self.sentences) - 1)] if self.sentences else 0

    def bounds_of_sentence(self, number: int) -> tuple[int, int]:
        """The half-open token range of a sentence."""
        return bisect_left(self.sentences, number), bisect_right(self.sentences, number)

    def sentence_bounds(self) -> Iterator[tuple[int, int]]:
        """The half-open token range of each sentence."""
        return map(self.bounds_of_sentence, range(self.sentences[-1] + 1 if self.sentences else 0))


def read_document(text: str) -> Document:
    """Tokens and sentences: a sentence ends at a stop before anything but a small letter, and with its line."""
    tokens = tuple(Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text))
    words = tuple(fold(token.text) for token in tokens)
    return Document(text, tokens, words, tuple(_sentence_numbers(text, tokens)))


def fold(text: str) -> str:
    """The form in which words are compared: case, kind of apostrophe and kind of space do not count."""
    return " ".join(text.replace("’", "'").casefold().split())


def _sentence_numbers(text: str, tokens: tuple[Token, ...]) -> Iterator[int]:
    number = 0
    stopped = False
    for i, token in enumerate(tokens):
        new_line = i > 0 and "\n" in text[tokens[i - 1].end : token.start]
        if new_line or (stopped and token.text not in _CLOSERS and not token.text[0].islower()):
            number += 1
            stopped = False
        yield number
        stopped = token.text in _STOPS or (stopped and token.text in _CLOSERS)
