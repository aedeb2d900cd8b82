"""Which predicted actor is which gold actor, and which event which."""

from __future__ import annotations

from typing import Any

import numpy as np

from actes.score.clusters import Clusters
from actes.score.keys import Ints, join
from actes.score.matching import align
from actes.score.sides import Sides


def shared(clusters: Sides[Clusters[Any]], *, same_label: bool = False) -> Sides[Ints]:
    """The gold and the predicted cluster of every span in common, in the order of the text.

    Where one word is the trigger of several events, those of one type come first. With ``same_label`` no others come.
    """
    gold, predicted = clusters
    i, j = join(*clusters.map(lambda side: side.labelled_place if same_label else side.place))
    ours, theirs = gold.span_label[i], predicted.span_label[j]
    order = np.lexsort((np.maximum(ours, theirs), np.minimum(ours, theirs), ours != theirs, gold.place[i]))
    return Sides(gold.owner[i[order]], predicted.owner[j[order]])


def partners(clusters: Sides[Clusters[Any]], *, same_label: bool = False) -> Ints:
    """The gold cluster aligned with each predicted one, -1 where there is none.

    Clusters are aligned one to one so that they share as many spans as can be, with ties as
    :func:`actes.score.matching.align` says; with ``same_label``, only clusters of one label are.
    """
    gold, predicted = clusters
    return align(*shared(clusters, same_label=same_label), len(predicted.items), gold.article)
