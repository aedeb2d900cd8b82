"""The steps between text and graph, one by one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baselines.parts.bio import Span, decode, encode
from baselines.parts.classifier import fit_classifier, hashed
from baselines.parts.coreference import Mention, resolve
from baselines.parts.document import read_document
from baselines.parts.identities import Identities, Identity, most_frequent
from baselines.parts.tagger import best_path, transition_weights

NOBODY = Identities({})


@given(st.text())
def test_tokens_hold_every_character_but_spaces(text: str) -> None:
    document = read_document(text)
    assert "".join(document.tokens.words) == "".join(text.split())
    bounds = list(document.sentence_bounds())
    assert [i for first, last in bounds for i in range(first, last)] == list(range(len(document.words)))


def test_sentences_end_at_stops_and_lines() -> None:
    document = read_document("Titre sans point\n\nIl dit : « Assez ! » Puis il part. Fin… oui ! 14 morts.")
    sentences = [
        document.text[document.tokens.starts[first] : document.tokens.ends[last - 1]]
        for first, last in document.sentence_bounds()
    ]
    assert sentences == ["Titre sans point", "Il dit : « Assez ! »", "Puis il part.", "Fin… oui !", "14 morts."]


def test_spans_survive_their_tags() -> None:
    document = read_document("L'Union lacustre a salué Ilda Varenne Oskar Tellin.")
    spans = [Span(2, 16, "organisation"), Span(25, 37, "person"), Span(38, 50, "person")]
    assert decode(document, encode(document, spans)) == spans


def test_of_nested_spans_the_outermost_is_kept() -> None:
    document = read_document("le guide religieux de l'Iran")
    outer = Span(0, 28, "person")
    assert decode(document, encode(document, [Span(24, 28, "state"), outer])) == [outer]


def test_a_span_ends_with_its_sentence() -> None:
    document = read_document("Oskar Tellin\n\nIlda Varenne")
    assert decode(document, ["B-person", "I-person", "I-person", "I-person"]) == [
        Span(0, 12, "person"),
        Span(14, 26, "person"),
    ]


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_best_path_is_the_best_of_all_paths(length: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, transitions = rng.normal(size=(length, 3)), rng.normal(size=(4, 3))

    def value(path: tuple[int, ...]) -> float:
        steps = zip((-1, *path), path, range(length), strict=False)
        return sum(transitions[before, tag] + scores[i, tag] for before, tag, i in steps)

    assert value(tuple(best_path(scores, transitions))) == pytest.approx(
        max(value(path) for path in product(range(3), repeat=length))
    )


def test_no_path_enters_a_span_from_outside() -> None:
    tags = ("B-x", "B-y", "I-x", "O")
    weights = transition_weights([["O", "B-x", "I-x"], ["B-y", "O"]], tags)
    allowed = {tags[i] if i < len(tags) else "start" for i in range(5) if weights[i, tags.index("I-x")] > -100}
    assert allowed == {"B-x", "I-x"}


@pytest.mark.parametrize("eagerness", [0.0, 1.0])
def test_a_classifier_needs_neither_labels_nor_examples(eagerness: float) -> None:
    none, one = hashed([]), hashed([["a"], ["b"]])
    assert fit_classifier(none, [], default="none", eagerness=eagerness).classify([["a"]]) == ["none"]
    assert fit_classifier(one, ["x", "x"], default="none", eagerness=eagerness).classify([["a"], []]) == ["x", "x"]
    assert fit_classifier(one, ["x", "y"], default="none", eagerness=eagerness).classify([["b"], ["a"]]) == ["y", "x"]
    assert fit_classifier(one, ["x", "y"], default="none", eagerness=eagerness).classify([]) == []


def test_the_most_frequent_does_not_depend_on_order() -> None:
    assert most_frequent(["b", "a", "b", "a"]) == most_frequent(["a", "b", "b", "a"]) == "a"


def clusters(*mentions: tuple[str, str, str], identities: Identities = NOBODY) -> list[list[str]]:
    """The clusters, as strings, of (string, kind, form) in the order of the text."""
    placed = [Mention(i, i + 1, kind, form, text) for i, (text, kind, form) in enumerate(mentions)]
    return [[mention.text for mention in actor] for actor in resolve(placed, identities)]


def test_names_join_by_string_words_and_acronym() -> None:
    assert clusters(
        ("Sergueï Choïgou", "person", "name"),
        ("Union africaine", "organisation", "name"),
        ("Choïgou", "person", "name"),
        ("UA", "organisation", "name"),
        ("Corée du Nord", "state", "name"),
        ("Corée du Sud", "state", "name"),
    ) == [["Sergueï Choïgou", "Choïgou"], ["Union africaine", "UA"], ["Corée du Nord"], ["Corée du Sud"]]


def test_names_join_by_what_training_knows() -> None:
    russia = Identity(link="russie")
    known = Identities({"moscou": russia, "russie": russia})
    assert clusters(("Russie", "state", "name"), ("Moscou", "state", "metonym"), identities=known) == [
        ["Russie", "Moscou"]
    ]
    assert clusters(("Russie", "state", "name"), ("Moscou", "state", "metonym")) == [["Russie"], ["Moscou"]]


def test_nominals_and_pronouns_join_the_nearest_actor_of_their_kind() -> None:
    assert clusters(
        ("Ilda Varenne", "person", "name"),
        ("Oskar Tellin", "person", "name"),
        ("Union lacustre", "organisation", "name"),
        ("le président", "person", "nominal"),
        ("Elle", "person", "pronoun"),
        ("un groupe", "organisation", "nominal"),
        ("Ils", "group", "pronoun"),
    ) == [["Ilda Varenne"], ["Oskar Tellin", "le président", "Elle"], ["Union lacustre"], ["un groupe", "Ils"]]
