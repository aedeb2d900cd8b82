"""Whether one system is better than another: approximate randomisation over stories, and Holm over the tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from actes.score.figures import metrics
from actes.score.layout import Floats, Layout
from actes.score.resampling import FEW_STORIES, interval, resample, same_articles
from actes.score.statistics import Statistics
from actes.score.tasks import ACTES_SCORE, TASKS, Metric

EXACT_STORIES = 16
"""Up to this many stories every exchange is tried, 2 to the power of the stories; beyond, a sample of them."""

_TOLERANCE = 1e-12
"""Differences this close are equal, so that rounding does not make a system differ from itself."""

_CHUNK = 2_000_000


@dataclass(frozen=True, slots=True)
class Difference:
    """How a figure differs between two systems: first minus second."""

    metric: Metric
    first: float
    second: float
    difference: float
    low: float
    high: float
    p: float
    p_holm: float | None
    """Adjusted for the family of tasks; ``None`` for the ACTES score, which is no member of it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on the same articles. ``family`` is how many tests Holm adjusts for."""

    differences: tuple[Difference, ...]
    family: int
    stories: int
    level: float
    replicates: int
    trials: int
    exact: bool

    @property
    def few_stories(self) -> bool:
        """Whether there are too few stories to trust intervals and tests."""
        return self.stories < FEW_STORIES


def compare(
    first: Statistics,
    second: Statistics,
    *,
    rng: np.random.Generator,
    tasks: Collection[str] | None = None,
    replicates: int = 10_000,
    level: float = 0.95,
) -> Comparison:
    """The difference of two systems on the headline figures and the ACTES score.

    The test is approximate randomisation: were the systems interchangeable, exchanging their answers to any story would
    change nothing, so |d| is held against the differences d* after exchanging each story with probability 1/2.
    p = (1 + #{|d*| >= |d|}) / (1 + trials), with ``replicates`` trials; up to 16 stories all exchanges are tried,
    and p = #{|d*| >= |d|} / trials. A system and itself give 1. The interval of the difference is a percentile
    bootstrap over stories, each draw applied to both systems.

    Args:
        first: one system.
        second: another, on the same articles.
        rng: the only source of randomness.
        tasks: the declared tasks, which Holm adjusts for; by default those that either system answers.
        replicates: draws of the bootstrap, and trials of the randomisation.
        level: of the intervals.

    Raises:
        ValueError: a task is unknown; the systems were scored on different articles or against different gold.

    Source: Noreen 1989; Yeh 2000 (C00-2137) for ratios such as F1; Holm 1979.
    """
    same_articles([first, second])
    declared = _declared(first.answered_tasks | second.answered_tasks if tasks is None else tasks)
    wanted = [*declared, ACTES_SCORE]
    layout = first.layout
    tables = first.stories(), second.stories()
    n_stories = len(tables[0].names)

    def difference(totals: Sequence[Floats]) -> Floats:
        ours, theirs = (_select(sums, layout, wanted) for sums in totals)
        return ours - theirs

    values = [_select(system.totals(), layout, wanted) for system in (first, second)]
    low, high = interval(resample(tables, difference, rng=rng, replicates=replicates), level)

    observed = np.abs(values[0] - values[1])
    exact = n_stories <= EXACT_STORIES
    coins = _every_exchange(n_stories) if exact else _exchanges(n_stories, rng=rng, trials=replicates)
    as_far, trials = np.zeros(len(wanted), np.int64), 0
    for coin in coins:
        kept = 1.0 - coin
        exchanged = np.abs(
            difference(
                [
                    tables[0].weighted(kept) + tables[1].weighted(coin),
                    tables[1].weighted(kept) + tables[0].weighted(coin),
                ]
            )
        )
        as_far += np.count_nonzero(exchanged >= observed[:, np.newaxis] - _TOLERANCE, axis=-1)
        trials += len(coin)
    p = as_far / trials if exact else (1 + as_far) / (1 + trials)

    adjusted = [*holm(p[:-1].tolist()), None]
    columns = (*values, values[0] - values[1], low, high, p)
    rows = zip(wanted, *(column.tolist() for column in columns), adjusted, strict=True)
    differences = tuple(Difference(*row) for row in rows)
    return Comparison(differences, len(declared), n_stories, level, replicates, trials, exact)


def holm(p: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values, in the order given.

    The k-th smallest of m, counted from 0, is multiplied by m - k; none is less than a smaller one's, nor more than 1.
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    scaled = values[order] * np.arange(len(values), 0, -1)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(np.maximum.accumulate(scaled), 1.0)
    result: list[float] = adjusted.tolist()
    return result


def _declared(tasks: Collection[str]) -> list[Metric]:
    unknown = sorted(set(tasks) - {task.name for task in TASKS})
    if unknown:
        raise ValueError(f"unknown tasks {', '.join(unknown)}; there are {', '.join(task.name for task in TASKS)}")
    return [task.headline for task in TASKS if task.name in tasks]


def _select(totals: Floats, layout: Layout, wanted: Sequence[Metric]) -> Floats:
    """``[wanted, ...]``."""
    figures = metrics(totals, layout)
    return np.stack([figures[metric] for metric in wanted])


def _exchanges(n_stories: int, *, rng: np.random.Generator, trials: int) -> Iterator[Floats]:
    """Which stories each trial exchanges, with probability 1/2 each: ``[trials, n_stories]`` in chunks."""
    size = max(_CHUNK // max(n_stories, 1), 1)
    for start in range(0, trials, size):
        coin = rng.integers(0, 2, size=(min(size, trials - start), n_stories), dtype=np.int8)
        yield coin.astype(np.float64)


def _every_exchange(n_stories: int) -> Iterator[Floats]:
    """Every set of stories."""
    size = max(_CHUNK // max(n_stories, 1), 1)
    for start in range(0, 2**n_stories, size):
        number = np.arange(start, min(start + size, 2**n_stories))
        yield ((number[:, np.newaxis] >> np.arange(n_stories)) & 1).astype(np.float64)
