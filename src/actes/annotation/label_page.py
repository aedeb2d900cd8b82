"""Label pages: ``schema/<version>/labels/<layer>/<LABEL>.md``, whose examples are annotations that the checker checks.

The layer is the folder: actors, forms, sectors, events, modes, status, roles, stance, bases, contexts. A page has a
heading ``# LABEL — name``, prose, and examples: a heading ``### Positif``, ``### Négatif`` or ``### Limite`` (what
follows the word is free), a line of explanation at least for the last two, and a ``yaml`` block: an annotation file
without its header, whose ``text`` is the example itself. The label of a mode names its type too, since the same word
may be a mode of several: ``# ASSAULT drone — Drone``, in the file ``modes/ASSAULT.drone.md``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actes.annotation.model import AnnotationFile
from actes.annotation.resolve import Anchored, anchor
from actes.annotation.rules import check_file
from actes.annotation.strict_yaml import Source, Value, load
from actes.annotation.structure import to_struct
from actes.annotation.text import decode_text
from actes.ontology import Ontology
from actes.problem import InputError, Problem

_EXAMPLE = re.compile(
    r"^### (?P<verdict>Positif|Négatif|Limite)[^\n]*\n(?P<explanation>.*?)^```yaml\n(?P<annotation>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r"\A# (?P<label>\S+(?: \S+)?) — (?P<name>[^\n]+)\n")
EXAMPLE_ID = "exemple"


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its verdict (``Positif``, ``Négatif``, ``Limite``), why, and the annotated sentence."""

    verdict: str
    explanation: str
    anchored: Anchored


@dataclass(frozen=True, slots=True)
class LabelPage:
    """One page."""

    label: str
    name: str
    examples: tuple[Example, ...]


def parse_label_page(page: str, path: str, ontology: Ontology) -> LabelPage:
    """Parse a page and check its examples.

    Raises:
        InputError: where the title is missing or an example does not pass the checker.
    """
    title = _TITLE.match(page)
    if title is None:
        raise InputError([Problem(path, 1, "", "the first line must be: # LABEL — nom", "label-page")])
    return LabelPage(title["label"], title["name"], tuple(_examples(page, path, ontology)))


def labels_used(anchored: Anchored, layer: str) -> set[str]:
    """The labels of one layer of label pages, as their titles write them, that an annotation uses."""
    file = anchored.file
    labels: Iterable[str]
    match layer:
        case "actors":
            labels = (actor.kind for actor in file.actors)
        case "forms":
            labels = (mention.form for actor in file.actors for mention in actor.mentions)
        case "sectors":
            labels = (sector for actor in file.actors for sector in actor.sectors)
        case "events":
            labels = (event.type for event in file.events)
        case "modes":
            labels = (f"{event.type} {mode}" for event in file.events for mode in event.modes)
        case "status":
            labels = (event.status for event in file.events)
        case "roles":
            labels = (argument.role for event in file.events for argument in event.arguments)
        case "stance":
            labels = (stance.polarity for stance in file.stances)
        case "bases":
            labels = (stance.basis for stance in file.stances)
        case "contexts":
            labels = file.contexts
        case _:
            raise ValueError(f"no layer of label pages: {layer}")
    return set(labels)


def _examples(page: str, path: str, ontology: Ontology) -> Iterator[Example]:
    for found in _EXAMPLE.finditer(page):
        line = page.count("\n", 0, found.start("annotation"))
        try:
            anchored = _annotated(found["annotation"], path, ontology)
        except InputError as error:
            # The lines of the block become lines of the page.
            moved = [Problem(p.path, p.line + line, p.pointer, p.message, p.code) for p in error.problems]
            raise InputError(moved) from None
        yield Example(found["verdict"], found["explanation"].strip(), anchored)


def _annotated(block: str, path: str, ontology: Ontology) -> Anchored:
    source = Source(path, block.encode())
    annotation = load(source.content, path)
    if not isinstance(annotation, dict) or not isinstance(annotation.get("text"), str):
        raise InputError([source.problem((), "the example needs a text", "label-page")])
    text = annotation["text"]
    header: dict[str, Value] = {
        "schema": ontology.version,
        "id": EXAMPLE_ID,
        "sha256": hashlib.sha256(str(text).encode()).hexdigest(),
        "language": "fr",
        "date": "2024",
        "story": EXAMPLE_ID,
        "origin": "written",
        "licence": "CC-BY-4.0",
    }
    file = to_struct(header | annotation, source, AnnotationFile, ontology)
    anchored, problems = anchor(source, file, decode_text(str(text).encode(), path))
    problems += [problem for problem in check_file(anchored, ontology) if problem.code != "file-name"]
    if problems:
        raise InputError(problems)
    return anchored
