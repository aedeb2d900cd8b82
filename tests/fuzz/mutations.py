"""Valid files with something done to them, and anything at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

TOKENS = [
    *(b"\x00", b"\r\n", b"\n", b"\t", b"\x1b[31m", b"\xff", b"\xed\xa0\x80", b"\\ud800", b"\xf0\x9f\x8e\x89"),
    *(b'"', b"'", b"[", b"]", b"{", b"}", b"<", b">", b"&", b"*", b"!", b"|", b"?", b"%", b"#", b"- ", b": ", b", "),
    *(b"-1", b"0", b"99999999999", b"1e999", b"null", b"true", b"NaN", b"---\n", b"...\n", b"<<: ", b"&a ", b"*a"),
    *(b"T1", b"E1", b"R1\tcoref Arg1:E1 Arg2:E1", b"#1\tAnnotatorNotes T2\tid=x", b"Equiv", b"coref", b"id=", b";"),
    *(b"author", b"../", b"/", b"<!DOCTYPE x>", b'xmi:id="3"', b'begin="0"', b"exact: ", b"at: 3", b"disputed: [a]"),
    *(b"!!str ", b"\\", b"e\xcc\x81"),
]
"""What means something in one of the formats."""

bounded = settings(deadline=timedelta(seconds=10), suppress_health_check=[HealthCheck.too_slow])
"""No input may take ten seconds, whatever else the machine is doing. How many inputs there are, the profile says."""

_NEW = st.one_of(st.sampled_from(TOKENS), st.binary(max_size=6))
_PIECE = st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 2, 5, 20, 200]), _NEW)
PIECES = st.lists(_PIECE, min_size=1, max_size=8)
"""(where as a fraction of the file, how many bytes go, what comes in their place)."""

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 400),
        st.floats(),
        st.text(max_size=6),
        st.sampled_from(["a1", "e9", "Actor", "coref", "author", "\x1b[31m", "9" * 400]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["start", "text", "id", "labels"]), inner)
    ),
    max_leaves=4,
)
CHANGES = st.lists(st.tuples(st.integers(0, 100_000), VALUES), min_size=1, max_size=4)


def mutated(content: bytes, pieces: Iterable[tuple[float, int, bytes]]) -> bytes:
    """``content`` with pieces put in."""
    for where, length, new in pieces:
        start = int(where * len(content))
        content = content[:start] + new + content[start + length :]
    return content


def lines_moved(content: bytes, moves: Iterable[tuple[int, int, bool]]) -> bytes:
    """``content`` with lines moved, or copied, from one place to another."""
    lines = content.split(b"\n")
    for source, target, copied in moves:
        line = lines[source % len(lines)] if copied else lines.pop(source % len(lines))
        lines.insert(target % (len(lines) + 1), line)
    return b"\n".join(lines)


MOVES = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500), st.booleans()), min_size=1, max_size=6)


def change(document: Any, changes: Iterable[tuple[int, Any]]) -> Any:
    """Put values in places of a document of lists and mappings."""
    for number, value in changes:
        places = list(_places(document))
        if places:
            parent, key = places[number % len(places)]
            parent[key] = value
    return document


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)
