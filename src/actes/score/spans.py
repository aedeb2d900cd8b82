"""Exact matches of two sets, counted per article and label. Parity: seqeval 1.2.2 strict, scikit-learn multilabel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from actes.score.clusters import Ints
from actes.score.keys import distinct


@dataclass(frozen=True, slots=True)
class Items:
    """What one side says: ``key`` is equal on both sides where they say the same."""

    article: Ints
    label: Ints
    key: Ints

    def once(self) -> Items:
        """Each item once: to repeat a thing is to say it once."""
        kept = distinct(self.key)
        return Items(self.article[kept], self.label[kept], self.key[kept])


def matches(shape: tuple[int, int], gold: Items, predicted: Items) -> Ints:
    """Correct, predicted and gold items.

    Args:
        shape: the number of articles and of labels.
        gold: items, each once.
        predicted: items, each once.

    Returns:
        ``[articles, labels, 3]``. An item is correct if the other side has the same key. Nothing against nothing
        counts nothing, and so scores 0 (see :func:`actes.score.figures.metrics`).
    """
    right = np.isin(predicted.key, gold.key)
    hits = Items(predicted.article[right], predicted.label[right], predicted.key[right])
    return np.stack([tally(shape, items.article, items.label) for items in (hits, predicted, gold)], axis=-1)


def tally(shape: tuple[int, int], article: Ints, label: Ints) -> Ints:
    """How many of each label each article has: ``[articles, labels]``."""
    return np.bincount(article * shape[1] + label, minlength=shape[0] * shape[1]).reshape(shape)
