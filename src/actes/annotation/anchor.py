"""Anchors: from a quotation to the place in the text, and back.

A quotation is a W3C TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector). It must fit
exactly one place after folding: a fuzzy match would silently move annotations to lookalikes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from actes.annotation.model import Quote
from actes.annotation.text import fold, line_number

_LEFT_WORD = re.compile(r"\S+\s*|\s+")
_RIGHT_WORD = re.compile(r"\s*\S+|\s+")
_LONGEST_CONTEXT = 12
"""Words of context on one side before context on both sides is tried."""
_SHOWN_HITS = 8


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
        before = _fold_quoted(prefix) if prefix else ""
        sought = _fold_quoted(exact)
        whole = before + sought + (_fold_quoted(suffix) if suffix else "")
        spans = []
        hit = self._folded.find(whole)
        while hit >= 0:
            start = hit + len(before)
            spans.append(Span(start, start + len(sought)))
            hit = self._folded.find(whole, hit + 1)
        return spans

    def resolve(self, exact: str, prefix: str | None = None, suffix: str | None = None) -> Span:
        """The one place that the quotation fits.

        Raises:
            AnchorError: ``anchor-missing`` or ``anchor-ambiguous``, with what would settle it.
        """
        spans = self.find(exact, prefix, suffix)
        if len(spans) == 1:
            return spans[0]
        if not spans:
            raise AnchorError(self._missing(exact, prefix, suffix), "anchor-missing")
        raise AnchorError(self._ambiguous(exact, spans), "anchor-ambiguous")

    def quote(self, span: Span) -> Quote:
        """The shortest quotation, grown by words, that fits ``span`` alone: a prefix, else a suffix, else both."""
        exact = self.text[span.start : span.end]
        for prefix, suffix in self._contexts(span):
            if len(self.find(exact, prefix, suffix)) == 1:
                return Quote(exact=exact, prefix=prefix or None, suffix=suffix or None)
        raise AssertionError("a span with all the text around it is unique")

    def _contexts(self, span: Span) -> Iterator[tuple[str, str]]:
        prefixes = list(_growing_left(self.text[: span.start])) or [""]
        suffixes = list(_growing_right(self.text[span.end :])) or [""]
        yield "", ""
        yield from ((prefix, "") for prefix in prefixes[:_LONGEST_CONTEXT])
        yield from (("", suffix) for suffix in suffixes[:_LONGEST_CONTEXT])
        for words in range(max(len(prefixes), len(suffixes))):
            yield prefixes[min(words, len(prefixes) - 1)], suffixes[min(words, len(suffixes) - 1)]

    def _missing(self, exact: str, prefix: str | None, suffix: str | None) -> str:
        alone = self.find(exact, None, None)
        if alone and (prefix or suffix):
            places = ", ".join(self._context_proposal(span) for span in alone[:_SHOWN_HITS])
            return f'"{exact}" is in the text, but not with this prefix or suffix; it has {places}'
        caseless = self._folded.casefold().find(_fold_quoted(exact).casefold())
        if caseless >= 0 and len(self._folded.casefold()) == len(self._folded):
            return f'"{exact}" is not in the text; there is "{self.text[caseless : caseless + len(exact)]}"'
        return f'"{exact}" is not in the text; quote it letter for letter'

    def _ambiguous(self, exact: str, spans: list[Span]) -> str:
        proposals = "; ".join(
            f"line {line_number(self.text, span.start)}: {self._context_proposal(span)}" for span in spans[:_SHOWN_HITS]
        )
        more = f"; and {len(spans) - _SHOWN_HITS} more" if len(spans) > _SHOWN_HITS else ""
        return f'"{exact}" occurs {len(spans)} times; add one of: {proposals}{more}'

    def _context_proposal(self, span: Span) -> str:
        quote = self.quote(span)
        parts = [f'{name} "{value}"' for name, value in (("prefix", quote.prefix), ("suffix", quote.suffix)) if value]
        return " and ".join(parts) or "no prefix or suffix"


def _fold_quoted(quoted: str) -> str:
    return fold(unicodedata.normalize("NFC", quoted))


def _growing_left(before: str) -> Iterator[str]:
    starts = [match.start() for match in _LEFT_WORD.finditer(before)]
    return (before[start:] for start in reversed(starts))


def _growing_right(after: str) -> Iterator[str]:
    return (after[: match.end()] for match in _RIGHT_WORD.finditer(after))
