"""Coreference by one rule, so that what a baseline gets for clusters is easy to read off.

Mentions are taken in the order of the text. Of the actors found so far, the most recent one that fits takes the
mention; where none fits, the mention begins an actor.

- A name (or metonym or adjective) fits an actor one of whose names is the same string, or is known from training to be
  the same actor; failing that, an actor of its kind one of whose names has all its words, or only words of it, or is
  its acronym, or has it as acronym.
- A nominal that begins with an indefinite article fits none; another fits an actor that has the same nominal, failing
  that an actor of its kind.
- A pronoun fits an actor of its kind, failing that any actor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from .document import fold
from .identities import NAMING_FORMS, Identities

_WORD = re.compile(r"[^\W_]+")
_EMPTY_WORDS = frozenset({"au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sur", "à"})
_INDEFINITE = frozenset({"un", "une", "des"})


class Mention(NamedTuple):
    """A mention to place: its span, the kind of its actor, its form and its string."""

    start: int
    end: int
    kind: str
    form: str
    text: str


Fit = Callable[[Mention, Mention], bool]


def resolve(mentions: Iterable[Mention], identities: Identities) -> list[list[Mention]]:
    """The actors, as lists of mentions, in the order of their first mentions."""
    known = _known_as_one(identities)
    rules: dict[str, tuple[Fit, ...]] = {
        "nominal": (_same_nominal, _same_kind),
        "pronoun": (_same_kind, _anyone),
    }
    actors: list[list[Mention]] = []
    for mention in sorted(mentions):
        home = _home(mention, actors, rules.get(mention.form, (known, _shared_words)))
        if home is None:
            actors.append([mention])
        else:
            home.append(mention)
    return actors


def _home(mention: Mention, actors: list[list[Mention]], fits: tuple[Fit, ...]) -> list[Mention] | None:
    if mention.form == "nominal" and mention.text.casefold().split()[0] in _INDEFINITE:
        return None
    recent_first = sorted(actors, key=lambda actor: actor[-1], reverse=True)
    for fit in fits:
        for actor in recent_first:
            if any(fit(mention, member) for member in actor):
                return actor
    return None


def _known_as_one(identities: Identities) -> Fit:
    def fit(mention: Mention, member: Mention) -> bool:
        if member.form not in NAMING_FORMS:
            return False
        link = identities.of_surface(mention.text).link
        return fold(mention.text) == fold(member.text) or (
            link is not None and link == identities.of_surface(member.text).link
        )

    return fit


def _shared_words(mention: Mention, member: Mention) -> bool:
    if member.form not in NAMING_FORMS or member.kind != mention.kind:
        return False
    ours, theirs = _content_words(mention.text), _content_words(member.text)
    if not ours or not theirs:
        return False
    return (
        set(ours) <= set(theirs)
        or set(theirs) <= set(ours)
        or _is_acronym(mention.text, theirs)
        or _is_acronym(member.text, ours)
    )


def _content_words(name: str) -> list[str]:
    return [word for word in _WORD.findall(fold(name)) if word not in _EMPTY_WORDS]


def _is_acronym(name: str, words: list[str]) -> bool:
    letters = fold(name.replace(".", ""))
    return len(words) > 1 and letters == "".join(word[0] for word in words)


def _same_nominal(mention: Mention, member: Mention) -> bool:
    return member.form == "nominal" and _content_words(mention.text) == _content_words(member.text)


def _same_kind(mention: Mention, member: Mention) -> bool:
    return member.kind == mention.kind


def _anyone(_mention: Mention, _member: Mention) -> bool:
    return True
