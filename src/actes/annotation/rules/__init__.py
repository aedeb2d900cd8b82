"""The rules that one annotation file must keep, each with the code of its problem.

Every rule is a function from an anchored file to the problems it finds; they are independent, so that one run tells
everything. Rule numbers (A1, E1, S1 ...) are those of the annotation guide.
"""

from __future__ import annotations

from actes.annotation.resolve import Anchored
from actes.annotation.rules import actors, adjudication, events, header, references, spans, stances
from actes.annotation.rules.finding import Rule
from actes.ontology import Ontology
from actes.problem import Problem, limited

RULES: tuple[Rule, ...] = tuple(
    rule for rules in (header, adjudication, references, actors, events, stances, spans) for rule in rules.RULES
)


def check_file(anchored: Anchored, ontology: Ontology) -> list[Problem]:
    """Every problem of one file, apart from its structure and its anchors."""
    found = (
        anchored.source.problem(pointer, message, code)
        for rule in RULES
        for pointer, message, code in rule(anchored, ontology)
    )
    return list(limited(found, anchored.source.path))
