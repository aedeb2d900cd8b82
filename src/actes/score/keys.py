"""Integer keys for what gold and prediction may share, so that a match is an equality of two numbers."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np

from actes.score.clusters import Clusters, Ints

_LIMIT = 2**62


def number(gold: Sequence[Ints], predicted: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Number the rows of two tables jointly: equal rows get equal numbers, and numbers follow the order of the rows.

    Args:
        gold: columns of whole numbers from 0 on, all of one length.
        predicted: as many columns.

    Returns:
        The numbers of the rows of either table, dense from 0 on.
    """
    columns = [np.concatenate(pair) for pair in zip(gold, predicted, strict=True)]
    key, size = columns[0], int(columns[0].max(initial=0)) + 1
    for column in columns[1:]:
        width = int(column.max(initial=0)) + 1
        if size * width > _LIMIT:
            key = np.unique(key, return_inverse=True)[1]
            size = len(key) + 1
        key, size = key * width + column, size * width
    numbers = np.unique(key, return_inverse=True)[1]
    return numbers[: len(gold[0])], numbers[len(gold[0]) :]


def number_values(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> tuple[Ints, Ints]:
    """Number two lists of values jointly: equal values get equal numbers."""
    seen: dict[Hashable, int] = {}
    numbers = [
        np.fromiter((seen.setdefault(value, len(seen)) for value in values), np.int64, len(values))
        for values in (gold, predicted)
    ]
    return numbers[0], numbers[1]


def places(gold: Clusters[Any], predicted: Clusters[Any]) -> tuple[Ints, Ints]:
    """Number the spans of both sides by (article, start, end): one number is one place in one text."""
    return number((gold.span_article, gold.start, gold.end), (predicted.span_article, predicted.start, predicted.end))


def join(gold: Ints, predicted: Ints) -> tuple[Ints, Ints]:
    """Every (i, j) with ``gold[i] == predicted[j]``, by j, then by i. Keys are dense numbers from 0 on."""
    size = int(max(gold.max(initial=-1), predicted.max(initial=-1))) + 1
    order = np.argsort(gold, kind="stable")
    found = np.bincount(gold, minlength=size)
    first = np.cumsum(found) - found
    times = found[predicted]
    j = np.repeat(np.arange(len(predicted)), times)
    step = np.arange(len(j)) - np.repeat(np.cumsum(times) - times, times)
    return order[first[predicted[j]] + step], j


def distinct(key: Ints) -> Ints:
    """The index of the first occurrence of every key, in the order of occurrence."""
    return np.sort(np.unique(key, return_index=True)[1])
