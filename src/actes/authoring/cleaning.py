"""A received text by the text rules (``actes.annotation.text``), with everything that was changed."""

from __future__ import annotations

from actes.annotation.text import decode_text
from actes.authoring.change import Change, Cleaning
from actes.authoring.characters import clean_characters
from actes.authoring.decoding import decode
from actes.authoring.paragraphs import clean_paragraphs


def clean(content: bytes, shown: str, *, title: str | None = None) -> Cleaning:
    """The text as it goes to ``seeds/``, its final line feed included. To clean it again changes nothing.

    Args:
        content: what was received.
        shown: what messages call it.
        title: the headline, where the text begins without it.

    Raises:
        InputError: what cannot be put right without losing something, with the line.
    """
    headline = None
    if title is not None:
        given = Cleaning(title, [])
        clean_characters(given, "--title")
        headline = " ".join(given.text.split("\n")).strip()
    cleaning = decode(content, shown)
    clean_characters(cleaning, shown)
    clean_paragraphs(cleaning, shown, title=headline)
    cleaning.changes.sort(key=_by_line)
    decode_text(cleaning.text.encode(), shown)
    return cleaning


def _by_line(change: Change) -> tuple[int, str]:
    return change.line, change.what
