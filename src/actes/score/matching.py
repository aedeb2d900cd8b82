"""One-to-one matching of what overlaps: the assignment behind CEAF, the alignment of clusters, and fillers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from actes.score.clusters import Ints
from actes.score.layout import Floats

_TIES = 40
"""Ties among more contested edges of one article than this are settled by their order; see :func:`align`."""


def matching(gold: Ints, predicted: Ints, weight: Floats) -> Ints:
    """The edges of a one-to-one matching of the greatest total weight.

    Almost every edge of real data is alone; stars take their heaviest edge, the first of equals; only what remains
    goes to scipy, one connected component at a time.

    Args:
        gold: node of each edge on one side.
        predicted: node of each edge on the other side.
        weight: weight of each edge, greater than 0.

    Returns:
        The indices of the chosen edges, ascending.
    """
    contested = contested(gold, predicted)
    alone = np.flatnonzero(~contested)
    edges = np.flatnonzero(contested)
    if not len(edges):
        return alone
    component = _components(gold[edges], predicted[edges])
    edges = edges[np.lexsort((-weight[edges], component))]  # stable: equals stay in the order given
    component = np.sort(component)
    starts = np.flatnonzero(np.diff(component, prepend=-1))
    star = np.zeros(len(starts), np.bool_)
    for nodes in (gold[edges], predicted[edges]):
        star |= np.minimum.reduceat(nodes, starts) == np.maximum.reduceat(nodes, starts)
    chosen = [alone, edges[starts[star]]]
    stops = np.append(starts[1:], len(edges))
    for start, stop in zip(starts[~star].tolist(), stops[~star].tolist(), strict=True):
        chosen.append(_assign(gold, predicted, weight, np.sort(edges[start:stop])))
    return np.sort(np.concatenate(chosen))


def align(gold: Ints, predicted: Ints, n_gold: int, n_predicted: int, article: Ints) -> Ints:
    """One-to-one partners that share the most.

    Of several best alignments, the one that keeps the pair whose shared thing comes first, then the next, and so on:
    a rule that knows neither ids nor the order of a file nor which side is gold. (In an article with more than 40
    pairs that compete, ties among the later ones fall to the assignment algorithm, which is deterministic.)

    Args:
        gold: for each thing shared, such as a mention, the gold cluster it is in; in order of preference.
        predicted: for each thing shared, the predicted cluster it is in.
        n_gold: how many gold clusters there are.
        n_predicted: how many predicted clusters there are.
        article: ``[n_gold]``, the article of each gold cluster, ascending.

    Returns:
        ``[n_predicted]``: the gold partner of each predicted cluster, -1 where it has none.
    """
    partner = np.full(n_predicted, -1)
    _, first, shared = np.unique(gold * n_predicted + predicted, return_index=True, return_counts=True)
    order = np.argsort(first)
    pairs, weight = first[order], shared[order].astype(np.float64)
    left, right = gold[pairs], predicted[pairs]

    rivals = np.flatnonzero(contested(left, right))
    if len(rivals):
        of = article[left[rivals]]
        rank = np.arange(len(rivals)) - np.searchsorted(of, of)
        weight[rivals] += np.where(rank < _TIES, 0.5 ** (rank + 1.0), 0.0)  # all of them together weigh less than one
    chosen = matching(left, right, weight)
    partner[right[chosen]] = left[chosen]
    return partner


def contested(gold: Ints, predicted: Ints) -> NDArray[np.bool_]:
    """Whether each edge has a rival: another edge at one of its nodes."""
    if not len(gold):
        return np.zeros(0, np.bool_)
    return (np.bincount(gold)[gold] > 1) | (np.bincount(predicted)[predicted] > 1)


def _components(gold: Ints, predicted: Ints) -> Ints:
    """The connected component of each edge."""
    left, right = (np.unique(nodes, return_inverse=True)[1] for nodes in (gold, predicted))
    shape = (int(left.max()) + 1, int(right.max()) + 1)
    graph = coo_array((np.ones(len(left)), (left, shape[0] + right)), shape=(sum(shape), sum(shape)))
    component: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return component[left]


def _assign(gold: Ints, predicted: Ints, weight: Floats, edges: Ints) -> Ints:
    """The chosen ones among the edges of one component."""
    rows, row = np.unique(gold[edges], return_inverse=True)
    columns, column = np.unique(predicted[edges], return_inverse=True)
    benefit = np.zeros((len(rows), len(columns)))
    edge_at = np.full(benefit.shape, -1)
    benefit[row, column] = weight[edges]
    edge_at[row, column] = edges
    chosen: Ints = edge_at[linear_sum_assignment(benefit, maximize=True)]
    return chosen[chosen >= 0]
