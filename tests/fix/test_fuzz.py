"""Any words on any file of the right shape: a corrected document, or a problem or usage that says why not."""

import contextlib
import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from projects import VALID

from actes.annotation.strict_yaml import load
from actes.fix.document import Document, UsageError
from actes.fix.edits import correct
from actes.fix.outcome import introduced, judge
from actes.problem import InputError
from actes.project import Project, read_registry, read_source
from actes.vocabulary import read_ontology

SOURCE = read_source(Project(VALID), VALID / "corpus" / "exemple.yaml")
ROOT = load(SOURCE.content, SOURCE.path)
TEXT = (VALID / "seeds" / "exemple.txt").read_text(encoding="utf-8").removesuffix("\n")
ONTOLOGY = read_ontology()
REGISTRY = read_registry(Project(VALID), [])

SHOWN = """
contexts note draft date actors events actors/ong actors/chef.mentions actors[0].mentions[1] actors/ong.name
actors/ong.sectors events/visite.type events/visite.modes events/visite.triggers events/visite.arguments
events/visite.arguments[2] events/visite.sources events[3] stances/ong-contre-accord.evidence
stances/ong-contre-accord.evidence.exact stances[0] stances[0].sources stances[1].holder actors/neuf events/neuf
stances/neuf events[0].arguments[0].actor readings events[0].readings events[0].disputed
"""
PATHS = st.sampled_from(SHOWN.split())
IDS = st.sampled_from(
    ["ministre", "president", "ong", "chef", "visite", "accord", "actors/ong", "absent", "author", ""]
)
WORDS = st.sampled_from(
    ["accord", "l’[accord]", "La ministre", "chef du port", "port", "[Oslo].", "mardi", "absent", "["]
)
CODES = st.sampled_from(
    ["AGREE", "visit,phone", "form=name", "role=time", "actor=ong", "kind=group", "type=AID", "x=y"]
)
VALUES = IDS | WORDS | CODES
CORRECTION = st.one_of(
    st.tuples(PATHS, VALUES),
    st.tuples(PATHS, VALUES, VALUES),
    st.tuples(st.sampled_from(["add", "remove"]), PATHS, VALUES),
    st.tuples(st.just("add"), PATHS, WORDS, CODES, CODES),
    st.tuples(st.just("remove"), PATHS),
    st.tuples(st.sampled_from(["rename", "merge"]), IDS, IDS),
    st.lists(PATHS | VALUES, max_size=4).map(tuple),
)
COMMANDS = st.lists(CORRECTION, min_size=1, max_size=3)
GONE = st.lists(st.tuples(st.sampled_from(["actors", "events", "stances"]), st.integers(0, 2), st.integers(0, 9)))


def without(gone):
    """The example without some of its fields."""
    root = copy.deepcopy(ROOT)
    for layer, number, field in gone:
        if number < len(root[layer]) and field < len(entry := root[layer][number]):
            del entry[sorted(entry)[field]]
    return root


@settings(max_examples=200, deadline=None)
@given(COMMANDS, GONE)
def test_any_words_are_a_correction_or_say_why_not(corrections, gone):
    words = [word for correction in corrections for word in ("and", *correction)][1:]
    document = Document(SOURCE, without(gone), TEXT)
    kept = copy.deepcopy(document.root)
    with contextlib.suppress(InputError, UsageError):
        corrected = correct(document, words)
        before, after = (judge(d, ONTOLOGY, REGISTRY) for d in (document, corrected))
        assert {problem.code for problem in introduced(before, after)} <= {problem.code for problem in after.problems}
    assert document.root == kept
