"""Exact matches of two sets, counted per article and label. Parity: seqeval 1.2.2 strict, scikit-learn multilabel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from msgspec import UNSET

from actes.article import Actor, Event
from actes.score.clusters import Clusters, codes
from actes.score.keys import Ints, distinct, number_values
from actes.score.sides import Sides

_LINKED, _NIL = range(2)  # the order of layout.LINK_LABELS


@dataclass(frozen=True, slots=True)
class Items:
    """What one side says, each thing once: ``key`` is equal on both sides where they say the same."""

    article: Ints
    label: Ints
    key: Ints

    @staticmethod
    def once(article: Ints, label: Ints, key: Ints) -> Items:
        """Items of which some may be repeated: to repeat a thing is to say it once."""
        kept = distinct(key)
        return Items(article[kept], label[kept], key[kept])


def matches(shape: tuple[int, int], items: Sides[Items]) -> Ints:
    """Correct, predicted and gold items.

    An item is correct if the other side has its key. Nothing against nothing counts nothing, and so scores 0 (see
    :func:`actes.score.figures.metrics`).

    Args:
        shape: the number of articles and of labels.
        items: of both sides.

    Returns:
        ``[articles, labels, 3]``.
    """
    gold, predicted = items
    right = np.isin(predicted.key, gold.key)
    correct = tally(shape, predicted.article[right], predicted.label[right])
    return np.stack([correct, *(tally(shape, side.article, side.label) for side in (predicted, gold))], axis=-1)


def tally(shape: tuple[int, int], article: Ints, label: Ints) -> Ints:
    """How many of each label each article has: ``[articles, labels]``."""
    return np.bincount(article * shape[1] + label, minlength=shape[0] * shape[1]).reshape(shape)


def labelled(side: Clusters[Any]) -> Items:
    """Spans with the label of their cluster: (start, end, label)."""
    return Items(side.span_article, side.span_label, side.labelled_place)


def unlabelled(side: Clusters[Any]) -> Items:
    """Spans alone: (start, end). One word that is the trigger of two events counts once."""
    return Items.once(side.span_article, np.zeros_like(side.place), side.place)


def linked(sides: Sides[Clusters[Actor]]) -> Sides[Items]:
    """Mentions with the registry entry of their actor: (start, end, link), no entry (NIL) being a link like any other.

    A predicted actor whose ``link`` is left out says nothing.
    """
    links = sides.map(lambda side: [actor.link for actor in side.items])
    numbers = Sides(*number_values(*links))
    n_links = 1 + int(max(side.max(initial=0) for side in numbers))

    def items(side: Clusters[Actor], link: Sequence[object], code: Ints) -> Items:
        label = np.array([-1 if entry is UNSET else _NIL if entry is None else _LINKED for entry in link], np.int64)
        given = np.flatnonzero(label[side.owner] >= 0)
        owner = side.owner[given]
        return Items(side.article[owner], label[owner], side.place[given] * n_links + code[owner])

    return Sides(*(items(*side) for side in zip(sides, links, numbers, strict=True)))


def with_status(side: Clusters[Event], statuses: Sequence[str]) -> Items:
    """Triggers with type and status: (start, end, type, status). An event whose status is left out says nothing."""
    given = np.array([event.status is not UNSET for event in side.items], np.bool_)
    status = np.full(len(given), -1)
    status[given] = codes((str(event.status) for event in side.items if event.status is not UNSET), statuses)
    told = np.flatnonzero(given[side.owner])
    label = status[side.owner[told]]
    return Items(side.span_article[told], label, side.labelled_place[told] * len(statuses) + label)
