"""The headline figures of parts of the gold: stories, splits, origins, bands of length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from actes.score import ACTES_SCORE, TASKS, Metric, Row, Statistics, metrics

BANDS = ((1000, "under 1,000"), (2000, "1,000 to 1,999"), (3000, "2,000 to 2,999"), (4000, "3,000 to 3,999"))
"""Lengths in code points below which an article is in a band."""
LONGEST = "4,000 and more"
MOST_PARTS = 500
"""A dimension of more parts is left out: nobody reads a table of ten thousand stories."""
HEADLINES = (*(task.headline for task in TASKS), ACTES_SCORE)


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles of the gold, and the headline figures of every system on them."""

    name: str
    articles: int
    figures: Mapping[str, Mapping[Metric, float]]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The gold in parts."""

    title: str
    parts: tuple[Part, ...]


def breakdowns(statistics: Mapping[str, Statistics]) -> tuple[Breakdown, ...]:
    """The gold by each dimension that divides it; ``statistics`` of every system, on the same articles."""
    dimensions: tuple[tuple[str, Callable[[Row], str]], ...] = (
        ("By split", lambda row: row.split or "none"),
        ("By origin", lambda row: row.origin or "unknown"),
        ("By length of the text in characters", _band),
        ("By story", lambda row: row.story),
    )
    rows = next(iter(statistics.values())).rows if statistics else ()
    return tuple(
        Breakdown(title, tuple(_parts(statistics, key)))
        for title, key in dimensions
        if 1 < len({key(row) for row in rows}) <= MOST_PARTS
    )


def _band(row: Row) -> str:
    if row.length is None:
        return "unknown"
    return next((name for limit, name in BANDS if row.length < limit), LONGEST)


def _parts(statistics: Mapping[str, Statistics], key: Callable[[Row], str]) -> Iterator[Part]:
    figures: dict[str, list[dict[Metric, float]]] = {}
    names: list[str] = []
    sizes: list[int] = []
    for system, counted in statistics.items():
        parts = [key(row) for row in counted.rows]
        names = sorted(set(parts), key=_order)
        sizes = [parts.count(name) for name in names]
        member = np.array([names.index(part) for part in parts], np.int64)
        arrays = metrics(counted.sums_by(member, len(names)), counted.layout)
        figures[system] = [{metric: float(arrays[metric][i]) for metric in HEADLINES} for i in range(len(names))]
    for i, (name, size) in enumerate(zip(names, sizes, strict=True)):
        yield Part(name, size, {system: values[i] for system, values in figures.items()})


def _order(name: str) -> tuple[int, str]:
    bands = [band for _, band in BANDS] + [LONGEST]
    return (bands.index(name) if name in bands else len(bands)), name
