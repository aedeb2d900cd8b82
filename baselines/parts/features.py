"""Features as strings: what a linear model sees of a token, of a span, and of two spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from actes.article import AUTHOR

from .bio import Span
from .document import Document
from .rows import AskedPair, Place

_EDGE = "¶"
_BETWEEN = 8
"""Up to this many words between two spans are features; what is further apart is told by its distance alone."""


def word_features(document: Document) -> Iterator[list[str]]:
    """Of every token, the features of the word itself and of the words beside it."""
    words = document.words
    for i, word in enumerate(words):
        features = ["bias", f"w={word}", f"shape={_shape(document.tokens.words[i])}"]
        features += [f"w-1={_at(words, i - 1)}", f"w+1={_at(words, i + 1)}"]
        features += [f"begins={word[:n]}" for n in range(3, 8)]
        features += [f"ends={word[-n:]}" for n in range(1, 5)]
        yield features


def context_features(document: Document) -> Iterator[list[str]]:
    """Of every token, what :func:`word_features` leaves out of its surroundings.

    That is shapes, words two away, pairs of words, and, for capitals, whether the text has the word in small letters.
    """
    words = document.words
    shapes = [_shape(word) for word in document.tokens.words]
    small = {word for word in document.tokens.words if word.islower()}
    openings = set(document.tokens.sentences)
    for i, word in enumerate(words):
        before, after = _at(words, i - 1), _at(words, i + 1)
        features = [f"shape{step:+}={_at(shapes, i + step)}" for step in (-2, -1, 1, 2)]
        features += [f"w-2={_at(words, i - 2)}", f"w+2={_at(words, i + 2)}"]
        features += [f"w-1,0={before} {word}", f"w0,+1={word} {after}", f"w-1,+1={before} {after}"]
        features += [f"ends-1={before[-2:]}", f"ends+1={after[-2:]}"]
        features.append(f"shapes={_at(shapes, i - 1)} {shapes[i]} {_at(shapes, i + 1)}")
        features.append(f"shape={shapes[i]} opens={i in openings} small={word in small}")
        yield features


def span_features(document: Document, span: Span) -> list[str]:
    """The features of a span: its words and label, and the four words of its sentence on either side."""
    words, first, last = _words_around(document, span)
    inside = words[first:last]
    features = ["bias", f"label={span.label}", f"is={' '.join(inside)}", f"length={min(len(inside), 4)}"]
    features += [f"first={inside[0]}", f"last={inside[-1]}", f"ends={inside[-1][-3:]}", f"begins={inside[0][:4]}"]
    features.append(f"shape={_shape(document.text[span.start : span.end])} {span.label}")
    for side, context in (("before", words[:first][::-1][:4]), ("after", words[last:][:4])):
        features += [f"{side}={word}" for word in context] + [f"{side} ends={word[-4:]}" for word in context]
        features += [f"{side}{n}={word}" for n, word in enumerate(context[:2])]
    return features


class Candidate(NamedTuple):
    """A filler that might belong to a head (a trigger), by their numbers, and what a classifier sees of the two."""

    head: int
    filler: int
    features: list[str]


def candidates(document: Document, heads: Sequence[Span], fillers: Sequence[Span]) -> Iterator[Candidate]:
    """Every head with every filler of its sentence that does not overlap it."""
    filler_sentences = [document.sentence_of(filler.start) for filler in fillers]
    for h, head in enumerate(heads):
        sentence = document.sentence_of(head.start)
        near = [f for f, number in enumerate(filler_sentences) if number == sentence and not _overlap(head, fillers[f])]
        for f in near:
            closer = sum(_separates(fillers[other], head, fillers[f]) for other in near)
            features = pair_features(document, head, fillers[f])
            features += [f"closer={closer}", f"closer={closer} {_order(head, fillers[f])} {head.label}"]
            yield Candidate(h, f, features)


def pair_features(document: Document, left: Span, right: Span) -> list[str]:
    """The features of two spans: their labels and words, which comes first, the distance and the words between them."""
    words, first, last = _words_around(document, left)
    _, other_first, other_last = _words_around(document, right)
    head, filler = " ".join(words[first:last]), " ".join(words[other_first:other_last])
    order = _order(left, right)
    gap = max(other_first - last, first - other_last, 0)
    between = words[last:other_first] if other_first >= last else words[other_last:first]
    preceding = _at(words, other_first - 1)
    features = ["bias", f"labels={left.label} {right.label} {order}", f"head={head}", f"head={head} {order}"]
    features += [f"filler={filler}", f"filler={filler} {order}", f"ends={head[-3:]} {order} {right.label}"]
    features += [f"gap={gap.bit_length()} {order}", f"label={left.label} before={preceding} {order}"]
    features += [f"before={preceding} {order}", f"after={_at(words, other_last)} {order}"]
    features += [f"before head={_at(words, first - 1)} {order}", f"after head={_at(words, last)} {order}"]
    if gap <= _BETWEEN:
        features += [f"between={word} {order}" for word in between] + [f"path={' '.join(between)} {order}"]
    return features


def stance_features(document: Document, pair: AskedPair, *, of_event: bool) -> list[str] | None:
    """The features of a holder and a target, seen in the sentence where they stand closest together.

    The author is no part of the text: a holder without spans is judged by the words around the target's mentions.
    ``None`` where the two never share a sentence: such a pair is not for a linear model to judge.
    """
    targets = _spans(document, pair.target_spans, "event" if of_event else "actor")
    if pair.holder == AUTHOR:
        return [f"author {feature}" for span in targets for feature in span_features(document, span)] or None
    holders = _spans(document, pair.holder_spans, "holder")
    shared = [
        (_gap(holder, target), holder, target)
        for holder, target in product(holders, targets)
        if document.sentence_of(holder.start) == document.sentence_of(target.start) and not _overlap(holder, target)
    ]
    if not shared:
        return None
    _, holder, target = min(shared)
    words, _, _ = _words_around(document, holder)
    return pair_features(document, holder, target) + [f"sentence={word}" for word in sorted(set(words))]


def _spans(document: Document, places: Sequence[Place], label: str) -> list[Span]:
    """The places as spans, without those that hold no token."""
    spans = [Span(place.start, place.end, label) for place in places]
    return [span for span in spans if document.holds(span.start, span.end)]


def _words_around(document: Document, span: Span) -> tuple[Sequence[str], int, int]:
    """The folded words of a span's sentence, and which of them are the span's."""
    first, last = document.covering(span.start, span.end)
    begin, end = document.bounds_of_sentence(document.sentence_of(span.start))
    words = document.words[begin : max(end, last)]
    return words, first - begin, last - begin


def _shape(text: str) -> str:
    """``Sergueï`` Xx, ``ONU`` XX, ``2024`` 9, ``d'`` x': classes of characters, runs shortened."""
    classes = ("X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c for c in text[:24])
    shape = ""
    for c in classes:
        if not shape.endswith(c * 2 if c == "X" else c):
            shape += c
    return shape


def _at(values: Sequence[str], i: int) -> str:
    return values[i] if 0 <= i < len(values) else _EDGE


def _order(left: Span, right: Span) -> str:
    return "<" if left.start < right.start else ">"


def _gap(a: Span, b: Span) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _separates(other: Span, a: Span, b: Span) -> bool:
    return min(a.start, b.start) < other.start < max(a.start, b.start)
