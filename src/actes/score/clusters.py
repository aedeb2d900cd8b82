"""Articles as columns of integers: the clusters of one layer and their spans, flattened once for every task."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from actes.article import Actor, Article, Event

Ints = NDArray[np.int64]
Item = TypeVar("Item", Actor, Event)


@dataclass(frozen=True, slots=True)
class Clusters(Generic[Item]):
    """The actors, or the events, of many articles: ``C`` clusters with ``M`` spans, in the order of the articles."""

    items: Sequence[Item]
    article: Ints
    """``[C]``: which article the cluster is in."""
    label: Ints
    """``[C]``: the kind of an actor, the type of an event."""
    owner: Ints
    """``[M]``: the cluster of each mention or trigger."""
    start: Ints
    end: Ints

    @property
    def span_article(self) -> Ints:
        """``[M]``: which article the span is in."""
        return self.article[self.owner]

    @property
    def span_label(self) -> Ints:
        """``[M]``: the label of the span's cluster."""
        return self.label[self.owner]


def actors(articles: Sequence[Article], kinds: Collection[str]) -> Clusters[Actor]:
    """The actors of ``articles`` with their kinds and mentions."""
    items = [article.actors or () for article in articles]
    flat = list(chain.from_iterable(items))
    labels = codes((actor.kind for actor in flat), kinds)
    return _clusters(items, flat, labels, [actor.mentions for actor in flat])


def events(articles: Sequence[Article], types: Collection[str]) -> Clusters[Event]:
    """The events of ``articles`` with their types and triggers."""
    items = [article.events or () for article in articles]
    flat = list(chain.from_iterable(items))
    labels = codes((event.type for event in flat), types)
    return _clusters(items, flat, labels, [event.triggers for event in flat])


def _clusters(
    items: Sequence[Sequence[Item]], flat: Sequence[Item], labels: Ints, spans: Sequence[Sequence[Any]]
) -> Clusters[Item]:
    flat_spans = list(chain.from_iterable(spans))
    return Clusters(
        flat, ranks(items), labels, ranks(spans), column(flat_spans, "start"), column(flat_spans, "end")
    )


def ranks(groups: Sequence[Sequence[Any]]) -> Ints:
    """For every member of every group, the rank of its group: ``[[x, y], [], [z]]`` gives ``[0, 0, 2]``."""
    return np.repeat(np.arange(len(groups)), np.fromiter(map(len, groups), np.int64, len(groups)))


def column(items: Sequence[Any], name: str) -> Ints:
    """The whole-number attribute ``name`` of every item."""
    return np.fromiter(map(attrgetter(name), items), np.int64, len(items))


def codes(labels: Iterable[str], vocabulary: Collection[str]) -> Ints:
    """The place of every label in its closed vocabulary.

    Raises:
        ValueError: a label is not in it.
    """
    place = {label: i for i, label in enumerate(vocabulary)}
    try:
        return np.fromiter(map(place.__getitem__, labels), np.int64)
    except KeyError as unknown:
        raise ValueError(f"unknown label {unknown}; the ontology has {', '.join(vocabulary)}") from None
