"""Anchors: from a quotation to the place in the text, and back.

A quotation is a W3C TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector). It must fit
exactly one place after folding: a fuzzy match would silently move annotations to lookalikes.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from actes.annotation.model import Quote
from actes.annotation.text import fold, line_number

_WORD = re.compile(r"\S+")
_LONGEST_CONTEXT = 12
"""Words of context on one side before context on both sides is tried, and at most in what a message proposes."""
_SHOWN_HITS = 8
_COUNTED_HITS = 1_000


class Span(Struct, frozen=True, gc=False):
    """Half-open, in code points."""

    start: int
    end: int


class AnchorError(Exception):
    """A quotation that fits no place, or several; ``code`` is the problem's."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class Anchorable:
    """A text in which quotations are looked up; ``text`` is in NFC."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = fold(text)

    def find(self, exact: str, prefix: str | None, suffix: str | None) -> list[Span]:
        """Every place where ``exact`` stands between ``prefix`` and ``suffix``."""
        return list(self._places(exact, prefix, suffix))

    def _places(self, exact: str, prefix: str | None, suffix: str | None) -> Iterator[Span]:
        before = _fold_quoted(prefix) if prefix else ""
        sought = _fold_quoted(exact)
        whole = before + sought + (_fold_quoted(suffix) if suffix else "")
        hit = self._folded.find(whole)
        while hit >= 0:
            start = hit + len(before)
            yield Span(start, start + len(sought))
            hit = self._folded.find(whole, hit + 1)

    def resolve(self, exact: str, prefix: str | None = None, suffix: str | None = None) -> Span:
        """The one place that the quotation fits.

        Raises:
            AnchorError: ``anchor-missing`` or ``anchor-ambiguous``, with what would settle it.
        """
        spans = list(itertools.islice(self._places(exact, prefix, suffix), _COUNTED_HITS + 1))
        if len(spans) == 1:
            return spans[0]
        if not spans:
            raise AnchorError(self._missing(exact, prefix, suffix), "anchor-missing")
        raise AnchorError(self._ambiguous(exact, spans), "anchor-ambiguous")

    def quote(self, span: Span) -> Quote:
        """The shortest quotation, grown by words, that fits ``span`` alone: a prefix, else a suffix, else both."""
        short = self._short_quote(span)
        if short is not None:
            return short
        context = _Context(self._words, span)
        # What a context makes unique, a longer one does too.
        words = bisect.bisect_left(range(context.longest), True, key=lambda n: self._is_unique(context.both(n)))
        return self._quote_within(span, context.both(words))

    def _short_quote(self, span: Span) -> Quote | None:
        around = next(filter(self._is_unique, _Context(self._words, span).short()), None)
        return self._quote_within(span, around) if around else None

    def _quote_within(self, span: Span, around: Span) -> Quote:
        prefix, suffix = self.text[around.start : span.start], self.text[span.end : around.end]
        return Quote(exact=self.text[span.start : span.end], prefix=prefix or None, suffix=suffix or None)

    def _is_unique(self, span: Span) -> bool:
        words = self._folded[span.start : span.end]
        return self._folded.find(words, self._folded.find(words) + 1) < 0

    @functools.cached_property
    def _words(self) -> _Words:
        return _Words(self.text)

    @functools.cached_property
    def _caseless(self) -> str:
        return self._folded.casefold()

    def _missing(self, exact: str, prefix: str | None, suffix: str | None) -> str:
        alone = list(itertools.islice(self._places(exact, None, None), _SHOWN_HITS))
        if alone and (prefix or suffix):
            places = ", ".join(self._context_proposal(span) for span in alone)
            return f'"{exact}" is in the text, but not with this prefix or suffix; it has {places}'
        caseless = self._caseless.find(_fold_quoted(exact).casefold())
        if caseless >= 0 and len(self._caseless) == len(self._folded):
            return f'"{exact}" is not in the text; there is "{self.text[caseless : caseless + len(exact)]}"'
        return f'"{exact}" is not in the text; quote it letter for letter'

    def _ambiguous(self, exact: str, spans: list[Span]) -> str:
        proposals = "; ".join(
            f"line {line_number(self.text, span.start)}: {self._context_proposal(span)}" for span in spans[:_SHOWN_HITS]
        )
        more = f"; and {len(spans) - _SHOWN_HITS} more" if len(spans) > _SHOWN_HITS else ""
        times = len(spans) if len(spans) <= _COUNTED_HITS else f"more than {_COUNTED_HITS}"
        return f'"{exact}" occurs {times} times; add one of: {proposals}{more}'

    def _context_proposal(self, span: Span) -> str:
        quote = self._short_quote(span)
        if quote is None:
            return f"a prefix and a suffix of more than {_LONGEST_CONTEXT} words"
        parts = [f'{name} "{value}"' for name, value in (("prefix", quote.prefix), ("suffix", quote.suffix)) if value]
        return " and ".join(parts) or "no prefix or suffix"


class _Words:
    """Where the words of a text begin and end; space at either end of the text counts as one."""

    def __init__(self, text: str) -> None:
        words = [word.span() for word in _WORD.finditer(text)]
        self.starts = [start for start, _ in words]
        self.ends = [end for _, end in words]
        if text[:1].isspace():
            self.starts.insert(0, 0)
        if text[-1:].isspace():
            self.ends.append(len(text))


class _Context:
    """A span with what stands around it, word by word."""

    def __init__(self, words: _Words, span: Span) -> None:
        self._words, self._span = words, span
        self._before = bisect.bisect_left(words.starts, span.start)
        self._first_after = bisect.bisect_right(words.ends, span.end)
        self._after = len(words.ends) - self._first_after
        self.longest = max(self._before, self._after, 1)
        """How many words ``both`` can take."""

    def short(self) -> Iterator[Span]:
        """Nothing around it, then a prefix, then a suffix, then both, of few words."""
        yield self._span
        yield from (self._with(n, 0) for n in range(1, min(self._before, _LONGEST_CONTEXT) + 1))
        yield from (self._with(0, n) for n in range(1, min(self._after, _LONGEST_CONTEXT) + 1))
        yield from (self.both(n) for n in range(min(self.longest, _LONGEST_CONTEXT)))

    def both(self, n: int) -> Span:
        """``n`` + 1 words on either side, or as many as there are."""
        return self._with(min(n + 1, self._before), min(n + 1, self._after))

    def _with(self, before: int, after: int) -> Span:
        start = self._words.starts[self._before - before] if before else self._span.start
        end = self._words.ends[self._first_after + after - 1] if after else self._span.end
        return Span(start, end)


def _fold_quoted(quoted: str) -> str:
    return fold(unicodedata.normalize("NFC", quoted))
