"""The classification form of stance: every ordered pair of an article with one label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actes.article import AUTHOR, Article, Pair, Stance

NONE = "none"
"""The label of a pair without a stance."""


def stance_pairs(article: Article) -> Iterator[Pair]:
    """Every (holder, target) of ``article`` with its label, in the order of the article.

    Holders are the author, then the actors; targets are the actors, then the events; nobody is paired with itself.
    All pairs are listed, so that nothing about the gold shows in which pairs are asked. Several stances of one pair
    that disagree make it ``ambivalent``.
    """
    labels = pair_labels(article.stances or ())
    actors = [actor.id for actor in article.actors or ()]
    events = [event.id for event in article.events or ()]
    for holder in (AUTHOR, *actors):
        for target in (*actors, *events):
            if holder != target:
                yield Pair(holder, target, labels.get((holder, target), NONE))


def pair_labels(stances: Sequence[Stance]) -> dict[tuple[str, str], str]:
    """(holder, target) -> polarity, ``ambivalent`` where stances of one pair disagree."""
    labels: dict[tuple[str, str], str] = {}
    for stance in stances:
        pair = (stance.holder, stance.target)
        agreed = labels.setdefault(pair, stance.polarity)
        if agreed != stance.polarity:
            labels[pair] = "ambivalent"
    return labels
