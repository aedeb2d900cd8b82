"""What a gold or predicted article must keep for its score to mean something."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import UNSET

from actes.annotation.structure import suggestion
from actes.article import AUTHOR, Actor, Article, Event, Stance
from actes.ontology import Ontology
from actes.pairs import NONE
from actes.problem import render_pointer

Finding = tuple[str, str, str]
"""(pointer, message, code)."""

_LONGEST = 2**31 - 1
"""The length that a text is taken to have at most where it is not known; the columns of the dataset hold no more."""


def findings(article: Article, text: str | None, ontology: Ontology) -> list[Finding]:
    """Everything wrong with one article by itself.

    Args:
        article: gold or predicted.
        text: the gold text, where it is known; spans must lie in it and say what stands there.
        ontology: the vocabularies.
    """
    return _Judge(article, text, ontology).judge()


class _Judge:
    """One article under judgement; pointers are rendered only for what is wrong."""

    def __init__(self, article: Article, text: str | None, ontology: Ontology) -> None:
        self.article = article
        self.text = text
        self.limit = _LONGEST if text is None else len(text)
        self.ontology = ontology
        self.actor_ids = {actor.id for actor in article.actors or ()}
        self.event_ids = {event.id for event in article.events or ()}
        self.found: list[Finding] = []

    def judge(self) -> list[Finding]:
        article, ontology = self.article, self.ontology
        self._unique_ids()
        mention_owners: dict[tuple[int, int], int] = {}
        for i, actor in enumerate(article.actors or ()):
            self._actor(actor, i, mention_owners)
        trigger_owners: dict[tuple[int, int, str], tuple[int, int]] = {}
        for i, event in enumerate(article.events or ()):
            self._event(event, i, trigger_owners)
        for i, stance in enumerate(article.stances or ()):
            self._stance(stance, i)
        self._labels(article.contexts or (), ontology.contexts, "contexts")
        self._pairs()
        for i, dyad in enumerate(article.dyads or ()):
            self._label(dyad.type, ontology.types, "types", "dyads", i, "type")
            for role, code in (("actor", dyad.actor), ("recipient", dyad.recipient)):
                if code is not None:
                    self._label(code, ontology.countries, "countries", "dyads", i, role)
        return self.found

    def _add(self, message: str, code: str, *pointer: str | int) -> None:
        self.found.append((render_pointer(pointer), message, code))

    def _unique_ids(self) -> None:
        """An id names one actor or event of the article, and never the author."""
        known = len(self.actor_ids | self.event_ids)
        if known == len(self.article.actors or ()) + len(self.article.events or ()) and (
            AUTHOR not in self.actor_ids and AUTHOR not in self.event_ids
        ):
            return
        seen: set[str] = set()
        ids = [("actors", i, actor.id) for i, actor in enumerate(self.article.actors or ())]
        ids += [("events", i, event.id) for i, event in enumerate(self.article.events or ())]
        for layer, i, member in ids:
            if member == AUTHOR:
                self._add(f"{AUTHOR!r} is reserved for the article's author", "id-reserved", layer, i, "id")
            elif member in seen:
                self._add(f"{member!r} is already an id of this article", "id-duplicate", layer, i, "id")
            seen.add(member)

    def _actor(self, actor: Actor, i: int, owners: dict[tuple[int, int], int]) -> None:
        if actor.kind not in self.ontology.kinds:
            self._label(actor.kind, self.ontology.kinds, "kinds", "actors", i, "kind")
        if actor.country:
            self._label(actor.country, self.ontology.countries, "countries", "actors", i, "country")
        if actor.sectors:
            self._labels(actor.sectors, self.ontology.sectors, "sectors", "actors", i)
        if not actor.mentions:
            self._add("an actor needs at least one mention", "field-empty", "actors", i, "mentions")
        own = set()
        for j, mention in enumerate(actor.mentions):
            span = (mention.start, mention.end)
            if mention.text is not None or not 0 <= mention.start < mention.end <= self.limit:
                self._span(*span, mention.text, "actors", i, "mentions", j)
            if mention.form is not None and mention.form not in self.ontology.forms:
                self._label(mention.form, self.ontology.forms, "forms", "actors", i, "mentions", j, "form")
            owner = owners.setdefault(span, i)
            if owner != i:
                message = f"the span [{span[0]}, {span[1]}) is already a mention of actors[{owner}]"
                self._add(message, "span-shared", "actors", i, "mentions", j)
            elif span in own:
                message = f"the span [{span[0]}, {span[1]}) is listed twice"
                self._add(message, "span-duplicate", "actors", i, "mentions", j)
            own.add(span)

    def _event(self, event: Event, i: int, owners: dict[tuple[int, int, str], tuple[int, int]]) -> None:
        self._label(event.type, self.ontology.types, "types", "events", i, "type")
        if event.status is not UNSET:
            self._label(event.status, self.ontology.statuses, "statuses", "events", i, "status")
        if event.modes and event.type in self.ontology.types:
            self._modes(event.modes, event.type, i)
        if not event.triggers:
            self._add("an event needs at least one trigger", "field-empty", "events", i, "triggers")
        for j, trigger in enumerate(event.triggers):
            self._span(trigger.start, trigger.end, trigger.text, "events", i, "triggers", j)
            owner = owners.setdefault((trigger.start, trigger.end, event.type), (i, j))
            if owner != (i, j):
                code = "span-duplicate" if owner[0] == i else "span-shared"
                message = f"the same word triggers events[{owner[0]}], of the same type"
                self._add(message, code, "events", i, "triggers", j)
        self._sources(event.sources or (), "events", i)
        self._arguments(event, i)

    def _modes(self, modes: Collection[str], event_type: str, i: int) -> None:
        allowed = self.ontology.types[event_type].modes
        for j, mode in enumerate(modes):
            if mode not in allowed:
                hint = suggestion(mode, allowed) if allowed else f"{event_type} has no modes"
                message = f"{mode!r} is not a mode of {event_type}; {hint}"
                self._add(message, "mode-not-allowed", "events", i, "modes", j)
        self._once(modes, "events", i, "modes")

    def _sources(self, sources: Collection[str], layer: str, i: int) -> None:
        for j, source in enumerate(sources):
            self._reference(source, self.actor_ids, "actor", layer, i, "sources", j)
        self._once(sources, layer, i, "sources")

    def _arguments(self, event: Event, i: int) -> None:
        seen = set()
        for j, argument in enumerate(event.arguments):
            pointer = ("events", i, "arguments", j)
            filler = argument.actor if argument.actor is not None else (argument.start, argument.end)
            if argument.role not in self.ontology.roles:
                self._label(argument.role, self.ontology.roles, "roles", *pointer, "role")
            elif (argument.role in ("actor", "recipient")) != (argument.actor is not None):
                message = "actor and recipient name an actor; place and time have start and end"
                self._add(message, "argument-shape", *pointer)
            elif argument.actor is not None and argument.start is not None:
                self._add("an argument names an actor or has a span, not both", "argument-shape", *pointer)
            elif argument.actor is not None:
                self._reference(argument.actor, self.actor_ids, "actor", *pointer, "actor")
            elif argument.start is None or argument.end is None:
                self._add(f"a {argument.role} needs start and end", "argument-shape", *pointer)
            else:
                self._span(argument.start, argument.end, argument.text, *pointer)
            if (argument.role, filler) in seen:
                self._add(f"this {argument.role} is already an argument of the event", "argument-duplicate", *pointer)
            seen.add((argument.role, filler))

    def _stance(self, stance: Stance, i: int) -> None:
        self._label(stance.polarity, self.ontology.polarities, "polarities", "stances", i, "polarity")
        if stance.basis is not None:
            self._label(stance.basis, self.ontology.bases, "bases", "stances", i, "basis")
        if stance.holder != AUTHOR:
            self._reference(stance.holder, self.actor_ids, "actor, nor author,", "stances", i, "holder")
        if stance.target not in self.actor_ids:
            self._reference(stance.target, self.event_ids, "actor or event", "stances", i, "target")
        self._sources(stance.sources or (), "stances", i)
        if stance.start is not None and stance.end is not None:
            self._span(stance.start, stance.end, stance.text, "stances", i)
        elif stance.start is not None or stance.end is not None:
            self._add("the evidence needs both start and end", "span-range", "stances", i)

    def _pairs(self) -> None:
        if not self.article.pairs:
            return
        labels = {NONE, *self.ontology.polarities}
        seen = set()
        for i, pair in enumerate(self.article.pairs):
            self._label(pair.polarity, labels, "polarities", "pairs", i, "polarity")
            if (pair.holder, pair.target) in seen:
                message = f"the pair ({pair.holder}, {pair.target}) is answered twice"
                self._add(message, "pair-duplicate", "pairs", i)
            seen.add((pair.holder, pair.target))

    def _span(self, start: int, end: int, stated: str | None, *pointer: str | int) -> None:
        if not 0 <= start < end <= self.limit:
            limit = f"{'a text has at most' if self.text is None else 'the text has'} {self.limit} code points"
            self._add(f"the span [{start}, {end}) is not in the text: {limit}", "span-range", *pointer)
        elif stated is not None and self.text is not None and self.text[start:end] != stated:
            there = self.text[start:end]
            message = f'the text has "{there}" at [{start}, {end}), not "{stated}"; offsets count code points'
            self._add(message, "span-text", *pointer)

    def _reference(self, reference: str, known: Collection[str], what: str, *pointer: str | int) -> None:
        if reference not in known:
            self._add(f"{reference!r} is no {what} of this article", "reference-unknown", *pointer)

    def _labels(self, codes: Collection[str], vocabulary: Collection[str], name: str, *pointer: str | int) -> None:
        for i, code in enumerate(codes):
            self._label(code, vocabulary, name, *pointer, name, i)
        self._once(codes, *pointer, name)

    def _once(self, members: Collection[str], *pointer: str | int) -> None:
        if len(set(members)) < len(members):
            self._add("something is listed twice", "list-duplicate", *pointer)

    def _label(self, code: str, vocabulary: Collection[str], name: str, *pointer: str | int) -> None:
        if code in vocabulary:
            return
        if name == "countries" and code in self.ontology.dependencies:
            state = self.ontology.dependencies[code]
            self._add(f"{code} is a dependency; its state is {state}", "country-dependency", *pointer)
        else:
            self._add(f"{code!r} is not one of the {name}; {suggestion(code, vocabulary)}", "label-unknown", *pointer)
