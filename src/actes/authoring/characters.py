"""The characters of a received text: what carries no content goes, what may carry some is refused.

Removed, and told: terminal escapes, soft hyphens, marks of direction, spaces without width. Turned, and told: line
ends, entities, spaces, letters with their accents apart (NFC). Refused: tags, since a page holds more than its article,
and control characters, since a quotation mark or a letter may once have stood there. No-break spaces stay: they are
French typography, and quotations fit whatever space they write.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5

from actes.annotation.text import line_number
from actes.authoring.change import Change, Cleaning
from actes.problem import InputError, Problem

_ESCAPE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)|[()][0-9A-B])")
_AMPERSAND = "amp;|AMP;|#0*38;|#[xX]0*26;"  # what was escaped twice or more: &amp;eacute;
_NAMES = "|".join(sorted(name.removesuffix(";") for name in html5 if name.endswith(";")))
_ENTITY = re.compile(f"&(?:{_AMPERSAND})*(?P<entity>#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|{_NAMES});")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|<[!?][^<>]*>")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd\ufffe\uffff]")
_LINE_ENDS = (
    (re.compile(r"\r\n?"), "\n", "carriage returns turned into line feeds"),
    (re.compile("[\x0b\x0c\u2028]"), "\n", "line and page breaks turned into line feeds"),
    (re.compile("\u2029"), "\n\n", "paragraph separators turned into blank lines"),
)
_UNUSUAL_SPACE = re.compile("(?![ \n\u00a0\u202f])\\s")
# Looking behind keeps a long run from being tried at each of its spaces.
_OUTER_SPACES = re.compile("^[ \u00a0\u202f]+|(?<![ \u00a0\u202f])[ \u00a0\u202f]+$", re.MULTILINE)
_RUN_OF_SPACES = re.compile("[ \u00a0\u202f]{2,}")
_WORD = re.compile(r"\S+")


def clean_characters(cleaning: Cleaning, shown: str) -> None:
    """Leave the characters that an article may have; ``shown`` names the text in messages.

    Raises:
        InputError: ``text-html`` or ``text-control``, with the line.
    """
    for pattern, by, what in _LINE_ENDS:
        cleaning.replace(pattern, by, what)
    cleaning.replace(_ESCAPE, "", "terminal escapes removed")
    cleaning.replace(_ENTITY, _character, "HTML entities turned into their characters")
    cleaning.replace(_INVISIBLE, "", "invisible characters removed")
    problems = [*_tags(cleaning.text, shown), *_controls(cleaning.text, shown)]
    if problems:
        raise InputError(problems)
    _compose(cleaning)
    cleaning.replace(_UNUSUAL_SPACE, " ", "tabs and unusual spaces turned into blanks")
    cleaning.replace(_OUTER_SPACES, "", "spaces at the ends of lines removed")
    cleaning.replace(_RUN_OF_SPACES, _one_space, "runs of spaces made one")


def _character(entity: re.Match[str]) -> str:
    """The character of an entity; a blank where it is a tab or a line end."""
    character = html.unescape(f"&{entity['entity']};")
    return " " if character in ("\t", "\n", "\r") else character


def _one_space(run: re.Match[str]) -> str:
    """The no-break space of a run that has one, else a blank."""
    return next((space for space in run[0] if space != " "), " ")


def _compose(cleaning: Cleaning) -> None:
    text = cleaning.text
    apart = [m.start() for m in _WORD.finditer(text) if not unicodedata.is_normalized("NFC", m[0])]
    if apart:
        cleaning.changes.append(Change("words put into Unicode NFC", len(apart), line_number(text, apart[0])))
        cleaning.text = unicodedata.normalize("NFC", text)


def _tags(text: str, shown: str) -> Iterator[Problem]:
    tags = list(_TAG.finditer(text))
    if tags:
        count = "a tag" if len(tags) == 1 else f"{len(tags)} tags, the first"
        message = f"{count} {tags[0][0][:40]!r}; save the article as plain text, without the page around it"
        yield Problem(shown, line_number(text, tags[0].start()), "", message, "text-html")


def _controls(text: str, shown: str) -> Iterator[Problem]:
    found = _CONTROL.search(text)
    if found:
        message = f"the control character U+{ord(found[0]):04X}; look what stood there in the source and put it right"
        yield Problem(shown, line_number(text, found.start()), "", message, "text-control")
