"""Entries as wholes: other ids, two actors or events that are one, an entry that goes; what refers to them follows."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from actes.annotation.anchor import Anchorable
from actes.fix.document import Document, UsageError
from actes.fix.paths import choices

_ONE_VALUE = {"actors": ("kind", "country", "link"), "events": ("type", "status")}
"""Fields on which two entries of a layer must agree to be one."""
_JOINED = {"actors": ("sectors", "mentions"), "events": ("modes", "sources", "triggers", "arguments")}


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that names an entry: the container and key of the name, and its path."""

    container: Any
    key: str | int
    path: str


def references(document: Document, name: str) -> list[Reference]:
    """Every place that names the entry ``name``."""
    return [reference for reference in _named(document) if reference.container[reference.key] == name]


def rename(document: Document, old: str, new: str) -> None:
    """Give an entry another id, everywhere.

    Raises:
        InputError: no entry has the old id, or one has the new.
    """
    entry = _entry(document, old)[2]
    old = entry["id"]
    if old == new:
        return
    taken = document.find(new)
    if taken is not None:
        message = f"{new!r} is the id of {taken[0]}[{taken[1]}] already"
        message += f"; to make one of the two: merge {old} {new}" if taken[0] in _JOINED else "; ids are unique"
        raise document.problem(old, message, "id-duplicate")
    for reference in references(document, old):
        reference.container[reference.key] = new
    entry["id"] = new


def merge(document: Document, name: str, into: str) -> None:
    """Make one entry of two actors, or of two events: ``into`` stays, with its id and name.

    What is said twice after that is said once: arguments, sources, modes, sectors.

    Raises:
        InputError: there are no two such entries, or they say different things; all of them are told.
    """
    layer, number, gone = _entry(document, name)
    other_layer, _, kept = _entry(document, into)
    name, into = gone["id"], kept["id"]
    if gone is kept:
        raise UsageError(f"{name} cannot be merged with itself")
    if layer != other_layer or layer not in _JOINED:
        message = f"{name} is one of the {layer}, {into} of the {other_layer}; two actors or two events are merged"
        raise document.problem(name, message, "merge-conflict")
    conflicts = [
        document.problem(f"{layer}/{name}.{field}", _conflict(field, name, gone, into, kept), "merge-conflict")
        for field in _ONE_VALUE[layer]
        if field in gone and field in kept and gone[field] != kept[field]
    ]
    if conflicts:
        raise type(conflicts[0])([problem for conflict in conflicts for problem in conflict.problems])
    for field in _ONE_VALUE[layer]:
        if field in gone:
            kept.setdefault(field, gone[field])
    for field in _JOINED[layer]:
        members = [*kept.get(field, []), *gone.get(field, [])]
        if members:
            kept[field] = members
    for reference in references(document, name):
        reference.container[reference.key] = into
    del document.root[layer][number]
    _say_once(document, into)


def remove(document: Document, layer: str, number: int) -> None:
    """Take an entry out.

    Raises:
        InputError: something refers to it.
    """
    entry = document.root[layer][number]
    name = str(entry.get("id"))
    # What an entry says of itself goes with it.
    own = f"{layer}/{name}."
    paths = sorted({r.path for r in references(document, name) if not r.path.startswith(own)})
    if paths:
        message = f"{', '.join(paths)} would refer to nothing; correct or remove these first, or merge {name}"
        raise document.problem(f"{layer}/{name}", message, "reference-used")
    del document.root[layer][number]


def _entry(document: Document, name: str) -> tuple[str, int, dict[str, Any]]:
    layer, slash, rest = name.partition("/")
    found = document.find(rest, layer) if slash else document.find(name)
    if found is None:
        ids = [entry.get("id", "") for _, _, entry in document.entries()]
        raise document.problem(name, f"no entry has this id; {choices(rest or name, ids)}", "reference-unknown")
    return found


def _named(document: Document) -> Iterator[Reference]:
    for layer, _, entry in document.entries("events", "stances"):
        path = f"{layer}/{entry.get('id')}"
        for key in ("holder", "target"):
            if key in entry:
                yield Reference(entry, key, f"{path}.{key}")
        sources = entry.get("sources", [])
        for number in range(len(sources)):
            yield Reference(sources, number, f"{path}.sources")
        for argument in entry.get("arguments", []):
            if "actor" in argument:
                yield Reference(argument, "actor", f"{path}.arguments")


def _conflict(field: str, name: str, gone: dict[str, Any], into: str, kept: dict[str, Any]) -> str:
    return f"{field} is {gone[field]} in {name}, {kept[field]} in {into}; make them agree first"


def _say_once(document: Document, name: str) -> None:
    """Remove what a merger has made twice: members of the entry, and of the lists that name it."""
    for _, _, entry in document.entries():
        for field in ("sectors", "modes", "sources", "mentions", "triggers", "arguments"):
            members = entry.get(field, [])
            if entry.get("id") == name or any(name in (member, _actor(member)) for member in members):
                kept: dict[Hashable, Any] = {}
                for member in members:
                    kept.setdefault(_key(member, document), member)
                if len(kept) < len(members):
                    entry[field] = list(kept.values())


def _key(member: Any, document: Document) -> Hashable:
    """What makes two members one: the same code, the same words of the text, the same actor in the same role."""
    if not isinstance(member, dict):
        return str(member)
    span = document.span(member, Anchorable(document.text)) if document.text is not None else None
    return member.get("role"), _actor(member), span or repr(member)


def _actor(member: Any) -> Any:
    return member.get("actor") if isinstance(member, dict) else None
