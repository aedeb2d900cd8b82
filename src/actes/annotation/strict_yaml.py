"""A strict reader of YAML: mappings, lists and strings, one pass over the parser's events, nothing guessed.

The ordinary loaders turn ``on`` into True, ``2024-09`` into a date and ``12:30`` into 750, let the last of two equal
keys win, and expand aliases without end. Here every scalar stays the string that was written, and what could mislead
is an error with its line. Depth is limited while the events stream in: composing 100 KB of ``[`` crashes libyaml.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from actes.problem import InputError, Pointer, Problem, render_pointer

Value = str | list["Value"] | dict[str, "Value"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

QUOTED_KEYS = frozenset({"exact", "prefix", "suffix"})
_QUOTES = ("'", '"')
MAX_DEPTH = 12
MAX_CHARACTERS = 1_000_000
MAX_LINE_CHARACTERS = 20_000


@dataclass(frozen=True)
class Source:
    """A file that :func:`load` has read, kept to say on which line a problem is."""

    path: str
    content: bytes

    @functools.cached_property
    def _made(self) -> dict[int, Mapping[str | int, tuple[Any, Any]]]:
        return {}

    @functools.cached_property
    def _tree(self) -> Any:
        """The marked nodes, which only a file with problems needs; its depth is known to be small."""
        return yaml.compose(self.content, Loader=_LOADER)

    def line_of(self, pointer: Pointer) -> int:
        """The line, from 1, of the place, or of the nearest place around it that exists."""
        line = 1
        node = self._tree
        for step in pointer:
            entries = self._entries(node)
            if step not in entries:
                break
            key, node = entries[step]
            line = key.start_mark.line + 1
        return line

    def _entries(self, node: Any) -> Mapping[str | int, tuple[Any, Any]]:
        """What a node holds, by key or number; made once for each, as a file may have many problems."""
        if id(node) not in self._made:
            if isinstance(node, yaml.MappingNode):
                made: dict[str | int, tuple[Any, Any]] = {key.value: (key, value) for key, value in node.value}
            elif isinstance(node, yaml.SequenceNode):
                made = {number: (member, member) for number, member in enumerate(node.value)}
            else:
                made = {}
            self._made[id(node)] = made
        return self._made[id(node)]

    def problem(self, pointer: Pointer, message: str, code: str) -> Problem:
        """A problem at a place of this file."""
        return Problem(self.path, self.line_of(pointer), render_pointer(pointer), message, code)


def load(content: bytes, path: str, *, comments: bool = False) -> Value:
    """Read one document of strings, lists and mappings; ``comments`` allows them, in files that no writer rewrites.

    Raises:
        InputError: with one problem: the place where the file stops being readable.
    """
    text = _decode(content, path)
    if "#" in text and not comments:
        _refuse_comments(text, path)
    try:
        return _Reader(text, path).document()
    except yaml.YAMLError as error:
        raise _syntax_problem(error, text, path) from None


class _Reader:
    """Recursive descent over the events of libyaml's parser: one pass, one look at each."""

    def __init__(self, text: str, path: str) -> None:
        self._next = _LOADER(text).get_event
        self._path = path

    def document(self) -> Value:
        """The one document of the text."""
        root: Value | None = None
        while (event := self._next()) is not None:
            kind = type(event)
            if kind is DocumentStartEvent and root is not None:
                raise self._refused(event, "a second document begins; one document per file", "yaml-documents")
            if kind in (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent):
                root = self._value(event, 0)
        if not root:
            raise _unreadable(self._path, 1, "the file is empty", "yaml-syntax")
        return root

    def _value(self, event: Any, depth: int) -> Value:
        kind = type(event)
        if kind is AliasEvent:
            raise self._refused(event, "an alias; a text that begins with * needs quotes", "yaml-alias")
        if event.anchor is not None or event.tag is not None:
            raise self._anchored_or_tagged(event)
        if kind is ScalarEvent:
            value: str = event.value
            return value
        if depth == MAX_DEPTH:
            raise self._refused(event, f"nested deeper than {MAX_DEPTH} levels", "yaml-depth")
        return self._mapping(depth + 1) if kind is MappingStartEvent else self._sequence(depth + 1)

    def _sequence(self, depth: int) -> list[Value]:
        members: list[Value] = []
        following = self._next
        while type(event := following()) is not SequenceEndEvent:
            members.append(self._value(event, depth))
        return members

    def _mapping(self, depth: int) -> dict[str, Value]:
        members: dict[str, Value] = {}
        following = self._next
        while type(event := following()) is not MappingEndEvent:
            key = self._value(event, depth) if type(event) in (ScalarEvent, AliasEvent) else None
            if not isinstance(key, str) or key == "<<":
                raise self._refused(event, "a key must be a word", "yaml-key")
            if key in members:
                raise self._refused(event, f"the key {key!r} appears twice", "yaml-duplicate-key")
            event = following()
            if key in QUOTED_KEYS and type(event) is ScalarEvent and event.style not in _QUOTES:
                message = f'the value of {key} must be in quotes: {key}: "{event.value}"'
                raise self._refused(event, message, "yaml-unquoted")
            members[key] = self._value(event, depth)
        return members

    def _anchored_or_tagged(self, event: Any) -> InputError:
        if event.anchor is not None:
            return self._refused(event, "an anchor; a text that begins with & needs quotes", "yaml-alias")
        return self._refused(event, "a tag; a text that begins with ! needs quotes", "yaml-tag")

    def _refused(self, event: Any, message: str, code: str) -> InputError:
        return _unreadable(self._path, event.start_mark.line + 1, message, code)


def _decode(content: bytes, path: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} (0x{content[error.start]:02x}) is not UTF-8; save the file as UTF-8"
        raise _unreadable(path, line, message, "yaml-encoding") from None
    if text.startswith("\ufeff"):
        raise _unreadable(path, 1, "a byte order mark; save the file as UTF-8 without it", "yaml-encoding")
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
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            marked: Any = event  # the stubs of PyYAML leave out what events have
            comment = text.find("#", end, marked.start_mark.index)
            if comment >= 0:
                message = "a comment, or a # in a text without quotes; quote the text, or move the comment to note"
                raise _unreadable(path, text.count("\n", 0, comment) + 1, message, "yaml-comment")
            end = marked.end_mark.index
    except yaml.YAMLError as error:
        raise _syntax_problem(error, text, path) from None


def _syntax_problem(error: yaml.YAMLError, text: str, path: str) -> InputError:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
    return _unreadable(path, line, str(getattr(error, "problem", None) or error), "yaml-syntax")


def _unreadable(path: str, line: int, message: str, code: str) -> InputError:
    return InputError([Problem(path, line, "", message, code)])
