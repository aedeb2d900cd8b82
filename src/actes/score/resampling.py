"""How far a figure would move with other stories: the percentile bootstrap, of one system and of several runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from actes.score.figures import metrics
from actes.score.layout import Floats, Layout
from actes.score.statistics import Statistics, StorySums
from actes.score.tasks import Metric

FEW_STORIES = 30
"""Below this many stories, intervals and tests are too narrow to be trusted; reports say so."""

_CHUNK = 2_000_000
"""Weights held at a time."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure of the data and its interval, as fractions."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """Every figure with its interval, and what the intervals rest on."""

    estimates: Mapping[Metric, Estimate]
    level: float
    replicates: int
    stories: int

    @property
    def few_stories(self) -> bool:
        """Whether there are too few stories to trust the intervals."""
        return self.stories < FEW_STORIES


def bootstrap(
    statistics: Statistics, *, rng: np.random.Generator, replicates: int = 10_000, level: float = 0.95
) -> Bootstrap:
    """Percentile intervals of every figure, by resampling stories.

    As many stories as there are are drawn with replacement, with all their articles, ``replicates`` times; the figures
    of each draw come from its sums as those of the data do. An interval runs from the (1 - level)/2 to the
    (1 + level)/2 quantile. Stories and not articles are drawn, for articles on one story share their errors, and
    intervals that ignore it are too narrow. An interval of a ``support`` tells how it varies with the stories drawn.

    Args:
        statistics: of one system.
        rng: the only source of randomness; its seed belongs in the report.
        replicates: how many draws.
        level: the coverage aimed at, between 0 and 1.

    Raises:
        ValueError: there is no article, or ``level`` or ``replicates`` makes no sense.

    Source: Efron and Tibshirani 1993, chapter 13; Koehn 2004 for test sets.
    """
    values = metrics(statistics.totals(), statistics.layout)
    stories = statistics.stories()

    def figures(totals: Sequence[Floats]) -> Floats:
        return np.stack(list(metrics(totals[0], statistics.layout).values()))

    low, high = interval(resample([stories], figures, rng=rng, replicates=replicates), level)
    estimates = {
        metric: Estimate(float(value), a, b)
        for (metric, value), a, b in zip(values.items(), low.tolist(), high.tolist(), strict=True)
    }
    return Bootstrap(estimates, level, replicates, len(stories.names))


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over several runs: its mean with the interval of the mean, and how far the runs lie apart."""

    mean: float
    deviation: float
    """The standard deviation over the runs, with n - 1."""
    least: float
    most: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Runs:
    """Every figure over the runs of one system."""

    spreads: Mapping[Metric, Spread]
    runs: int
    level: float
    replicates: int
    stories: int

    @property
    def few_stories(self) -> bool:
        """Whether there are too few stories to trust the intervals."""
        return self.stories < FEW_STORIES


def summarise_runs(
    runs: Sequence[Statistics], *, rng: np.random.Generator, replicates: int = 10_000, level: float = 0.95
) -> Runs:
    """Mean, spread and interval of several runs of one system, which differ in their seed.

    The two sources of doubt are kept apart: ``deviation``, ``least`` and ``most`` tell how much training varies on
    these articles; the interval, a bootstrap over stories of the mean of these runs, tells how much the articles
    matter to it.

    Raises:
        ValueError: there are fewer than two runs, or they were not scored on the same articles.
    """
    if len(runs) < 2:
        raise ValueError(f"the spread of runs takes at least two, not {len(runs)}")
    same_articles(runs)
    layout = runs[0].layout
    values = _figures([run.totals() for run in runs], layout)
    tables = [run.stories() for run in runs]
    draws = resample(tables, lambda totals: _figures(totals, layout).mean(axis=0), rng=rng, replicates=replicates)
    rows = (values.mean(0), values.std(0, ddof=1), values.min(0), values.max(0), *interval(draws, level))
    names = metrics(np.zeros(layout.width), layout)
    spreads = {metric: Spread(*row) for metric, row in zip(names, np.stack(rows, axis=-1).tolist(), strict=True)}
    return Runs(spreads, len(runs), level, replicates, len(tables[0].names))


def _figures(totals: Sequence[Floats], layout: Layout) -> Floats:
    """``[runs, metrics, ...]``."""
    return np.stack([np.stack(list(metrics(sums, layout).values())) for sums in totals])


def same_articles(systems: Sequence[Statistics]) -> None:
    """Refuse systems that cannot be compared.

    Raises:
        ValueError: they were counted with other columns, on other articles, or against other gold.
    """
    first = systems[0]
    for other in systems[1:]:
        if other.layout != first.layout:
            raise ValueError("systems counted with different columns cannot be compared")
        if other.rows != first.rows:
            raise ValueError("systems scored on different articles cannot be compared")
        ours, theirs = first.table, other.table
        for block in first.layout.blocks:
            if not np.array_equal(block.gold(ours), block.gold(theirs)):
                raise ValueError(f"systems scored against different gold ({block.task}) cannot be compared")


def resample(
    tables: Sequence[StorySums],
    figures: Callable[[Sequence[Floats]], Floats],
    *,
    rng: np.random.Generator,
    replicates: int,
) -> Floats:
    """Figures of resampled stories.

    Args:
        tables: of each system, the same stories; every draw is applied to all of them.
        figures: from the sums ``[draws, K]`` of each system to ``[figures, draws]``.
        rng: the only source of randomness.
        replicates: how many draws.

    Returns:
        ``[figures, replicates]``.
    """
    weights = draw_stories(len(tables[0].names), rng=rng, replicates=replicates)
    return np.concatenate([figures([table.weighted(chunk) for table in tables]) for chunk in weights], axis=-1)


def draw_stories(n_stories: int, *, rng: np.random.Generator, replicates: int) -> Iterator[Floats]:
    """How often each draw with replacement takes each story: ``[draws, n_stories]``, in chunks.

    Raises:
        ValueError: there is no story, or no replicate.
    """
    if n_stories < 1 or replicates < 1:
        raise ValueError(f"{replicates} replicates of {n_stories} stories cannot be drawn")
    size = max(_CHUNK // n_stories, 1)
    for start in range(0, replicates, size):
        draws = min(size, replicates - start)
        drawn = rng.integers(0, n_stories, size=(draws, n_stories), dtype=np.int32)
        cell = drawn + n_stories * np.arange(draws)[:, np.newaxis]
        yield np.bincount(cell.ravel(), minlength=cell.size).reshape(cell.shape).astype(np.float64)


def interval(draws: Floats, level: float) -> tuple[Floats, Floats]:
    """The lower and upper end of the percentile interval of each row."""
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=-1)
    return low, high
