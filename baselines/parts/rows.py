"""The rows a baseline is given and the rows it gives back, read into values and written from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from actes.article import AUTHOR, Article
from actes.pairs import stance_pairs

Row = Mapping[str, Any]
Prediction = dict[str, Any]


class Place(msgspec.Struct, frozen=True):
    """A stretch of the text, half-open."""

    start: int
    end: int


class AskedPair(msgspec.Struct, frozen=True):
    """A pair whose stance is asked, and where the text mentions the two; the author has no places.

    Holders are the author and the actors, targets the actors and the events.
    """

    holder: str
    target: str
    holder_spans: list[Place] = []
    target_spans: list[Place] = []


class Question(msgspec.Struct, frozen=True):
    """An article without its gold, and the pairs whose stance is asked."""

    id: str
    text: str
    pairs: list[AskedPair] = []


def read_gold(rows: Iterable[Row]) -> list[Article]:
    """Training rows. Their pairs are left unread: :func:`stance_pairs` derives the same from the stances."""
    return [msgspec.convert({key: row[key] for key in row if key != "pairs"}, Article) for row in rows]


def read_questions(rows: Iterable[Row]) -> list[Question]:
    """Rows to predict; fields that no baseline here uses are ignored."""
    return [msgspec.convert(row, Question) for row in rows]


def labelled_pairs(article: Article) -> Iterator[tuple[AskedPair, str]]:
    """Every pair of an article as it would be asked, with its answer."""
    places: dict[str, list[Place]] = {AUTHOR: []}
    for actor in article.actors or ():
        places[actor.id] = [Place(mention.start, mention.end) for mention in actor.mentions]
    for event in article.events or ():
        places[event.id] = [Place(trigger.start, trigger.end) for trigger in event.triggers]
    for pair in stance_pairs(article):
        yield AskedPair(pair.holder, pair.target, places[pair.holder], places[pair.target]), pair.polarity


def write_row(article: Article) -> Prediction:
    """A predicted article as a plain dict; what was not predicted is left out."""
    return {key: value for key, value in msgspec.to_builtins(article).items() if value is not None}
