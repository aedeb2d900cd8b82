"""The assignment agrees with trying everything."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from actes.score.keys import distinct, join, number, pack
from actes.score.matching import align, matching

from .strategies import examples

nodes = st.tuples(st.integers(0, 3), st.integers(0, 3))


def one_to_one(edges: list[tuple[int, int]]) -> bool:
    return all(len({edge[side] for edge in edges}) == len(edges) for side in (0, 1))


@examples
@given(st.dictionaries(nodes, st.integers(1, 5), max_size=8))
def test_matching_is_the_best_of_all(weights: dict[tuple[int, int], int]) -> None:
    edges = list(weights)
    best = max(
        sum(weights[edge] for edge in some)
        for n in range(len(edges) + 1)
        for some in combinations(edges, n)
        if one_to_one(list(some))
    )
    gold, predicted = np.array(edges, np.int64).reshape(-1, 2).T
    chosen = matching(gold, predicted, np.array(list(weights.values()), float))
    assert one_to_one([edges[i] for i in chosen])
    assert sum(weights[edges[i]] for i in chosen) == best


@examples
@given(st.lists(nodes, max_size=8))
def test_alignment_prefers_what_comes_first(things: list[tuple[int, int]]) -> None:
    gold, predicted = np.array(things, np.int64).reshape(-1, 2).T
    partner = align(gold, predicted, 4, np.zeros(4, np.int64))
    pairs = list(dict.fromkeys(things))
    alignments = [some for n in range(len(pairs) + 1) for some in combinations(pairs, n) if one_to_one(list(some))]

    def merit(alignment: tuple[tuple[int, int], ...]) -> tuple[int, list[bool]]:
        return sum(things.count(pair) for pair in alignment), [pair in alignment for pair in pairs]

    best = {p: g for g, p in max(alignments, key=merit)}
    assert partner.tolist() == [best.get(p, -1) for p in range(4)]


@examples
@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_join_finds_every_pair(gold: list[int], predicted: list[int]) -> None:
    i, j = join(np.array(gold, np.int64), np.array(predicted, np.int64))
    expected = [(a, b) for b, y in enumerate(predicted) for a, x in enumerate(gold) if x == y]
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == expected


def test_rows_too_wide_to_pack_are_ranked_first() -> None:
    wide = np.array([2**40, 0, 2**40, 5], np.int64)
    keys = pack([wide, wide[::-1], np.array([3, 1, 3, 2**30], np.int64)])
    assert np.argsort(keys).tolist() == [1, 3, 2, 0]
    assert number([wide], [wide[:1]])[0].tolist() == [2, 0, 2, 1]
    assert number([wide], [wide[:1]])[1].tolist() == [2]
    assert distinct(wide).tolist() == [0, 1, 3]
