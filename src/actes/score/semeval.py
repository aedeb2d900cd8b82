"""SemEval-2013 task 9: strict, exact, partial and type. Parity: nervaluate 1.2.1, given the spans in order.

Half-open spans overlap where each starts before the other ends; nervaluate's ends are inclusive, so it is given the
same spans with ``end - 1``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actes.score.clusters import Clusters
from actes.score.keys import Ints, spread
from actes.score.matching import contested
from actes.score.sides import Sides
from actes.score.spans import tally

Bools = NDArray[np.bool_]

_CORRECT, _INCORRECT, _PARTIAL, _MISSED, _SPURIOUS = range(5)
_OTHERWISE = (_INCORRECT, _INCORRECT, _PARTIAL, _INCORRECT)
"""What a pair counts as under strict, exact, partial and type, where it is not correct."""


def relaxed(shape: tuple[int, int], clusters: Sides[Clusters[Any]]) -> Ints:
    """Outcomes under four schemes, over all labels and for each label by itself.

    Spans go in the order of the text. Every predicted span takes, among the gold spans it overlaps and that none has
    taken, the closest that is right under the scheme, else the first; what takes none is spurious, what is not taken
    is missed. Right means: ``strict`` equal span and label, ``exact`` equal span, ``partial`` equal span (any other
    overlap is partial and earns half), ``type`` equal label. A label by itself is scored as if there were no other, so
    a wrong label is one ``incorrect`` over all labels, but one missed and one spurious over the two.

    nervaluate takes spans in the order given, so that its figures change with the order where predictions are nested;
    here they do not.

    Args:
        shape: the number of articles and of labels.
        clusters: of both sides; a span is in one of them.

    Returns:
        ``[articles, 1 + labels, 4, 5]``: for all labels and each, under strict, exact, partial and type, how many are
        correct, incorrect, partial, missed, spurious.
    """
    sides = clusters.map(_Spans.of)
    pairs = _overlaps(sides)
    anything = _outcomes((shape[0], 1), pairs, sides.map(_Spans.unlabelled))
    each = _outcomes(shape, pairs.where(pairs.same), sides)
    return np.concatenate([anything, each], axis=1)


@dataclass(frozen=True, slots=True)
class _Spans:
    """The spans of one side, in the order of the text."""

    article: Ints
    start: Ints
    end: Ints
    label: Ints

    @staticmethod
    def of(clusters: Clusters[Any]) -> _Spans:
        order = np.argsort(clusters.place, kind="stable")
        columns = clusters.span_article, clusters.start, clusters.end, clusters.span_label
        return _Spans(*(column[order] for column in columns))

    def unlabelled(self) -> _Spans:
        return _Spans(self.article, self.start, self.end, np.zeros_like(self.label))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Overlapping spans, by predicted span, then by gold span."""

    gold: Ints
    predicted: Ints
    equal: Bools
    same: Bools
    distance: Ints

    def where(self, kept: Bools) -> _Pairs:
        return _Pairs(self.gold[kept], self.predicted[kept], self.equal[kept], self.same[kept], self.distance[kept])

    def right(self) -> tuple[Bools, ...]:
        """Which pairs are correct under strict, exact, partial and type."""
        return self.equal & self.same, self.equal, self.equal, self.same


def _overlaps(sides: Sides[_Spans]) -> _Pairs:
    gold, predicted = sides
    width = int(max(gold.end.max(initial=0), predicted.end.max(initial=0))) + 1
    reach = np.maximum.accumulate(gold.article * width + gold.end)
    first = np.searchsorted(reach, predicted.article * width + predicted.start, side="right")
    last = np.searchsorted(gold.article * width + gold.start, predicted.article * width + predicted.end, side="left")
    j, step = spread(np.maximum(last - first, 0))
    i = first[j] + step
    kept = (gold.end[i] > predicted.start[j]) & (gold.article[i] == predicted.article[j])
    i, j = i[kept], j[kept]
    distance = np.abs(gold.start[i] - predicted.start[j]) + np.abs(gold.end[i] - predicted.end[j])
    return _Pairs(i, j, distance == 0, gold.label[i] == predicted.label[j], distance)


def _outcomes(shape: tuple[int, int], pairs: _Pairs, sides: Sides[_Spans]) -> Ints:
    """``[articles, labels, 4, 5]``."""
    gold, predicted = sides
    outcomes = np.zeros((shape[0] * shape[1], 4, 5), np.int64)
    cell = (gold.article * shape[1] + gold.label)[pairs.gold]
    rivals = contested(pairs.gold, pairs.predicted)
    for scheme, right in enumerate(pairs.right()):
        for outcome, counted in ((_CORRECT, right), (_OTHERWISE[scheme], ~right)):
            outcomes[:, scheme, outcome] += np.bincount(cell[counted & ~rivals], minlength=len(outcomes))
    if rivals.any():
        _count_rivals(outcomes, pairs.where(rivals), cell[rivals])
    taken = outcomes[..., [_CORRECT, _INCORRECT, _PARTIAL]].sum(-1)
    outcomes[..., _MISSED] = tally(shape, gold.article, gold.label).reshape(-1, 1) - taken
    outcomes[..., _SPURIOUS] = tally(shape, predicted.article, predicted.label).reshape(-1, 1) - taken
    return outcomes.reshape(*shape, 4, 5)


def _count_rivals(outcomes: Ints, pairs: _Pairs, cell: Ints) -> None:
    """Add the pairs that compete. What overlaps nothing in common cannot compete, so one greedy pass serves all."""
    columns = (pairs.predicted, pairs.gold, pairs.distance, cell)
    predicted, gold, distance, cells = (column.tolist() for column in columns)
    for scheme, right in enumerate(pairs.right()):
        taken: set[int] = set()
        candidates = zip(predicted, gold, distance, cells, right.tolist(), strict=True)
        for _, group in groupby(candidates, key=itemgetter(0)):
            free = [pair for pair in group if pair[1] not in taken]
            if not free:
                continue
            correct = [pair for pair in free if pair[4]]
            pair = min(correct, key=itemgetter(2)) if correct else free[0]
            taken.add(pair[1])
            outcomes[pair[3], scheme, _CORRECT if correct else _OTHERWISE[scheme]] += 1
