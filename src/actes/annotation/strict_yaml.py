"""A strict reader of YAML: mappings, lists and strings, one pass over the parser's events, nothing guessed.

The ordinary loaders turn ``on`` into True, ``2024-09`` into a date and ``12:30`` into 750, let the last of two equal
keys win, and expand aliases without end. Here every scalar stays the string that was written, and what could mislead
is an error with its line. Depth is limited while the events stream in: composing 100 KB of ``[`` crashes libyaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from actes.problem import InputError, Pointer, Problem, render_pointer

Value = str | list["Value"] | dict[str, "Value"]
Lines = int | tuple[int, list["Lines"] | dict[str, "Lines"]]
"""The line of a scalar; or the line of a collection and those of its members."""

QUOTED_KEYS = frozenset({"exact", "prefix", "suffix"})
_QUOTES = ("'", '"')
MAX_DEPTH = 12
MAX_CHARACTERS = 1_000_000
MAX_LINE_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says (``root``), and on which line (counted from 1) it says what."""

    path: str
    root: Value
    lines: Lines

    def line_of(self, pointer: Pointer) -> int:
        """The line of the place, or of the nearest place around it that exists."""
        lines = self.lines
        for step in pointer:
            if isinstance(lines, int):
                break
            line, members = lines
            try:
                lines = members[step]  # type: ignore[index]  # a pointer steps into dicts by name, lists by number
            except (KeyError, IndexError, TypeError):
                return line
        return lines if isinstance(lines, int) else lines[0]

    def problem(self, pointer: Pointer, message: str, code: str) -> Problem:
        """A problem at a place of this file."""
        return Problem(self.path, self.line_of(pointer), render_pointer(pointer), message, code)


def load(content: bytes, path: str, *, comments: bool = False) -> Document:
    """Read one document of strings, lists and mappings; ``comments`` allows them, in files that no writer rewrites.

    Raises:
        InputError: with one problem: the place where the file stops being readable.
    """
    text = _decode(content, path)
    if "#" in text and not comments:
        _refuse_comments(text, path)
    tree = _Tree(path)
    documents = 0
    for event in _events(text, path):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _refuse_anchor_and_tag(event, path)
            tree.scalar(event.value, event.start_mark.line + 1, quoted=event.style in _QUOTES)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _refuse_anchor_and_tag(event, path)
            tree.open({} if kind is yaml.MappingStartEvent else [], event.start_mark.line + 1)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            tree.close()
        elif kind is yaml.AliasEvent:
            message = "an alias; a text that begins with * needs quotes"
            raise _unreadable(path, event.start_mark.line + 1, message, "yaml-alias")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                message = "a second document begins; one document per file"
                raise _unreadable(path, event.start_mark.line + 1, message, "yaml-documents")
    if tree.root is None or tree.root == "":
        raise _unreadable(path, 1, "the file is empty", "yaml-syntax")
    return Document(path, tree.root, tree.root_lines)


class _Tree:
    """The values of a document and, in the same shape, their lines, put together as the events come."""

    def __init__(self, path: str) -> None:
        self.root: Value | None = None
        self.root_lines: Lines = 1
        self._path = path
        self._open: list[tuple[Any, Any]] = []  # a collection and the lines of its members, of the same shape
        self._key: list[str | None] = []

    def scalar(self, value: str, line: int, *, quoted: bool) -> None:
        if self._open and isinstance(self._open[-1][0], dict):
            key = self._key[-1]
            if key is None:
                self._take_key(value, line)
                return
            if key in QUOTED_KEYS and not quoted:
                message = f'the value of {key} must be in quotes: {key}: "{value}"'
                raise _unreadable(self._path, line, message, "yaml-unquoted")
        self._put(value, line, line)

    def open(self, collection: dict[str, Value] | list[Value], line: int) -> None:
        lines: Any = {} if isinstance(collection, dict) else []
        self._put(collection, (line, lines), line)
        self._open.append((collection, lines))
        self._key.append(None)
        if len(self._open) > MAX_DEPTH:
            raise _unreadable(self._path, line, f"nested deeper than {MAX_DEPTH} levels", "yaml-depth")

    def close(self) -> None:
        self._open.pop()
        self._key.pop()

    def _take_key(self, key: str, line: int) -> None:
        if key == "<<":
            raise _unreadable(self._path, line, "a merge key; write the fields out", "yaml-key")
        if key in self._open[-1][0]:
            raise _unreadable(self._path, line, f"the key {key!r} appears twice", "yaml-duplicate-key")
        self._key[-1] = key

    def _put(self, value: Value, lines: Lines, line: int) -> None:
        if not self._open:
            self.root, self.root_lines = value, lines
            return
        collection, member_lines = self._open[-1]
        if isinstance(collection, list):
            collection.append(value)
            member_lines.append(lines)
            return
        key = self._key[-1]
        if key is None:
            raise _unreadable(self._path, line, "a key must be a word", "yaml-key")
        collection[key] = value
        member_lines[key] = lines
        self._key[-1] = None


def _refuse_anchor_and_tag(event: Any, path: str) -> None:
    line = event.start_mark.line + 1
    if event.anchor is not None:
        raise _unreadable(path, line, "an anchor; a text that begins with & needs quotes", "yaml-alias")
    if event.tag is not None:
        raise _unreadable(path, line, "a tag; a text that begins with ! needs quotes", "yaml-tag")


def _decode(content: bytes, path: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} (0x{content[error.start]:02x}) is not UTF-8; save the file as UTF-8"
        raise _unreadable(path, line, message, "yaml-encoding") from None
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        raise _unreadable(path, line, "a carriage return; save the file with \\n line ends", "yaml-encoding")
    if len(text) > MAX_CHARACTERS:
        raise _unreadable(path, 0, f"{len(text)} characters; at most {MAX_CHARACTERS} are read", "yaml-size")
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > MAX_LINE_CHARACTERS:
            message = f"a line of {len(line_text)} characters; at most {MAX_LINE_CHARACTERS} are read"
            raise _unreadable(path, number, message, "yaml-size")
    return text


def _refuse_comments(text: str, path: str) -> None:
    """A comment would be lost when the file is written anew, and an unquoted ``affaire # 3`` is cut silently."""
    end = 0
    for event in _events(text, path):
        comment = text.find("#", end, event.start_mark.index)
        if comment >= 0:
            message = "a comment, or a # in a text without quotes; quote the text, or move the comment to note"
            raise _unreadable(path, text.count("\n", 0, comment) + 1, message, "yaml-comment")
        end = event.end_mark.index


def _events(text: str, path: str) -> Iterator[Any]:  # the stubs of PyYAML leave the attributes of events out
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise _unreadable(path, line, str(getattr(error, "problem", None) or error), "yaml-syntax") from None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _unreadable(path: str, line: int, message: str, code: str) -> InputError:
    return InputError([Problem(path, line, "", message, code)])
