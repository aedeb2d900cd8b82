"""A text as tokens and sentences, with the way from offsets to tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from actes.tokens import Tokens, tokenise


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its tokens, and the same words folded."""

    text: str
    tokens: Tokens
    words: tuple[str, ...]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The tokens, half-open, that overlap ``[start, end)``, wherever it cuts them; none where it holds spaces."""
        first = bisect_right(self.tokens.ends, start)
        return first, max(first, bisect_left(self.tokens.starts, end))

    def holds(self, start: int, end: int) -> bool:
        """Whether any token overlaps ``[start, end)``."""
        first, last = self.covering(start, end)
        return first < last

    def sentence_of(self, start: int) -> int:
        """The number of the sentence of the first token that ends after ``start``."""
        first, _ = self.covering(start, start)
        return bisect_right(self.tokens.sentences, first) - 1

    def bounds_of_sentence(self, number: int) -> tuple[int, int]:
        """The half-open token range of a sentence."""
        opening = (*self.tokens.sentences, len(self.words))
        return opening[number], opening[number + 1]

    def sentence_bounds(self) -> Iterator[tuple[int, int]]:
        """The half-open token range of each sentence."""
        return pairwise((*self.tokens.sentences, len(self.words)))


def read_document(text: str) -> Document:
    """The document of a text."""
    tokens = tokenise(text)
    return Document(text, tokens, tuple(map(fold, tokens.words)))


def fold(text: str) -> str:
    """The form in which words are compared: case, kind of apostrophe and kind of space do not count."""
    return " ".join(text.replace("’", "'").casefold().split())
