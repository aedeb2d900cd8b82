"""The lines of brat standoff, each kind with its form (https://brat.nlplab.org/standoff.html, and brat's code)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actes.convert.standoff import Origin
from actes.problem import InputError, Problem

EQUIV = "Equiv"
NOTE = "AnnotatorNotes"
REGISTRY = "registry"
"""What brat calls our registry where it refers to it."""
LINK = "link"
"""The attribute that such a reference is."""

MAX_LINES = 50_000
_ESCAPES = {"\\": "\\\\", ";": "\\;", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = {written: character for character, written in _ESCAPES.items()}
_ID = r"(?P<id>[TERAMN#][0-9]{1,9})\t"
_FORMS = {
    "T": re.compile(_ID + r"(?P<type>\S+) (?P<spans>[0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)\t(?P<text>.*)"),
    "E": re.compile(_ID + r"(?P<type>[^\s:]+):(?P<trigger>[^\s:]+)(?P<arguments>(?: [^\s:]+:[^\s:]+)*)"),
    "R": re.compile(_ID + r"(?P<type>\S+) [^\s:]+:(?P<source>[^\s:]+) [^\s:]+:(?P<target>[^\s:]+)"),
    "*": re.compile(r"\*\t(?P<type>\S+)(?P<members>(?: [^\s:]+)+)"),
    "A": re.compile(_ID + r"(?P<name>\S+) (?P<target>\S+)(?: (?P<value>.+))?"),
    # brat adds a tab before the text at every save.
    "N": re.compile(_ID + r"\S+ (?P<target>\S+) (?P<base>[^\s:]+):(?P<entry>\S+)(?:\t+(?P<text>.*))?"),
    "#": re.compile(_ID + r"(?P<type>\S+) (?P<target>\S+)(?:\t+(?P<text>.*))?"),
}
_FORMS["M"] = _FORMS["A"]  # what an attribute was called before 2011


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its kind, its fields by name, and where it stands."""

    kind: str
    fields: dict[str, str]
    origin: Origin

    def __getitem__(self, name: str) -> str:
        return self.fields[name]


def parse_lines(content: str, path: str, problems: list[Problem]) -> Iterator[Line]:
    """The lines of a ``.ann``; those that have no form of brat's are problems."""
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        if number > MAX_LINES:
            raise InputError([Problem(path, number, "", f"at most {MAX_LINES} lines are read", "file-size")])
        form = _FORMS.get(line[0])
        # The text of a span may end with a space; elsewhere brat leaves one that says nothing.
        found = form.fullmatch(line if line[0] == "T" else line.rstrip()) if form else None
        if found is None:
            shown = line if len(line) <= 60 else f"{line[:59]}…"
            problems.append(Problem(path, number, "", f"not a line of brat standoff: {shown!r}", "import-syntax"))
            continue
        said = {name: value or "" for name, value in found.groupdict().items()}
        yield Line(line[0], said, Origin(path, number, said.get("id", "*")))


def escape(value: str) -> str:
    """A value as it stands in a note."""
    return "".join(_ESCAPES.get(character, character) for character in value)


def parse_note(note: str) -> dict[str, str] | None:
    """The fields of a note ``field=value; field=value``; ``None`` where it is not of that form."""
    values: dict[str, str] = {}
    if not re.fullmatch(r"(?:\\.|[^\\])*", note):
        return None
    for written in re.findall(r"(?:\\.|[^\\;])+", note):
        name, equals, value = written.strip().partition("=")
        if not equals or not name.isidentifier() or name in values:
            return None
        values[name] = re.sub(r"\\.", lambda found: _ESCAPED.get(found[0], found[0]), value.strip())
    return values
