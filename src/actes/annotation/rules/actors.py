"""Rules of actors and of the form of their mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actes.annotation.model import MentionEntry
from actes.annotation.resolve import Anchored
from actes.annotation.rules.finding import Findings, Rule
from actes.annotation.text import fold
from actes.ontology import Ontology
from actes.problem import Pointer

# Lower case only: a capital belongs to the name (La Haye, Le Monde).
_ARTICLE = re.compile(r"(?:le|la|les|un|une|des|du|de|au|aux)\s|(?:l|d)'")
_CONTRACTED = re.compile(r"(?:au|aux|du)\s(?!moins\b|plus\b)", re.IGNORECASE)  # "au moins dix" is no contraction


def state_sectors(anchored: Anchored, _: Ontology) -> Findings:
    """A12: a state has no sectors."""
    for i, actor in enumerate(anchored.file.actors):
        if actor.kind == "state" and actor.sectors:
            yield ("actors", i, "sectors"), "a state has no sectors (A12); remove them", "sector-on-state"


def name_articles(anchored: Anchored, _: Ontology) -> Findings:
    """A2: name mentions exclude the article."""
    for pointer, mention in _mentions(anchored):
        found = _ARTICLE.match(fold(mention.exact)) if mention.form in ("name", "metonym") else None
        if found:
            message = f'a name is marked without "{found[0].strip()}" (A2); start after it'
            yield pointer, message, "mention-article"


def nominal_contractions(anchored: Anchored, _: Ontology) -> Findings:
    """A2: nominal mentions never begin with the contracted au, aux, du."""
    for pointer, mention in _mentions(anchored):
        found = _CONTRACTED.match(fold(mention.exact)) if mention.form == "nominal" else None
        if found:
            message = f'a nominal mention excludes the contracted "{found[0].strip()}" (A2); start after it'
            yield pointer, message, "mention-contracted"


def listed_pronouns(anchored: Anchored, ontology: Ontology) -> Findings:
    """A7: pronouns are a closed list."""
    for pointer, mention in _mentions(anchored):
        if mention.form == "pronoun" and fold(mention.exact).lower() not in ontology.pronouns:
            message = f'"{mention.exact}" is not in the closed list of pronouns (A7); remove it or change its form'
            yield pointer, message, "pronoun-unknown"


def lone_adjectives(anchored: Anchored, _: Ontology) -> Findings:
    """A10: a mention of form adjective is the only one of its actor."""
    for i, actor in enumerate(anchored.file.actors):
        if len(actor.mentions) > 1:
            for j, mention in enumerate(actor.mentions):
                if mention.form == "adjective":
                    message = "an adjective is a mention only of an actor mentioned nowhere else (A10); remove it"
                    yield ("actors", i, "mentions", j), message, "adjective-beside-mention"


def _mentions(anchored: Anchored) -> Iterator[tuple[Pointer, MentionEntry]]:
    for i, actor in enumerate(anchored.file.actors):
        for j, mention in enumerate(actor.mentions):
            yield ("actors", i, "mentions", j), mention


RULES: tuple[Rule, ...] = (state_sectors, name_articles, nominal_contractions, listed_pronouns, lone_adjectives)
