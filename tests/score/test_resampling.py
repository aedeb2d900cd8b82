"""Intervals and tests: known answers, and behaviour under a true null hypothesis."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from actes.article import Actor, Article, Mention
from actes.score import ACTES_SCORE, Metric, Statistics, bootstrap, compare, count, holm, metrics, summarise_runs

from .strategies import ONTOLOGY

STRICT = Metric("mentions", "strict", "f1")
MENTIONS = 5


def article(number: int, found: int, story: str | None = None) -> Article:
    """Five mentions, or the first ``found`` of them."""
    return Article(str(number), story=story, actors=[Actor("x", [Mention(i, i + 1) for i in range(found)], "person")])


def system(found: list[int] | NDArray[np.int64], stories: list[str] | None = None) -> Statistics:
    names: list[str | None] = [None] * len(found) if stories is None else list(stories)
    gold = [article(i, MENTIONS, name) for i, name in enumerate(names)]
    return count(gold, [article(i, int(n)) if n else Article(str(i), actors=[]) for i, n in enumerate(found)], ONTOLOGY)


def f1_of(found: list[int]) -> float:
    precision, recall = float(sum(found) > 0), sum(found) / (MENTIONS * len(found))
    return 2 * precision * recall / (precision + recall) if precision else 0.0


def test_bootstrap_of_a_constant_has_no_width() -> None:
    result = bootstrap(system([4] * 40), rng=np.random.default_rng(0), replicates=200)
    estimate = result.estimates[STRICT]
    assert estimate.low == pytest.approx(estimate.high) == pytest.approx(estimate.value) == pytest.approx(8 / 9)
    assert (result.stories, result.few_stories) == (40, False)


def test_bootstrap_agrees_with_resampling_by_hand() -> None:
    found = np.random.default_rng(1).integers(0, 6, 50)
    result = bootstrap(system(found), rng=np.random.default_rng(2), replicates=4000)
    rng = np.random.default_rng(3)
    draws = [f1_of(rng.choice(found, 50).tolist()) for _ in range(4000)]
    low, high = np.quantile(draws, [0.025, 0.975])
    assert result.estimates[STRICT].low == pytest.approx(low, abs=0.01)
    assert result.estimates[STRICT].high == pytest.approx(high, abs=0.01)
    assert result.estimates[STRICT].value == pytest.approx(f1_of(found.tolist()), abs=1e-12)


def test_stories_are_drawn_and_not_articles() -> None:
    found = [0, 0, 0, 0, 5, 5, 5, 5] * 5
    clustered = system(found, [f"story {i // 4}" for i in range(40)])
    result = bootstrap(clustered, rng=np.random.default_rng(0), replicates=2000)
    alone = bootstrap(system(found), rng=np.random.default_rng(0), replicates=2000)
    assert (result.stories, result.few_stories) == (10, True)
    width = result.estimates[STRICT].high - result.estimates[STRICT].low
    assert width > 1.5 * (alone.estimates[STRICT].high - alone.estimates[STRICT].low)


def test_the_seed_decides() -> None:
    statistics = system([1, 2, 3, 4, 5] * 8)
    first, again = (bootstrap(statistics, rng=np.random.default_rng(7), replicates=300) for _ in range(2))
    assert first.estimates == again.estimates


@pytest.mark.parametrize(("replicates", "level"), [(0, 0.95), (10, 1.0), (10, 0.0)])
def test_senseless_options_are_refused(replicates: int, level: float) -> None:
    with pytest.raises(ValueError, match=r"cannot be drawn|lies between"):
        bootstrap(system([1]), rng=np.random.default_rng(0), replicates=replicates, level=level)


@pytest.mark.parametrize("stories", [5, 40])
def test_a_system_does_not_differ_from_itself(stories: int) -> None:
    one = system(list(range(5)) * (stories // 5))
    result = compare(one, one, rng=np.random.default_rng(0), replicates=500)
    assert {(d.p, d.difference, d.low, d.high) for d in result.differences} == {(1.0, 0.0, 0.0, 0.0)}
    assert {d.p_holm for d in result.differences[:-1]} == {1.0}
    assert result.exact is (stories == 5)


def test_few_stories_are_tried_exhaustively() -> None:
    first, second = [5, 4, 5, 3, 5, 2], [4, 4, 1, 3, 2, 3]
    result = compare(system(first), system(second), rng=np.random.default_rng(0), replicates=100)
    observed = abs(f1_of(first) - f1_of(second))
    as_far = 0
    for swaps in product((False, True), repeat=len(first)):
        a = [y if swap else x for x, y, swap in zip(first, second, swaps, strict=True)]
        b = [x if swap else y for x, y, swap in zip(first, second, swaps, strict=True)]
        as_far += abs(f1_of(a) - f1_of(b)) >= observed - 1e-12
    strict = next(d for d in result.differences if d.metric == STRICT)
    assert result.exact
    assert result.trials == 2 ** len(first)
    assert Fraction(strict.p).limit_denominator(64) == Fraction(as_far, 64)
    assert strict.difference == pytest.approx(f1_of(first) - f1_of(second))


def test_a_clear_difference_is_significant_and_excludes_0() -> None:
    result = compare(system([5] * 40), system([4, 3] * 20), rng=np.random.default_rng(0), replicates=999)
    strict = result.differences[0]
    assert (strict.metric, strict.p) == (STRICT, 1 / 1000)
    assert 0 < strict.low < strict.difference < strict.high
    assert result.differences[-1].metric == ACTES_SCORE
    assert result.differences[-1].p_holm is None
    assert result.family == len(result.differences) - 1 == 2  # mentions and coreference are answered


def test_declared_tasks_are_the_family() -> None:
    one, two = system([5] * 30), system([4] * 30)
    result = compare(one, two, rng=np.random.default_rng(0), replicates=99, tasks=["mentions"])
    assert [d.metric for d in result.differences] == [STRICT, ACTES_SCORE]
    assert result.differences[0].p_holm == result.differences[0].p
    with pytest.raises(ValueError, match="unknown tasks poetry"):
        compare(one, two, rng=np.random.default_rng(0), tasks=["poetry"])


def test_a_true_null_is_rejected_about_as_often_as_it_should_be() -> None:
    rng = np.random.default_rng(11)
    p = []
    for _ in range(120):
        difficulty = rng.beta(3, 2, 40)  # shared by both systems: articles are easy or hard
        first, second = (system(rng.binomial(MENTIONS, difficulty)) for _ in range(2))
        p.append(compare(first, second, rng=rng, replicates=199, tasks=["mentions"]).differences[0].p)
    assert 0 < np.mean(np.array(p) <= 0.1) < 0.2


def test_systems_on_other_articles_are_refused() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="different articles"):
        compare(system([5]), system([5, 5]), rng=rng)
    other = count([article(0, 4)], [article(0, 4)], ONTOLOGY)
    with pytest.raises(ValueError, match="different gold"):
        compare(system([5]), other, rng=rng)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.5, 0.6]) == [1.0, 1.0]
    assert holm([0.2]) == [0.2]
    assert holm([]) == []


def test_runs_give_mean_spread_and_interval() -> None:
    rng = np.random.default_rng(5)
    runs = [system(rng.integers(2, 6, 40)) for _ in range(3)]
    values = [float(metrics(run.totals(), run.layout)[STRICT]) for run in runs]
    result = summarise_runs(runs, rng=rng, replicates=500)
    spread = result.spreads[STRICT]
    assert spread.mean == pytest.approx(np.mean(values))
    assert spread.deviation == pytest.approx(np.std(values, ddof=1))
    assert (spread.least, spread.most) == (min(values), max(values))
    assert spread.low < spread.mean < spread.high
    assert result.runs == 3
    with pytest.raises(ValueError, match="at least two"):
        summarise_runs(runs[:1], rng=rng)
