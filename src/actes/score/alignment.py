"""Which predicted actor is which gold actor, and which event which."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actes.article import Actor, Event
from actes.score.clusters import Clusters
from actes.score.keys import Ints, join, pack
from actes.score.matching import align
from actes.score.sides import Sides


def shared(clusters: Sides[Clusters[Any]], *, same_label: bool = False) -> Sides[Ints]:
    """The gold and the predicted cluster of every span in common, in the order of the text.

    Where one word is the trigger of several events, those of one type come first. With ``same_label`` no others come.
    """
    gold, predicted = clusters
    i, j = join(*clusters.map(lambda side: side.labelled_place if same_label else side.place))
    ours, theirs = gold.span_label[i], predicted.span_label[j]
    differ = (ours != theirs).astype(np.int64)
    order = np.argsort(pack([gold.place[i], differ, np.minimum(ours, theirs), np.maximum(ours, theirs)]), kind="stable")
    return Sides(gold.owner[i[order]], predicted.owner[j[order]])


def partners(clusters: Sides[Clusters[Any]], spans: Sides[Ints]) -> Ints:
    """The gold cluster aligned with each predicted one, -1 where there is none.

    Clusters are aligned one to one so that they have as many of the shared ``spans`` in common as can be, with ties as
    :func:`actes.score.matching.align` says.
    """
    return align(*spans, len(clusters.predicted.items), clusters.gold.article)


def node_partners(
    stanced: NDArray[np.bool_], actors: Sides[Clusters[Actor]], mentions: Sides[Ints], events: Sides[Clusters[Event]]
) -> Ints:
    """The gold node of every predicted one: the author is the author, actors and events are aligned.

    A node is the author of an article, an actor, or an event, in this order over all articles. Unlike the event of an
    argument, the target of a stance need not have the right type: its triggers show which event is meant, and types
    are scored elsewhere.

    Args:
        stanced: which articles predict a stance; no other is aligned.
        actors: of both sides.
        mentions: what the actors share.
        events: of both sides.
    """

    def aligned(clusters: Sides[Clusters[Any]], spans: Sides[Ints], first: int) -> Ints:
        used = stanced[clusters.gold.article[spans.gold]]
        partner = partners(clusters, spans.map(lambda side: side[used]))
        return np.where(partner >= 0, first + partner, partner)

    first_actor, first_event = len(stanced), len(stanced) + len(actors.gold.items)
    return np.concatenate(
        [np.arange(len(stanced)), aligned(actors, mentions, first_actor), aligned(events, shared(events), first_event)]
    )
