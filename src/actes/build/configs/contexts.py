"""``contexts``: an article and its PLOVER contexts, for multi-label classification."""

from __future__ import annotations

from collections.abc import Iterator

from actes.article import Article
from actes.build.configs.config import Config
from actes.build.features import Column, ListOf, Scalar, labels
from actes.build.parquet import Row
from actes.ontology import Ontology


def columns(ontology: Ontology) -> tuple[Column, ...]:
    """The columns."""
    return (
        Column("id", Scalar.TEXT, "the article"),
        Column("text", Scalar.TEXT, "its text"),
        Column("labels", ListOf(labels(ontology.contexts)), "its PLOVER contexts, at most three, perhaps none"),
    )


def rows(article: Article, _: Ontology) -> Iterator[Row]:
    """One row."""
    yield {"id": article.id, "text": article.text, "labels": article.contexts}


CONTEXTS = Config("contexts", "an article and its contexts", "multi-label classification", columns, rows)
