"""Rules of events: PLOVER's, and those of the arguments."""

from __future__ import annotations

import re
import unicodedata

from actes.annotation.edtf_date import is_edtf
from actes.annotation.resolve import Anchored
from actes.annotation.rules.finding import Findings, Rule
from actes.annotation.structure import suggestion
from actes.annotation.text import fold
from actes.ontology import Ontology

_PARTICIPANTS = ("actor", "recipient")
_WORD = re.compile(r"\w+(?:-\w+)*|aujourd'hui")


def allowed_modes(anchored: Anchored, ontology: Ontology) -> Findings:
    """Each type has its own modes."""
    for i, event in enumerate(anchored.file.events):
        allowed = ontology.types[event.type].modes
        for j, mode in enumerate(event.modes):
            if mode not in allowed:
                hint = suggestion(mode, allowed) if allowed else f"{event.type} has no modes"
                yield ("events", i, "modes", j), f"{mode!r} is not a mode of {event.type}; {hint}", "mode-not-allowed"


def required_recipient(anchored: Anchored, ontology: Ontology) -> Findings:
    """PLOVER requires a recipient of some types."""
    for i, event in enumerate(anchored.file.events):
        required = ontology.types[event.type].recipient_required
        if required and not any(argument.role == "recipient" for argument in event.arguments):
            message = f"{event.type} needs a recipient; add {{role: recipient, actor: ...}}"
            yield ("events", i), message, "recipient-missing"


def argument_shape(anchored: Anchored, _: Ontology) -> Findings:
    """Actor and recipient are actors; place and time are quotations; only a time has a value."""
    for i, event in enumerate(anchored.file.events):
        for j, argument in enumerate(event.arguments):
            pointer = ("events", i, "arguments", j)
            if argument.role in _PARTICIPANTS and (argument.actor is None or argument.exact is not None):
                message = f"a {argument.role} is an actor: {{role: {argument.role}, actor: <id>}}"
                yield pointer, message, "argument-shape"
            elif argument.role not in _PARTICIPANTS and (argument.exact is None or argument.actor is not None):
                message = f'a {argument.role} is a quotation: {{role: {argument.role}, exact: "..."}}'
                yield pointer, message, "argument-shape"
            elif argument.value is not None and argument.role != "time":
                yield (*pointer, "value"), "only a time has a value; remove it", "argument-shape"
            elif argument.value is not None and not is_edtf(argument.value):
                message = f"{argument.value!r} is not an EDTF date; write 2024-05-14, 2024-05 or 2024"
                yield (*pointer, "value"), message, "date-invalid"


def argument_duplicate(anchored: Anchored, _: Ontology) -> Findings:
    """One participant has a role once."""
    for i, event in enumerate(anchored.file.events):
        seen: set[tuple[str, object]] = set()
        for j, argument in enumerate(event.arguments):
            pointer = ("events", i, "arguments", j)
            filler = argument.actor if argument.exact is None else anchored.spans.get(pointer, pointer)
            if (argument.role, filler) in seen:
                yield pointer, f"this {argument.role} is already an argument of the event", "argument-duplicate"
            seen.add((argument.role, filler))


def one_word_triggers(anchored: Anchored, ontology: Ontology) -> Findings:
    """E1: a trigger is one word, or a fixed compound of the ontology's list."""
    for i, event in enumerate(anchored.file.events):
        for j, trigger in enumerate(event.triggers):
            word = fold(trigger.exact)
            if not _WORD.fullmatch(word) and _bare(word) not in {_bare(compound) for compound in ontology.compounds}:
                message = (
                    f'"{trigger.exact}" is not one word, nor in the ontology\'s list of fixed compounds (E1); '
                    "keep the verb or the noun"
                )
                yield ("events", i, "triggers", j), message, "trigger-words"


def _bare(compound: str) -> str:
    """Without plurals, nor case and accents, which the press leaves out of capitals (coups d'Etat)."""
    letters = (c for c in unicodedata.normalize("NFD", compound.casefold()) if not unicodedata.combining(c))
    return " ".join(word.rstrip("s") for word in "".join(letters).split())


RULES: tuple[Rule, ...] = (allowed_modes, required_recipient, argument_shape, argument_duplicate, one_word_triggers)
