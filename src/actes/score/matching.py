"""One-to-one matching of what overlaps: the assignment behind CEAF, the alignment of clusters, and fillers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from actes.score.keys import Ints, spread
from actes.score.layout import Floats

_TIES = 40
"""Ties among more rival pairs of one article than this are settled by the algorithm; see :func:`align`."""


def matching(gold: Ints, predicted: Ints, weight: Floats) -> Ints:
    """The edges of a one-to-one matching of the greatest total weight.

    Almost every edge of real data has no rival and is chosen; the others go to scipy's assignment, one connected
    component at a time, so that the cost does not grow with the number of clusters of an article.

    Args:
        gold: node of each edge on one side.
        predicted: node of each edge on the other side.
        weight: weight of each edge, greater than 0.

    Returns:
        The indices of the chosen edges, ascending.
    """
    rivals = contested(gold, predicted)
    edges = np.flatnonzero(rivals)
    if not len(edges):
        return np.arange(len(gold))
    chosen = edges[_assign(gold[edges], predicted[edges], weight[edges])]
    return np.sort(np.concatenate([np.flatnonzero(~rivals), chosen]))


def align(gold: Ints, predicted: Ints, n_predicted: int, article: Ints) -> Ints:
    """One-to-one partners that share the most.

    Of several best alignments, the one that keeps the pair whose shared thing comes first, then the next, and so on:
    a rule that knows neither ids nor the order of a file nor which side is gold. (In an article with more than 40
    pairs that compete, ties among the later ones fall to the assignment algorithm, which is deterministic.)

    Args:
        gold: for each thing shared, such as a mention, the gold cluster it is in; in order of preference.
        predicted: for each thing shared, the predicted cluster it is in.
        n_predicted: how many predicted clusters there are.
        article: the article of each gold cluster, ascending.

    Returns:
        ``[n_predicted]``: the gold partner of each predicted cluster, -1 where it has none.
    """
    _, first, shared = np.unique(gold * n_predicted + predicted, return_index=True, return_counts=True)
    order = np.argsort(first)
    pairs, weight = first[order], shared[order].astype(np.float64)
    left, right = gold[pairs], predicted[pairs]

    rivals = np.flatnonzero(contested(left, right))
    of = article[left[rivals]]
    rank = np.arange(len(rivals)) - np.searchsorted(of, of)
    weight[rivals] += np.where(rank < _TIES, 0.5 ** (rank + 1.0), 0.0)  # together less than one thing shared

    partner = np.full(n_predicted, -1)
    chosen = matching(left, right, weight)
    partner[right[chosen]] = left[chosen]
    return partner


def contested(gold: Ints, predicted: Ints) -> NDArray[np.bool_]:
    """Whether each edge has a rival: another edge at one of its nodes."""
    if not len(gold):
        return np.zeros(0, np.bool_)
    rivals: NDArray[np.bool_] = (np.bincount(gold)[gold] > 1) | (np.bincount(predicted)[predicted] > 1)
    return rivals


def _assign(gold: Ints, predicted: Ints, weight: Floats) -> Ints:
    """The chosen edges, by one dense assignment for each connected component."""
    rows, row = np.unique(gold, return_inverse=True)
    columns, column = np.unique(predicted, return_inverse=True)
    n_nodes = len(rows) + len(columns)
    graph = coo_array((np.ones(len(gold)), (row, len(rows) + column)), shape=(n_nodes, n_nodes))
    component = connected_components(graph, directed=False)[1].astype(np.int64)
    of = component[row]
    row_at, height = _within(component[: len(rows)])
    column_at, width = _within(component[len(rows) :])

    # in a star, the heaviest edge is the best matching
    by_weight = np.lexsort((-weight, of))
    heaviest = by_weight[np.flatnonzero(np.diff(of[by_weight], prepend=-1))]
    is_star = (height == 1) | (width == 1)

    # the dense tables of the others lie one after another, so that the assignment alone is a loop
    cells = np.where(is_star, 0, height * width)
    start = np.cumsum(cells) - cells
    dense = np.flatnonzero(~is_star[of])
    cell = (start[of] + row_at[row] * width[of] + column_at[column])[dense]
    benefit, edge = np.zeros(cells.sum()), np.full(cells.sum(), -1)
    benefit[cell], edge[cell] = weight[dense], dense
    chosen = [np.zeros(0, np.int64)]
    for first, last, n_columns in zip(
        *(each[~is_star].tolist() for each in (start, start + cells, width)), strict=True
    ):
        i, j = linear_sum_assignment(benefit[first:last].reshape(-1, n_columns), maximize=True)
        chosen.append(first + i * n_columns + j)
    found = np.concatenate([heaviest[is_star], edge[np.concatenate(chosen)]])
    return found[found >= 0]


def _within(group: Ints) -> tuple[Ints, Ints]:
    """The place of each member within its group, and the size of each group; every group has a member."""
    order = np.argsort(group, kind="stable")
    size = np.bincount(group)
    place = np.empty_like(group)
    place[order] = spread(size)[1]
    return place, size
