"""The text of an article: what its file may hold, and the folding that comparison of quotations uses."""

from __future__ import annotations

import re
import unicodedata

from actes.problem import InputError, Problem

# Control characters drive terminals, the rest hides text or reorders it; tab and line feed are ordinary.
find_forbidden = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]").search
"""The first of them in a text, if there is one."""
MAX_CHARACTERS = 200_000
"""Of a text: forty times the longest article."""
_APOSTROPHES = "\u2019\u02bc\u2018\uff07"
_FOLDING = {ord(c): "'" for c in _APOSTROPHES} | {
    code: " "
    for code in range(0x3001)
    if chr(code).isspace()  # U+3000 is the last space
}
_FOLDED = re.compile("[" + "".join(chr(code) for code in _FOLDING if code != ord(" ")) + "]")


def decode_text(content: bytes, path: str) -> str:
    """The text of a file: UTF-8, NFC, line feeds alone, final newline dropped.

    Raises:
        InputError: naming the first offending byte or line.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} (0x{content[error.start]:02x}) is not UTF-8; convert the file to UTF-8"
        raise InputError([Problem(path, line, "", message, "text-encoding")]) from None
    text = text.removesuffix("\n")
    if len(text) > MAX_CHARACTERS:
        message = f"{len(text)} characters; a text has at most {MAX_CHARACTERS}"
        raise InputError([Problem(path, 0, "", message, "file-size")])
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        message = "a carriage return; convert the line ends to \\n"
        raise InputError([Problem(path, line, "", message, "text-line-end")])
    forbidden = find_forbidden(text)
    if forbidden:
        line = text.count("\n", 0, forbidden.start()) + 1
        message = f"the control character U+{ord(forbidden[0]):04X}; remove it"
        raise InputError([Problem(path, line, "", message, "text-control")])
    if not unicodedata.is_normalized("NFC", text):
        lines = text.split("\n")
        line = next(n for n, part in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", part))
        message = "not in Unicode normal form C; normalise the file to NFC"
        raise InputError([Problem(path, line, "", message, "text-nfc")])
    if not text.strip():
        raise InputError([Problem(path, 1, "", "the text is empty", "text-empty")])
    return text


def fold(text: str) -> str:
    """``text`` with every space as a blank and every apostrophe as ``'``: same length, so offsets stay valid."""
    return text.translate(_FOLDING) if _FOLDED.search(text) else text


def line_number(text: str, offset: int) -> int:
    """The line, counted from 1, on which ``offset`` stands."""
    return text.count("\n", 0, offset) + 1
