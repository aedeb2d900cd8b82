"""What every baseline must do: answer every task, with valid graphs, the same ones each time, whatever it is given."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from types import ModuleType
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_gold import Row, article, question, rows

from actes.article import AUTHOR, Article
from baselines import linear, majority

BASELINES = [majority, linear]
ROWS = rows()
MODELS = {baseline: baseline.train(ROWS) for baseline in BASELINES}
KNOWN = ["Ilda Varenne", "attaque", "Ils", "l’Union", "coup d'", "État", ".", "\n\n", "«", "_"]
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*['’]?|\S")

every_baseline = pytest.mark.parametrize("baseline", BASELINES, ids=lambda module: module.__name__)


def run(baseline: ModuleType, train: list[Row], texts: list[Row]) -> list[Row]:
    predictions = baseline.predict(baseline.train(train), [question(row) for row in texts])
    for row, prediction in zip(texts, predictions, strict=True):
        assert_valid(row, prediction, train)
    return list(predictions)


def assert_valid(row: Row, prediction: Row, train: list[Row]) -> None:
    """A prediction that the scorer may refuse nothing of, and that uses no label training did not have."""
    assert json.loads(json.dumps(prediction)) == prediction
    graph = msgspec.convert(prediction, Article)
    assert graph.id == row["id"]
    assert_spans(row["text"], graph)
    assert_references(graph)
    assert_labels(prediction, train)
    asked = [(pair["holder"], pair["target"]) for pair in row["pairs"]]
    assert [(pair.holder, pair.target) for pair in graph.pairs] == asked


def assert_spans(text: str, graph: Article) -> None:
    mentions = [(mention.start, mention.end) for actor in graph.actors for mention in actor.mentions]
    triggers = [(trigger.start, trigger.end) for event in graph.events for trigger in event.triggers]
    fillers = [(a.start, a.end) for event in graph.events for a in event.arguments if a.actor is None]
    for start, end in (*mentions, *triggers, *fillers):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    for spans in (sorted(mentions), sorted(triggers)):
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for start, end in triggers:
        assert WORD.fullmatch(text[start:end]) or text[start:end] == "coup d'État"


def assert_references(graph: Article) -> None:
    actors = {actor.id for actor in graph.actors}
    events = {event.id for event in graph.events}
    assert len(actors | events) == len(graph.actors) + len(graph.events)
    assert all(actor.mentions for actor in graph.actors)
    assert all(event.triggers for event in graph.events)
    for event in graph.events:
        participants = [argument.actor for argument in event.arguments if argument.actor is not None]
        assert len(set(participants)) == len(participants)
        assert set(participants) | set(event.sources) <= actors
    pairs = [(stance.holder, stance.target) for stance in graph.stances]
    assert len(set(pairs)) == len(pairs)
    for holder, target in pairs:
        assert holder in actors | {AUTHOR}
        assert target in actors | events
        assert holder != target


def assert_labels(prediction: Row, train: list[Row]) -> None:
    assert len(prediction["contexts"]) <= 3
    fallbacks = {"name", "actual", "none"}  # the defaults of decisions that training has no example of
    assert labels(prediction) <= set().union(*map(labels, train)) | fallbacks
    assert all("modes" not in event for event in prediction["events"])


def labels(row: Row) -> set[str]:
    actors, events = row["actors"], row["events"]
    return {
        *row["contexts"],
        *(actor["kind"] for actor in actors),
        *(mention["form"] for actor in actors for mention in actor["mentions"]),
        *(value for event in events for value in (event["type"], event["status"])),
        *(argument["role"] for event in events for argument in event["arguments"]),
        *(pair["polarity"] for pair in (*row["pairs"], *row["stances"])),
    }


@every_baseline
def test_every_task_is_answered(baseline: ModuleType) -> None:
    for prediction in run(baseline, ROWS, ROWS):
        assert set(prediction) == {"id", "contexts", "actors", "events", "stances", "pairs"}
        assert prediction["contexts"]
        assert any(argument for event in prediction["events"] for argument in event["arguments"])
        assert all({"status", "sources"} <= set(event) for event in prediction["events"])
        assert any(actor["link"] for actor in prediction["actors"])
        assert any(actor["country"] for actor in prediction["actors"])


@every_baseline
def test_training_is_deterministic_and_leaves_its_rows_alone(baseline: ModuleType) -> None:
    before = json.dumps(ROWS)
    assert run(baseline, ROWS, ROWS) == run(baseline, ROWS, ROWS)
    assert json.dumps(ROWS) == before


@every_baseline
def test_an_article_is_predicted_alone(baseline: ModuleType) -> None:
    questions = [question(row) for row in ROWS]
    together = baseline.predict(MODELS[baseline], questions)
    assert together == [
        prediction for one in questions for prediction in baseline.predict(MODELS[baseline], iter([one]))
    ]


@every_baseline
@pytest.mark.parametrize("number", range(len(ROWS)))
def test_one_training_article_is_enough(baseline: ModuleType, number: int) -> None:
    run(baseline, [ROWS[number]], ROWS)


@every_baseline
@pytest.mark.parametrize(
    "layers", [("events", "stances"), ("stances",), ("actors", "events", "stances"), ("contexts",)]
)
def test_layers_may_be_empty(baseline: ModuleType, layers: tuple[str, ...]) -> None:
    run(baseline, [without(row, layers) for row in ROWS], ROWS)


@every_baseline
def test_no_article_and_no_text(baseline: ModuleType) -> None:
    empty = article("vide", "", [], [], [], [])
    run(baseline, [], ROWS)
    run(baseline, [empty], [*ROWS, empty])
    run(baseline, [empty, *ROWS], [empty])


@every_baseline
def test_no_question(baseline: ModuleType) -> None:
    assert run(baseline, ROWS, []) == []


@every_baseline
@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.text(max_size=8) | st.sampled_from(KNOWN)))
def test_any_text_gets_a_valid_graph(baseline: ModuleType, pieces: list[str]) -> None:
    row = article("texte", " ".join(pieces), [], [], [], [])
    (prediction,) = baseline.predict(MODELS[baseline], [question(row)])
    assert_valid(row, prediction, ROWS)


def without(row: Row, layers: tuple[str, ...]) -> Row:
    emptied: dict[str, Any] = {**row, **{layer: [] for layer in layers}}
    known = {AUTHOR} | {node["id"] for node in (*emptied["actors"], *emptied["events"])}
    emptied["pairs"] = [
        {**pair, "polarity": "none"} for pair in row["pairs"] if {pair["holder"], pair["target"]} <= known
    ]
    return emptied
