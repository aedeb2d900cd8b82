"""Which articles are counted, which tasks are answered, and how statistics are merged and selected."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec import UNSET
from msgspec.structs import replace

from actes.article import Actor, Argument, Article, Dyad, Event, Mention, Stance, Trigger
from actes.score import TASKS, Metric, Statistics, count, counting, layout, merge, metrics

from .strategies import ONTOLOGY

ACTOR = Actor("x", [Mention(0, 2)], "person")
EVENT = Event("e", "ACCUSE", [Trigger(3, 5)])
GOLD = [Article(name, text="abc", actors=[ACTOR], story=story) for name, story in (("a", "s"), ("b", None), ("c", "s"))]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda p: p[1:], "without a prediction: a"),
        (lambda p: [*p, Article("z")], "does not have: z"),
        (lambda p: [*p, p[0]], "repeated in the predictions: a"),
    ],
)
def test_predictions_for_other_articles_are_refused(
    change: Callable[[list[Article]], list[Article]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        count(GOLD, change(GOLD), ONTOLOGY)


def test_repeated_gold_is_refused() -> None:
    with pytest.raises(ValueError, match="repeated in the gold: a"):
        count([*GOLD, GOLD[0]], GOLD, ONTOLOGY)


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown label 'robot'"):
        count([Article("a")], [Article("a", actors=[replace(ACTOR, kind="robot")])], ONTOLOGY)


def test_nothing_against_nothing_scores_0() -> None:
    statistics = count([Article("a")], [Article("a", actors=[], events=[], stances=[], contexts=[])], ONTOLOGY)
    assert not any(value.any() for value in metrics(statistics.totals(), statistics.layout).values())


def test_no_article_gives_no_row() -> None:
    statistics = count([], [], ONTOLOGY)
    assert statistics.rows == ()
    assert not statistics.totals().any()
    assert statistics.stories().sums.shape == (0, 0)


ANSWERS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, set()),
    ({"contexts": []}, {"contexts"}),
    ({"actors": []}, {"mentions", "coreference"}),
    ({"actors": [replace(ACTOR, link=None)]}, {"mentions", "coreference", "linking"}),
    ({"actors": [], "stances": []}, {"mentions", "coreference", "stance"}),
    ({"stances": []}, set()),
    ({"pairs": []}, {"stance_pairs"}),
    ({"dyads": [Dyad("FRA", None, "ACCUSE")]}, {"dyads"}),
    ({"events": [EVENT]}, {"triggers", "event_coreference"}),
    (
        {"events": [replace(EVENT, arguments=[Argument("place", start=0, end=1)], sources=[])]},
        {"triggers", "event_coreference", "arguments", "attribution"},
    ),
    (
        {"actors": [replace(ACTOR, country="FRA")], "events": [replace(EVENT, status="actual")]},
        {"mentions", "coreference", "triggers", "event_coreference", "status", "dyads"},
    ),
]


@pytest.mark.parametrize(("layers", "tasks"), ANSWERS)
def test_a_task_is_answered_if_what_it_needs_is_given(layers: dict[str, Any], tasks: set[str]) -> None:
    gold = [Article("a"), Article("b")]
    statistics = count(gold, [Article("a", **layers), Article("b")], ONTOLOGY)
    assert statistics.answered_tasks == tasks
    assert statistics.answered.shape == (2, len(TASKS))


def test_every_headline_is_a_figure() -> None:
    names = metrics(np.zeros(layout(ONTOLOGY).width), layout(ONTOLOGY))
    assert all(task.headline in names and task.headline.task == task.name for task in TASKS)
    assert len(set(map(str, names))) == len(names)


def test_columns_are_named_once_each() -> None:
    columns = layout(ONTOLOGY)
    names = columns.names()
    assert len(set(names)) == len(names) == columns.width
    assert "mentions.strict.person.correct" in names
    assert "stance_pairs.favor.unanswered" in names


def same(first: Statistics, second: Statistics) -> bool:
    return first.rows == second.rows and np.array_equal(first.table, second.table)


def test_counting_in_batches_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    gold = [Article(f"{i}", actors=[ACTOR], events=[EVENT], stances=[Stance("x", "e", "favor")]) for i in range(7)]
    predictions = [replace(article, stances=article.stances if int(article.id) % 2 else []) for article in gold]
    whole = count(gold, predictions, ONTOLOGY)
    monkeypatch.setattr(counting, "_BATCH", 2)
    assert same(whole, count(gold, predictions, ONTOLOGY))


def test_merging_refuses_a_repeated_article() -> None:
    statistics = count(GOLD, GOLD, ONTOLOGY)
    with pytest.raises(ValueError, match="more than once: a, b, c"):
        merge([statistics, statistics])


def test_merging_refuses_other_columns() -> None:
    other = count([Article("z")], [Article("z")], dataclasses.replace(ONTOLOGY, version="other"))
    with pytest.raises(ValueError, match="different columns"):
        merge([count(GOLD, GOLD, ONTOLOGY), other])


def test_merging_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to merge"):
        merge([])


def test_rows_tell_what_tables_are_made_of() -> None:
    statistics = count(GOLD, GOLD, ONTOLOGY)
    assert [(row.id, row.story, row.length) for row in statistics.rows] == [("a", "s", 3), ("b", "b", 3), ("c", "s", 3)]
    stories = statistics.stories()
    assert stories.names == ("b", "s")
    sums = stories.weighted(np.eye(2))
    assert np.array_equal(sums.sum(axis=0), statistics.totals())
    one = statistics.where(lambda row: row.story == "s")
    assert [row.id for row in one.rows] == ["a", "c"]
    assert np.array_equal(one.totals(), sums[1])
    assert metrics(sums, statistics.layout)[Metric("mentions", "strict", "support")].tolist() == [1, 2]


def test_a_link_of_an_actor_that_is_left_out_is_not_nil() -> None:
    gold = [Article("a", actors=[replace(ACTOR, link=None)])]
    silent = count(gold, [Article("a", actors=[replace(ACTOR, link=UNSET)])], ONTOLOGY)
    assert "linking" not in silent.answered_tasks
    assert metrics(silent.totals(), silent.layout)[Metric("linking", "", "f1")] == 0
