from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.article import Actor, Event, Mention, Trigger
from actes.build import build
from actes.build.bio import LabelledSpan, outermost, tag
from actes.corpus import Corpus
from actes.problem import InputError
from actes.tokens import tokenise

SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda p: LabelledSpan(p[0], p[0] + p[1], "state", ())),
    max_size=8,
)


def span(start: int, end: int, label: str = "state") -> LabelledSpan:
    return LabelledSpan(start, end, label, ())


def test_the_outermost_of_nested_spans_is_kept() -> None:
    assert outermost([span(5, 8), span(0, 10), span(12, 14), span(0, 3)]) == [span(0, 10), span(12, 14)]


def test_the_first_of_two_labels_on_one_word_is_kept() -> None:
    assert outermost([span(0, 3, "ACCUSE"), span(0, 3, "REQUEST")]) == [span(0, 3, "ACCUSE")]


@given(SPANS)
def test_what_is_kept_lies_apart_and_touches_whatever_is_lost(spans: list[LabelledSpan]) -> None:
    kept = outermost(spans)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert all(any(k.start < s.end and s.start < k.end for k in kept) for s in spans)


def test_neighbours_of_one_label_stay_two() -> None:
    tokens = tokenise("Union des ports Norvège")
    tags = tag(tokens, [span(0, 15, "organisation"), span(16, 23, "organisation")])
    assert tags == ["B-organisation", "I-organisation", "I-organisation", "B-organisation"]


def test_every_span_that_cuts_a_token_is_an_error_that_names_the_words(corpus: Corpus) -> None:
    text = "Le porte-parole accuse un vice-président"
    actors = [Actor("a", [Mention(9, 15, "nominal", "parole")], "person", "A", None, [], None)]
    events = [Event("e", "ACCUSE", [Trigger(28, 40, "ce-président")], [], [], "actual", [])]
    article = msgspec.structs.replace(corpus.articles[0], text=text, actors=actors, events=events, stances=[])
    with pytest.raises(InputError) as caught:
        build(Corpus("0.2.0", corpus.ontology, (article,), {}), licences={})
    problems = caught.value.problems
    assert [(p.path, p.pointer, p.code) for p in problems] == [
        ("corpus/a-visite.yaml", "actors[0].mentions[0]", "span-word"),
        ("corpus/a-visite.yaml", "events[0].triggers[0]", "span-word"),
    ]
    assert problems[0].message == '"parole" is a piece of the words "porte-parole"; take whole words'
