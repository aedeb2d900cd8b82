"""How texts are written, in figures that do not depend on their length or number."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actes.tokens import Tokens, tokenise

WINDOW = 100
"""Words of a window of the type-token ratio."""
_OPENING, _CLOSING, _STRAIGHT = "«“", "»”", '"'
PUNCTUATION = {
    "comma": ",",
    "colon": ":",
    "semicolon": ";",
    "question or exclamation mark": "?!",
    "parenthesis": "(",
    "dash": "–—",
}


@dataclass(frozen=True, slots=True)
class Style:
    """Figures of a set of texts."""

    texts: int
    words: int
    type_token_ratio: float
    """Mean over windows of 100 words (mean segmental type-token ratio, Johnson 1944), windows within a text."""
    sentence_mean: float
    """Words a sentence."""
    sentence_deviation: float
    paragraph_mean: float
    """Sentences a paragraph, headlines left out."""
    quoted: float
    """Share of the words that stand between quotation marks."""
    punctuation: dict[str, float]
    """Marks a hundred words."""


def style_of(texts: Sequence[str]) -> Style:
    """The style of at least one text."""
    tokenised = [tokenise(text) for text in texts]
    words = [[word.casefold() for word in tokens.words if _is_word(word)] for tokens in tokenised]
    lengths = [length for tokens in tokenised for length in _sentence_lengths(tokens)]
    total = sum(len(each) for each in words)
    marks = Counter(word for tokens in tokenised for word in tokens.words if not _is_word(word))
    return Style(
        texts=len(texts),
        words=total,
        type_token_ratio=statistics.fmean(ratio for each in words for ratio in _window_ratios(each)),
        sentence_mean=statistics.fmean(lengths),
        sentence_deviation=statistics.pstdev(lengths),
        paragraph_mean=statistics.fmean(size for tokens in tokenised for size in _paragraph_sizes(tokens)),
        quoted=sum(_quoted(tokens) for tokens in tokenised) / total,
        punctuation={name: 100 * sum(marks[mark] for mark in which) / total for name, which in PUNCTUATION.items()},
    )


def style_rows(style: Style) -> Iterator[tuple[str, str]]:
    """The figures of a style, named and written out."""
    yield "texts", f"{style.texts}"
    yield "words", f"{style.words:,}"
    yield "type-token ratio (windows of 100 words)", f"{style.type_token_ratio:.3f}"
    yield "words a sentence, mean", f"{style.sentence_mean:.1f}"
    yield "words a sentence, standard deviation", f"{style.sentence_deviation:.1f}"
    yield "sentences a paragraph", f"{style.paragraph_mean:.1f}"
    yield "words within quotation marks", f"{100 * style.quoted:.1f} %"
    for mark, rate in style.punctuation.items():
        yield f"{mark}, per 100 words", f"{rate:.2f}"


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _window_ratios(words: Sequence[str]) -> Iterator[float]:
    """A text shorter than a window is one window."""
    starts = range(0, max(len(words) - WINDOW, 0) + 1, WINDOW)
    for start in starts:
        window = words[start : start + WINDOW]
        yield len(set(window)) / len(window)


def _sentence_lengths(tokens: Tokens) -> Iterator[int]:
    bounds = [*tokens.sentences, len(tokens.words)]
    for start, end in pairwise(bounds):
        length = sum(_is_word(word) for word in tokens.words[start:end])
        if length:
            yield length


def _paragraph_sizes(tokens: Tokens) -> Iterator[int]:
    """Of the body; of the only paragraph where there is one."""
    bounds = [*(tokens.paragraphs[1:] or tokens.paragraphs), len(tokens.words)]
    for start, end in pairwise(bounds):
        yield sum(start <= sentence < end for sentence in tokens.sentences)


def _quoted(tokens: Tokens) -> int:
    """Words between an opening mark and the closing one of its paragraph; straight marks open and close in turn."""
    count, inside = 0, False
    paragraphs = set(tokens.paragraphs)
    for i, token in enumerate(tokens.words):
        if i in paragraphs:
            inside = False
        if token in _OPENING or (token == _STRAIGHT and not inside):
            inside = True
        elif token in _CLOSING or token == _STRAIGHT:
            inside = False
        elif inside and _is_word(token):
            count += 1
    return count
