"""Which predicted actor or event of one article is which gold one: the alignment of the score, by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actes.article import AUTHOR, Article
from actes.ontology import Ontology
from actes.report.faults.graph import Graph
from actes.report.faults.values import Span
from actes.score import clusters
from actes.score.alignment import partners, shared
from actes.score.clusters import Articles, Clusters
from actes.score.keys import Ints
from actes.score.sides import Sides

Common = Mapping[tuple[str, str], tuple[Span, ...]]
"""(gold id, predicted id) -> the spans both have."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The two graphs of an article and how they correspond."""

    graphs: Sides[Graph]
    actors: Common
    """Actors that share mentions, of whatever kind."""
    events: Common
    """Events that share triggers and have the same type."""
    nodes: Mapping[str, str]
    """Predicted -> gold, one to one, of actors and of events whatever their type: what a stance ties."""
    same_events: Mapping[str, str]
    """Predicted -> gold, one to one, of events of the same type: what arguments and sources are tied to."""


def align(gold: Article, prediction: Article, ontology: Ontology) -> Alignment:
    """Align the actors and events of one article as :mod:`actes.score.alignment` does."""
    articles: Sides[Articles] = Sides([gold], [prediction])
    who = clusters.actors(articles, ontology.kinds)
    what = clusters.events(articles, ontology.types)
    mentions, triggers, typed = shared(who), shared(what), shared(what, same_label=True)
    return Alignment(
        graphs=articles.map(lambda side: Graph.of(side[0], gold.text)),
        actors=_common(who, mentions),
        events=_common(what, typed),
        nodes={AUTHOR: AUTHOR} | _partners(who, mentions) | _partners(what, triggers),
        same_events=_partners(what, typed),
    )


def _partners(sides: Sides[Clusters[Any]], spans: Sides[Ints]) -> dict[str, str]:
    found = enumerate(partners(sides, spans).tolist())
    return {sides.predicted.items[j].id: sides.gold.items[i].id for j, i in found if i >= 0}


def _common(sides: Sides[Clusters[Any]], spans: Sides[Ints]) -> Common:
    places = sides.map(_places)
    pairs = dict.fromkeys(zip(spans.gold.tolist(), spans.predicted.tolist(), strict=True))
    return {
        (sides.gold.items[i].id, sides.predicted.items[j].id): tuple(sorted(places.gold[i] & places.predicted[j]))
        for i, j in pairs
    }


def _places(side: Clusters[Any]) -> list[set[Span]]:
    """The spans of every cluster."""
    places: list[set[Span]] = [set() for _ in side.items]
    for owner, start, end in zip(side.owner.tolist(), side.start.tolist(), side.end.tolist(), strict=True):
        places[owner].add((start, end))
    return places
