"""Every block of the layout, from the gold and the predictions of many articles at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actes.article import Actor, Article, Event
from actes.dyads import article_dyads
from actes.ontology import Ontology
from actes.score.alignment import partners, shared
from actes.score.clusters import Articles, Clusters, actors, codes, events, ranks
from actes.score.coreference import coreference, partition
from actes.score.fillers import actor_ids, arguments, event_ids, filler_matches, sources
from actes.score.keys import Ints, number_values
from actes.score.layout import RELAXED_SCHEMES, SOURCE_LABELS, pair_labels_of
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
    return {
        **_spans("mentions", n, who),
        **_relaxed(n, who),
        **_clusters("coreference", n, who.map(lambda side: partition(side.place, side.owner, side.article))),
        **_links(n, who),
        **_spans("triggers", n, what),
        # one word may name events of several types: these are different mentions, as in the TAC KBP event nugget track
        **_clusters("event_coreference", n, what.map(lambda side: partition(side.labelled_place, side.owner, side.article))),
        **_statuses(n, what, tuple(ontology.statuses)),
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
