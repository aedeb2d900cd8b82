"""Articles as columns of integers: the clusters of one layer and their spans, flattened once for every task."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Generic, TypeVar

import numpy as np

from actes.article import Actor, Article, Event
from actes.score.keys import Ints, number
from actes.score.sides import Sides

Item = TypeVar("Item", Actor, Event)
Articles = Sequence[Article]


@dataclass(frozen=True, slots=True)
class Clusters(Generic[Item]):
    """The actors, or the events, of many articles: C clusters with M spans, in the order of the articles."""

    items: Sequence[Item]
    article: Ints
    """``[C]``: which article the cluster is in, ascending."""
    label: Ints
    """``[C]``: the kind of an actor, the type of an event."""
    n_labels: int
    owner: Ints
    """``[M]``: the cluster of each span, ascending."""
    start: Ints
    end: Ints
    place: Ints
    """``[M]``: a number for (article, start, end), the same on both sides, dense, in the order of the text."""

    @property
    def span_article(self) -> Ints:
        """``[M]``: which article the span is in."""
        return self.article[self.owner]

    @property
    def span_label(self) -> Ints:
        """``[M]``: the label of the span's cluster."""
        return self.label[self.owner]

    @property
    def labelled_place(self) -> Ints:
        """``[M]``: a number for (article, start, end, label), the same on both sides."""
        return self.place * self.n_labels + self.span_label


def actors(articles: Sides[Articles], kinds: Collection[str]) -> Sides[Clusters[Actor]]:
    """The actors of both sides with their kinds and mentions."""

    def flatten(side: Articles) -> Clusters[Actor]:
        groups = [article.actors or () for article in side]
        items = list(chain.from_iterable(groups))
        label = codes((actor.kind for actor in items), kinds)
        return _clusters(items, ranks(groups), label, len(kinds), [actor.mentions for actor in items])

    return _placed(articles.map(flatten))


def events(articles: Sides[Articles], types: Collection[str]) -> Sides[Clusters[Event]]:
    """The events of both sides with their types and triggers."""

    def flatten(side: Articles) -> Clusters[Event]:
        groups = [article.events or () for article in side]
        items = list(chain.from_iterable(groups))
        label = codes((event.type for event in items), types)
        return _clusters(items, ranks(groups), label, len(types), [event.triggers for event in items])

    return _placed(articles.map(flatten))


def _clusters(
    items: Sequence[Item], article: Ints, label: Ints, n_labels: int, groups: Sequence[Sequence[Any]]
) -> Clusters[Item]:
    spans = list(chain.from_iterable(groups))
    start = np.array([span.start for span in spans], np.int64)
    end = np.array([span.end for span in spans], np.int64)
    return Clusters(items, article, label, n_labels, ranks(groups), start, end, place=start)


def _placed(sides: Sides[Clusters[Item]]) -> Sides[Clusters[Item]]:
    columns = sides.map(lambda side: (side.span_article, side.start, side.end))
    places = Sides(*number(*columns))
    return Sides(replace(sides.gold, place=places.gold), replace(sides.predicted, place=places.predicted))


def ranks(groups: Sequence[Sequence[Any]]) -> Ints:
    """For every member of every group, the rank of its group: ``[[x, y], [], [z]]`` gives 0 0 2."""
    return np.repeat(np.arange(len(groups)), np.fromiter(map(len, groups), np.int64, len(groups)))


def codes(labels: Iterable[str], vocabulary: Collection[str]) -> Ints:
    """The place of every label in its closed vocabulary.

    Raises:
        ValueError: a label is not in it.
    """
    place = {label: i for i, label in enumerate(vocabulary)}
    try:
        return np.fromiter(map(place.__getitem__, labels), np.int64)
    except KeyError as unknown:
        raise ValueError(f"unknown label {unknown}; the vocabulary has {', '.join(vocabulary)}") from None
