"""What is marked in the text of an article, and what became of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actes.article import Actor, Argument, Article, Event
from actes.diff.change import Change
from actes.preview.values import ArticlePreview

RANKS = ("inserted", "evidence", "slot", "mention", "trigger")
"""What is marked; of several on the same words, the first is the outermost."""

SIGNS = {"added": "+", "removed": "−", "changed": "~"}
POLARITIES = {"favor": "▲", "against": "▼", "ambivalent": "◆"}
_SHAPES = {"mention": "mention", "trigger": "trigger", "argument": "slot", "stance": "evidence"}
_OWN = {"mention": "actor", "trigger": "event", "argument": "event"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text. It may overlap others in any way."""

    start: int
    end: int
    what: str
    """One of :data:`RANKS`."""
    label: str = ""
    """The kind of an actor, the polarity of a stance."""
    node: str = ""
    """The entry that it belongs to, such as ``a3`` for the third actor; empty where there is none any more."""
    tag: str = ""
    title: str = ""
    note: str = ""
    """What a list says beside the words: the form of a mention that is no name."""
    change: str = ""
    """added, removed, changed, or nothing."""
    faulty: bool = False
    name: str = ""
    """By which a link finds it; empty for what is only in the text as it was."""

    @property
    def rank(self) -> int:
        """Its place among marks of the same words."""
        return RANKS.index(self.what)


class Changes:
    """The changes of one article, by what they are of."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._entries: dict[tuple[str, str], list[Change]] = {}
        for change in changes:
            self._entries.setdefault((_OWN.get(change.layer, change.layer), change.subject), []).append(change)

    def of(self, layer: str, subject: str) -> list[Change]:
        """The changes of an actor, event or stance, of its mentions, triggers and arguments too."""
        return self._entries.get((layer, subject), [])

    def state(self, layer: str, subject: str) -> str:
        """What became of an actor, event or stance as a whole."""
        changes = self.of(layer, subject)
        whole = next((c.action for c in changes if c.layer == layer and c.action in ("added", "removed")), None)
        return whole or ("changed" if changes else "")

    def state_of_span(self, layer: str, own: str, subject: str, start: int, words: str | None) -> str:
        """What became of a mention, trigger, or place or time; ``own`` is the layer of what it belongs to."""
        if self.state(own, subject) == "added":
            return "added"
        found = [c for c in self.of(own, subject) if (c.layer, c.offset, c.detail) == (layer, start, words)]
        return next(("added" if change.action == "added" else "changed" for change in found), "")

    def state_of_argument(self, event: str, argument: Argument) -> str:
        """What became of a participant, or of a place or time of an event."""
        if self.state("event", event) == "added":
            return "added"
        for change in self.of("event", event):
            if change.layer == "argument" and change.detail == (argument.actor or argument.text):
                if change.action == "added" and change.field == argument.role:
                    return "added"
                if change.action == "changed" and (change.field == "value" or change.after == (argument.role,)):
                    return "changed"
        return ""

    def of_others(self, layer: str, there: set[str]) -> Iterator[list[Change]]:
        """The changes of each actor, event or stance that is not ``there`` any more."""
        for (own, subject), changes in self._entries.items():
            if own == layer and subject not in there:
                yield changes


def marks_of(preview: ArticlePreview) -> list[Mark]:
    """Every mark of the article as it is, and of what was removed since, as far as its words are still there."""
    article = preview.article
    if article is None:
        return []
    changes = Changes(preview.changes)
    faulty = {fault.place for fault in preview.faults if fault.place}
    there = [*_mentions(article, changes), *_events(article, changes), *_evidence(article, changes)]
    gone = _gone(preview.before, preview.changes) if preview.before else []
    named = [
        dataclasses.replace(mark, name=f"m{number}", faulty=(mark.start, mark.end) in faulty)
        for number, mark in enumerate(there, 1)
    ]
    return [*named, *gone]


def actor_title(actor: Actor) -> str:
    """An actor in a line."""
    code = " ".join([actor.country or "", *(actor.sectors or ())]).strip()
    return " · ".join(part for part in (actor.name or "", actor.kind, code, actor.id) if part)


def _mentions(article: Article, changes: Changes) -> Iterator[Mark]:
    for number, actor in enumerate(article.actors or (), 1):
        for mention in actor.mentions:
            yield Mark(
                start=mention.start,
                end=mention.end,
                what="mention",
                label=actor.kind,
                node=f"a{number}",
                tag=str(number),
                title=" · ".join([actor_title(actor), mention.form or ""]),
                note=mention.form or "" if mention.form != "name" else "",
                change=changes.state_of_span("mention", "actor", actor.id, mention.start, mention.text),
            )


def _events(article: Article, changes: Changes) -> Iterator[Mark]:
    for number, event in enumerate(article.events or (), 1):
        for trigger in event.triggers:
            yield Mark(
                start=trigger.start,
                end=trigger.end,
                what="trigger",
                node=f"e{number}",
                tag=f"{event.type} {number}",
                title=event_title(event),
                change=changes.state_of_span("trigger", "event", event.id, trigger.start, trigger.text),
            )
        for argument in event.arguments:
            if argument.start is not None and argument.end is not None:
                yield Mark(
                    start=argument.start,
                    end=argument.end,
                    what="slot",
                    node=f"e{number}",
                    title=" · ".join(
                        part for part in (argument.role, argument.value or "", event_title(event)) if part
                    ),
                    change=changes.state_of_span("argument", "event", event.id, argument.start, argument.text),
                )


def _evidence(article: Article, changes: Changes) -> Iterator[Mark]:
    for number, stance in enumerate(article.stances or (), 1):
        if stance.start is None or stance.end is None:
            continue
        state = changes.state("stance", stance.id or "")
        if state == "changed" and not any(c.field == "evidence" for c in changes.of("stance", stance.id or "")):
            state = ""
        yield Mark(
            start=stance.start,
            end=stance.end,
            what="evidence",
            label=stance.polarity,
            node=f"s{number}",
            tag=f"{POLARITIES.get(stance.polarity, '')} {number}",
            title=" ".join([stance.holder, stance.polarity, stance.target]),
            change=state,
        )


def _gone(before: Article, changes: Sequence[Change]) -> Iterator[Mark]:
    """Marks that were there and are not any more. Their places are of the text of now, or below 0."""
    actors, events = {a.id: a for a in before.actors or ()}, {e.id: e for e in before.events or ()}
    for change in changes:
        spans: list[tuple[str, int, int]] = []
        label = ""
        if change.action != "removed":
            continue
        if change.layer == "actor" and change.subject in actors:
            spans = [("mention", m.start, m.end) for m in actors[change.subject].mentions]
            label = actors[change.subject].kind
        elif change.layer == "event" and change.subject in events:
            spans = [("trigger", t.start, t.end) for t in events[change.subject].triggers]
        elif change.layer in _SHAPES:
            spans = [(_SHAPES[change.layer], change.offset, change.offset + len(change.detail))]
        for what, start, end in spans:
            if start >= 0:
                title = f"removed: {change.layer} {change.subject}"
                yield Mark(start=start, end=end, what=what, label=label, title=title, change="removed")


def event_title(event: Event) -> str:
    """An event in a line."""
    return " · ".join([event.type, *(event.modes or ()), str(event.status or ""), event.id])
