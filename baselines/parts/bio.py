"""Labelled spans as one tag per token (IOB2), and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .document import Document

OUTSIDE = "O"


class Span(NamedTuple):
    """A labelled stretch of the text, half-open."""

    start: int
    end: int
    label: str


def encode(document: Document, spans: Iterable[Span]) -> list[str]:
    """One tag per token. Of spans that overlap, the one that starts first, then the longest, is kept."""
    tags = [OUTSIDE] * len(document.words)
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.label)):
        first, last = document.covering(span.start, span.end)
        if first < last and all(tag == OUTSIDE for tag in tags[first:last]):
            tags[first:last] = [f"B-{span.label}"] + [f"I-{span.label}"] * (last - first - 1)
    return tags


def decode(document: Document, tags: Sequence[str]) -> list[Span]:
    """The spans of any tags: an ``I`` that continues nothing begins a span, and no span leaves its sentence."""
    spans: list[Span] = []
    openings = set(document.tokens.sentences)
    previous = OUTSIDE
    for i, (start, end, tag) in enumerate(zip(document.tokens.starts, document.tokens.ends, tags, strict=True)):
        if tag.startswith("I-") and previous[2:] == tag[2:] and i not in openings:
            spans[-1] = spans[-1]._replace(end=end)
        elif tag != OUTSIDE:
            spans.append(Span(start, end, tag[2:]))
        previous = tag
    return spans
