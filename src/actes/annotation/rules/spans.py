"""Rules of the spans themselves: their ends, and how mentions and triggers may lie on one another."""

from __future__ import annotations

import re

from actes.annotation.anchor import Span
from actes.annotation.resolve import Anchored
from actes.annotation.rules.finding import Findings, Rule
from actes.ontology import Ontology
from actes.problem import Pointer, render_pointer
from actes.tokens import tokenise

_TIE = re.compile(r"(?<=\w)[-\u2010\u2011.,](?=\w)")


def whole_words(anchored: Anchored, _: Ontology) -> Findings:
    """A span neither begins nor ends inside a word, on a space, or beyond its paragraph."""
    text = anchored.text
    if text is None:
        return
    for pointer, span in anchored.spans.items():
        surface = text[span.start : span.end]
        if surface != surface.strip():
            yield pointer, f'"{surface}" begins or ends with a space; leave it out', "span-space"
        elif "\n" in surface:
            yield pointer, "the span runs over a line end; keep it inside one paragraph", "span-paragraph"
        elif _inside_word(text, span.start) or _inside_word(text, span.end):
            word = _word_around(text, span)
            yield pointer, f'"{surface}" is a piece of "{word}"; add a prefix or take the whole word', "span-word"


def whole_tokens(anchored: Anchored, _: Ontology) -> Findings:
    """A mention or trigger is a number of whole tokens, so that the token views can show it."""
    text = anchored.text
    if text is None:
        return
    # A hyphen, full stop or comma between letters or digits may tie them into one token; elsewhere words are tokens.
    beside_tie = {offset for tie in _TIE.finditer(text) for offset in (tie.start(), tie.end())}
    for pointer, span in anchored.spans.items():
        if pointer[2] not in ("mentions", "triggers") or beside_tie.isdisjoint((span.start, span.end)):
            continue
        start, end = _unbroken(text, span)
        if tokenise(text[start:end]).covering(span.start - start, span.end - start) is None:
            surface = text[span.start : span.end]
            yield pointer, f'"{surface}" is a piece of a token; take the whole compound or number', "span-word"


def mention_overlaps(anchored: Anchored, _: Ontology) -> Findings:
    """A mention belongs to one actor; mentions nest or lie apart, and never nest within one actor (A6)."""
    mentions = sorted(
        ((span, pointer) for pointer, span in anchored.spans.items() if pointer[0] == "actors"),
        key=lambda item: (item[0].start, -item[0].end),
    )
    enclosing: list[tuple[Span, Pointer]] = []
    for span, pointer in mentions:
        while enclosing and enclosing[-1][0].end <= span.start:
            enclosing.pop()
        for outer, other in enclosing:
            place = render_pointer(other)
            same_actor = pointer[1] == other[1]
            if span == outer:
                yield (
                    (pointer, f"the same span as {place}; remove one", "span-duplicate")
                    if same_actor
                    else (pointer, f"the same span as {place}; a mention belongs to one actor", "span-shared")
                )
            elif span.end > outer.end and outer.end > span.start:
                yield pointer, f"crosses {place}; mentions nest or lie apart", "span-crossing"
            elif outer.end > span.start and same_actor:
                yield pointer, f"lies inside {place} of the same actor; keep one of them (A6)", "span-nested"
        enclosing.append((span, pointer))


def trigger_owners(anchored: Anchored, _: Ontology) -> Findings:
    """E4: a word triggers at most one event of each type; triggers do not cross."""
    file = anchored.file
    owners: dict[tuple[Span, str], Pointer] = {}
    for pointer, span in anchored.spans.items():
        if pointer[0] != "events" or pointer[2] != "triggers":
            continue
        event = int(pointer[1])
        key = (span, file.events[event].type)
        if key in owners:
            place = render_pointer(owners[key])
            code = "span-duplicate" if owners[key][1] == event else "span-shared"
            yield pointer, f"the same word triggers {place}, of the same type; merge the events or remove it", code
        owners.setdefault(key, pointer)


def _inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _unbroken(text: str, span: Span) -> tuple[int, int]:
    """``span`` grown to the spaces around it, which no token crosses."""
    start, end = span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _word_around(text: str, span: Span) -> str:
    start, end = span.start, span.end
    while _inside_word(text, start):
        start -= 1
    while _inside_word(text, end):
        end += 1
    return text[start:end]


RULES: tuple[Rule, ...] = (whole_words, whole_tokens, mention_overlaps, trigger_owners)
