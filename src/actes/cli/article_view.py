"""An article as a rich renderable: the text with its mentions, triggers and evidence, then the three layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from actes.article import AUTHOR, Article, Event
from actes.ontology import Ontology

_KIND_STYLES = {"person": "cyan", "state": "blue", "organisation": "magenta", "group": "green"}
_TRIGGER_STYLE = "bold yellow"
_EVIDENCE_STYLE = "italic underline"
_POLARITY_STYLES = {"favor": "green", "against": "red", "ambivalent": "yellow"}


@dataclass(frozen=True, slots=True)
class _Marked:
    start: int
    end: int
    style: str
    tag: str


def render_article(article: Article, ontology: Ontology, *, marks: bool) -> Group:
    """``article`` (with its text) for a terminal; ``marks`` brackets the spans where colour cannot show them."""
    return Group(
        _header(article),
        Padding(_text(article, marks=marks), (1, 0)),
        _actors(article),
        _events(article, ontology),
        _stances(article),
    )


def _header(article: Article) -> Text:
    contexts = ", ".join(article.contexts or ()) or "no context"
    return Text.assemble((article.id, "bold"), f"  {article.date}  {article.story}  {article.origin}  {contexts}")


def _spans(article: Article) -> Iterator[_Marked]:
    for actor in article.actors or ():
        for mention in actor.mentions:
            yield _Marked(mention.start, mention.end, _KIND_STYLES.get(actor.kind, ""), actor.id)
    for event in article.events or ():
        for trigger in event.triggers:
            yield _Marked(trigger.start, trigger.end, _TRIGGER_STYLE, event.type)
    for stance in article.stances or ():
        if stance.start is not None and stance.end is not None:
            yield _Marked(stance.start, stance.end, _EVIDENCE_STYLE, stance.polarity)


def _text(article: Article, *, marks: bool) -> Text:
    spans = list(_spans(article))
    source = article.text or ""
    if marks:
        return Text(_bracketed(source, spans))
    text = Text(source)
    for span in sorted(spans, key=lambda span: span.start - span.end):
        text.stylize(span.style, span.start, span.end)
    return text


def _bracketed(source: str, spans: Iterable[_Marked]) -> str:
    """``[Choïgou|choigou]``: outer brackets open first and close last."""
    openings = sorted((s.start, -s.end, "[") for s in spans)
    closings = sorted((s.end, -s.start, f"|{s.tag}]") for s in spans)
    marks = [(offset, 1, order, mark) for offset, order, mark in openings]
    marks += [(offset, 0, order, mark) for offset, order, mark in closings]
    pieces = []
    done = 0
    for offset, _, _, mark in sorted(marks):
        pieces += [source[done:offset], mark]
        done = offset
    return "".join([*pieces, source[done:]])


def _actors(article: Article) -> Table:
    table = _table("Actors", "id", "name", "kind", "code", "link", "mentions")
    for actor in article.actors or ():
        surfaces = dict.fromkeys(mention.text or "" for mention in actor.mentions)
        code = " ".join([actor.country or "", *(actor.sectors or ())]).strip()
        style = _KIND_STYLES.get(actor.kind, "")
        table.add_row(
            Text(actor.id, style),
            Text(actor.name or ""),
            actor.kind,
            code,
            Text(actor.link or "NIL"),
            Text(f"{len(actor.mentions)}: {', '.join(surfaces)}"),
        )
    return table


def _events(article: Article, ontology: Ontology) -> Table:
    table = _table("Events", "id", "type", "status", "triggers", "who, to whom, where, when", "sources")
    for event in article.events or ():
        quad = ontology.types[event.type].quad
        modes = "/".join(event.modes or ())
        table.add_row(
            Text(event.id, _TRIGGER_STYLE),
            f"{event.type}{' ' + modes if modes else ''} (Q{quad})",
            event.status or "",
            Text(", ".join(trigger.text or "" for trigger in event.triggers)),
            Text(_participants(event)),
            Text(", ".join(event.sources or ()) or AUTHOR),
        )
    return table


def _participants(event: Event) -> str:
    parts = []
    for argument in event.arguments:
        filler = argument.actor or argument.text or ""
        value = f" ({argument.value})" if argument.value else ""
        parts.append(f"{argument.role}: {filler}{value}")
    return "; ".join(parts)


def _stances(article: Article) -> Table:
    table = _table("Stances", "holder", "polarity", "target", "basis", "sources", "evidence")
    for stance in article.stances or ():
        table.add_row(
            Text(stance.holder),
            Text(stance.polarity, _POLARITY_STYLES.get(stance.polarity, "")),
            Text(stance.target),
            stance.basis or "",
            Text(", ".join(stance.sources or ())),
            Text(stance.text or ""),
        )
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, header_style="dim", overflow="fold")
    return table
