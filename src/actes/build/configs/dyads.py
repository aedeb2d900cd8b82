"""``dyads``: PLOVER event records, one per pair of participants, for event-data analysis."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UNSET

from actes.article import Actor, Article, Event
from actes.build.configs.config import Config
from actes.build.features import Column, ListOf, Scalar, labels
from actes.build.parquet import Row
from actes.dyads import code, event_records
from actes.ontology import Ontology

TEXT = Scalar.TEXT


def columns(ontology: Ontology) -> tuple[Column, ...]:
    """The columns."""
    sectors = ListOf(labels(ontology.sectors))
    modes = labels(mode for event_type in ontology.types.values() for mode in event_type.modes)
    return (
        Column("id", TEXT, "the article"),
        Column("event", TEXT, "id of the event in the article"),
        Column("date", TEXT, "EDTF: when the event took place where the article says so, else the article's date"),
        Column("actor", TEXT, "country-like code of who acts; null where it has none or is not named"),
        Column("actor_name", TEXT, "its name; null where the article names nobody"),
        Column("actor_sectors", sectors, "its PLOVER sectors"),
        Column("recipient", TEXT, "country-like code of whom it concerns; null as for `actor`"),
        Column("recipient_name", TEXT, "its name"),
        Column("recipient_sectors", sectors, "its PLOVER sectors"),
        Column("type", labels(ontology.types), "PLOVER event type"),
        Column("modes", ListOf(modes), "PLOVER modes"),
        Column("quad", labels(ontology.quads), "quad class, from 1 (verbal cooperation) to 4 (material conflict)"),
        Column("event_scale", Scalar.NUMBER, "PLOVER's score of the mode, or of the type, from -10 to 10"),
        Column("status", labels(ontology.statuses), "how certain it is; event data proper is `actual`"),
        Column("trigger", TEXT, "the first word that names the event"),
    )


def rows(article: Article, ontology: Ontology) -> Iterator[Row]:
    """One row per record."""
    for record in event_records(article, ontology):
        event = record.event
        event_type = ontology.types[event.type]
        modes = event.modes or []
        yield {
            "id": article.id,
            "event": event.id,
            "date": _date(event) or article.date,
            "actor": code(record.actor),
            "actor_name": record.actor and record.actor.name,
            "actor_sectors": _sectors(record.actor),
            "recipient": code(record.recipient),
            "recipient_name": record.recipient and record.recipient.name,
            "recipient_sectors": _sectors(record.recipient),
            "type": event.type,
            "modes": modes,
            "quad": str(event_type.quad),
            "event_scale": event_type.event_scale(modes),
            "status": event.status,
            "trigger": event.triggers[0].text,
        }


def _date(event: Event) -> str | None:
    """The first time whose value is known."""
    return next((argument.value for argument in event.arguments if argument.value), None)


def _sectors(actor: Actor | None) -> list[str]:
    return [] if actor is None or actor.sectors is UNSET else actor.sectors


DYADS = Config("dyads", "one PLOVER event record: who, to whom, what, when", "event-data analysis", columns, rows)
