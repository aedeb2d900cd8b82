"""Rules of stances."""

from __future__ import annotations

from actes.annotation.resolve import Anchored
from actes.annotation.rules.finding import Findings, Rule
from actes.article import AUTHOR
from actes.ontology import Ontology


def attributed_needs_source(anchored: Anchored, _: Ontology) -> Findings:
    """S7: an attributed stance names who attributes it."""
    for i, stance in enumerate(anchored.file.stances):
        if stance.basis == "attributed" and not stance.sources:
            message = "an attributed stance needs the actor who attributes it in sources (S7)"
            yield ("stances", i), message, "stance-source"
        if stance.basis == "attributed" and stance.holder in stance.sources:
            message = f"{stance.holder!r} says it itself: the basis is stated (S7)"
            yield ("stances", i, "sources"), message, "stance-source"


def author_stated(anchored: Anchored, _: Ontology) -> Findings:
    """S4: the author's stance is in the author's own words."""
    for i, stance in enumerate(anchored.file.stances):
        if stance.holder == AUTHOR and (stance.basis != "stated" or stance.sources):
            message = "the author's stance is stated, without sources (S4)"
            yield ("stances", i, "basis"), message, "stance-author"


def not_self(anchored: Anchored, _: Ontology) -> Findings:
    """Nobody is for or against itself."""
    for i, stance in enumerate(anchored.file.stances):
        if stance.holder == stance.target:
            yield ("stances", i, "target"), "the holder is its own target", "stance-self"


def unlike_stances(anchored: Anchored, _: Ontology) -> Findings:
    """S8: one breath has one polarity; the same stance on the same evidence is said once."""
    seen: dict[tuple[object, ...], tuple[int, str]] = {}
    for i, stance in enumerate(anchored.file.stances):
        evidence = anchored.spans.get(("stances", i, "evidence"), i)
        key = (stance.holder, stance.target, stance.basis, tuple(stance.sources), evidence)
        first, polarity = seen.setdefault(key, (i, stance.polarity))
        if first == i:
            continue
        if polarity == stance.polarity:
            yield ("stances", i), f"the same stance as stances[{first}]; remove one", "stance-duplicate"
        else:
            message = (
                f"{stance.polarity} here and {polarity} in stances[{first}], on the same words; write ambivalent (S8)"
            )
            yield ("stances", i, "polarity"), message, "stance-conflict"


RULES: tuple[Rule, ...] = (attributed_needs_source, author_stated, not_self, unlike_stances)
