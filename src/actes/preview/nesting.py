"""Marks over a text as openings, words and closings that nest, whatever overlaps whatever."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from actes.preview.marks import Mark


@dataclass(frozen=True, slots=True)
class Words:
    """The text of ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opening:
    """Here a mark begins, or goes on after it was cut."""

    mark: Mark
    first: bool
    """Whether it begins here."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Here the mark that was opened last ends, or is cut."""

    mark: Mark
    last: bool
    """Whether it ends here."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place that was asked for, between words, after what closes there and before what opens."""

    place: int


Token = Words | Opening | Closing | Cut


def nest(marks: Iterable[Mark], start: int, end: int, cuts: Collection[int] = ()) -> list[Token]:
    """The text of ``[start, end)`` with its marks.

    Of two marks that begin together, the longer is the outer one, then the one of lower rank. Where two cross, the one
    that ends later is cut at the end of the other and goes on.

    Args:
        marks: in any order; of one that reaches beyond the text, the part within it.
        start: the first code point.
        end: the one after the last.
        cuts: places that are to be told, whether marks begin or end there or not.
    """
    inside = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    begins: dict[int, list[Mark]] = {}
    for mark in inside:
        begins.setdefault(max(mark.start, start), []).append(mark)
    places = {start, end, *(offset for mark in inside for offset in (mark.start, mark.end)), *cuts}
    tokens: list[Token] = []
    stack: list[Mark] = []
    at = start
    for place in sorted(place for place in places if start <= place <= end):
        if place > at:
            tokens.append(Words(at, place))
            at = place
        interrupted = _close(stack, tokens, at=place, everything=place == end)
        if place in cuts:
            tokens.append(Cut(place))
        opened = sorted([*interrupted, *begins.get(place, ())], key=_outer_first)
        tokens += [Opening(mark, first=mark.start == place) for mark in opened]
        stack += opened
    return tokens


def heights(tokens: Sequence[Token]) -> list[int]:
    """For every token that opens a mark, how many lines there are under its words before its own; 0 for the others.

    Marks of one sort on the same words share a line.
    """
    found = [0] * len(tokens)
    stack: list[tuple[int, Mark]] = []
    for i, token in enumerate(tokens):
        if isinstance(token, Opening):
            stack.append((i, token.mark))
        elif isinstance(token, Closing):
            opened, mark = stack.pop()
            if stack:
                outer = stack[-1][1]
                alike = (mark.start, mark.end, mark.what) == (outer.start, outer.end, outer.what)
                found[stack[-1][0]] = max(found[stack[-1][0]], found[opened] + (not alike))
    return found


def _close(stack: list[Mark], tokens: list[Token], *, at: int, everything: bool) -> list[Mark]:
    """Close the marks that end at ``at``, or ``everything``; those within them that go on are returned."""
    lowest = next((i for i, mark in enumerate(stack) if everything or mark.end <= at), len(stack))
    cut = []
    while len(stack) > lowest:
        mark = stack.pop()
        tokens.append(Closing(mark, last=mark.end <= at))
        if mark.end > at and not everything:
            cut.append(mark)
    return cut


def _outer_first(mark: Mark) -> tuple[int, int, int]:
    return -mark.end, mark.rank, mark.start
