"""What each layer contributes: from the flattened gold and prediction of many articles to the blocks of the layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from actes.article import Actor, Article, Event
from actes.dyads import article_dyads
from actes.ontology import Ontology
from actes.score.clusters import Clusters, Ints, codes, ranks
from actes.score.coreference import coreference, partition
from actes.score.fillers import Acquaintance, Fillers, filler_matches
from actes.score.keys import join, number_values
from actes.score.layout import LINK_LABELS, RELAXED_SCHEMES, SOURCE_LABELS
from actes.score.matching import align
from actes.score.semeval import relaxed
from actes.score.spans import Items, matches, tally

Blocks = dict[tuple[str, str], NDArray[Any]]
"""(task, scheme) -> ``[articles, labels, counts]``."""

_NO_LABEL = 1


@dataclass(frozen=True, slots=True)
class Layer:
    """One side of a layer: its clusters, and for every span the number of its place, the same on both sides."""

    clusters: Clusters[Any]
    place: Ints
    n_labels: int

    @property
    def typed_place(self) -> Ints:
        """Place and label in one number."""
        return self.place * self.n_labels + self.clusters.span_label

    def typed(self) -> Items:
        """Spans with the label of their cluster."""
        return Items(self.clusters.span_article, self.clusters.span_label, self.typed_place)

    def untyped(self) -> Items:
        """Spans alone; one that is in two clusters counts once."""
        return Items(self.clusters.span_article, np.zeros_like(self.place), self.place).once()

    def refined(self, code: Ints, n_codes: int, *, label: Ints, typed: bool) -> Items:
        """Spans with a further property of their cluster; left out where the ``code`` of the cluster is below 0."""
        given = code[self.clusters.owner] >= 0
        owner = self.clusters.owner[given]
        place = (self.typed_place if typed else self.place)[given]
        return Items(self.clusters.article[owner], label[owner], place * n_codes + code[owner])


def span_blocks(task: str, n_articles: int, gold: Layer, predicted: Layer) -> Blocks:
    """Spans with and without their label: (start, end, label) and (start, end)."""
    return {
        (task, "strict"): matches((n_articles, gold.n_labels), gold.typed(), predicted.typed()),
        (task, "untyped"): matches((n_articles, _NO_LABEL), gold.untyped(), predicted.untyped()),
    }


def relaxed_blocks(n_articles: int, gold: Layer, predicted: Layer) -> Blocks:
    """The four schemes of SemEval-2013 on mentions."""
    outcomes = relaxed((n_articles, gold.n_labels), gold.clusters, predicted.clusters)
    return {("mentions", scheme): outcomes[:, :, i] for i, scheme in enumerate(RELAXED_SCHEMES)}


def coreference_blocks(task: str, n_articles: int, gold: Layer, predicted: Layer, *, typed: bool) -> Blocks:
    """Clusters as sets of mentions.

    A mention of an actor is its span. A mention of an event is its span and type (``typed``): one word may name events
    of several types, which are then different mentions, and a trigger of the wrong type is the mention of another
    event. So does the TAC KBP event nugget track.
    """
    sides = [
        partition(side.typed_place if typed else side.place, side.clusters.owner, side.clusters.article)
        for side in (gold, predicted)
    ]
    return {(task, metric): sums for metric, sums in coreference(n_articles, *sides).items()}


def link_blocks(n_articles: int, gold: Layer, predicted: Layer) -> Blocks:
    """Mentions with the registry entry of their actor: (start, end, link), NIL being a link like any other.

    A predicted actor whose ``link`` is left out says nothing. ``given_mention`` asks at the gold mentions that were
    found, whatever their kind, how many have the right link; there, to say nothing is wrong.
    """
    links = [[actor.link for actor in side.clusters.items] for side in (gold, predicted)]
    numbers = number_values(*links)
    n_links = max((int(number.max(initial=0)) for number in numbers), default=0) + 1
    items = []
    for side, link, number in zip((gold, predicted), links, numbers, strict=True):
        code = np.where(np.fromiter((value is UNSET for value in link), np.bool_, len(link)), -1, number)
        nil = np.fromiter((value is None for value in link), np.int64, len(link))
        items.append(side.refined(code, n_links, label=nil, typed=False))
    linked = matches((n_articles, len(LINK_LABELS)), *items)
    found = matches((n_articles, _NO_LABEL), gold.untyped(), predicted.untyped())[:, :, 0]
    right = linked[:, :, 0].sum(axis=1, keepdims=True)
    return {("linking", ""): linked, ("linking", "given_mention"): np.stack([right, found], axis=-1)}


def status_blocks(n_articles: int, gold: Layer, predicted: Layer, statuses: Sequence[str]) -> Blocks:
    """Triggers with type and status: (start, end, type, status).

    A predicted event whose status is left out says nothing. ``given_trigger`` asks at the gold triggers found with
    the right type; there, to say nothing is wrong.
    """
    place = {status: i for i, status in enumerate(statuses)} | {UNSET: -1}
    items = []
    for side in (gold, predicted):
        code = codes((event.status for event in side.clusters.items), place)
        items.append(side.refined(code, len(statuses), label=code, typed=True))
    right = matches((n_articles, len(statuses)), *items)
    found = matches((n_articles, gold.n_labels), gold.typed(), predicted.typed())[:, :, 0]
    given = [counts.sum(axis=1, keepdims=True) for counts in (right[:, :, 0], found)]
    return {("status", ""): right, ("status", "given_trigger"): np.stack(given, axis=-1)}


def shared(gold: Layer, predicted: Layer, *, typed: bool = False) -> tuple[Ints, Ints]:
    """The gold and the predicted cluster of every span in common, in the order of the text.

    Where several events have one trigger, pairs of one type come first.
    """
    i, j = join(gold.typed_place, predicted.typed_place) if typed else join(gold.place, predicted.place)
    ours, theirs = gold.clusters.span_label[i], predicted.clusters.span_label[j]
    order = np.lexsort((np.maximum(ours, theirs), np.minimum(ours, theirs), ours != theirs, gold.place[i]))
    return gold.clusters.owner[i[order]], predicted.clusters.owner[j[order]]


def partners(gold: Layer, predicted: Layer, *, typed: bool = False) -> Ints:
    """The gold cluster aligned with each predicted one, -1 where there is none.

    Clusters are aligned one to one so that they share as many spans as can be (:func:`actes.score.matching.align`);
    with ``typed``, only clusters of one label are.
    """
    i, j = shared(gold, predicted, typed=typed)
    sizes = len(gold.clusters.items), len(predicted.clusters.items)
    return align(i, j, *sizes, gold.clusters.article)


def filler_block(
    shape: tuple[int, int], events: tuple[Layer, Layer], fillers: tuple[Fillers, Fillers], known: Acquaintance
) -> Ints:
    """Fillers of events aligned by type and a shared trigger."""
    gold, predicted = events
    return filler_matches(
        shape,
        (fillers[0], gold.clusters.article),
        (fillers[1], predicted.clusters.article),
        partners(gold, predicted, typed=True),
        known,
    )


def context_block(gold: Sequence[Article], predictions: Sequence[Article], contexts: Sequence[str]) -> Ints:
    """Contexts, a set for each article."""
    n_labels = len(contexts)

    def items(articles: Sequence[Article]) -> Items:
        given = [article.contexts or () for article in articles]
        article, label = ranks(given), codes((context for group in given for context in group), contexts)
        return Items(article, label, article * n_labels + label).once()

    return matches((len(gold), n_labels), items(gold), items(predictions))


def dyad_block(gold: Sequence[Article], predictions: Sequence[Article], ontology: Ontology) -> Ints:
    """PLOVER records that happened, a set of (actor code, recipient code, type) for each article."""
    sides = [[list(article_dyads(article, ontology)) for article in side] for side in (gold, predictions)]
    flat = [[dyad for group in side for dyad in group] for side in sides]
    numbers = number_values(*flat)
    n_dyads = max((int(number.max(initial=0)) for number in numbers), default=0) + 1
    items = []
    for side, dyads, number in zip(sides, flat, numbers, strict=True):
        article = ranks(side)
        items.append(Items(article, codes((dyad.type for dyad in dyads), ontology.types), article * n_dyads + number))
    return matches((len(gold), len(ontology.types)), *items)
