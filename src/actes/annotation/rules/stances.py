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
    first: dict[tuple[object, ...], int] = {}
    stances = anchored.file.stances
    for i, stance in enumerate(stances):
        evidence = anchored.spans.get(("stances", i, "evidence"), i)
        j = first.setdefault((stance.holder, stance.target, evidence), i)
        if j == i:
            continue
        if stance.polarity != stances[j].polarity:
            message = (
                f"{stance.polarity} here, {stances[j].polarity} in stances[{j}], on the same words: ambivalent (S8)"
            )
            yield ("stances", i, "polarity"), message, "stance-conflict"
        elif (stance.basis, stance.sources) == (stances[j].basis, stances[j].sources):
            yield ("stances", i), f"the same stance as stances[{j}]; remove one", "stance-duplicate"


RULES: tuple[Rule, ...] = (attributed_needs_source, author_stated, not_self, unlike_stances)
