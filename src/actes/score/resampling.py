"""How far a figure would move with other stories: the percentile bootstrap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from actes.score.figures import metrics
from actes.score.layout import Floats
from actes.score.statistics import Statistics
from actes.score.tasks import Metric

FEW_STORIES = 30
"""Below this many stories, intervals and tests are too narrow to be trusted; reports say so."""

_CHUNK = 4_000_000
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
    intervals that ignore it are too narrow.

    Args:
        statistics: of one system.
        rng: the only source of randomness; its seed belongs in the report.
        replicates: how many draws.
        level: the coverage aimed at, between 0 and 1.

    Raises:
        ValueError: there is no article.

    Source: Efron and Tibshirani 1993, chapter 13; Koehn 2004 for test sets.
    """
    values = metrics(statistics.totals(), statistics.layout)
    _, stories = statistics.stories()
    draws = resampled([stories], statistics, rng=rng, replicates=replicates)
    low, high = interval(draws, level)
    estimates = {
        metric: Estimate(float(value), float(a), float(b))
        for (metric, value), a, b in zip(values.items(), low, high, strict=True)
    }
    return Bootstrap(estimates, level, replicates, len(stories))
