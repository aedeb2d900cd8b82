"""Text for a terminal or a log: what is quoted from files must not be able to drive it."""

from __future__ import annotations

_SPACES = "\u00a0\u202f"
"""Spaces of French typography, which Python does not call printable."""


def printable(text: str) -> str:
    """``text`` on one line: control characters, and those that hide or reorder text, as escapes."""
    if text.isprintable():
        return text
    return "".join(c if _is_harmless(c) else c.encode("unicode_escape").decode() for c in text)


def printable_lines(text: str) -> str:
    """The same for what may have several lines."""
    return "".join(c if c in "\r\n" else printable(c) for c in text)


def printable_json(text: str) -> str:
    """JSON that says the same: escaped are the characters that JSON itself leaves as they are."""
    return "".join(c if _is_harmless(c) or c == "\n" else _json_escape(c) for c in text)


def _is_harmless(character: str) -> bool:
    return character.isprintable() or character in _SPACES


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
