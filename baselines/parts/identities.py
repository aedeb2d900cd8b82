"""Who a name is: what training said most often of each surface string."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from msgspec import UNSET

from actes.article import Article

from .document import fold

T = TypeVar("T")

# Nominals and pronouns are anyone's; the other forms belong to somebody.
NAMING_FORMS = frozenset({"name", "metonym", "adjective"})


class Identity(NamedTuple):
    """An actor across articles; every field may be empty."""

    link: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """Folded surface string -> the identity it most often had."""

    by_surface: dict[str, Identity]

    def of_surface(self, surface: str) -> Identity:
        """The identity of one string; an unknown one is nobody in particular."""
        return self.by_surface.get(fold(surface), Identity())

    def of_actor(self, surfaces: Iterable[str]) -> Identity:
        """The identity that most of an actor's known names have."""
        known = [self.by_surface[fold(s)] for s in surfaces if fold(s) in self.by_surface]
        return most_frequent(known) if known else Identity()


def learn_identities(articles: Iterable[Article]) -> Identities:
    """Count the identities of every naming mention."""
    counts: defaultdict[str, list[Identity]] = defaultdict(list)
    for article in articles:
        for actor in article.actors or ():
            identity = Identity(
                link=None if actor.link is UNSET else actor.link,
                country=None if actor.country is UNSET else actor.country,
                sectors=() if actor.sectors is UNSET else tuple(actor.sectors),
            )
            for mention in actor.mentions:
                if (mention.form or "name") in NAMING_FORMS:
                    counts[fold((article.text or "")[mention.start : mention.end])].append(identity)
    return Identities({surface: most_frequent(found) for surface, found in counts.items()})


def most_frequent(values: Iterable[T]) -> T:
    """The most frequent of some values; of several, the first in the order of their ``repr``."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], repr(value)))
