"""``articles``: an article with its whole graph, in the shape of :class:`actes.article.Article`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from actes.article import Article
from actes.build.configs.config import Config
from actes.build.features import Column, Feature, Group, ListOf, Scalar, labels
from actes.build.parquet import Row
from actes.corpus import SPLITS
from actes.ontology import Ontology

TEXT, INTEGER = Scalar.TEXT, Scalar.INTEGER


def columns(ontology: Ontology) -> tuple[Column, ...]:
    """The columns, named and nested as the fields of an article."""
    return (
        Column("id", TEXT, "the article, the same id in every configuration"),
        Column("text", TEXT, "the text; the first paragraph is the headline"),
        Column("date", TEXT, "date of publication, EDTF: `2024-09` where only the month is known"),
        Column("language", labels(ontology.languages), "BCP 47"),
        Column("story", TEXT, "articles on the same happening share it; no story is divided over splits"),
        Column("split", labels(SPLITS), "the split the row is in"),
        Column("origin", labels(ontology.origins), "where the text comes from"),
        Column("licence", labels(ontology.licences), "licence of the text, SPDX"),
        Column("sha256", TEXT, "SHA-256 of the text as it lies in the corpus"),
        Column("schema", TEXT, "version of the annotation schema"),
        Column("contexts", ListOf(labels(ontology.contexts)), "PLOVER contexts, at most three"),
        Column("actors", ListOf(_actor(ontology)), "entity clusters with their mentions"),
        Column("events", ListOf(_event(ontology)), "event clusters with triggers and arguments"),
        Column("stances", ListOf(_stance(ontology)), "who is for or against whom or what, with the evidence"),
    )


def rows(article: Article, _: Ontology) -> Iterator[Row]:
    """The article itself."""
    yield msgspec.to_builtins(article)


def _actor(ontology: Ontology) -> Group:
    mention = _span(Column("form", labels(ontology.forms), "how the mention refers"))
    return Group(
        (
            Column("id", TEXT, "unique in the article"),
            Column("mentions", ListOf(mention), "every mention"),
            Column("kind", labels(ontology.kinds), "what the actor is"),
            Column("name", TEXT, "canonical French name"),
            Column("country", TEXT, "ISO 3166-1 alpha-3 or a code that PLOVER adds; null where none applies"),
            Column("sectors", ListOf(labels(ontology.sectors)), "PLOVER sectors"),
            Column("link", TEXT, "the same actor across articles; null where it cannot be identified"),
        )
    )


def _event(ontology: Ontology) -> Group:
    argument = Group(
        (
            Column("role", labels(ontology.roles), "what the filler is to the event"),
            Column("actor", TEXT, "id of an actor; null for a place or time"),
            Column("start", INTEGER, "first code point of a place or time"),
            Column("end", INTEGER, "behind its last"),
            Column("value", TEXT, "EDTF value of a time, where text and date fix it"),
            Column("text", TEXT, "the place or time as it stands in the text"),
        )
    )
    return Group(
        (
            Column("id", TEXT, "unique in the article"),
            Column("type", labels(ontology.types), "PLOVER event type"),
            Column("triggers", ListOf(_span()), "the words that name it"),
            Column("arguments", ListOf(argument), "who, whom, where, when"),
            Column("modes", ListOf(_modes(ontology)), "PLOVER modes"),
            Column("status", labels(ontology.statuses), "how certain it is"),
            Column("sources", ListOf(TEXT), "actors on whose word it rests; empty: the author vouches"),
        )
    )


def _stance(ontology: Ontology) -> Group:
    return Group(
        (
            Column("holder", TEXT, "id of an actor, or `author`"),
            Column("target", TEXT, "id of an actor or event"),
            Column("polarity", labels(ontology.polarities), "for, against, or both at once"),
            Column("id", TEXT, "unique in the article"),
            Column("basis", labels(ontology.bases), "what shows it"),
            Column("sources", ListOf(TEXT), "who attributes or reports it; empty: the author"),
            Column("start", INTEGER, "first code point of the evidence"),
            Column("end", INTEGER, "behind its last"),
            Column("text", TEXT, "the evidence as it stands in the text"),
        )
    )


def _span(*more: Column) -> Group:
    places = (Column("start", INTEGER, "first code point"), Column("end", INTEGER, "behind the last"))
    return Group((*places, *more, Column("text", TEXT, "the span as it stands in the text")))


def _modes(ontology: Ontology) -> Feature:
    return labels(mode for event_type in ontology.types.values() for mode in event_type.modes)


ARTICLES = Config("articles", "an article with its whole graph, spans as offsets", "everything", columns, rows)
