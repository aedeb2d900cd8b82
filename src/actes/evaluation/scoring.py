"""From gold and a stream of predictions to sufficient statistics, refusing what cannot be scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actes.article import Article
from actes.evaluation.gold import Gold
from actes.evaluation.pairing import Pairing, empty_predictions
from actes.evaluation.records import Record
from actes.ontology import Ontology
from actes.problem import InputError, Problem
from actes.score import Statistics, count, merge

BATCH = 2048
"""Articles decoded at a time: memory does not grow with the file but by its statistics."""
MAX_PROBLEMS = 1000
"""Reading stops after so many problems: nobody reads more, and a wrong file may hold millions."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The statistics of one system, and how many gold articles it gave no prediction for."""

    system: str
    statistics: Statistics
    missing: int


def score(
    gold: Gold,
    predictions: Iterable[Record | Problem],
    ontology: Ontology,
    *,
    system: str,
    path: str,
    allow_missing: bool = False,
) -> Scored:
    """Count ``predictions`` against ``gold``.

    Args:
        gold: the articles that are scored.
        predictions: one per gold article, in any order.
        ontology: the vocabularies.
        system: the name of what predicted.
        path: where the predictions come from, for messages.
        allow_missing: count gold articles without a prediction as all missed, instead of refusing.

    Raises:
        InputError: with everything that keeps the two from being compared.
    """
    pairing = Pairing(gold, ontology)
    problems: list[Problem] = []
    parts = []
    for pairs in _batches(_checked(predictions, pairing, problems)):
        if problems:
            break
        parts.append(count([pair[0] for pair in pairs], [pair[1] for pair in pairs], ontology))
    if not problems:
        problems.extend(pairing.problems_of_the_whole(path, allow_missing=allow_missing))
    if problems:
        raise InputError(problems)
    missing = pairing.missing()
    if missing:
        parts.append(count([gold.article(name) for name in missing], empty_predictions(missing), ontology))
    return Scored(system, merge(parts), len(missing))


def _checked(
    predictions: Iterable[Record | Problem], pairing: Pairing, problems: list[Problem]
) -> Iterator[tuple[Article, Article]]:
    """(gold, prediction) as long as nothing is wrong; from the first problem on, only problems are gathered."""
    for item in predictions:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            expected, found = pairing.check(item)
            problems.extend(found)
            if expected is not None and not problems:
                yield expected, item.article
        if len(problems) >= MAX_PROBLEMS:
            return


def _batches(pairs: Iterable[tuple[Article, Article]]) -> Iterator[list[tuple[Article, Article]]]:
    batch = []
    for pair in pairs:
        batch.append(pair)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch
