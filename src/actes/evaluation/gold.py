"""The articles that are scored, by id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from actes.article import Article
from actes.evaluation.records import Record
from actes.evaluation.validity import findings
from actes.ontology import Ontology
from actes.problem import InputError, Problem

LAYERS = ("contexts", "actors", "events", "stances")
_decode = msgspec.json.Decoder(Article).decode


@dataclass(frozen=True, slots=True)
class Gold:
    """Gold articles, kept encoded: two hundred thousand of them fit in memory as text, not as graphs."""

    encoded: Mapping[str, bytes]
    stories: int
    elsewhere: Mapping[str, str]
    """Article -> split, of the articles that exist but are not scored."""
    layers: frozenset[str]
    """The graph's layers that the articles have, all of them."""

    def article(self, name: str) -> Article:
        """The article of this id.

        Raises:
            KeyError: it is not scored.
        """
        return _decode(self.encoded[name])

    @property
    def digest(self) -> str:
        """SHA-256 over the articles sorted by id, whatever file and order they came in."""
        digest = hashlib.sha256()
        for name in sorted(self.encoded):
            digest.update(hashlib.sha256(self.encoded[name]).digest())
        return digest.hexdigest()


def make_gold(records: Iterable[Record | Problem], ontology: Ontology, *, split: str | None = None) -> Gold:
    """Check and keep the articles of one split, or all.

    Raises:
        InputError: an article twice, or anything wrong with one; no article in the split.
    """
    encoded: dict[str, bytes] = {}
    elsewhere: dict[str, str] = {}
    lines: dict[str, int] = {}
    stories: set[str] = set()
    layers = set(LAYERS)
    problems: list[Problem] = []
    path = ""
    for record in records:
        if isinstance(record, Problem):
            problems.append(record)
            continue
        path, article = record.path, record.article
        first = lines.setdefault(article.id, record.line)
        if first != record.line:
            message = f"the article {article.id!r} is already on line {first}; keep one"
            problems.append(record.problem("id", message, "article-duplicate"))
        if split is not None and article.split != split:
            elsewhere[article.id] = article.split or "none"
            continue
        problems.extend(record.problem(*finding) for finding in findings(article, article.text, ontology))
        encoded[article.id] = msgspec.json.encode(article)
        layers -= {layer for layer in layers if getattr(article, layer) is None}
        stories.add(article.story or article.id)
    if not encoded and not problems:
        where = f" of the split {split}" if split else ""
        problems.append(Problem(path or "gold", 0, "", f"no gold article{where} to score", "predictions-empty"))
    if problems:
        raise InputError(problems)
    return Gold(encoded, len(stories), elsewhere, frozenset(layers))


def as_records(articles: Sequence[Article], path: str) -> list[Record]:
    """Articles that come from no file as records, numbered in their order."""
    return [Record(path, number, article) for number, article in enumerate(articles, 1)]
