"""Gold and predictions side by side: every article once on both sides, made on the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from actes.article import Article
from actes.evaluation.records import Record
from actes.evaluation.validity import findings
from actes.ontology import Ontology
from actes.pairs import stance_pairs
from actes.problem import InputError, Problem

LAYERS = ("contexts", "actors", "events", "stances", "pairs", "dyads")


def check_gold(records: Sequence[Record], ontology: Ontology) -> dict[str, Article]:
    """The gold by id.

    Raises:
        InputError: an article twice, or anything wrong with one.
    """
    problems = list(_repeated(records))
    gold: dict[str, Article] = {}
    for record in records:
        article = record.article
        problems.extend(record.problem(*finding) for finding in findings(article, article.text, ontology))
        gold[article.id] = article
    if problems:
        raise InputError(problems)
    return gold


def check_predictions(
    records: Sequence[Record], gold: Mapping[str, Article], ontology: Ontology, elsewhere: Mapping[str, str]
) -> list[Problem]:
    """Everything that keeps predictions from being scored, but for articles without one.

    Args:
        records: the predictions.
        gold: the articles that are scored.
        ontology: the vocabularies.
        elsewhere: article -> split of the articles that exist but are not scored.
    """
    problems = list(_repeated(records))
    for record in records:
        expected = gold.get(record.article.id)
        if expected is None:
            problems.append(_unknown(record, elsewhere))
            continue
        problems.extend(_other_text(record, expected))
        problems.extend(record.problem(*finding) for finding in findings(record.article, expected.text, ontology))
        problems.extend(_unasked_pairs(record, expected))
    problems.extend(_partial_layers(records))
    return problems


def missing(records: Iterable[Record], gold: Mapping[str, Article]) -> list[str]:
    """The gold articles without a prediction, sorted."""
    return sorted(gold.keys() - {record.article.id for record in records})


def missing_problem(path: str, articles: Sequence[str]) -> Problem:
    """The refusal to score a file that lacks articles."""
    shown = ", ".join(articles[:5]) + (f" and {len(articles) - 5} more" if len(articles) > 5 else "")
    message = (
        f"no prediction for {len(articles)} of the gold articles: {shown}; "
        "add them, or count them as all missed with --allow-missing"
    )
    return Problem(path, 0, "", message, "article-missing")


def _repeated(records: Iterable[Record]) -> Iterable[Problem]:
    lines: dict[str, int] = {}
    for record in records:
        first = lines.setdefault(record.article.id, record.line)
        if first != record.line:
            message = f"the article {record.article.id!r} is already on line {first}; keep one"
            yield record.problem("id", message, "article-duplicate")


def _unknown(record: Record, elsewhere: Mapping[str, str]) -> Problem:
    article = record.article.id
    if article in elsewhere:
        split = elsewhere[article]
        message = f"{article!r} is in the split {split}, which is not scored; score it with --split {split}"
    else:
        message = f"{article!r} is not an article of the gold; was it predicted for another version of the corpus?"
    return record.problem("id", message, "article-unknown")


def _other_text(record: Record, expected: Article) -> Iterable[Problem]:
    """A prediction that repeats the article's text or hash must repeat the gold's."""
    for name in ("sha256", "text", "schema"):
        given, wanted = getattr(record.article, name), getattr(expected, name)
        if given is not None and wanted is not None and given != wanted:
            message = f"the {name} is not that of the gold; predict again on the text that is scored"
            yield record.problem(name, message, "article-text")


def _unasked_pairs(record: Record, expected: Article) -> Iterable[Problem]:
    if not record.article.pairs:
        return
    pairs = expected.pairs if expected.pairs is not None else stance_pairs(expected)
    asked = {(pair.holder, pair.target) for pair in pairs}
    for i, pair in enumerate(record.article.pairs):
        if (pair.holder, pair.target) not in asked:
            message = f"({pair.holder}, {pair.target}) is not a pair of gold ids of this article"
            yield record.problem(f"pairs[{i}]", message, "pair-unknown")


def _partial_layers(records: Sequence[Record]) -> Iterable[Problem]:
    """A layer is answered by every article of a file or by none: a forgotten one must not pass for an empty one."""
    for layer in LAYERS:
        without = [record for record in records if getattr(record.article, layer) is None]
        if without and len(without) < len(records):
            message = (
                f"{len(without)} of {len(records)} articles have no {layer!r}, this one first; give every article the "
                "layer (an empty list where there is nothing), or leave it out of all"
            )
            yield without[0].problem(layer, message, "layer-partial")


def with_empty_predictions(articles: Iterable[str]) -> list[Article]:
    """Predictions of nothing, for articles that have none."""
    return [Article(id=article) for article in articles]
