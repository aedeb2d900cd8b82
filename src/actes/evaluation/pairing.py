"""Predictions beside their gold: every article once, made on the same text, every layer answered by all or by none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from actes.article import Article
from actes.evaluation.gold import LAYERS as GOLD_LAYERS
from actes.evaluation.gold import Gold
from actes.evaluation.records import Record
from actes.evaluation.validity import findings
from actes.ontology import Ontology
from actes.pairs import stance_pairs
from actes.problem import Problem

LAYERS = ("contexts", "actors", "events", "stances", "pairs", "dyads")
_LISTED = 5


class Pairing:
    """Checks predictions one at a time as they stream by, and says at the end what the whole file lacks."""

    def __init__(self, gold: Gold, ontology: Ontology) -> None:
        self._gold = gold
        self._ontology = ontology
        self._lines: dict[str, int] = {}
        self._without: dict[str, tuple[int, Record]] = {}

    def check(self, record: Record) -> tuple[Article | None, list[Problem]]:
        """The gold article of ``record`` (``None`` where there is none), and everything wrong with the prediction."""
        problems = list(self._repetition(record))
        try:
            expected = self._gold.article(record.article.id)
        except KeyError:
            return None, [*problems, self._unknown(record)]
        problems += _other_text(record, expected)
        problems += [record.problem(*f) for f in findings(record.article, expected.text, self._ontology)]
        problems += _unasked_pairs(record, expected)
        problems += self._layers_without_gold(record)
        for layer in LAYERS:
            if getattr(record.article, layer) is None:
                count, first = self._without.get(layer, (0, record))
                self._without[layer] = (count + 1, first)
        return expected, problems

    def missing(self) -> list[str]:
        """The gold articles without a prediction so far, sorted."""
        return sorted(self._gold.encoded.keys() - self._lines.keys())

    def problems_of_the_whole(self, path: str, *, allow_missing: bool) -> Iterator[Problem]:
        """What can be said only when all predictions have been seen."""
        missing = self.missing()
        if not self._lines:
            yield Problem(path, 0, "", "there is no article in it", "predictions-empty")
        elif missing and not allow_missing:
            shown = ", ".join(missing[:_LISTED])
            more = f" and {len(missing) - _LISTED} more" if len(missing) > _LISTED else ""
            message = (
                f"no prediction for {len(missing)} of {len(self._gold.encoded)} gold articles: {shown}{more}; "
                "add them, or count them as all missed with --allow-missing"
            )
            yield Problem(path, 0, "", message, "article-missing")
        for layer, (count, first) in self._without.items():
            if count < len(self._lines):
                message = (
                    f"{count} of {len(self._lines)} articles have no {layer!r}, this one first; give every article "
                    "the layer (an empty list where there is nothing), or leave it out of all"
                )
                yield first.problem(layer, message, "layer-partial")

    def _layers_without_gold(self, record: Record) -> Iterator[Problem]:
        for layer in sorted(set(GOLD_LAYERS) - self._gold.layers):
            if getattr(record.article, layer) is not None:
                message = f"the gold has no {layer!r} to score against; leave the layer out, or give a gold that has it"
                yield record.problem(layer, message, "layer-partial")

    def _repetition(self, record: Record) -> Iterator[Problem]:
        first = self._lines.setdefault(record.article.id, record.line)
        if first != record.line:
            message = f"the article {record.article.id!r} is already on line {first}; keep one"
            yield record.problem("id", message, "article-duplicate")

    def _unknown(self, record: Record) -> Problem:
        article = record.article.id
        if article in self._gold.elsewhere:
            split = self._gold.elsewhere[article]
            message = f"{article!r} is in the split {split}, which is not scored; score it with --split {split}"
        else:
            message = f"{article!r} is not an article of the gold; was it predicted for another version of the corpus?"
        return record.problem("id", message, "article-unknown")


def empty_predictions(articles: Sequence[str]) -> list[Article]:
    """Predictions of nothing, for articles that have none."""
    return [Article(id=article) for article in articles]


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
