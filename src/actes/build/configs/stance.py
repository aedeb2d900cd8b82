"""``stance``: every ordered (holder, target) pair of an article with its label, for pair classification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from actes.article import AUTHOR, Article, Mention, Trigger
from actes.build.configs.config import Config
from actes.build.features import SPANS, Column, Scalar, labels
from actes.build.parquet import Row
from actes.ontology import Ontology
from actes.pairs import NONE, stance_pairs

TEXT = Scalar.TEXT
ACTOR, EVENT = "actor", "event"


@dataclass(frozen=True, slots=True)
class Party:
    """A holder or target: an actor, an event, or the author, who stands nowhere in the text."""

    kind: str
    name: str | None
    spans: Sequence[Mapping[str, int]]


def columns(ontology: Ontology) -> tuple[Column, ...]:
    """The columns."""
    return (
        Column("id", TEXT, "the article"),
        Column("text", TEXT, "its text"),
        Column("holder", TEXT, "id of an actor, or `author`"),
        Column("holder_name", TEXT, "its name; null for the author"),
        Column("holder_spans", SPANS, "its mentions; none for the author"),
        Column("target", TEXT, "id of an actor or event"),
        Column("target_kind", labels((ACTOR, EVENT)), "which of the two"),
        Column("target_name", TEXT, "the actor's name, or the event's first trigger and its type: `visite (CONSULT)`"),
        Column("target_spans", SPANS, "its mentions or triggers"),
        Column("label", labels((NONE, *ontology.polarities)), "what the holder thinks of the target"),
    )


def rows(article: Article, _: Ontology) -> Iterator[Row]:
    """One row per pair."""
    parties = {AUTHOR: Party(ACTOR, None, [])}
    for actor in article.actors or ():
        parties[actor.id] = Party(ACTOR, actor.name, _spans(actor.mentions))
    for event in article.events or ():
        parties[event.id] = Party(EVENT, f"{event.triggers[0].text} ({event.type})", _spans(event.triggers))
    for pair in stance_pairs(article):
        holder, target = parties[pair.holder], parties[pair.target]
        yield {
            "id": article.id,
            "text": article.text,
            "holder": pair.holder,
            "holder_name": holder.name,
            "holder_spans": holder.spans,
            "target": pair.target,
            "target_kind": target.kind,
            "target_name": target.name,
            "target_spans": target.spans,
            "label": pair.polarity,
        }


def _spans(anchored: Sequence[Mention] | Sequence[Trigger]) -> list[Mapping[str, int]]:
    return [{"start": span.start, "end": span.end} for span in anchored]


STANCE = Config(
    "stance",
    "an ordered (holder, target) pair of an article: text, both names and spans, label",
    "pair classification",
    columns,
    rows,
)
