"""A first look at the XML of a CAS, before any library builds objects from it: what is refused, and on which line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from actes.annotation.text import MAX_CHARACTERS
from actes.convert.standoff import Origin
from actes.problem import InputError, Problem

MAX_BYTES = 16_000_000
MAX_TYPES_BYTES = 1_000_000
"""Of a type system, which takes a library the square of its length."""
_ID = "http://www.omg.org/XMI id"
_SOFA = "sofaString"


@dataclass(slots=True)
class Looked:
    """What was seen: line and tag of each feature structure by its ``xmi:id``; what is wrong with offsets and ids."""

    lines: dict[int, int] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)
    """Namespace, a blank, name."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Span:
    origin: Origin
    begin: str
    end: str


def look(content: bytes, path: str, *, limit: int = MAX_BYTES) -> Looked:
    """Look through an XML file of at most ``limit`` bytes.

    Raises:
        InputError: where it is too large, not XML, or has a document type (which could define entities).
    """
    if len(content) > limit:
        raise InputError([Problem(path, 0, "", f"{len(content)} bytes; at most {limit} are read", "file-size")])
    looked = Looked()
    spans: list[_Span] = []
    texts: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse_doctype(*_: object) -> NoReturn:
        message = "a document type, which can hide or multiply content; remove it"
        raise InputError([Problem(path, parser.CurrentLineNumber, "", message, "xml-doctype")])

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        number = attributes.get(_ID, "")
        origin = Origin(path, parser.CurrentLineNumber, f"{tag.rpartition(' ')[2]} #{number}")
        if number.isdecimal() and len(number) < 10:
            if int(number) in looked.lines:
                looked.problems.append(origin.problem(f"the xmi:id {number} is used twice", "id-duplicate"))
            looked.lines[int(number)] = origin.line
            looked.tags[int(number)] = tag
        if "begin" in attributes or "end" in attributes:
            spans.append(_Span(origin, attributes.get("begin", ""), attributes.get("end", "")))
        if _SOFA in attributes:
            if len(attributes[_SOFA]) > MAX_CHARACTERS:
                message = f"{len(attributes[_SOFA])} characters; a text has at most {MAX_CHARACTERS}"
                raise InputError([origin.problem(message, "file-size")])
            texts.append(attributes[_SOFA])

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise InputError([Problem(path, parser.CurrentLineNumber, "", f"not XML: {error}", "import-syntax")]) from None
    if len(texts) == 1:
        boundaries = _boundaries(texts[0])
        looked.problems.extend(problem for span in spans if (problem := _out_of_text(span, boundaries)))
    return looked


def _boundaries(text: str) -> set[str]:
    """The offsets in UTF-16 at which a character begins, and the last end, as they are written."""
    offsets = ["0"]
    units = 0
    for character in text:
        units += 2 if ord(character) > 0xFFFF else 1
        offsets.append(str(units))
    return set(offsets)


def _out_of_text(span: _Span, boundaries: set[str]) -> Problem | None:
    if span.begin in boundaries and span.end in boundaries:
        return None
    message = f"the span [{span.begin}, {span.end}) is not in the text: it has {len(boundaries) - 1} code points"
    return span.origin.problem(message, "span-range")
