"""What a baseline predicts as an annotation file, anchored by quotation, without what the checker would refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec import UnsetType
from msgspec.structs import asdict, replace

from actes.annotation.anchor import Anchorable, Span
from actes.annotation.model import (
    ActorEntry,
    AnnotationFile,
    ArgumentEntry,
    EventEntry,
    MentionEntry,
    Quote,
    StanceEntry,
)
from actes.annotation.resolve import WITHHELD
from actes.article import AUTHOR, Actor, Argument, Article, Event, Stance
from actes.authoring.naming import free, parts

Value = TypeVar("Value")

_SIDES = {"favor": "pour", "against": "contre", "ambivalent": "partage"}
_ARTICLES = frozenset({"l", "d", "le", "la", "les", "un", "une", "des", "du", "de", "au", "aux"})
_LONGEST_ID = 5
"""Words in the id of an actor."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The file that a prediction amounts to, and the stances that it has no place for: the text shows no evidence."""

    file: AnnotationFile
    unplaced: tuple[Stance, ...]
    """With the ids of the file."""


def to_annotation(prediction: Article, draft: AnnotationFile, text: str, *, baseline: str) -> Proposal:
    """The annotation file of a prediction whose spans, labels and references are known to be sound.

    What an annotation needs and a system may leave out is filled with the usual case: form ``name``, status ``actual``,
    basis ``stated``, the author's word.

    Args:
        prediction: the graph, with offsets into ``text``.
        draft: the file that it fills; its header and note stay.
        text: the text of the article.
        baseline: the mark that the draft gets.
    """
    writing = _Writing(text, withheld=draft.origin == WITHHELD)
    actors = [writing.actor(actor) for actor in prediction.actors or ()]
    events = [writing.event(event) for event in prediction.events or ()]
    stances = [writing.stance(stance) for stance in prediction.stances or ()]
    file = replace(
        draft,
        draft=baseline,
        readings=[],
        contexts=list(prediction.contexts or ()),
        actors=actors,
        events=events,
        stances=[stance for stance in stances if stance is not None],
    )
    return Proposal(file, tuple(writing.unplaced))


class _Writing:
    """Entries with ids made of words, and what the ids of the prediction have become."""

    def __init__(self, text: str, *, withheld: bool) -> None:
        self.unplaced: list[Stance] = []
        self._place = Anchorable(text)
        self._withheld = withheld
        self._ids = {AUTHOR: AUTHOR}
        self._taken = {AUTHOR}

    def actor(self, actor: Actor) -> ActorEntry:
        name = " ".join((actor.name or max((self._words(m.start, m.end) for m in actor.mentions), key=len)).split())
        self._ids[actor.id] = self._identified(name, "acteur")
        return ActorEntry(
            id=self._ids[actor.id],
            name=name,
            kind=actor.kind,
            country=_said(actor.country, None),
            sectors=_said(actor.sectors, []),
            link=_said(actor.link, None),
            mentions=[
                MentionEntry(**asdict(self._quote(mention.start, mention.end)), form=mention.form or "name")
                for mention in actor.mentions
            ],
        )

    def event(self, event: Event) -> EventEntry:
        first = min(event.triggers, key=lambda trigger: trigger.start)
        self._ids[event.id] = self._identified(self._words(first.start, first.end), "evenement")
        return EventEntry(
            id=self._ids[event.id],
            type=event.type,
            modes=_said(event.modes, []),
            status=_said(event.status, "actual"),
            sources=self._references(_said(event.sources, [])),
            triggers=[self._quote(trigger.start, trigger.end) for trigger in event.triggers],
            arguments=[self._argument(argument) for argument in event.arguments],
        )

    def stance(self, stance: Stance) -> StanceEntry | None:
        """The entry, or ``None`` for a stance whose evidence the prediction does not say."""
        holder, target = self._ids[stance.holder], self._ids[stance.target]
        if stance.start is None or stance.end is None:
            self.unplaced.append(Stance(holder, target, stance.polarity))
            return None
        return StanceEntry(
            id=self._identified(f"{holder} {_SIDES.get(stance.polarity, 'sur')} {target}", "position"),
            holder=holder,
            target=target,
            polarity=stance.polarity,
            basis=stance.basis or "stated",
            sources=self._references(_said(stance.sources, [])),
            evidence=self._quote(stance.start, stance.end),
        )

    def _argument(self, argument: Argument) -> ArgumentEntry:
        if argument.actor is not None:
            return ArgumentEntry(role=argument.role, actor=self._ids[argument.actor])
        quote = self._quote(argument.start or 0, argument.end or 0)
        return ArgumentEntry(role=argument.role, **asdict(quote), value=argument.value)

    def _references(self, ids: Sequence[str]) -> list[str]:
        return [self._ids[name] for name in ids]

    def _quote(self, start: int, end: int) -> Quote:
        if self._withheld:
            return Quote(exact=self._place.text[start:end], at=str(start))
        return self._place.quote(Span(start, end))

    def _words(self, start: int, end: int) -> str:
        return self._place.text[start:end]

    def _identified(self, words: str, default: str) -> str:
        found = parts(words)
        while len(found) > 1 and found[0] in _ARTICLES:
            found.pop(0)
        name = free("-".join(found) if default == "position" else "-".join(found[:_LONGEST_ID]) or default, self._taken)
        self._taken.add(name)
        return name


def _said(value: Value | UnsetType, default: Value) -> Value:
    return default if isinstance(value, UnsetType) else value
