"""What an event is tied to: its arguments and its sources, matched one to one within aligned events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from msgspec import UNSET

from actes.article import AUTHOR, Actor, Event
from actes.score.clusters import Articles, Clusters, codes, ranks
from actes.score.keys import Ints, among, distinct, join, pack
from actes.score.matching import matching
from actes.score.sides import Sides
from actes.score.spans import tally

NOBODY = -1
"""In the place of an actor: the filler is a span, or the author."""

_AUTHOR, _ACTOR = range(2)  # the order of layout.SOURCE_LABELS

Ids = Sequence[Mapping[str, int]]
"""For each article, the index of every actor, or event, by its id."""


@dataclass(frozen=True, slots=True)
class Fillers:
    """Slots of events and what fills them, each once."""

    article: Ints
    event: Ints
    role: Ints
    actor: Ints
    """The actor, or ``NOBODY``."""
    start: Ints
    end: Ints

    @staticmethod
    def once(*columns: Ints) -> Fillers:
        """Fillers of which some may be repeated."""
        kept = distinct(pack([column + 1 for column in columns]))
        return Fillers(*(column[kept] for column in columns))


def arguments(events: Clusters[Event], actors: Ids, roles: Collection[str]) -> Fillers:
    """The arguments of every event: an actor, or a span for a place or a time."""
    event = ranks([item.arguments for item in events.items])
    flat = [argument for item in events.items for argument in item.arguments]
    article = events.article[event]
    of = zip(article.tolist(), flat, strict=True)
    with refusing_unknown_ids():
        actor = [NOBODY if argument.actor is None else actors[i][argument.actor] for i, argument in of]
    return Fillers.once(
        article,
        event,
        codes((argument.role for argument in flat), roles),
        np.array(actor, np.int64),
        np.array([argument.start or 0 for argument in flat], np.int64),
        np.array([argument.end or 0 for argument in flat], np.int64),
    )


def sources(events: Clusters[Event], actors: Ids) -> Fillers:
    """On whose word every event rests; the author's where there is no source. Silent where sources are left out."""

    def rows() -> Iterator[tuple[int, int, int]]:
        for i, (event, article) in enumerate(zip(events.items, events.article.tolist(), strict=True)):
            if event.sources is not UNSET:
                for source in event.sources or (AUTHOR,):
                    yield (i, _AUTHOR, NOBODY) if source == AUTHOR else (i, _ACTOR, actors[article][source])

    with refusing_unknown_ids():
        event, role, actor = np.array(list(rows()), np.int64).reshape(-1, 3).T
    nowhere = np.zeros_like(event)
    return Fillers.once(events.article[event], event, role, actor, nowhere, nowhere)


def actor_ids(articles: Articles) -> Ids:
    """The actors of each article by id, numbered over all of them; none where nothing refers to them."""
    return _ids((article.actors or (), bool(article.events or article.stances)) for article in articles)


def event_ids(articles: Articles) -> Ids:
    """The events of each article by id, numbered over all of them; none where nothing refers to them."""
    return _ids((article.events or (), bool(article.stances)) for article in articles)


def _ids(groups: Iterable[tuple[Sequence[Actor | Event], bool]]) -> Ids:
    first = 0
    ids: list[dict[str, int]] = []
    for group, needed in groups:
        ids.append({item.id: i for i, item in enumerate(group, first)} if needed else {})
        first += len(group)
    return ids


@contextmanager
def refusing_unknown_ids() -> Iterator[None]:
    """Say which id refers to nothing.

    Raises:
        ValueError: an id was looked up that no actor, or event, of its article has.
    """
    try:
        yield
    except KeyError as unknown:
        raise ValueError(f"{unknown} is the id of no actor or event of its article") from None


def filler_matches(shape: tuple[int, int], fillers: Sides[Fillers], partner: Ints, known: Sides[Ints]) -> Ints:
    """Correct, predicted and gold fillers.

    A predicted filler is right if its event is aligned with the event of a gold filler of the same role and they are
    the same: actors that share a mention, equal spans, or the author on both sides. One to one: no filler is right
    twice, and as many are right as can be. Fillers of an event without partner are missed or spurious. A filler that is
    repeated counts once.

    Args:
        shape: the number of articles and of roles.
        fillers: of both sides.
        partner: the gold event aligned with each predicted one, -1 where there is none.
        known: the actors of either side that share a mention, pair by pair.

    Returns:
        ``[articles, roles, 3]``.
    """
    gold, predicted = fillers
    of = partner[predicted.event]
    aligned = np.flatnonzero(of >= 0)
    i, j = join(gold.event * shape[1] + gold.role, of[aligned] * shape[1] + predicted.role[aligned])
    j = aligned[j]

    width = 1 + int(max(predicted.actor.max(initial=0), known.predicted.max(initial=0)))
    meeting = among(gold.actor[i] * width + predicted.actor[j], known.gold * width + known.predicted)
    actors = (gold.actor[i] != NOBODY) & (predicted.actor[j] != NOBODY)
    others = (gold.actor[i] == NOBODY) & (predicted.actor[j] == NOBODY)
    equal = (gold.start[i] == predicted.start[j]) & (gold.end[i] == predicted.end[j])
    same = (actors & meeting) | (others & equal)

    right = i[same][matching(i[same], j[same], np.ones(np.count_nonzero(same)))]
    correct = tally(shape, gold.article[right], gold.role[right])
    return np.stack([correct, *(tally(shape, side.article, side.role) for side in (predicted, gold))], axis=-1)
