"""Stance: directed triples after alignment, and the labels of given pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from actes.article import AUTHOR, Article
from actes.pairs import NONE, pair_labels
from actes.score.clusters import Ints, codes, ranks
from actes.score.fillers import Ids
from actes.score.spans import Items, matches


@dataclass(frozen=True, slots=True)
class Triples:
    """Stances as numbers. A node is the author of an article, an actor, or an event, in this order over all articles."""

    article: Ints
    holder: Ints
    target: Ints
    polarity: Ints
    n_nodes: int


def triples(articles: Sequence[Article], actors: Ids, events: Ids, polarities: Collection[str]) -> Triples:
    """The stances of ``articles``."""
    stances = [article.stances or () for article in articles]
    flat = [stance for group in stances for stance in group]
    article = ranks(stances)
    n_articles, n_actors = len(articles), sum(map(len, actors))

    def node(of: int, name: str) -> int:
        if name == AUTHOR:
            return of
        if name in actors[of]:
            return n_articles + actors[of][name]
        return n_articles + n_actors + events[of][name]

    holders = [node(of, stance.holder) for of, stance in zip(article.tolist(), flat, strict=True)]
    targets = [node(of, stance.target) for of, stance in zip(article.tolist(), flat, strict=True)]
    return Triples(
        article,
        np.array(holders, np.int64),
        np.array(targets, np.int64),
        codes((stance.polarity for stance in flat), polarities),
        n_articles + n_actors + sum(map(len, events)),
    )


def stance_matches(
    n_articles: int, n_polarities: int, gold: Triples, predicted: Triples, partner: Ints
) -> tuple[Ints, Ints]:
    """Correct, predicted and gold stances.

    A predicted stance is right if the gold has the same polarity from the partner of its holder to the partner of its
    target; the author is its own partner, and what has no partner is never right. A triple said twice (with other
    evidence, say) counts once.

    Args:
        n_articles: how many articles there are.
        n_polarities: how many polarities there are.
        gold: the gold stances.
        predicted: the predicted stances.
        partner: ``[predicted.n_nodes]``, the gold node aligned with each predicted node, -1 where there is none.

    Returns:
        ``[articles, polarities, 3]``, and the same without polarity ``[articles, 1, 3]``.
    """
    # what has no partner is given a node beyond the gold's, so that it is counted and never matches
    unmatched = gold.n_nodes + np.arange(predicted.n_nodes)
    translated = np.where(partner >= 0, partner, unmatched)
    n_nodes = gold.n_nodes + predicted.n_nodes

    def items(side: Triples, holder: Ints, target: Ints, *, polarised: bool) -> Items:
        label = side.polarity if polarised else np.zeros_like(side.polarity)
        return Items(side.article, label, (holder * n_nodes + target) * n_polarities + label).once()

    def count(*, polarised: bool) -> Ints:
        return matches(
            (n_articles, n_polarities if polarised else 1),
            items(gold, gold.holder, gold.target, polarised=polarised),
            items(predicted, translated[predicted.holder], translated[predicted.target], polarised=polarised),
        )

    return count(polarised=True), count(polarised=False)


def pair_confusion(gold: Sequence[Article], predictions: Sequence[Article], labels: Sequence[str]) -> Ints:
    """The given pairs by gold label and answer.

    The pairs asked are those of the gold article if it lists them, else every ordered pair
    (:func:`actes.pairs.stance_pairs`). A pair without an answer is in the last column: a miss of its gold label.

    Args:
        gold: the gold articles.
        predictions: their predictions, in the same order; ``pairs`` use the ids of the gold.
        labels: none and the polarities, in the order of the table.

    Returns:
        ``[articles, labels, labels + 1]``.

    Raises:
        ValueError: an answered pair was not asked, or was answered twice.
    """
    code = {label: i for i, label in enumerate(labels)}
    width = len(labels) + 1
    confusion = np.zeros((len(gold), len(labels), width), np.int64)
    for row, article, prediction in zip(confusion, gold, predictions, strict=True):
        for label, asked in _asked(article):
            row[code[label], -1] += asked
        if prediction.pairs is not None:
            for label, answer in _answers(article, prediction):
                row[code[label], code[answer]] += 1
                row[code[label], -1] -= 1
    return confusion


def _asked(article: Article) -> Iterator[tuple[str, int]]:
    """How many pairs of ``article`` have which label."""
    if article.pairs is not None:
        for pair in article.pairs:
            yield pair.polarity, 1
        return
    n_actors, n_events = len(article.actors or ()), len(article.events or ())
    given = _stance_labels(article)
    for label in given.values():
        yield label, 1
    yield NONE, (1 + n_actors) * (n_actors + n_events) - n_actors - len(given)


def _answers(article: Article, prediction: Article) -> Iterator[tuple[str, str]]:
    """Gold label and answer of every answered pair."""
    actors = [actor.id for actor in article.actors or ()]
    targets = {*actors, *(event.id for event in article.events or ())}
    holders = {AUTHOR, *actors}
    if article.pairs is None:
        asked = _stance_labels(article)
    else:
        asked = {(pair.holder, pair.target): pair.polarity for pair in article.pairs}
    answered = set()
    for pair in prediction.pairs or ():
        ends = (pair.holder, pair.target)
        is_asked = ends in asked or (
            article.pairs is None and pair.holder in holders and pair.target in targets and pair.holder != pair.target
        )
        if not is_asked:
            raise ValueError(f"{article.id}: the pair {ends} was not asked; pairs use the ids of the gold")
        if ends in answered:
            raise ValueError(f"{article.id}: the pair {ends} is answered twice")
        answered.add(ends)
        yield asked.get(ends, NONE), pair.polarity


def _stance_labels(article: Article) -> dict[tuple[str, str], str]:
    labels = pair_labels(article.stances or ())
    return {ends: label for ends, label in labels.items() if ends[0] != ends[1]}
