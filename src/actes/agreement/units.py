"""Units that two layers share, with the value that each gives: what alpha is computed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actes.article import Article
from actes.diff.clusters import align
from actes.diff.comparison import translated_stance
from actes.diff.graph import actor_clusters, event_clusters
from actes.diff.stances import pair_stances
from actes.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that both layers have, and what each says of its ``property``."""

    property: str
    first: str
    second: str


def properties(ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """What alpha is computed for, each with its values."""
    return {
        "kind": tuple(ontology.kinds),
        "type": tuple(ontology.types),
        "status": tuple(ontology.statuses),
        "polarity": tuple(ontology.polarities),
    }


def shared_units(first: Article, second: Article) -> Iterator[Unit]:
    """The units of two annotations of one article.

    Actors are aligned one to one by shared mentions, and give their kind; events by shared triggers, whatever their
    types, and give type and status; stances with aligned holder and target give their polarity. What one layer has
    alone is no unit: how much that is, the F1 figures tell.
    """
    actors = align(actor_clusters(first.actors or ()), actor_clusters(second.actors or ()), by_id=False)
    kinds = [{actor.id: actor.kind for actor in side.actors or ()} for side in (first, second)]
    for ours, theirs in actors.partners.items():
        yield Unit("kind", kinds[0][ours], kinds[1][theirs])

    events = align(event_clusters(first.events or ()), event_clusters(second.events or ()), by_id=False)
    found = [{event.id: event for event in side.events or ()} for side in (first, second)]
    for ours, theirs in events.partners.items():
        yield Unit("type", found[0][ours].type, found[1][theirs].type)
        yield Unit("status", str(found[0][ours].status), str(found[1][theirs].status))

    stances = [translated_stance(stance, actors, events) for stance in first.stances or ()]
    for i, j in pair_stances(stances, second.stances or (), by_id=False):
        mine, other = stances[i], (second.stances or ())[j]
        if (mine.holder, mine.target) == (other.holder, other.target):
            yield Unit("polarity", mine.polarity, other.polarity)
