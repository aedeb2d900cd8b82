"""What must hold for any gold and any prediction."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from actes.article import Article
from actes.pairs import stance_pairs
from actes.score import ACTES_SCORE, TASKS, Metric, Statistics, count, merge, metrics

from .strategies import ONTOLOGY, articles, comparisons, examples, shuffled

SYMMETRIC = (
    ("mentions", "strict"),
    ("mentions", "untyped"),
    *(("coreference", scheme) for scheme in ("mentions", "muc", "b_cubed", "ceaf_e", "lea")),
    *(("event_coreference", scheme) for scheme in ("mentions", "muc", "b_cubed", "ceaf_e", "lea")),
    ("linking", ""),
    ("triggers", "strict"),
    ("triggers", "untyped"),
    ("arguments", ""),
    ("status", ""),
    ("attribution", ""),
    ("stance", ""),
    ("stance", "holder_target"),
    ("contexts", ""),
    ("dyads", ""),
)


def figures(statistics: Statistics) -> dict[Metric, float]:
    return {name: float(value) for name, value in metrics(statistics.totals(), statistics.layout).items()}


def same(first: Statistics, second: Statistics) -> bool:
    return (
        first.layout == second.layout
        and first.rows == second.rows
        and np.array_equal(first.counts, second.counts)
        and np.array_equal(first.parts, second.parts)
        and np.array_equal(first.answered, second.answered)
    )


@examples
@given(st.lists(articles(), min_size=1, max_size=3))
def test_gold_against_itself_is_perfect(gold: list[Article]) -> None:
    gold = [replace(article, id=str(i), pairs=list(stance_pairs(article))) for i, article in enumerate(gold)]
    statistics = count(gold, gold, ONTOLOGY)
    for (task, scheme, figure, label), value in figures(statistics).items():
        if figure in ("precision", "recall", "f1", "accuracy") and scheme != "conll":
            block = statistics.layout.block(task, scheme)
            support = (
                block.gold(statistics.totals()) if block.form.name != "ACCURACY" else block.of(statistics.totals())
            )
            defined = support[block.labels.index(label)] if label else support.sum()
            assert value == pytest.approx(float(np.any(defined)), abs=1e-12), (task, scheme, figure, label)


@examples
@given(comparisons(), st.randoms(use_true_random=False))
def test_order_and_ids_change_nothing(sides: tuple[list[Article], list[Article]], rng: Random) -> None:
    gold, predictions = sides
    others = [shuffled(prediction, rng) for prediction in predictions]
    others = [replace(new, pairs=old.pairs) for new, old in zip(others, predictions, strict=True)]
    mixed = count(rng.sample(gold, len(gold)), rng.sample(others, len(others)), ONTOLOGY)
    assert same(count(gold, predictions, ONTOLOGY), mixed)


@examples
@given(comparisons(min_size=2))
def test_documents_add_up_and_shards_merge_in_any_order(sides: tuple[list[Article], list[Article]]) -> None:
    gold, predictions = sides
    whole = count(gold, predictions, ONTOLOGY)
    parts = [count([g], [p], ONTOLOGY) for g, p in zip(gold, predictions, strict=True)]
    assert same(whole, merge(parts))
    assert same(whole, merge(reversed(parts)))
    assert same(whole, merge([merge(parts[1:]), parts[0]]))
    assert np.allclose(whole.totals(), sum(part.totals() for part in parts), rtol=0, atol=1e-9)


@examples
@given(comparisons())
def test_dropping_the_predictions_of_a_document_never_raises_recall(sides: tuple[list[Article], list[Article]]) -> None:
    gold, predictions = sides
    before = figures(count(gold, predictions, ONTOLOGY))
    after = figures(count(gold, [Article(predictions[0].id), *predictions[1:]], ONTOLOGY))
    for metric, value in after.items():
        if metric.figure.endswith("recall"):
            assert value <= before[metric] + 1e-12, str(metric)
        if metric.figure == "support" and not metric.scheme.startswith("given"):
            assert value == before[metric], str(metric)


@examples
@given(st.lists(st.tuples(articles(), articles()), min_size=1, max_size=3))
def test_exchanging_the_sides_exchanges_precision_and_recall(pairs: list[tuple[Article, Article]]) -> None:
    gold, predictions = ([replace(pair[k], id=str(i)) for i, pair in enumerate(pairs)] for k in (0, 1))
    there = figures(count(gold, predictions, ONTOLOGY))
    back = figures(count(predictions, gold, ONTOLOGY))
    for task, scheme in SYMMETRIC:
        for one, other in (("precision", "recall"), ("recall", "precision"), ("f1", "f1")):
            assert there[Metric(task, scheme, one)] == pytest.approx(back[Metric(task, scheme, other)], abs=1e-12)


@examples
@given(comparisons())
def test_figures_lie_between_0_and_1(sides: tuple[list[Article], list[Article]]) -> None:
    statistics = count(*sides, ONTOLOGY)
    values = figures(statistics)
    for metric, value in values.items():
        if metric.figure != "support":
            assert 0 <= value <= 1 + 1e-12, str(metric)
    for task in TASKS:
        if task.name not in statistics.answered_tasks:
            assert values[task.headline] == 0, task.name
    assert values[ACTES_SCORE] == pytest.approx(sum(values[t.headline] for t in TASKS if t.scored) / 6)


@examples
@given(comparisons())
def test_figures_of_many_sums_are_those_of_each(sides: tuple[list[Article], list[Article]]) -> None:
    statistics = count(*sides, ONTOLOGY)
    together = metrics(statistics.table[np.newaxis], statistics.layout)
    for i, row in enumerate(statistics.table):
        for metric, value in metrics(row, statistics.layout).items():
            assert together[metric].shape == (1, len(statistics.rows))
            assert together[metric][0, i] == value
