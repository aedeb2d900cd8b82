"""A training article as the decisions that lead to its graph: examples of features with the right label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import UNSET

from actes.article import Article, Event
from actes.pairs import NONE

from .bio import Span
from .document import Document, read_document
from .features import candidates, span_features, stance_features
from .rows import labelled_pairs

PARTICIPANTS = ("actor", "recipient")
"""The roles that an actor fills."""

SOURCE = "source"
"""The label of an actor on whose word an event rests."""

Example = tuple[list[str], str]


@dataclass(frozen=True, slots=True)
class Gold:
    """An article's spans, each with what it belongs to, in the order of the article."""

    article: Article
    document: Document
    mentions: dict[Span, str]
    """Span labelled with the kind -> actor id."""
    forms: dict[Span, str]
    triggers: dict[Span, Event]
    """Span labelled with the type -> event."""
    circumstances: list[Span]
    """Spans labelled with the role, once each."""

    def form_examples(self) -> Iterator[Example]:
        """The form of every mention."""
        for span, form in self.forms.items():
            yield span_features(self.document, span), form

    def status_examples(self) -> Iterator[Example]:
        """The status of every trigger's event."""
        for span, event in self.triggers.items():
            if event.status is not UNSET:
                yield span_features(self.document, span), event.status

    def participant_examples(self) -> Iterator[Example]:
        """The role, or none, of every mention in the sentence of a trigger."""
        for event, span, features in self._beside_triggers(list(self.mentions)):
            actor = self.mentions[span]
            roles = (a.role for a in event.arguments if a.actor == actor and a.role in PARTICIPANTS)
            yield features, next(roles, NONE)

    def source_examples(self) -> Iterator[Example]:
        """Whether a mention in the sentence of a trigger is a source of the event."""
        for event, span, features in self._beside_triggers(list(self.mentions)):
            if event.sources is not UNSET:
                yield features, SOURCE if self.mentions[span] in event.sources else NONE

    def circumstance_examples(self) -> Iterator[Example]:
        """The role, or none, of every place and time in the sentence of a trigger."""
        for event, span, features in self._beside_triggers(self.circumstances):
            own = any((a.start, a.end, a.role) == span for a in event.arguments)
            yield features, span.label if own else NONE

    def stance_examples(self) -> Iterator[Example]:
        """The polarity, or none, of every pair that a sentence holds."""
        events = {event.id for event in self.article.events or ()}
        for pair, polarity in labelled_pairs(self.article):
            features = stance_features(self.document, pair, of_event=pair.target in events)
            if features is not None:
                yield features, polarity

    def _beside_triggers(self, fillers: list[Span]) -> Iterator[tuple[Event, Span, list[str]]]:
        triggers = list(self.triggers)
        for candidate in candidates(self.document, triggers, fillers):
            yield self.triggers[triggers[candidate.head]], fillers[candidate.filler], candidate.features


def read_gold_spans(article: Article) -> Gold:
    """The spans of an article that hold a token, for its text or none."""
    document = read_document(article.text or "")
    mentions = [
        (Span(mention.start, mention.end, actor.kind), actor.id, mention.form or "name")
        for actor in article.actors or ()
        for mention in actor.mentions
        if document.holds(mention.start, mention.end)
    ]
    triggers = [
        (Span(trigger.start, trigger.end, event.type), event)
        for event in article.events or ()
        for trigger in event.triggers
        if document.holds(trigger.start, trigger.end)
    ]
    circumstances = {
        Span(argument.start, argument.end, argument.role)
        for event in article.events or ()
        for argument in event.arguments
        if argument.start is not None and argument.end is not None and document.holds(argument.start, argument.end)
    }
    return Gold(
        article=article,
        document=document,
        mentions={span: actor for span, actor, _ in mentions},
        forms={span: form for span, _, form in mentions},
        triggers=dict(triggers),
        circumstances=sorted(circumstances),
    )
