"""Carry the places of one text over to a changed one, so that only what is about the changed words shows as changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import TypeVar

from msgspec.structs import replace

from actes.article import Article, Mention, Trigger

_WORDS = re.compile(r"\w+|\W")

Spanned = TypeVar("Spanned", Mention, Trigger)


def carried_over(article: Article, text: str) -> Article:
    """``article`` with its places where the same words stand in ``text``.

    A place whose words are gone gets numbers below 0, which are no place of any text.
    """
    if article.text is None or article.text == text:
        return article
    place = _carrier(article.text, text)

    def span(item: Spanned) -> Spanned:
        start, end = place(item.start, item.end)
        return replace(item, start=start, end=end)

    actors = [replace(a, mentions=[span(mention) for mention in a.mentions]) for a in article.actors or ()]
    events = []
    for event in article.events or ():
        arguments = []
        for argument in event.arguments:
            if argument.start is None or argument.end is None:
                arguments.append(argument)
            else:
                start, end = place(argument.start, argument.end)
                arguments.append(replace(argument, start=start, end=end))
        events.append(replace(event, triggers=[span(trigger) for trigger in event.triggers], arguments=arguments))
    stances = []
    for stance in article.stances or ():
        start, end = place(stance.start or 0, stance.end or 0)
        stances.append(replace(stance, start=start, end=end))
    return replace(article, actors=actors, events=events, stances=stances)


def _carrier(before: str, after: str) -> Callable[[int, int], tuple[int, int]]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    target = [-1] * len(before)  # of each code point that is kept, where it stands now
    starts = _starts(old), _starts(new)
    for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if size:
            first, last, to = starts[0][i], starts[0][i + size], starts[1][j]
            target[first:last] = range(to, to + last - first)

    def place(start: int, end: int) -> tuple[int, int]:
        to = target[start:end]
        kept = to == list(range(to[0], to[0] + len(to))) and to[0] >= 0 if to else False
        return (to[0], to[-1] + 1) if kept else (-1 - start, -1 - end)

    return place


def _starts(words: list[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts
