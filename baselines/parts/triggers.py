"""A trigger is one word, or one of the compounds that training has as triggers (rule E1 of the guide)."""

from __future__ import annotations

from collections.abc import Iterable

from .bio import Span
from .document import Document, fold
from .gold import Gold


def learn_compounds(golds: Iterable[Gold]) -> frozenset[str]:
    """The folded gold triggers of more than one token."""
    return frozenset(
        fold(gold.document.text[span.start : span.end])
        for gold in golds
        for span in gold.triggers
        if one_word(gold.document, span, frozenset()) != span
    )


def one_word(document: Document, span: Span, compounds: frozenset[str]) -> Span:
    """The span, cut to its first token unless it is a compound."""
    if fold(document.text[span.start : span.end]) in compounds:
        return span
    first, _ = document.covering(span.start, span.end)
    return span._replace(end=document.tokens.ends[first])
