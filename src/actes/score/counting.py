"""From gold and predictions to sufficient statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from actes.article import Article
from actes.ontology import Ontology
from actes.score.blocks import blocks
from actes.score.clusters import Articles
from actes.score.layout import Layout, layout
from actes.score.sides import Sides
from actes.score.statistics import Row, Statistics, merge
from actes.score.tasks import TASKS

_BATCH = 1024
"""Articles flattened at a time: enough for arrays to pay, few enough to stay in the cache."""


def count(gold: Articles, predictions: Articles, ontology: Ontology) -> Statistics:
    """The sufficient statistics of every task, one row per gold article.

    Gold and predictions are matched by id, in any order; the result depends on neither order, nor on the ids that a
    prediction gives its actors and events. What the prediction of an article leaves out counts as empty: all gold
    missed. Predictions are taken to be valid (known labels and ids, spans within the text, no span in two actors),
    which reading them has checked.

    The exact definitions stand in :func:`actes.score.blocks.blocks` and with the functions it calls.

    Args:
        gold: the gold articles, each once.
        predictions: one for each gold article; a missing one is given as an article with an id alone.
        ontology: the vocabularies, whose label lists are the labels of the columns.

    Returns:
        Statistics with rows sorted by id.

    Raises:
        ValueError: an article is repeated, missing or unknown; a label is unknown; a mention is in two actors; a pair
            is answered that was not asked.
    """
    by_id = Sides(_by_id(gold, "gold"), _by_id(predictions, "predictions"))
    missing = by_id.gold.keys() - by_id.predicted.keys()
    unknown = by_id.predicted.keys() - by_id.gold.keys()
    if missing:
        raise ValueError(f"articles without a prediction: {_listed(missing)}")
    if unknown:
        raise ValueError(f"predictions for articles that the gold does not have: {_listed(unknown)}")
    columns = layout(ontology)
    ids = sorted(by_id.gold)
    articles = by_id.map(lambda side: [side[name] for name in ids])
    batches = (slice(start, start + _BATCH) for start in range(0, max(len(ids), 1), _BATCH))
    return merge(_count(Sides(articles.gold[some], articles.predicted[some]), ontology, columns) for some in batches)


def _by_id(articles: Articles, what: str) -> dict[str, Article]:
    by_id = {article.id: article for article in articles}
    if len(by_id) < len(articles):
        repeated = [name for name, times in Counter(article.id for article in articles).items() if times > 1]
        raise ValueError(f"articles repeated in the {what}: {_listed(repeated)}")
    return by_id


def _listed(names: Sequence[str] | set[str]) -> str:
    first, more = sorted(names)[:5], len(names) - 5
    return ", ".join(first) + (f" and {more} more" if more > 0 else "")


def _count(articles: Sides[Articles], ontology: Ontology, columns: Layout) -> Statistics:
    table = blocks(articles, ontology)
    whole, parts = (
        np.concatenate(
            [
                table[block.task, block.scheme].reshape(len(articles.gold), block.stop - block.start)
                for block in columns.blocks
                if block.whole is is_whole
            ],
            axis=1,
        )
        for is_whole in (True, False)
    )
    rows = tuple(
        Row(gold.id, gold.story or gold.id, gold.split, gold.origin, None if gold.text is None else len(gold.text))
        for gold in articles.gold
    )
    return Statistics(columns, rows, whole.astype(np.int32), parts, answered(articles.predicted))


def answered(predictions: Articles) -> NDArray[np.bool_]:
    """Whether each prediction gives what each task needs: ``[articles, len(TASKS)]``.

    A layer is given if it is there, be it empty; a property is given if one actor, or event, of the article has it.
    """
    actors = [article.actors is not None for article in predictions]
    events = [article.events is not None for article in predictions]
    stances = [article.stances is not None for article in predictions]
    status = [any(event.status is not UNSET for event in article.events or ()) for article in predictions]
    dyads = [article.dyads is not None for article in predictions]
    country = [any(actor.country is not UNSET for actor in article.actors or ()) for article in predictions]
    given = {
        "mentions": actors,
        "coreference": actors,
        "linking": [any(actor.link is not UNSET for actor in article.actors or ()) for article in predictions],
        "triggers": events,
        "event_coreference": events,
        "arguments": [any(event.arguments for event in article.events or ()) for article in predictions],
        "status": status,
        "attribution": [any(e.sources is not UNSET for e in article.events or ()) for article in predictions],
        "stance": np.logical_and(actors, stances),
        "stance_pairs": [article.pairs is not None for article in predictions],
        "contexts": [article.contexts is not None for article in predictions],
        "dyads": np.logical_or(dyads, np.logical_and(status, country)),
    }
    return np.stack([np.asarray(given[task.name], np.bool_) for task in TASKS], axis=-1)
