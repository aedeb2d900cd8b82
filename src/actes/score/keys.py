"""Integer keys for what gold and prediction may share, so that a match is an equality of two numbers."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_LIMIT = 2**62


def pack(columns: Sequence[Ints]) -> Ints:
    """One number for each row of ``columns``: equal for equal rows, ordered as the rows are.

    The columns are of one length and hold whole numbers from 0 on.
    """
    key, size = columns[0], int(columns[0].max(initial=0)) + 1
    for column in columns[1:]:
        width = int(column.max(initial=0)) + 1
        if size * width > _LIMIT:
            key = np.unique(key, return_inverse=True)[1]
            size = len(key) + 1
        key, size = key * width + column, size * width
    return key


def number(gold: Sequence[Ints], predicted: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Number the rows of two tables jointly, densely from 0 on: equal rows equally, in the order of the rows."""
    key = pack([np.concatenate(pair) for pair in zip(gold, predicted, strict=True)])
    order = np.argsort(key, kind="stable")  # fast on the sorted runs that articles come in
    numbers = np.empty_like(key)
    numbers[order] = np.cumsum(np.diff(key[order], prepend=key[order[:1]]) != 0)
    return numbers[: len(gold[0])], numbers[len(gold[0]) :]


def number_values(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> tuple[Ints, Ints]:
    """Number two lists of values jointly, densely from 0 on: equal values equally."""
    seen: dict[Hashable, int] = {}
    numbers = [np.array([seen.setdefault(value, len(seen)) for value in side], np.int64) for side in (gold, predicted)]
    return numbers[0], numbers[1]


def join(gold: Ints, predicted: Ints) -> tuple[Ints, Ints]:
    """Every (i, j) with ``gold[i] == predicted[j]``, by j, then by i. Keys are dense numbers from 0 on."""
    size = int(max(gold.max(initial=-1), predicted.max(initial=-1))) + 1
    order = np.argsort(gold, kind="stable")
    found = np.bincount(gold, minlength=size)
    first = np.cumsum(found) - found
    j, step = spread(found[predicted])
    return order[first[predicted[j]] + step], j


def spread(times: Ints) -> tuple[Ints, Ints]:
    """Every index as often as ``times`` says, and how often it came before: ``[2, 1]`` gives 0 0 1 and 0 1 0."""
    index = np.repeat(np.arange(len(times)), times)
    return index, np.arange(len(index)) - np.repeat(np.cumsum(times) - times, times)


def among(keys: Ints, known: Ints) -> NDArray[np.bool_]:
    """Whether each of ``keys`` is known, for a few keys and many known ones."""
    if not len(keys) or not len(known):
        return np.zeros(len(keys), np.bool_)
    known = np.unique(known)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: NDArray[np.bool_] = known[at] == keys
    return found


def distinct(key: Ints) -> Ints:
    """The index of the first occurrence of every key, in the order of occurrence."""
    return np.sort(np.unique(key, return_index=True)[1])
