"""Stance: directed triples after alignment, and the labels of given pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from actes.article import AUTHOR, Article
from actes.pairs import NONE, pair_labels
from actes.score.clusters import Articles, codes, ranks
from actes.score.fillers import Ids, refusing_unknown_ids
from actes.score.keys import Ints
from actes.score.layout import UNANSWERED
from actes.score.sides import Sides
from actes.score.spans import Items, matches

Ends = tuple[str, str]
"""Holder and target."""


@dataclass(frozen=True, slots=True)
class Triples:
    """Stances as numbers. Nodes are numbered as :func:`actes.score.alignment.node_partners` says."""

    article: Ints
    holder: Ints
    target: Ints
    polarity: Ints


def triples(articles: Articles, actors: Ids, events: Ids, polarities: Collection[str]) -> Triples:
    """The stances of ``articles``."""
    groups = [article.stances or () for article in articles]
    flat = [stance for group in groups for stance in group]
    article = ranks(groups)
    first_actor = len(articles)
    first_event = first_actor + sum(len(article.actors or ()) for article in articles)

    def node(of: int, name: str) -> int:
        if name == AUTHOR:
            return of
        if name in actors[of]:
            return first_actor + actors[of][name]
        return first_event + events[of][name]

    with refusing_unknown_ids():
        ends = [
            (node(i, stance.holder), node(i, stance.target)) for i, stance in zip(article.tolist(), flat, strict=True)
        ]
    holder, target = np.array(ends, np.int64).reshape(-1, 2).T
    return Triples(article, holder, target, codes((stance.polarity for stance in flat), polarities))


def stance_matches(shape: tuple[int, int], stances: Sides[Triples], partner: Ints) -> tuple[Ints, Ints]:
    """Correct, predicted and gold stances.

    A predicted stance is right if the gold has the same polarity from the partner of its holder to the partner of its
    target; what has no partner is never right. A triple said twice (with other evidence, say) counts once.

    Args:
        shape: the number of articles and of polarities.
        stances: of both sides.
        partner: the gold node aligned with each predicted node, -1 where there is none.

    Returns:
        ``[articles, polarities, 3]``, and the same without polarity ``[articles, 1, 3]``.
    """
    # a node without partner becomes one that the gold does not have, so that it is counted and never matches
    n_gold = 1 + int(max(side.max(initial=0) for side in (stances.gold.holder, stances.gold.target, partner)))
    translated = np.where(partner >= 0, partner, n_gold + np.arange(len(partner)))
    n_nodes = n_gold + len(partner)
    holder = Sides(stances.gold.holder, translated[stances.predicted.holder])
    target = Sides(stances.gold.target, translated[stances.predicted.target])

    def count(polarity: Sides[Ints], n_polarities: int) -> Ints:
        columns = zip(stances, holder, target, polarity, strict=True)
        items = [
            Items.once(side.article, label, (start * n_nodes + end) * n_polarities + label)
            for side, start, end, label in columns
        ]
        return matches((shape[0], n_polarities), Sides(*items))

    polarity = stances.map(lambda side: side.polarity)
    return count(polarity, shape[1]), count(polarity.map(np.zeros_like), 1)


def pair_confusion(articles: Sides[Articles], labels: Sequence[str]) -> Ints:
    """The given pairs by gold label and answer.

    The pairs asked are those that the gold article lists, or every ordered pair
    (:func:`actes.pairs.stance_pairs`) if it lists none. A pair without an answer is in the last column, a miss of its
    gold label.

    Args:
        articles: gold, and predictions whose ``pairs`` use the ids of the gold.
        labels: none and the polarities, in the order of the table.

    Returns:
        ``[articles, labels, labels + 1]``.

    Raises:
        ValueError: a pair is answered that was not asked, or is answered twice; a label is unknown.
    """
    confusions = [_confusion(gold, prediction) for gold, prediction in zip(*articles, strict=True)]
    cells = [cell for confusion in confusions for cell in confusion]
    times = [n for confusion in confusions for n in confusion.values()]
    answers = (*labels, UNANSWERED)
    label, answer = codes((cell[0] for cell in cells), labels), codes((cell[1] for cell in cells), answers)
    table = np.zeros((len(confusions), len(labels), len(answers)), np.int64)
    table[ranks([list(confusion) for confusion in confusions]), label, answer] = times
    return table


def _confusion(article: Article, prediction: Article) -> dict[tuple[str, str], int]:
    """How often which answer meets which gold label."""
    answers = {(pair.holder, pair.target): pair.polarity for pair in prediction.pairs or ()}
    if article.pairs is not None:
        asked = {(pair.holder, pair.target): pair.polarity for pair in article.pairs}
        unlisted = 0
    else:
        asked = {ends: label for ends, label in pair_labels(article.stances or ()).items() if ends[0] != ends[1]}
        n_actors, n_events = len(article.actors or ()), len(article.events or ())
        unlisted = (1 + n_actors) * (n_actors + n_events) - n_actors - len(asked)
    if answers:
        _check_asked(article, prediction, answers, asked)

    confusion = {(NONE, UNANSWERED): unlisted}
    for ends, label in asked.items():
        cell = label, answers.get(ends, UNANSWERED)
        confusion[cell] = confusion.get(cell, 0) + 1
    for answer, times in Counter(answer for ends, answer in answers.items() if ends not in asked).items():
        confusion[NONE, answer] = confusion.get((NONE, answer), 0) + times
        confusion[NONE, UNANSWERED] -= times
    return confusion


def _check_asked(article: Article, prediction: Article, answers: Mapping[Ends, str], asked: Mapping[Ends, str]) -> None:
    if len(answers) < len(prediction.pairs or ()):
        raise ValueError(f"{article.id}: a pair is answered twice")
    if article.pairs is None:
        actors = {actor.id for actor in article.actors or ()}
        events = {event.id for event in article.events or ()}
        unasked = [
            (holder, target)
            for holder, target in answers
            if (holder not in actors and holder != AUTHOR)
            or (target not in actors and target not in events)
            or holder == target
        ]
    else:
        unasked = [ends for ends in answers if ends not in asked]
    if unasked:
        holder, target = unasked[0]
        raise ValueError(f"{article.id}: the pair of {holder} and {target} was not asked; pairs use the gold's ids")
