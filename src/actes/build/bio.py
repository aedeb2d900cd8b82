"""Spans as BIO tags: which are kept where they nest, and which do not fit the tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actes.article import Article
from actes.problem import Pointer, Problem, render_pointer
from actes.tokens import Tokens, tokenise

OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A mention or trigger; ``pointer`` is its place in the annotation file."""

    start: int
    end: int
    label: str
    pointer: Pointer


def mention_spans(article: Article) -> Iterator[LabelledSpan]:
    """Every mention with the kind of its actor."""
    for i, actor in enumerate(article.actors or ()):
        for j, mention in enumerate(actor.mentions):
            yield LabelledSpan(mention.start, mention.end, actor.kind, ("actors", i, "mentions", j))


def trigger_spans(article: Article) -> Iterator[LabelledSpan]:
    """Every trigger with the type of its event."""
    for i, event in enumerate(article.events or ()):
        for j, trigger in enumerate(event.triggers):
            yield LabelledSpan(trigger.start, trigger.end, event.type, ("events", i, "triggers", j))


def outermost(spans: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """The spans that BIO can hold: those outside every other, by place.

    Of two on the same words (a word that triggers events of two types) the first one given is kept.
    """
    kept: list[LabelledSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def tag(tokens: Tokens, spans: Sequence[LabelledSpan]) -> list[str]:
    """One tag per token, IOB2. The spans lie apart and fit the tokens (see :func:`misfits`)."""
    tags = [OUTSIDE] * len(tokens.words)
    for span in spans:
        covered = tokens.covering(span.start, span.end)
        if covered is None:
            raise ValueError(f"{span} does not fit the tokens")
        tags[covered.start : covered.stop] = [f"B-{span.label}", *[f"I-{span.label}"] * (len(covered) - 1)]
    return tags


def misfits(article: Article) -> Iterator[Problem]:
    """The mentions and triggers that begin or end inside a token."""
    text = article.text or ""
    tokens = tokenise(text)
    for span in (*mention_spans(article), *trigger_spans(article)):
        if tokens.covering(span.start, span.end) is None:
            surface = text[span.start : span.end]
            words = [
                word
                for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True)
                if start < span.end and span.start < end
            ]
            message = f'"{surface}" is a piece of the words "{" ".join(words)}"; take whole words'
            yield Problem(f"corpus/{article.id}.yaml", 0, render_pointer(span.pointer), message, "span-word")
