"""One side of a comparison, by id, and how what it says is put in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actes.article import AUTHOR, Actor, Article, Event
from actes.report.faults.values import Span


@dataclass(frozen=True, slots=True)
class Graph:
    """A gold or predicted article. Its actors and events share one space of ids."""

    article: Article
    text: str | None
    """The gold text, for a prediction too."""
    actors: Mapping[str, Actor]
    events: Mapping[str, Event]

    @staticmethod
    def of(article: Article, text: str | None) -> Graph:
        """The graph of ``article`` over ``text``."""
        actors = {actor.id: actor for actor in article.actors or ()}
        return Graph(article, text, actors, {event.id: event for event in article.events or ()})

    def quote(self, start: int, end: int) -> str:
        """The words of a span, the offsets where there is no text."""
        return f"[{start}, {end})" if self.text is None else self.text[start:end]

    def name(self, node: str) -> str:
        """An actor by its name or first mention, an event by its type and first trigger, the author as such."""
        if node == AUTHOR:
            return AUTHOR
        if node in self.actors:
            actor = self.actors[node]
            return actor.name or self.quote(*self.spans(node)[0])
        return f"{self.events[node].type} “{self.quote(*self.spans(node)[0])}”"

    def spans(self, node: str) -> tuple[Span, ...]:
        """The mentions of an actor or the triggers of an event, in the order of the text; the author has none."""
        if node == AUTHOR:
            return ()
        parts = self.actors[node].mentions if node in self.actors else self.events[node].triggers
        return tuple(sorted((part.start, part.end) for part in parts))
