"""Words of the text as a user names them: ``Kim Jong Un``, or ``dirigeant [Kim] a`` where it takes more to tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actes.annotation.anchor import Anchorable, AnchorError, Span
from actes.annotation.text import fold, line_number
from actes.fix.document import Document

_BRACKETED = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation as it was given."""

    given: str
    exact: str
    prefix: str | None = None
    suffix: str | None = None


def parse_words(given: str, text: Anchorable) -> Words:
    """Brackets are ours, unless the text itself has these words with them."""
    found = _BRACKETED.fullmatch(given)
    if found is None or text.find(given, None, None):
        return Words(given, given)
    return Words(given, found[2], found[1] or None, found[3] or None)


def select(given: str, members: Sequence[Any], path: str, document: Document) -> int:
    """The number of the quotation, of those at ``path``, that has these words.

    Raises:
        InputError: none has, or several have; the message shows them.
    """
    text = document.words(path)
    words = parse_words(given, text)
    hits = text.find(words.exact, words.prefix, words.suffix)
    spans = [document.span(member, text) for member in members]
    found = [number for number, span in enumerate(spans) if span in hits]
    # A quotation that fits no one place is known by its words alone: it may be the one to mend.
    found += [n for n, span in enumerate(spans) if span is None and _folded(_exact(members[n])) == _folded(words.exact)]
    if len(found) == 1:
        return found[0]
    shown = [_shown(span, member, text) for span, member in zip(spans, members, strict=True) if _exact(member)]
    if not found:
        message = f'"{given}" is not among them; there are: {", ".join(shown[:_SHOWN]) or "none"}'
        raise document.problem(path, message, "anchor-missing")
    several = ", ".join(_shown(spans[number], members[number], text) for number in found)
    raise document.problem(path, f'"{given}" is several of them; say which: {several}', "anchor-ambiguous")


def locate(given: str, path: str, document: Document, *, near: Span | None = None) -> Span:
    """The place in the text of words that are to be annotated; of several, the one that meets ``near``.

    Raises:
        InputError: the text has no such words, or several; the message shows them.
    """
    text = document.words(path)
    words = parse_words(given, text)
    hits = text.find(words.exact, words.prefix, words.suffix)
    meeting = [hit for hit in hits if near and hit.start < near.end and near.start < hit.end]
    if len(meeting) == 1 or len(hits) == 1:
        return meeting[0] if len(meeting) == 1 else hits[0]
    if not hits:
        try:
            text.resolve(words.exact, words.prefix, words.suffix)
        except AnchorError as error:
            raise document.problem(path, error.message, error.code) from None
    several = ", ".join(f"{_bracketed(hit, text)} (line {line_number(text.text, hit.start)})" for hit in hits[:_SHOWN])
    message = f'"{given}" occurs {len(hits)} times; say which: {several}'
    raise document.problem(path, message, "anchor-ambiguous")


def _shown(span: Span | None, member: Any, text: Anchorable) -> str:
    return f'"{_exact(member)}"' if span is None else _bracketed(span, text)


def _bracketed(span: Span, text: Anchorable) -> str:
    quote = text.quote(span)
    if quote.prefix or quote.suffix:
        return f'"{quote.prefix or ""}[{quote.exact}]{quote.suffix or ""}"'
    return f'"{quote.exact}"'


def _exact(member: Any) -> str:
    return str(member.get("exact", ""))


def _folded(words: str) -> str:
    return fold(unicodedata.normalize("NFC", words))
