"""From strings, lists and mappings to a typed annotation file; every fault of structure or vocabulary at once."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import re
import types
import typing
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import NODEFAULT, Struct

from actes.annotation.model import Filled, Pattern, Vocabulary
from actes.annotation.strict_yaml import Source, Value
from actes.annotation.text import find_forbidden
from actes.ontology import Ontology
from actes.problem import MAX_TOLD, InputError, Pointer, Problem, limited

StructType = TypeVar("StructType", bound=Struct)


@dataclass(frozen=True, slots=True)
class Form:
    """What a type annotation of the model demands, taken apart once."""

    base: Any
    member: Form | None = None
    vocabulary: str | None = None
    pattern: Pattern | None = None
    filled: bool = False
    free: bool = False
    """Any text will do that is not empty."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a struct."""

    name: str
    form: Form
    required: bool
    default: object = NODEFAULT
    """What a file that does not name the field says; ``NODEFAULT`` for a list and for what is required."""


def to_struct(value: Value, source: Source, struct: type[StructType], ontology: Ontology) -> StructType:
    """The typed content of what was read from ``source``.

    Raises:
        InputError: with every unknown or missing field, wrong type, unknown label and malformed value of the file.
    """
    reading = _Reading(source, ontology)
    typed = reading.convert(value, Form(struct), ())
    if reading.problems:
        raise InputError(reading.problems)
    return typing.cast(StructType, typed)


@functools.cache
def fields(struct: type[Struct]) -> tuple[Field, ...]:
    """The fields of a model struct, in writing order."""
    hints = typing.get_type_hints(struct, include_extras=True)
    declared = msgspec.structs.fields(struct)
    return tuple(
        Field(f.name, _form(hints[f.name]), f.default is NODEFAULT and f.default_factory is NODEFAULT, f.default)
        for f in declared
    )


def suggestion(word: str, allowed: Collection[str]) -> str:
    """What was allowed, the likeliest first: ``did you mean X?``, or the list when it is short."""
    folded = {code.casefold(): code for code in allowed}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean {folded[near[0]]}?"
    return f"allowed: {', '.join(sorted(allowed))}" if len(allowed) <= 40 else f"none of {len(allowed)} codes"


@dataclass(slots=True)
class _Reading:
    source: Source
    ontology: Ontology
    problems: list[Problem] = dataclasses.field(default_factory=list)

    def convert(self, value: Value, form: Form, pointer: Pointer) -> object:
        if form.base is str:
            return self._string(value, form, pointer)
        if form.base is list:
            return self._list(value, form, pointer)
        return self._struct(value, form.base, pointer)

    def _add(self, pointer: Pointer, message: str, code: str) -> None:
        self.problems.append(self.source.problem(pointer, message, code))
        if len(self.problems) > MAX_TOLD:
            raise InputError(limited(self.problems, self.source.path))

    def _string(self, value: Value, form: Form, pointer: Pointer) -> str:
        if not isinstance(value, str):
            self._add(pointer, f"a text was expected, not {_described(value)}", "field-type")
            return ""
        forbidden = find_forbidden(value)
        if forbidden:
            self._add(pointer, f"the control character U+{ord(forbidden[0]):04X}; remove it", "field-control")
        elif not value.strip():
            self._add(pointer, "empty; write a value or leave the field out", "field-empty")
        elif form.vocabulary is not None:
            self._label(value, form.vocabulary, pointer)
        elif form.pattern is not None and not re.fullmatch(form.pattern.regex, value):
            self._add(pointer, f"{value!r} is not of the form: {form.pattern.description}", "field-form")
        return value

    def _label(self, code: str, vocabulary: str, pointer: Pointer) -> None:
        allowed: Mapping[str, object] = getattr(self.ontology, vocabulary)
        if code in allowed:
            return
        if vocabulary == "countries" and code in self.ontology.dependencies:
            state = self.ontology.dependencies[code]
            self._add(pointer, f"{code} is a dependency; its state is {state}: write {state}", "country-dependency")
            return
        self._add(pointer, f"{code!r} is not one of the {vocabulary}; {suggestion(code, allowed)}", "label-unknown")

    def _list(self, value: Value, form: Form, pointer: Pointer) -> list[object]:
        if not isinstance(value, list):
            self._add(pointer, f"a list was expected, not {_described(value)}", "field-type")
            return []
        if form.filled and not value:
            self._add(pointer, "empty; at least one is needed", "field-empty")
        member = form.member
        assert member is not None  # noqa: S101  # a model type, not input
        converted = [self.convert(item, member, (*pointer, number)) for number, item in enumerate(value)]
        if member.base is str:
            seen: set[object] = set()
            for number, item in enumerate(converted):
                if item in seen:
                    self._add((*pointer, number), f"{item!r} is listed twice", "list-duplicate")
                seen.add(item)
        return converted

    def _struct(self, value: Value, struct: type[Struct], pointer: Pointer) -> Struct | None:
        if not isinstance(value, dict):
            self._add(pointer, f"a mapping was expected, not {_described(value)}", "field-type")
            return None
        known = _fields_by_name(struct)
        arguments: dict[str, object] = {}
        for name, member in value.items():
            field = known.get(name)
            if field is None:
                self._add((*pointer, name), f"unknown field {name!r}; {suggestion(name, known)}", "field-unknown")
            elif field.form.free and type(member) is str and member.isprintable() and member and not member.isspace():
                arguments[name] = member  # most of a corpus is quotations: they are worth a short way
            else:
                arguments[name] = self.convert(member, field.form, (*pointer, name))
        required = _required(struct)
        if required <= value.keys():
            return struct(**arguments)
        for name in sorted(required - value.keys()):
            self._add(pointer, f"the field {name!r} is missing", "field-missing")
        return None


@functools.cache
def _fields_by_name(struct: type[Struct]) -> dict[str, Field]:
    return {field.name: field for field in fields(struct)}


@functools.cache
def _required(struct: type[Struct]) -> frozenset[str]:
    return frozenset(field.name for field in fields(struct) if field.required)


def _form(hint: object) -> Form:
    """Take a type annotation apart: ``Annotated``, ``| None``, ``list[...]``, ``str``, a struct."""
    vocabulary: str | None = None
    pattern: Pattern | None = None
    filled = False
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        present = [option for option in typing.get_args(hint) if option is not type(None)]
        return _form(present[0])
    if origin is Annotated:
        hint, *marks = typing.get_args(hint)
        for mark in marks:
            if isinstance(mark, Vocabulary):
                vocabulary = mark.name
            elif isinstance(mark, Pattern):
                pattern = mark
            elif isinstance(mark, Filled):
                filled = True
    if typing.get_origin(hint) is list:
        return Form(list, member=_form(typing.get_args(hint)[0]), filled=filled)
    return Form(hint, vocabulary=vocabulary, pattern=pattern, free=hint is str and not (vocabulary or pattern))


def _described(value: Value) -> str:
    return "a text" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"
