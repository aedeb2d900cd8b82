"""From an annotation file to regions and relations."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from actes.annotation.anchor import Span
from actes.annotation.model import AnnotationFile, EventEntry
from actes.annotation.resolve import Anchored
from actes.annotation.rules import check_file
from actes.annotation.structure import Field, fields
from actes.article import AUTHOR
from actes.convert import standoff
from actes.convert.standoff import (
    ACTOR,
    COREF,
    EVENT,
    HOLDER,
    SOURCE,
    STANCE,
    TARGET,
    Region,
    Relation,
    Standoff,
    Values,
)
from actes.ontology import Ontology
from actes.problem import InputError

_NEEDED = {"reference-unknown", "id-duplicate", "id-reserved", "argument-shape"}
"""Codes of problems in the graph itself: without it being whole there is nothing to draw."""


def make_standoff(anchored: Anchored, ontology: Ontology) -> Standoff:
    """An article in which every quotation was found, as a tool sees it.

    Raises:
        InputError: where the text is not here, or an id or reference is wrong.
    """
    if anchored.text is None:
        message = "the text is withheld and not here; obtain it (see DATASHEET.md) to export the article"
        raise InputError([anchored.source.problem(("text",), message, "text-missing")])
    problems = [problem for problem in check_file(anchored, ontology) if problem.code in _NEEDED]
    if problems:
        raise InputError(problems)
    drawing = _Drawing(anchored)
    drawing.actors()
    drawing.events()
    drawing.stances()
    header = _values(anchored.file, standoff.HEADER)
    return Standoff(header, anchored.text, tuple(drawing.regions), tuple(drawing.relations))


class _Drawing:
    """The regions and relations drawn so far."""

    def __init__(self, anchored: Anchored) -> None:
        self.regions: list[Region] = []
        self.relations: list[Relation] = []
        self._file: AnnotationFile = anchored.file
        self._spans = anchored.spans
        self._heads: dict[str, str] = {}
        self._shared: dict[object, str] = {}

    def actors(self) -> None:
        for i, actor in enumerate(self._file.actors):
            said = _values(actor, standoff.ATTRIBUTES[ACTOR])
            spans = [self._spans["actors", i, "mentions", j] for j in range(len(actor.mentions))]
            own = [_values(mention, standoff.MENTION) for mention in actor.mentions]
            self._cluster(actor.id, ACTOR, spans, [{**said, **own[0]}, *own[1:]])

    def events(self) -> None:
        for i, event in enumerate(self._file.events):
            said = _values(event, standoff.ATTRIBUTES[EVENT])
            spans = [self._spans["events", i, "triggers", j] for j in range(len(event.triggers))]
            self._cluster(event.id, EVENT, spans, [said, *({} for _ in spans[1:])])
        for i, event in enumerate(self._file.events):
            head = self._heads[event.id]
            for role, filler in self._arguments(i, event):
                self._relate(role, head, filler)
            for source in event.sources:
                self._relate(SOURCE, head, self._heads[source])

    def stances(self) -> None:
        for i, stance in enumerate(self._file.stances):
            said = dict(_values(stance, standoff.ATTRIBUTES[STANCE]))
            if stance.holder != AUTHOR:
                del said[HOLDER]
            evidence = self._draw(STANCE, self._spans["stances", i, "evidence"], said)
            if stance.holder != AUTHOR:
                self._relate(HOLDER, evidence, self._heads[stance.holder])
            self._relate(TARGET, evidence, self._heads[stance.target])
            for source in stance.sources:
                self._relate(SOURCE, evidence, self._heads[source])

    def _arguments(self, i: int, event: EventEntry) -> Iterator[tuple[str, str]]:
        for j, argument in enumerate(event.arguments):
            if argument.actor is not None:
                yield argument.role, self._heads[argument.actor]
                continue
            span = self._spans["events", i, "arguments", j]
            key = (argument.role, span, argument.value)
            if key not in self._shared:
                label = standoff.ROLE_LABELS[argument.role]
                self._shared[key] = self._draw(label, span, _values(argument, standoff.ARGUMENT))
            yield argument.role, self._shared[key]

    def _cluster(self, name: str, label: str, spans: Iterable[Span], values: Iterable[Values]) -> None:
        drawn = [self._draw(label, span, said) for span, said in zip(spans, values, strict=True)]
        self._heads[name] = drawn[0]
        for other in drawn[1:]:
            self._relate(COREF, other, drawn[0])

    def _draw(self, label: str, span: Span, values: Values) -> str:
        name = f"{label[0].lower()}{len(self.regions) + 1}"
        self.regions.append(Region(name, label, span.start, span.end, values))
        return name

    def _relate(self, label: str, source: str, target: str) -> None:
        self.relations.append(Relation(label, source, target))


def _values(struct: Struct, wanted: Iterable[Field]) -> Values:
    """What ``struct`` says in its own fields among ``wanted``; a field at its default says nothing."""
    defaults = _defaults(type(struct))
    said = {f.name: getattr(struct, f.name) for f in wanted if f.name in defaults}
    return {
        name: tuple(value) if isinstance(value, list) else (value,)
        for name, value in said.items()
        if value not in (None, [], defaults[name])
    }


@functools.cache
def _defaults(struct: type[Struct]) -> Mapping[str, object]:
    return {field.name: field.default for field in fields(struct)}
