"""From the bytes of a received text to its characters; an older encoding is recognised only where it is certain.

A text that is not UTF-8 is read in each of the encodings in which French has been kept. A reading is possible if all
its characters are French ones, no capital follows a small letter and no sign stands inside a word. It is certain if no
other possible reading gives another text. On a few words that is often not so, on an article it nearly always is.
"""

from __future__ import annotations

import codecs
import re

from actes.annotation.text import line_number
from actes.authoring.change import Change, Cleaning
from actes.problem import InputError, Problem

_MARKS = ((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))
_OLDER = {"cp1252": "Windows-1252", "iso8859-15": "ISO-8859-15", "mac-roman": "Mac Roman", "cp850": "code page 850"}
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆáíóúñãõåøßšžØÅÁÍÓÚÑ«»‹›“”‘’–—…€°§£\u00a0")
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CAPITAL_INSIDE = re.compile(r"[^\W\d_A-ZÀ-ÖØ-ÞŒŸ][À-ÖØ-ÞŒŸ]")
_SIGN_INSIDE = re.compile(r"[^\W\d_][«»‹›“”…€°§£][^\W\d_]")

# UTF-8 that somebody has read as Windows-1252: the two bytes of a letter, or the three of a quotation mark or dash.
_MISREAD = re.compile("Ã[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u00a0-\u00bf]|â€[\u00a0-\u00bf‘’“”•–—˜™š›œžŸ¦]")


def decode(content: bytes, shown: str) -> Cleaning:
    """The characters of a received text, and what was done to get them.

    Raises:
        InputError: ``text-encoding``, with the first offending byte, or the first place where characters are lost.
    """
    cleaning = _characters(content, shown)
    for pattern, message in (
        (_MISREAD, '"{}" is UTF-8 that was read as Windows-1252; take the text from its source again'),
        (re.compile("\ufffd"), '"{}" (U+FFFD) stands where a character was lost; take the text from its source again'),
    ):
        found = pattern.search(cleaning.text)
        if found:
            line = line_number(cleaning.text, found.start())
            raise InputError([Problem(shown, line, "", message.format(found[0]), "text-encoding")])
    return cleaning


def _characters(content: bytes, shown: str) -> Cleaning:
    for mark, name in _MARKS:
        if content.startswith(mark):
            try:
                text = content.decode("utf-16")
            except UnicodeDecodeError as error:
                message = f"byte {error.start} is not {name}, as the byte order mark says; save the file as UTF-8"
                raise InputError([Problem(shown, 0, "", message, "text-encoding")]) from None
            return Cleaning(text, [Change(f"{name} (so its byte order mark says) turned into UTF-8", 1, 1)])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _older(content, error.start, shown)
    return Cleaning(
        text.removeprefix("\ufeff"),
        [Change("byte order mark removed", 1, 1)] if content.startswith(codecs.BOM_UTF8) else [],
    )


def _older(content: bytes, first: int, shown: str) -> Cleaning:
    """The text in an older encoding; ``first`` is the place of the first byte that is not UTF-8."""
    readings: dict[str, str] = {}
    for codec in _OLDER:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if _possible(text):
            readings.setdefault(text, codec)
    line = content.count(b"\n", 0, first) + 1
    if len(readings) == 1:
        ((text, codec),) = readings.items()
        count = sum(not c.isascii() for c in text)
        return Cleaning(text, [Change(f"characters of {_OLDER[codec]} turned into UTF-8", count, line)])
    message = f"byte {first} (0x{content[first]:02x}) is not UTF-8; "
    if readings:
        names = " or ".join(_OLDER[codec] for codec in readings.values())
        message += f"it may be {names}, and nothing shows which; save the file as UTF-8"
    else:
        message += "nor is this French in an older encoding; save it as plain text in UTF-8"
    raise InputError([Problem(shown, line, "", message, "text-encoding")])


def _possible(text: str) -> bool:
    return (
        not _BINARY.search(text)
        and {c for c in text if not c.isascii()} <= _FRENCH
        and not _CAPITAL_INSIDE.search(text)
        and not _SIGN_INSIDE.search(text)
    )
