"""The whole way from gold and predictions to a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actes.article import Article
from actes.evaluation.pairing import (
    check_gold,
    check_predictions,
    missing,
    missing_problem,
    with_empty_predictions,
)
from actes.evaluation.records import Record
from actes.evaluation.report import Report, make_report, sign
from actes.ontology import Ontology
from actes.problem import InputError, Problem
from actes.score import count


def evaluate_records(
    gold: Sequence[Record],
    predictions: Sequence[Record],
    ontology: Ontology,
    *,
    system: str,
    corpus: str | None = None,
    split: str = "all",
    allow_missing: bool = False,
    elsewhere: Mapping[str, str] | None = None,
) -> Report:
    """Score ``predictions`` against ``gold``.

    Args:
        gold: the articles to score.
        predictions: one per gold article.
        ontology: the vocabularies.
        system: the name of what predicted.
        corpus: the version of the corpus the gold comes from, if it does.
        split: the name of the selection the gold is.
        allow_missing: count gold articles without a prediction as all missed, instead of refusing.
        elsewhere: article -> split of articles that exist but are not scored, for the message about them.

    Raises:
        InputError: with everything that keeps the two from being compared.
    """
    expected = check_gold(gold, ontology)
    path = predictions[0].path if predictions else system
    problems = check_predictions(predictions, expected, ontology, elsewhere or {})
    absent = missing(predictions, expected)
    if not predictions:
        problems.append(Problem(path, 0, "", "there is no article in it", "predictions-empty"))
    elif absent and not allow_missing:
        problems.append(missing_problem(path, absent))
    if problems:
        raise InputError(problems)
    answers = [record.article for record in predictions]
    statistics = count(list(expected.values()), answers + with_empty_predictions(absent), ontology)
    signature = sign(
        system, expected.values(), schema=ontology.version, corpus=corpus, split=split, missing=len(absent)
    )
    return make_report(statistics, signature)


def as_records(articles: Sequence[Article], path: str) -> list[Record]:
    """Articles that come from no file as records, numbered in their order."""
    return [Record(path, number, article) for number, article in enumerate(articles, 1)]
