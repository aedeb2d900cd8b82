"""Coreference: mentions, MUC, B³, CEAFφ4 and LEA. Parity: coval at 87071a6."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actes.score.keys import Ints, join
from actes.score.layout import Floats
from actes.score.matching import matching
from actes.score.sides import Sides


@dataclass(frozen=True, slots=True)
class Partition:
    """Mentions in clusters, the clusters numbered by their first mention: neither order nor ids are left."""

    mention: Ints
    """``[M]``: what identifies each mention, ascending."""
    cluster: Ints
    """``[M]``: the cluster of each mention."""
    size: Floats
    """``[C]``: how many mentions each cluster has."""
    article: Ints
    """``[C]``: which article each cluster is in."""


def partition(mention: Ints, cluster: Ints, article: Ints) -> Partition:
    """The partition of mentions into clusters.

    Args:
        mention: ``[M]``, a number that identifies each mention, on both sides the same.
        cluster: ``[M]``, any number of the cluster of each mention, an index of ``article``.
        article: which article each cluster is in.

    Raises:
        ValueError: a mention is in two clusters.
    """
    order = np.argsort(mention, kind="stable")
    mention, cluster = mention[order], cluster[order]
    if np.any(mention[1:] == mention[:-1]):
        raise ValueError("a mention is in two clusters; coreference is not defined for it")
    size = np.bincount(cluster, minlength=len(article))
    first = np.empty_like(size)
    first[cluster[::-1]] = np.arange(len(cluster))[::-1]
    clusters = np.flatnonzero(size)
    clusters = clusters[np.argsort(first[clusters])]
    rank = np.empty_like(size)
    rank[clusters] = np.arange(len(clusters))
    return Partition(mention, rank[cluster], size[clusters].astype(float), article[clusters])


def coreference(n_articles: int, partitions: Sides[Partition]) -> dict[str, Floats]:
    """Numerators and denominators of precision and recall, of each metric, per article.

    With n_ij the number of mentions that gold cluster i shares with predicted cluster j, and recall as given
    (precision is the same with the sides exchanged):

    - ``mentions``: mentions found / gold mentions.
    - ``muc``: the sum of n_ij - 1 over overlapping pairs / the sum of |i| - 1. Vilain et al. 1995.
    - ``b_cubed``: the sum of n_ij² / |i|, over the number of mentions. Bagga and Baldwin 1998.
    - ``ceaf_e``: the greatest one-to-one sum of φ4 = 2 n_ij / (|i| + |j|), over the number of clusters. Luo 2005.
    - ``lea``: the sum of |i| times the share of its links found, over the number of mentions. A singleton's link is to
      itself, found if the mention is a singleton on the other side too. Moosavi and Strube 2016.

    Singletons are kept. Hence, of an article whose actors are all singletons and all found, MUC is 0 (it has no
    links), B³, CEAF and LEA are 1, and CoNLL is 2/3, as with coval. Nothing against nothing gives 0/0.

    Args:
        n_articles: how many articles there are.
        partitions: the mentions of both sides and their clusters.

    Returns:
        ``[n_articles, 4]`` for each metric: precision part and whole, recall part and whole.
    """
    gold, predicted = partitions
    i, j = join(gold.mention, predicted.mention)
    pair, shared = np.unique(gold.cluster[i] * len(predicted.size) + predicted.cluster[j], return_counts=True)
    left, right = np.divmod(pair, max(len(predicted.size), 1))
    n, gold_size, predicted_size = shared.astype(float), gold.size[left], predicted.size[right]

    def per_article(article: Ints, weight: Floats | None = None) -> Floats:
        return np.bincount(article, weight, minlength=n_articles).astype(float)

    def both(precision: Floats, recall: Floats, wholes: tuple[Floats, Floats]) -> Floats:
        return np.stack([precision, wholes[0], recall, wholes[1]], axis=-1)

    article = gold.article[left]
    mentions = per_article(predicted.article[predicted.cluster]), per_article(gold.article[gold.cluster])
    links = per_article(predicted.article, predicted.size - 1), per_article(gold.article, gold.size - 1)
    clusters = per_article(predicted.article), per_article(gold.article)

    found = per_article(article, n)
    linked = per_article(article, n - 1)
    phi4 = 2 * n / (gold_size + predicted_size)
    best = matching(left, right, phi4)
    similarity = per_article(article[best], phi4[best])
    lonely = (gold_size == 1) & (predicted_size == 1)
    return {
        "mentions": both(found, found, mentions),
        "muc": both(linked, linked, links),
        "b_cubed": both(
            per_article(article, n * n / predicted_size), per_article(article, n * n / gold_size), mentions
        ),
        "ceaf_e": both(similarity, similarity, clusters),
        "lea": both(
            per_article(article, _links_found(n, predicted_size, lonely)),
            per_article(article, _links_found(n, gold_size, lonely)),
            mentions,
        ),
    }


def _links_found(n: Floats, size: Floats, lonely: NDArray[np.bool_]) -> Floats:
    """LEA's share of one overlapping pair, times the size of the cluster."""
    links = size * (size - 1) / 2
    found = n * (n - 1) / 2
    shares: Floats = size * np.divide(found, links, out=lonely.astype(float), where=links > 0)
    return shares
