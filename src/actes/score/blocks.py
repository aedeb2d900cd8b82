"""Every block of the layout, from the gold and the predictions of many articles at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actes.article import Actor, Article, Dyad, Event
from actes.dyads import article_dyads
from actes.ontology import Ontology
from actes.score.alignment import node_partners, partners, shared
from actes.score.clusters import Articles, Clusters, actors, codes, events, ranks
from actes.score.coreference import Partition, coreference, partition
from actes.score.fillers import actor_ids, arguments, event_ids, filler_matches, sources
from actes.score.keys import Ints, number_values
from actes.score.layout import LINK_LABELS, RELAXED_SCHEMES, SOURCE_LABELS, pair_labels_of
from actes.score.semeval import relaxed
from actes.score.sides import Sides
from actes.score.spans import Items, labelled, linked, matches, unlabelled, with_status
from actes.score.stance import pair_confusion, stance_matches, triples

Blocks = dict[tuple[str, str], NDArray[Any]]
"""(task, scheme) -> ``[articles, labels, counts]``, or as many numbers in another shape."""


def blocks(articles: Sides[Articles], ontology: Ontology) -> Blocks:
    """Count every task.

    ========================  =========================================================================================
    task                      an item is
    ========================  =========================================================================================
    mentions                  (start, end, kind); untyped (start, end); SemEval: :mod:`actes.score.semeval`
    coreference               :func:`actes.score.coreference.coreference` of mentions (start, end)
    linking                   (start, end, link), NIL a link; given a mention: is its link right
    triggers                  (start, end, type); untyped (start, end)
    event_coreference         as coreference, of mentions (start, end, type)
    arguments, attribution    :func:`actes.score.fillers.filler_matches`, in events of one type aligned by triggers
    status                    (start, end, type, status); given a right trigger: is its status right
    stance                    :func:`actes.score.stance.stance_matches`
    stance_pairs              :func:`actes.score.stance.pair_confusion`
    contexts                  (context)
    dyads                     (actor code, recipient code, type) of actual events: :mod:`actes.dyads`
    ========================  =========================================================================================

    Args:
        articles: gold and predictions, in the same order.
        ontology: the vocabularies.
    """
    n = len(articles.gold)
    who = actors(articles, ontology.kinds)
    what = events(articles, ontology.types)
    mentions, triggers = _spans("mentions", n, who), _spans("triggers", n, what)
    return {
        **mentions,
        **_relaxed(n, who),
        **_clusters("coreference", n, who.map(lambda side: partition(side.place, side.owner, side.article))),
        **_links(n, who, mentions["mentions", "untyped"]),
        **triggers,
        # one word may name events of several types: these are different mentions, as in the TAC KBP event nugget track
        **_clusters(
            "event_coreference", n, what.map(lambda side: partition(side.labelled_place, side.owner, side.article))
        ),
        **_statuses(n, what, tuple(ontology.statuses), triggers["triggers", "strict"]),
        **_graph(articles, who, what, ontology),
        ("stance_pairs", ""): pair_confusion(articles, pair_labels_of(ontology)),
        ("contexts", ""): _contexts(articles, tuple(ontology.contexts)),
        ("dyads", ""): _dyads(articles, ontology),
    }


def _spans(task: str, n_articles: int, clusters: Sides[Clusters[Any]]) -> Blocks:
    n_labels = clusters.gold.n_labels
    return {
        (task, "strict"): matches((n_articles, n_labels), clusters.map(labelled)),
        (task, "untyped"): matches((n_articles, 1), clusters.map(unlabelled)),
    }


def _relaxed(n_articles: int, clusters: Sides[Clusters[Actor]]) -> Blocks:
    outcomes = relaxed((n_articles, clusters.gold.n_labels), clusters)
    return {("mentions", scheme): outcomes[:, :, i] for i, scheme in enumerate(RELAXED_SCHEMES)}


def _clusters(task: str, n_articles: int, partitions: Sides[Partition]) -> Blocks:
    return {(task, metric): sums for metric, sums in coreference(n_articles, partitions).items()}


def _links(n_articles: int, clusters: Sides[Clusters[Actor]], found: Ints) -> Blocks:
    links = matches((n_articles, len(LINK_LABELS)), linked(clusters))
    return {("linking", ""): links, ("linking", "given_mention"): _accuracy(links, found)}


def _statuses(n_articles: int, clusters: Sides[Clusters[Event]], statuses: Sequence[str], found: Ints) -> Blocks:
    told = matches((n_articles, len(statuses)), clusters.map(lambda side: with_status(side, statuses)))
    return {("status", ""): told, ("status", "given_trigger"): _accuracy(told, found)}


def _accuracy(right: Ints, asked: Ints) -> Ints:
    """Of the items found, how many are right in a further property: ``[articles, 2]``. To say nothing is wrong."""
    return np.stack([right[:, :, 0].sum(axis=1), asked[:, :, 0].sum(axis=1)], axis=-1)


def _graph(
    articles: Sides[Articles], who: Sides[Clusters[Actor]], what: Sides[Clusters[Event]], ontology: Ontology
) -> Blocks:
    """What ties actors and events together."""
    n, actor, event = len(articles.gold), articles.map(actor_ids), articles.map(event_ids)
    argued = what.zip(actor).map(lambda side: arguments(*side, ontology.roles))
    vouched = what.zip(actor).map(lambda side: sources(*side))
    known, same_event = shared(who), partners(what, shared(what, same_label=True))
    told = articles.zip(actor.zip(event)).map(lambda side: triples(side[0], *side[1], ontology.polarities))
    stanced = np.array([bool(article.stances) for article in articles.predicted], np.bool_)
    partner = node_partners(stanced, who, known, what)
    polarised, unpolarised = stance_matches((n, len(ontology.polarities)), told, partner)
    return {
        ("arguments", ""): filler_matches((n, len(ontology.roles)), argued, same_event, known),
        ("attribution", ""): filler_matches((n, len(SOURCE_LABELS)), vouched, same_event, known),
        ("stance", ""): polarised,
        ("stance", "holder_target"): unpolarised,
    }


def _contexts(articles: Sides[Articles], contexts: Sequence[str]) -> Ints:
    def items(side: Articles) -> Items:
        groups = [article.contexts or () for article in side]
        article, label = ranks(groups), codes((context for group in groups for context in group), contexts)
        return Items.once(article, label, article * len(contexts) + label)

    return matches((len(articles.gold), len(contexts)), articles.map(items))


def _dyads(articles: Sides[Articles], ontology: Ontology) -> Ints:
    def dyads(article: Article) -> Sequence[Dyad]:
        return list(article_dyads(article, ontology)) if article.events or article.dyads else ()

    groups = articles.map(lambda side: [dyads(article) for article in side])
    flat = groups.map(lambda side: [dyad for group in side for dyad in group])
    numbers = Sides(*number_values(*flat))
    n_dyads = 1 + int(max(side.max(initial=0) for side in numbers))

    def items(groups: Sequence[Sequence[Dyad]], flat: Sequence[Dyad], number: Ints) -> Items:
        article, label = ranks(groups), codes((dyad.type for dyad in flat), ontology.types)
        return Items(article, label, article * n_dyads + number)

    sides = Sides(*(items(*side) for side in zip(groups, flat, numbers, strict=True)))
    return matches((len(articles.gold), len(ontology.types)), sides)
