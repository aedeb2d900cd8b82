"""Whatever a line of predictions is: it is scored, or it has problems. Never anything else."""

import functools
import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from mutations import CHANGES, PIECES, bounded, change, mutated
from projects import VALID
from test_readers import told

from actes.checking import read_corpus
from actes.evaluation.gold import as_records, make_gold
from actes.evaluation.json_keys import repeated_key
from actes.evaluation.records import Record, parse_lines
from actes.evaluation.scoring import score
from actes.problem import InputError
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology()


@functools.cache
def gold():
    return make_gold(as_records(read_corpus(VALID)[0].articles, "corpus"), ONTOLOGY)


@functools.cache
def line():
    return msgspec.json.encode(read_corpus(VALID)[0].articles[0])


def scored(content):
    try:
        score(gold(), parse_lines([content], "p.jsonl"), ONTOLOGY, system="fuzz", path="p.jsonl")
    except InputError as error:
        told(error.problems)


@bounded
@given(st.one_of(st.binary(max_size=200), PIECES.map(lambda pieces: mutated(line(), pieces))))
def test_any_line_is_scored_or_refused(content):
    scored(content)


@bounded
@given(CHANGES)
def test_a_line_with_values_changed_is_scored_or_refused(changes):
    scored(json.dumps(change(json.loads(line()), changes)).encode())


TAGGED = {
    "id": "exemple",
    "starts": [0, 5, 12],
    "ends": [4, 11, 14],
    "actor_tags": ["B-person", "I-person", "O"],
    "event_tags": ["O", "B-CONSULT", "O"],
}


@bounded
@given(CHANGES)
def test_tags_with_values_changed_are_scored_or_refused(changes):
    scored(json.dumps(change(json.loads(json.dumps(TAGGED)), changes)).encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(':"\\ué\x7f ', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab:"\\', max_size=3), inner, max_size=3),
    max_leaves=12,
)


@bounded
@given(JSON, st.booleans(), st.sampled_from([None, (", ", ": "), (" ,\t", " :\r")]))
def test_a_key_that_appears_twice_is_found_and_no_other(value, ascii_only, separators):
    text = json.dumps({"x": value}, ensure_ascii=ascii_only, separators=separators)
    assert repeated_key(text.encode()) is None
    twice = f'{text[:-1]}, "\\u0078"  : 0}}'
    assert repeated_key(twice.encode()) is not None


@bounded
@given(st.lists(st.binary(max_size=60), max_size=5))
def test_lines_are_told_apart(lines):
    for read in parse_lines(lines, "p.jsonl"):
        assert isinstance(read, Record) or read.path == "p.jsonl"
