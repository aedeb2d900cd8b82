"""From an annotation file and its text to the article graph with offsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from actes.annotation.anchor import Anchorable, AnchorError, Span
from actes.annotation.model import AnnotationFile, ArgumentEntry, Quote
from actes.annotation.strict_yaml import Source
from actes.article import Actor, Argument, Article, Event, Mention, Stance, Trigger
from actes.problem import Pointer, Problem, limited

WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Anchored:
    """An annotation file whose quotations have been looked up in its text.

    ``spans`` maps the pointer of every quotation that fits one place to that place. ``text`` is ``None`` for a withheld
    text that is not at hand: its spans come from the offsets alone.
    """

    source: Source
    file: AnnotationFile
    text: str | None
    spans: Mapping[Pointer, Span]


def anchor(source: Source, file: AnnotationFile, text: str | None) -> tuple[Anchored, list[Problem]]:
    """Look up every quotation of ``file``; the problems are those of the quotations that fit no one place."""
    spans: dict[Pointer, Span] = {}
    place = Anchorable(text) if text is not None else None
    withheld = file.origin == WITHHELD

    def misfits() -> Iterator[Problem]:
        for pointer, quote in quotations(file):
            try:
                spans[pointer] = _locate(quote, place, withheld=withheld)
            except AnchorError as error:
                yield source.problem(pointer, error.message, error.code)

    problems = list(limited(misfits(), source.path))
    return Anchored(source, file, text, spans), problems


def quotations(file: AnnotationFile) -> Iterator[tuple[Pointer, Quote | ArgumentEntry]]:
    """Every quotation of ``file`` with its pointer."""
    for i, actor in enumerate(file.actors):
        for j, mention in enumerate(actor.mentions):
            yield ("actors", i, "mentions", j), mention
    for i, event in enumerate(file.events):
        for j, trigger in enumerate(event.triggers):
            yield ("events", i, "triggers", j), trigger
        for j, argument in enumerate(event.arguments):
            if argument.exact is not None:
                yield ("events", i, "arguments", j), argument
    for i, stance in enumerate(file.stances):
        yield ("stances", i, "evidence"), stance.evidence


def to_article(anchored: Anchored, split: str | None = None) -> Article:
    """The graph of a file in which every quotation was found."""
    file, spans, text = anchored.file, anchored.spans, anchored.text

    def surface(span: Span) -> str | None:
        return None if text is None else text[span.start : span.end]

    actors = []
    for i, actor in enumerate(file.actors):
        mentions = []
        for j, mention in enumerate(actor.mentions):
            span = spans["actors", i, "mentions", j]
            mentions.append(Mention(span.start, span.end, mention.form, surface(span)))
        actors.append(Actor(actor.id, mentions, actor.kind, actor.name, actor.country, actor.sectors, actor.link))
    events = []
    for i, event in enumerate(file.events):
        triggers = []
        for j in range(len(event.triggers)):
            span = spans["events", i, "triggers", j]
            triggers.append(Trigger(span.start, span.end, surface(span)))
        arguments = []
        for j, argument in enumerate(event.arguments):
            if argument.exact is None:
                arguments.append(Argument(argument.role, actor=argument.actor))
            else:
                span = spans["events", i, "arguments", j]
                arguments.append(
                    Argument(argument.role, start=span.start, end=span.end, value=argument.value, text=surface(span))
                )
        events.append(Event(event.id, event.type, triggers, arguments, event.modes, event.status, event.sources))
    stances = []
    for i, stance in enumerate(file.stances):
        span = spans["stances", i, "evidence"]
        stances.append(
            Stance(
                stance.holder,
                stance.target,
                stance.polarity,
                stance.id,
                stance.basis,
                stance.sources,
                span.start,
                span.end,
                surface(span),
            )
        )
    return Article(
        id=file.id,
        text=text,
        date=file.date,
        language=file.language,
        story=file.story,
        split=split,
        origin=file.origin,
        licence=file.licence,
        sha256=file.sha256,
        schema=file.schema,
        contexts=file.contexts,
        actors=actors,
        events=events,
        stances=stances,
    )


def _locate(quote: Quote | ArgumentEntry, place: Anchorable | None, *, withheld: bool) -> Span:
    exact = quote.exact or ""
    if not withheld:
        if quote.at is not None:
            raise AnchorError("at is for withheld texts; anchor with exact, prefix and suffix", "anchor-offset")
        assert place is not None  # noqa: S101  # only a withheld text may be absent
        return place.resolve(exact, quote.prefix, quote.suffix)
    if quote.at is None:
        raise AnchorError("a withheld text needs the offset: add at, in code points from its start", "anchor-offset")
    span = Span(int(quote.at), int(quote.at) + len(exact))
    if place is not None and place.text[span.start : span.end] != exact:
        found = place.text[span.start : span.end]
        raise AnchorError(f'the text has "{found}" at {quote.at}, not "{exact}"', "anchor-offset")
    return span
