"""Keys that stand twice in an object of JSON: the decoder takes the last without a word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from actes.problem import Pointer, render_pointer

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


class Repeated(NamedTuple):
    """Where the object is, and which key stands twice in it."""

    pointer: str
    message: str


def repeated_key(line: bytes) -> Repeated | None:
    """The first key that an object of ``line`` has twice; ``line`` is JSON that can be decoded."""
    # Decoded and encoded again, the line has each key once, and as many colons else. An eighth of the time that
    # looking at every object would take; a colon may be written as an escape, so those are looked at.
    if line.count(b":") == _encode(_decode(line)).count(b":") and b"\\u003" not in line:
        return None
    return next(_repeated(json.loads(line, object_pairs_hook=_Pairs), ()), None)


class _Pairs(list[tuple[str, Any]]):
    """An object as it is written, key by key."""


def _repeated(value: object, pointer: Pointer) -> Iterator[Repeated]:
    if isinstance(value, _Pairs):
        seen: set[str] = set()
        for key, member in value:
            if key in seen:
                yield Repeated(render_pointer(pointer), f"the key {key!r} appears twice")
            seen.add(key)
            yield from _repeated(member, (*pointer, key))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from _repeated(member, (*pointer, number))
