"""Per-document sufficient statistics: the one thing that scoring produces, and that everything else sums."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actes.score.layout import Floats, Layout
from actes.score.tasks import TASKS


@dataclass(frozen=True, slots=True)
class Row:
    """The gold article a row of the statistics counts. ``length`` is that of its text in code points."""

    id: str
    story: str
    """The article's own id where it has no story."""
    split: str | None
    origin: str | None
    length: int | None


@dataclass(frozen=True, slots=True, eq=False)
class StorySums:
    """Column sums of every story, without the columns that are 0 everywhere."""

    names: tuple[str, ...]
    columns: NDArray[np.intp]
    """Which columns of the statistics are kept."""
    sums: Floats
    """``[stories, len(columns)]``."""
    width: int
    """Of the statistics."""

    def weighted(self, weights: Floats) -> Floats:
        """``weights`` ``[draws, stories]`` times the sums: ``[draws, width]``."""
        totals = np.zeros((len(weights), self.width))
        totals[:, self.columns] = weights @ self.sums
        return totals


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """Counts of every task, one row per gold article, sorted by id.

    Every metric is a function of column sums, so statistics of parts are statistics of the whole, selected rows give
    the figures of a story, an origin or a band of lengths, and resampled rows give intervals.
    """

    layout: Layout
    rows: tuple[Row, ...]
    counts: NDArray[np.int32]
    """``[rows, layout.whole_width]``: whole numbers."""
    parts: Floats
    """``[rows, the remaining columns]``: the fractional numerators of B³, CEAF and LEA, with their denominators."""
    answered: NDArray[np.bool_]
    """``[rows, len(TASKS)]``: whether the prediction of the article gives what the task needs."""

    @property
    def table(self) -> Floats:
        """All columns as ``[rows, layout.width]``."""
        return np.concatenate([self.counts, self.parts], axis=1)

    @property
    def answered_tasks(self) -> frozenset[str]:
        """The tasks that the prediction of at least one article answers."""
        return frozenset(task.name for task, answers in zip(TASKS, self.answered.T, strict=True) if answers.any())

    def totals(self) -> Floats:
        """Column sums ``[layout.width]``, correctly rounded, hence the same bits for any order of rows or shards."""
        whole = self.counts.sum(axis=0, dtype=np.int64)
        return np.concatenate([whole, [math.fsum(column) for column in self.parts.T.tolist()]])

    def sums_by(self, group: NDArray[np.int64], groups: int) -> Floats:
        """Column sums ``[groups, layout.width]`` of rows by the number of their group."""
        sums = np.empty((groups, self.layout.width))
        for column in range(self.layout.width):
            sums[:, column] = np.bincount(group, weights=self._column(column), minlength=groups)
        return sums

    def _column(self, column: int) -> NDArray[Any]:
        whole = column < self.layout.whole_width
        return self.counts[:, column] if whole else self.parts[:, column - self.layout.whole_width]

    def stories(self) -> StorySums:
        """The column sums of every story, stories sorted by name."""
        names, story = np.unique(np.array([row.story for row in self.rows], dtype=object), return_inverse=True)
        order = np.argsort(story, kind="stable")
        starts = np.searchsorted(story[order], np.arange(len(names)))
        used = np.flatnonzero(np.concatenate([self.counts.any(axis=0), self.parts.any(axis=0)]))
        sums = np.zeros((len(names), len(used)))
        # Column by column: all of them together, sorted by story, would be several times the statistics themselves.
        for i, column in enumerate(used.tolist()):
            sums[:, i] = np.add.reduceat(self._column(column)[order], starts, dtype=np.float64)
        return StorySums(tuple(names.tolist()), used, sums, self.layout.width)

    def where(self, keep: Callable[[Row], bool]) -> Statistics:
        """The rows for which ``keep`` is true: a story, a split, an origin, a band of lengths."""
        kept = np.array([i for i, row in enumerate(self.rows) if keep(row)], dtype=np.int64)
        return Statistics(
            self.layout,
            tuple(self.rows[i] for i in kept.tolist()),
            self.counts[kept],
            self.parts[kept],
            self.answered[kept],
        )


def merge(parts: Iterable[Statistics]) -> Statistics:
    """The statistics of all articles of ``parts``, whatever the order of the parts.

    Raises:
        ValueError: there is no part, parts were counted with different columns, or an article is in two of them.
    """
    parts = list(parts)
    if not parts:
        raise ValueError("nothing to merge: no statistics were given")
    layout = parts[0].layout
    for part in parts:
        if part.layout != layout:
            raise ValueError(
                "statistics of different columns cannot be merged: schema "
                f"{layout.version} with {layout.width} columns, schema {part.layout.version} with {part.layout.width}"
            )
    rows = [row for part in parts for row in part.rows]
    order = sorted(range(len(rows)), key=lambda i: rows[i].id)
    repeated = sorted({rows[i].id for i, j in pairwise(order) if rows[i].id == rows[j].id})
    if repeated:
        raise ValueError(f"articles counted more than once: {', '.join(repeated)}")

    place = np.empty(len(rows), np.int64)
    place[order] = np.arange(len(rows))
    counts = np.empty((len(rows), layout.whole_width), np.int32)
    fractions = np.empty((len(rows), layout.width - layout.whole_width))
    answered = np.empty((len(rows), len(TASKS)), np.bool_)
    first = 0
    for part in parts:
        to = place[first : first + len(part.rows)]
        counts[to], fractions[to], answered[to] = part.counts, part.parts, part.answered
        first += len(part.rows)
    return Statistics(layout, tuple(rows[i] for i in order), counts, fractions, answered)
