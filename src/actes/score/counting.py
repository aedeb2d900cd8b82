"""From gold and predictions to sufficient statistics."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from actes.article import Article
from actes.ontology import Ontology
from actes.score import layers
from actes.score.clusters import Clusters, Ints, Item, actors, events
from actes.score.fillers import Acquaintance, arguments, ids, sources
from actes.score.keys import places
from actes.score.layers import Blocks, Layer
from actes.score.layout import SOURCE_LABELS, Layout, layout, pair_labels_of
from actes.score.stance import pair_confusion, stance_matches, triples
from actes.score.statistics import Row, Statistics, merge
from actes.score.tasks import TASKS

_BATCH = 4096
"""Articles flattened at a time, so that memory does not grow with the corpus."""


def count(gold: Sequence[Article], predictions: Sequence[Article], ontology: Ontology) -> Statistics:
    """The sufficient statistics of every task, one row per gold article.

    Gold and predictions are matched by id, in any order; the result depends on neither order, nor on the ids that a
    prediction gives its actors and events. What an article's prediction leaves out counts as empty: all gold missed.
    Predictions are taken to be valid (known labels, spans within the text, no span in two actors), which reading
    them has checked.

    The definitions stand with the functions that count: :mod:`actes.score.layers` and, for what takes more than a
    comparison of sets, :mod:`~actes.score.coreference`, :mod:`~actes.score.semeval`, :mod:`~actes.score.fillers` and
    :mod:`~actes.score.stance`.

    Args:
        gold: the gold articles, each once.
        predictions: one for each gold article; a missing one is given as an article with an id alone.
        ontology: the vocabularies, whose label lists are the labels of the columns.

    Returns:
        Statistics with rows sorted by id.

    Raises:
        ValueError: an id is repeated, missing or unknown; a label is unknown; a mention is in two actors; a pair is
            answered that was not asked.
    """
    expected, given = _by_id(gold, "gold"), _by_id(predictions, "prediction")
    missing, unknown = sorted(expected.keys() - given.keys()), sorted(given.keys() - expected.keys())
    if missing:
        raise ValueError(f"no prediction for {_listed(missing)}")
    if unknown:
        raise ValueError(f"predictions for articles that the gold does not have: {_listed(unknown)}")
    columns = layout(ontology)
    order = sorted(expected)
    starts = range(0, max(len(order), 1), _BATCH)
    batches = (order[start : start + _BATCH] for start in starts)
    return merge(
        _count([expected[i] for i in batch], [given[i] for i in batch], ontology, columns) for batch in batches
    )


def _by_id(articles: Sequence[Article], what: str) -> dict[str, Article]:
    by_id = {article.id: article for article in articles}
    if len(by_id) < len(articles):
        seen: set[str] = set()
        repeated = {article.id for article in articles if article.id in seen or seen.add(article.id)}
        raise ValueError(f"more than one {what} for {_listed(sorted(repeated))}")
    return by_id


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(islice(names, 5)) + more


def _count(
    gold: Sequence[Article], predictions: Sequence[Article], ontology: Ontology, columns: Layout
) -> Statistics:
    blocks = _blocks(gold, predictions, ontology)
    table = {
        whole: np.concatenate(
            [
                blocks[block.task, block.scheme].reshape(len(gold), block.stop - block.start)
                for block in columns.blocks
                if block.whole is whole
            ],
            axis=1,
        )
        for whole in (True, False)
    }
    rows = tuple(
        Row(a.id, a.story or a.id, a.split, a.origin, None if a.text is None else len(a.text)) for a in gold
    )
    return Statistics(columns, rows, table[True].astype(np.int32), table[False], _answered(predictions))


def _blocks(gold: Sequence[Article], predictions: Sequence[Article], ontology: Ontology) -> Blocks:
    sides, n = (gold, predictions), len(gold)
    who = _layers(*(actors(side, ontology.kinds) for side in sides), len(ontology.kinds))
    what = _layers(*(events(side, ontology.types) for side in sides), len(ontology.types))
    actor_ids, event_ids = ([ids(side, layer) for side in sides] for layer in ("actors", "events"))

    known = Acquaintance.of(*layers.shared(*who), len(who[1].clusters.items))
    spoken = [arguments(layer.clusters, index, ontology.roles) for layer, index in zip(what, actor_ids, strict=True)]
    vouched = [sources(layer.clusters, index) for layer, index in zip(what, actor_ids, strict=True)]

    stances = [
        triples(side, who_id, what_id, ontology.polarities)
        for side, who_id, what_id in zip(sides, actor_ids, event_ids, strict=True)
    ]
    polarised, unpolarised = stance_matches(n, len(ontology.polarities), *stances, _node_partners(n, who, what))
    return {
        **layers.span_blocks("mentions", n, *who),
        **layers.relaxed_blocks(n, *who),
        **layers.coreference_blocks("coreference", n, *who, typed=False),
        **layers.link_blocks(n, *who),
        **layers.span_blocks("triggers", n, *what),
        **layers.coreference_blocks("event_coreference", n, *what, typed=True),
        ("arguments", ""): layers.filler_block((n, len(ontology.roles)), what, spoken, known),
        **layers.status_blocks(n, *what, tuple(ontology.statuses)),
        ("attribution", ""): layers.filler_block((n, len(SOURCE_LABELS)), what, vouched, known),
        ("stance", ""): polarised,
        ("stance", "holder_target"): unpolarised,
        ("stance_pairs", ""): pair_confusion(gold, predictions, pair_labels_of(ontology)),
        ("contexts", ""): layers.context_block(gold, predictions, tuple(ontology.contexts)),
        ("dyads", ""): layers.dyad_block(gold, predictions, ontology),
    }


def _layers(gold: Clusters[Item], predicted: Clusters[Item], n_labels: int) -> tuple[Layer, Layer]:
    """Both sides of a layer, their spans numbered jointly."""
    place = places(gold, predicted)
    return Layer(gold, place[0], n_labels), Layer(predicted, place[1], n_labels)


def _node_partners(n_articles: int, who: tuple[Layer, Layer], what: tuple[Layer, Layer]) -> Ints:
    """The gold node of every predicted one: the author of an article is the author, actors and events are aligned.

    Unlike the event of an argument, the target of a stance need not have the right type: its trigger shows which event
    is meant, and the type is scored elsewhere.
    """
    actor, event = layers.partners(*who), layers.partners(*what)
    n_actors = len(who[0].clusters.items)
    return np.concatenate(
        [
            np.arange(n_articles),
            np.where(actor >= 0, n_articles + actor, actor),
            np.where(event >= 0, n_articles + n_actors + event, event),
        ]
    )


def _answered(predictions: Sequence[Article]) -> NDArray[np.bool_]:
    """``[articles, tasks]``: whether the prediction gives what the task needs."""
    return np.array([_answers(article) for article in predictions], np.bool_).reshape(-1, len(TASKS))


def _answers(article: Article) -> tuple[bool, ...]:
    """Of one prediction, in the order of :data:`~actes.score.tasks.TASKS`.

    A layer is given if it is there, be it empty; a property is given if one actor, or event, has it.
    """
    who, what = article.actors, article.events
    has_status = any(event.status is not UNSET for event in what or ())
    answers = {
        "mentions": who is not None,
        "coreference": who is not None,
        "linking": any(actor.link is not UNSET for actor in who or ()),
        "triggers": what is not None,
        "event_coreference": what is not None,
        "arguments": any(event.arguments for event in what or ()),
        "status": has_status,
        "attribution": any(event.sources is not UNSET for event in what or ()),
        "stance": who is not None and article.stances is not None,
        "stance_pairs": article.pairs is not None,
        "contexts": article.contexts is not None,
        "dyads": article.dyads is not None
        or (has_status and any(actor.country is not UNSET for actor in who or ())),
    }
    return tuple(answers[task.name] for task in TASKS)
