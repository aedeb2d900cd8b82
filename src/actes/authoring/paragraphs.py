"""The lines of a received text as paragraphs: one line each, a blank line between, the headline first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from actes.annotation.text import fold, line_number
from actes.authoring.change import Change, Cleaning
from actes.problem import InputError, Problem

HEADLINE_CHARACTERS = 200
"""The longest headline of the corpus has 126; a first paragraph beyond this has lost its own."""

_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_DIVIDED = re.compile(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])")
_PARAGRAPH_END = re.compile(r"\n{2,}")
_BLANK_LINES = re.compile(r"\n{3,}")
_ENDS_SENTENCE = tuple('.!?…:;»”")')


def clean_paragraphs(cleaning: Cleaning, shown: str, *, title: str | None = None) -> None:
    """Make the text paragraphs; ``title`` is a headline that the text may lack, ``shown`` its name in messages.

    Raises:
        InputError: ``text-empty``, ``text-paragraphs`` or ``text-headline``, with the line.
    """
    received = cleaning.text
    body = received.strip("\n")
    if not body:
        raise InputError([Problem(shown, 1, "", "the text is empty", "text-empty")])
    first = 1 + len(received) - len(received.lstrip("\n"))

    def note(what: str, places: Sequence[int]) -> None:
        if places:
            line = first - 1 + line_number(body, min(places))
            cleaning.changes.append(Change(what, len(places), line))

    last = first + body.count("\n")
    outer = first - 1 + max(0, len(received) - len(received.rstrip("\n")) - 1)
    if outer:
        what = "blank lines at the beginning or the end removed"
        cleaning.changes.append(Change(what, outer, 1 if first > 1 else last + 1))
    if not received.endswith("\n"):
        note("final line feed added", [len(body)])
    note("runs of blank lines made one", _places(_BLANK_LINES, body))
    ends = _places(_LINE_END, body)
    if "\n\n" in body:
        divided = _places(_DIVIDED, body)
        note("words divided at a line end joined, hyphen kept (look at them)", divided)
        note("wrapped lines joined", sorted(set(ends) - set(divided)))
        paragraphs = [_LINE_END.sub(" ", _DIVIDED.sub("", block)) for block in _PARAGRAPH_END.split(body)]
    else:
        _check_lines(body, first, shown)
        note("line ends taken for ends of paragraphs, a blank line put after each", ends)
        paragraphs = body.split("\n")
    if title is None:
        _check_headline(paragraphs[0], first, shown)
    elif fold(paragraphs[0]) != fold(title):
        note("headline put first", [0])
        paragraphs.insert(0, title)
    cleaning.text = "\n\n".join(paragraphs) + "\n"


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in pattern.finditer(text)]


def _check_lines(text: str, first: int, shown: str) -> None:
    """Without a blank line, every line must be a paragraph: none may break off in a sentence."""
    for number, (line, following) in enumerate(pairwise(text.split("\n")), first + 1):
        if following[0].islower() and not line.endswith(_ENDS_SENTENCE):
            message = "the line goes on in the one before, and no blank line tells paragraphs apart; put them in"
            raise InputError([Problem(shown, number, "", message, "text-paragraphs")])


def _check_headline(paragraph: str, first: int, shown: str) -> None:
    if len(paragraph) > HEADLINE_CHARACTERS:
        message = (
            f"the first paragraph has {len(paragraph)} characters, too many for the headline that it must be; "
            "put a blank line after the headline, or give it with --title"
        )
        raise InputError([Problem(shown, first, "", message, "text-headline")])
