"""What an event is tied to: its arguments and its sources, matched one to one within aligned events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import UNSET

from actes.article import AUTHOR, Article, Event
from actes.score.clusters import Clusters, Ints, codes, ranks
from actes.score.keys import distinct, join, number
from actes.score.matching import matching
from actes.score.spans import tally

NOBODY = -1
"""In the place of an actor: the filler is a span, or the author."""

_AUTHOR, _ACTOR = range(2)  # the order of layout.SOURCE_LABELS

Ids = Sequence[Mapping[str, int]]
"""For each article, the index of every actor, or event, by its id."""


@dataclass(frozen=True, slots=True)
class Fillers:
    """Slots of events and what fills them, each once."""

    event: Ints
    role: Ints
    actor: Ints
    """The actor, or ``NOBODY``."""
    start: Ints
    end: Ints

    @staticmethod
    def of(rows: Iterable[tuple[int, int, int, int, int]]) -> Fillers:
        """From (event, role, actor, start, end), the same filler said twice kept once."""
        columns = np.array(list(rows), np.int64).reshape(-1, 5).T
        columns = columns[:, distinct(number(tuple(columns + 1), tuple(columns[:, :0]))[0])]
        return Fillers(*columns)


def arguments(events: Clusters[Event], actors: Ids, roles: Iterable[str]) -> Fillers:
    """The arguments of every event: an actor, or a span for a place or a time."""
    owner = ranks([event.arguments for event in events.items]).tolist()
    flat = [argument for event in events.items for argument in event.arguments]
    role = codes((argument.role for argument in flat), list(roles)).tolist()
    article = events.article.tolist()
    return Fillers.of(
        (event, code, NOBODY, argument.start or 0, argument.end or 0)
        if argument.actor is None
        else (event, code, actors[article[event]][argument.actor], 0, 0)
        for event, code, argument in zip(owner, role, flat, strict=True)
    )


def sources(events: Clusters[Event], actors: Ids) -> Fillers:
    """On whose word every event rests; the author's where there is no source. Silent where sources are not given."""
    article = events.article.tolist()
    return Fillers.of(
        (i, _AUTHOR, NOBODY, 0, 0) if source == AUTHOR else (i, _ACTOR, actors[article[i]][source], 0, 0)
        for i, event in enumerate(events.items)
        if event.sources is not UNSET
        for source in event.sources or (AUTHOR,)
    )


def ids(articles: Sequence[Article], layer: str) -> Ids:
    """For each article, the index of every actor (``layer`` is ``actors``) or event over all articles."""
    first = 0
    indices: list[Mapping[str, int]] = []
    for article in articles:
        items = getattr(article, layer) or ()
        indices.append({item.id: i for i, item in enumerate(items, first)})
        first += len(items)
    return indices


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Which actors of the two sides share a mention, as keys ``gold * n_predicted + predicted``."""

    keys: Ints
    n_predicted: int

    @staticmethod
    def of(gold: Ints, predicted: Ints, n_predicted: int) -> Acquaintance:
        """From the gold and the predicted actor of every shared mention."""
        return Acquaintance(np.unique(gold * n_predicted + predicted), n_predicted)


def filler_matches(
    shape: tuple[int, int],
    gold: tuple[Fillers, Ints],
    predicted: tuple[Fillers, Ints],
    partner: Ints,
    acquainted: Acquaintance,
) -> Ints:
    """Correct, predicted and gold fillers.

    A predicted filler is right if its event is aligned (:func:`actes.score.matching.align`) with the event of a gold
    filler of the same role and it is the same: an actor that shares a mention with the gold actor, an equal span, or
    the author on both sides. One to one: no filler is right twice, and as many are right as can be. Fillers of an
    event without partner are missed or spurious.

    Args:
        shape: the number of articles and of roles.
        gold: the gold fillers, and the article of each gold event.
        predicted: the predicted fillers, and the article of each predicted event.
        partner: ``[predicted events]``, the gold partner of each, -1 where it has none.
        acquainted: which actors share a mention.

    Returns:
        ``[articles, roles, 3]``.
    """
    (expected, gold_article), (given, predicted_article) = gold, predicted
    aligned = partner[given.event]
    at, slot = np.flatnonzero(aligned >= 0), aligned[aligned >= 0]
    i, j = join(expected.event * shape[1] + expected.role, slot * shape[1] + given.role[at])
    j = at[j]
    actors = (expected.actor[i] != NOBODY) & (given.actor[j] != NOBODY)
    acquaintance = np.isin(expected.actor[i] * acquainted.n_predicted + given.actor[j], acquainted.keys)
    spans = (expected.actor[i] == NOBODY) & (given.actor[j] == NOBODY)
    equal = (expected.start[i] == given.start[j]) & (expected.end[i] == given.end[j])
    same = (actors & acquaintance) | (spans & equal)
    right = i[same][matching(i[same], j[same], np.ones(np.count_nonzero(same)))]
    return np.stack(
        [
            tally(shape, gold_article[expected.event[right]], expected.role[right]),
            tally(shape, predicted_article[given.event], given.role),
            tally(shape, gold_article[expected.event], expected.role),
        ],
        axis=-1,
    )
