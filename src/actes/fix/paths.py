"""Paths: ``events/visite.type``, ``actors/kim.mentions``, ``contexts``, or pointers as ``actes check`` prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actes.annotation.model import AnnotationFile, Quote
from actes.annotation.structure import Field, Form, fields, suggestion
from actes.fix.document import Document, UsageError
from actes.problem import Pointer

_PATH = re.compile(r"[\w-]+(?:[./][\w-]+|\[\d+\])*")
_STEP = re.compile(r"\[(\d+)\]|([\w-]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a file: how the user named it, where it is, and what the model has there."""

    path: str
    pointer: Pointer
    form: Form

    @property
    def struct(self) -> Any:
        """The struct that stands here, or of which there is a list here; ``None`` where there are texts."""
        base = self.form.member.base if self.form.base is list and self.form.member else self.form.base
        return None if base is str else base

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return self.form.base is list

    @property
    def is_quotation(self) -> bool:
        """Whether words of the text stand here, or a list of them: mentions, triggers, arguments, evidence."""
        return self.struct is not None and "exact" in {field.name for field in fields(self.struct)}

    @property
    def is_entry(self) -> bool:
        """Whether an actor, event or stance stands here."""
        return len(self.pointer) == 2 and self.struct is not None

    def value(self, document: Document) -> Any:
        """What stands here; ``None`` where nothing does."""
        value = document.root
        for step in self.pointer:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def settable_fields(struct: Any) -> dict[str, Field]:
    """The fields of a struct that ``FIELD=VALUE`` sets: texts and lists of codes, but its id and its quotation."""
    own = {"id", *(field.name for field in fields(Quote))}
    kept = (field for field in fields(struct) if field.name not in own)
    return {f.name: f for f in kept if f.form.base is str or (f.form.member and f.form.member.base is str)}


def resolve(path: str, document: Document) -> Place:
    """The place that a path names. It may be free, for a field that has no value.

    Raises:
        InputError: it names an id, field or number that is not there; the message says what is.
        UsageError: it is no path.
    """
    if not _PATH.fullmatch(path):
        raise UsageError(f"{path!r} is no path such as events/visite.type, actors/kim.mentions or contexts")
    return _follow(path, _steps(path), document)


def resolve_new(path: str, document: Document) -> tuple[Place, str] | None:
    """The layer and the id of an entry that a path names and the file lacks; ``None`` for any other path."""
    layer, slash, name = path.partition("/")
    place = _follow(layer, _steps(layer), document) if slash and _PATH.fullmatch(path) else None
    if place is None or not place.is_list or place.struct is None or "." in name or "[" in name:
        return None
    return None if document.find(name, layer) else (place, name)


def _steps(path: str) -> list[str | int]:
    return [int(number) if number else name for number, name in _STEP.findall(path)]


def _follow(path: str, steps: Sequence[str | int], document: Document) -> Place:
    form = Form(AnnotationFile)
    pointer: Pointer = ()
    done = ""
    for step in steps:
        value = Place(path, pointer, form).value(document)
        if form.base is list and form.member is not None:
            done += f"[{step}]" if isinstance(step, int) else f"/{step}"
            step = _number(step, done, form.member, value, path, document)
            form = form.member
        elif form.base is str:
            raise document.problem(path, f"{done} is a text; nothing is inside it", "field-unknown")
        else:
            known = {field.name: field.form for field in fields(form.base)}
            if not isinstance(step, str) or step not in known:
                raise document.problem(path, _no_field(step, done, list(known), document), "field-unknown")
            done += f".{step}" if done else step
            form = known[step]
        pointer = (*pointer, step)
    return Place(path, pointer, form)


def _number(step: str | int, done: str, member: Form, value: Any, path: str, document: Document) -> int:
    """The number in a list that a step names, by number or by id; ``done`` is the path with the step."""
    members = value or []
    if isinstance(step, int):
        if step < len(members):
            return step
        message = f"there is no {done}: {len(members)} members, numbered from 0"
        raise document.problem(path, message, "reference-unknown")
    if member.base is str or not any(field.name == "id" for field in fields(member.base)):
        around = done.rpartition("/")[0]
        raise UsageError(f"the members of {around} have no ids; name one by its words: {around} WORDS ...")
    ids = [entry.get("id", "") for entry in members]
    if step in ids:
        return ids.index(step)
    raise document.problem(path, f"there is no {done}; {choices(step, ids)}", "reference-unknown")


def _no_field(step: str | int, done: str, known: list[str], document: Document) -> str:
    entry = None if done else document.find(str(step))
    if entry is not None:
        return f"did you mean {entry[0]}/{step}?"
    where = f"{done} has no" if done else "there is no"
    return f"{where} field {step!r}; there are: {', '.join(known)}"


def choices(word: str, ids: Sequence[str]) -> str:
    """What there is where an id was not found: the likeliest, else all."""
    near = suggestion(word, ids)
    return near if near.startswith("did you mean") else f"there are: {', '.join(ids) or 'none'}"
