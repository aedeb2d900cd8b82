"""The one way an annotation file is written: fixed key order, one span per line, lists in the order of the text.

One writer means that a change of one label is a change of one line. Writing is idempotent, and any YAML 1.1 or 1.2
reader reads the same strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import Struct

from actes.annotation.anchor import Span
from actes.annotation.model import AnnotationFile, ArgumentEntry, Quote, Reading, RegistryFile
from actes.annotation.resolve import Anchored
from actes.annotation.strict_yaml import QUOTED_KEYS
from actes.annotation.structure import fields
from actes.ontology import Ontology
from actes.problem import Pointer

_PLAIN = re.compile(r"[A-Za-z0-9À-ÿ][\w.\-/]*(?: [\w.\-/’]+)*")
# Words that a YAML 1.1 reader takes for a truth value, a number or a date are quoted, for other people's readers.
_MISREAD = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|~|[-+.\d][\d_.:eE+xo-]*)", re.IGNORECASE)
_INVISIBLE = re.compile("[\u007f-\u00a0\u00ad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff]")
_DATES = frozenset({"date", "value", "at"})  # our own fields, read as strings; quoting each date would be noise
_INLINE = (Quote, ArgumentEntry, Reading)
_LAYERS = frozenset({"contexts", "actors", "events", "stances"})


def write_annotation(anchored: Anchored, ontology: Ontology) -> str:
    """The canonical text of a file in which every quotation was found."""
    return _render(in_text_order(anchored, ontology))


def write_registry(registry: RegistryFile) -> str:
    """The canonical text of the registry, sorted by id."""
    return _render(msgspec.structs.replace(registry, actors=sorted(registry.actors, key=attrgetter("id"))))


def in_text_order(anchored: Anchored, ontology: Ontology) -> AnnotationFile:
    """The file with every list in the order of the text (vocabulary lists in the order of the ontology)."""
    file, spans = anchored.file, anchored.spans
    roles = list(ontology.roles)

    def place(*pointer: str | int) -> tuple[int, int]:
        return _place(spans[pointer])

    actor_places = {}
    actors = []
    for i, actor in enumerate(file.actors):
        order = sorted(range(len(actor.mentions)), key=lambda j: place("actors", i, "mentions", j))
        actor_places[actor.id] = place("actors", i, "mentions", order[0])
        actors.append(msgspec.structs.replace(actor, mentions=[actor.mentions[j] for j in order]))

    def argument_place(pointer: Pointer, argument: ArgumentEntry) -> tuple[int, tuple[int, int]]:
        where = place(*pointer) if argument.exact is not None else actor_places.get(argument.actor or "", (-1, -1))
        return roles.index(argument.role), where

    events = []
    event_places = {}
    for i, event in enumerate(file.events):
        order = sorted(range(len(event.triggers)), key=lambda j: place("events", i, "triggers", j))
        event_places[event.id] = (place("events", i, "triggers", order[0]), event.id)
        argument_order = sorted(
            range(len(event.arguments)),
            key=lambda j: argument_place(("events", i, "arguments", j), event.arguments[j]),
        )
        events.append(
            msgspec.structs.replace(
                event,
                modes=_in_order(event.modes, ontology.types[event.type].modes),
                triggers=[event.triggers[j] for j in order],
                arguments=[event.arguments[j] for j in argument_order],
            )
        )
    stance_places = {s.id: (place("stances", i, "evidence"), s.id) for i, s in enumerate(file.stances)}
    return msgspec.structs.replace(
        file,
        contexts=_in_order(file.contexts, ontology.contexts),
        actors=sorted(actors, key=lambda actor: (actor_places[actor.id], actor.id)),
        events=sorted(events, key=lambda event: event_places[event.id]),
        stances=sorted(file.stances, key=lambda stance: stance_places[stance.id]),
    )


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _in_order(codes: Sequence[str], vocabulary: Iterable[str]) -> list[str]:
    known = list(vocabulary)
    return sorted(codes, key=lambda code: known.index(code) if code in known else len(known))


def _render(struct: Struct) -> str:
    return "".join(f"{line}\n" for line in _block(struct))


def _block(struct: Struct) -> Iterator[str]:
    """The lines of a struct as a block mapping."""
    for name, value in _written(struct):
        if isinstance(value, str):
            yield f"{name}: {_scalar(name, value)}"
        elif isinstance(value, Struct):
            yield f"{name}: {_flow(value)}"
        elif not value or isinstance(value[0], str):
            yield f"{name}: {_codes(value)}"
        else:
            yield f"{name}:"
            for member in value:
                if isinstance(member, _INLINE):
                    yield f"  - {_flow(member)}"
                else:
                    first, *rest = _block(member)
                    yield f"  - {first}"
                    yield from (f"    {line}" for line in rest)


def _flow(struct: Struct) -> str:
    parts = (
        f"{name}: {_codes(value) if isinstance(value, list) else _scalar(name, value)}"
        for name, value in _written(struct)
    )
    return "{" + ", ".join(parts) + "}"


def _codes(codes: Sequence[str]) -> str:
    return f"[{', '.join(_scalar('', code) for code in codes)}]"


def _written(struct: Struct) -> Iterator[tuple[str, Any]]:
    """The fields that say something: not those at their default, but the empty layers of an article."""
    for field in fields(type(struct)):
        value = getattr(struct, field.name)
        unsaid = value is None or value == [] or value == field.default
        if not unsaid or (isinstance(struct, AnnotationFile) and field.name in _LAYERS):
            yield field.name, value


def _scalar(name: str, value: str) -> str:
    if name in _DATES and _PLAIN.fullmatch(value):
        return value
    if name not in QUOTED_KEYS and _PLAIN.fullmatch(value) and not _MISREAD.fullmatch(value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
