"""Whatever is done to an export, it is imported or refused with its problems: nothing else happens.

Bounded: each importer gets a fixed number of inputs. ``HYPOTHESIS_PROFILE`` and ``--hypothesis-seed`` work as usual.
"""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from work import article, exported, task, written

from actes.convert import import_article, read_articles
from actes.convert.archive import unpack
from actes.convert.tools import TOOLS
from actes.problem import InputError

BOUNDED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
GOLD = article()
TOKENS = [
    *(b"\x00", b"\r\n", b"\n", b"\t", b"\xff", b"\xed\xa0\x80", b"\\ud800", b'"', b"[", b"{", b"<", b">", b"&", b";"),
    *(b"-1", b"99999999999", b"1e9", b"null", b"T1", b"E1", b"#1\tAnnotatorNotes T2\tid=x", b"author", b"<!DOCTYPE x>"),
    *(b'xmi:id="3"', b'begin="0"', b"id=", b"../", b"Equiv", b"coref", b"\xf0\x9f\x8e\x89"),
]
PIECES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8))),
    min_size=1,
    max_size=6,
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-5, 400), st.text(max_size=6), st.sampled_from(["a1", "e9", "Actor"])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["start", "text"]), inner)),
    max_leaves=4,
)


def mutate(content, pieces):
    for where, length, new in pieces:
        start = int(where * len(content))
        content = content[:start] + new + content[start + length :]
    return content


def survives(tool, files):
    """The one promise of an importer."""
    try:
        for came in read_articles(files, TOOLS[tool]):
            if came.annotated:
                written(import_article(came, GOLD).anchored).encode()
    except InputError as error:
        assert error.problems  # noqa: PT017  # either outcome is right


@BOUNDED
@given(PIECES)
def test_any_json_is_imported_or_refused(pieces):
    survives("labelstudio", {"tasks.json": mutate(exported_once("labelstudio")["tasks.json"], pieces)})


@BOUNDED
@given(st.lists(st.tuples(st.integers(0, 10_000), VALUES), min_size=1, max_size=4))
def test_any_change_of_a_value_is_imported_or_refused(changes):
    work, _ = task()
    for number, value in changes:
        places = list(all_places(work))
        parent, key = places[number % len(places)]
        parent[key] = value
    survives("labelstudio", {"tasks.json": json.dumps([work]).encode()})


@BOUNDED
@given(st.sampled_from(["exemple.ann", "exemple.txt"]), PIECES)
def test_any_standoff_is_imported_or_refused(name, pieces):
    files = exported_once("brat")
    survives("brat", {**files, name: mutate(files[name], pieces)})


@BOUNDED
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200), st.booleans()), min_size=1, max_size=5))
def test_any_order_of_lines_is_imported_or_refused(moves):
    lines = exported_once("brat")["exemple.ann"].split(b"\n")
    for source, target, copy in moves:
        line = lines[source % len(lines)] if copy else lines.pop(source % len(lines))
        lines.insert(target % (len(lines) + 1), line)
    survives("brat", {**exported_once("brat"), "exemple.ann": b"\n".join(lines)})


@BOUNDED
@given(st.sampled_from(["exemple.xmi", "TypeSystem.xml"]), PIECES)
def test_any_xmi_is_imported_or_refused(name, pieces):
    pytest.importorskip("cassis")
    files = exported_once("cas", unpacked=True)
    path = f"exemple.zip/{name}"
    survives("cas", {**files, path: mutate(files[path], pieces)})


@BOUNDED
@given(PIECES)
def test_any_archive_is_imported_or_refused(pieces):
    pytest.importorskip("cassis")
    survives("cas", {"exemple.zip": mutate(exported_once("cas")["exemple.zip"], pieces)})


def all_places(value):
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from all_places(inner)


_EXPORTED = {}


def exported_once(tool, *, unpacked=False):
    if (tool, unpacked) not in _EXPORTED:
        files = exported(tool)
        _EXPORTED[tool, unpacked] = unpack(files) if unpacked else files
    return _EXPORTED[tool, unpacked]
