"""``actors`` and ``events``: an article as tokens with BIO tags, for token classification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actes.article import Article
from actes.build.bio import OUTSIDE, LabelledSpan, mention_spans, outermost, tag, trigger_spans
from actes.build.configs.config import Config
from actes.build.features import Column, ListOf, Scalar, labels
from actes.build.parquet import Row
from actes.ontology import Ontology
from actes.tokens import tokenise

TEXT, INTEGER = Scalar.TEXT, Scalar.INTEGER


def actor_columns(ontology: Ontology) -> tuple[Column, ...]:
    """The columns of ``actors``."""
    return _columns("actor_tags", "mentions by the kind of their actor", ontology.kinds)


def event_columns(ontology: Ontology) -> tuple[Column, ...]:
    """The columns of ``events``."""
    return _columns("event_tags", "triggers by the type of their event", ontology.types)


def actor_rows(article: Article, _: Ontology) -> Iterator[Row]:
    """One row."""
    yield _row(article, "actor_tags", mention_spans(article))


def event_rows(article: Article, _: Ontology) -> Iterator[Row]:
    """One row."""
    yield _row(article, "event_tags", trigger_spans(article))


def _columns(tags: str, about: str, vocabulary: Iterable[str]) -> tuple[Column, ...]:
    names = labels((OUTSIDE, *(f"{prefix}-{label}" for label in vocabulary for prefix in "BI")))
    return (
        Column("id", TEXT, "the article"),
        Column("tokens", ListOf(TEXT), "its tokens; spaces belong to none"),
        Column("starts", ListOf(INTEGER), "first code point of each token in the article's text"),
        Column("ends", ListOf(INTEGER), "behind its last"),
        Column(tags, ListOf(names), f"BIO (IOB2) tags: {about}"),
        Column("sentence_starts", ListOf(INTEGER), "the tokens that open a sentence, counted from 0"),
        Column("paragraph_starts", ListOf(INTEGER), "the tokens that open a paragraph; the first is the headline"),
    )


def _row(article: Article, tags: str, spans: Iterable[LabelledSpan]) -> Row:
    tokens = tokenise(article.text or "")
    return {
        "id": article.id,
        "tokens": tokens.words,
        "starts": tokens.starts,
        "ends": tokens.ends,
        tags: tag(tokens, outermost(spans)),
        "sentence_starts": tokens.sentences,
        "paragraph_starts": tokens.paragraphs,
    }


_USE = "token classification"
ACTORS = Config(
    "actors", "an article tokenised: tokens, their offsets, BIO tags by actor kind", _USE, actor_columns, actor_rows
)
EVENTS = Config("events", "the same with BIO tags by event type", _USE, event_columns, event_rows)
