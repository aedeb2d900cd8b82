"""What a corrected file would be: its text, how it differs, and which problems it has that it had not."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass

from actes.annotation.canonical import write_annotation
from actes.annotation.model import AnnotationFile, RegistryFile
from actes.annotation.resolve import anchor
from actes.annotation.rules import check_file
from actes.annotation.strict_yaml import Source
from actes.annotation.structure import to_struct
from actes.checking import link_problems
from actes.fix.document import Document
from actes.ontology import Ontology
from actes.printable import printable
from actes.problem import InputError, Problem
from actes.project import parse_annotation


@dataclass(frozen=True, slots=True)
class State:
    """A file as it stands, or would. ``content`` is ``None`` where it cannot be written in the canonical way."""

    content: bytes | None
    problems: tuple[Problem, ...]


def judge(document: Document, ontology: Ontology, registry: RegistryFile) -> State:
    """The canonical text of a document and its problems, at their lines in it, or in the file where there is none."""
    try:
        file = to_struct(document.root, document.source, AnnotationFile, ontology)
    except InputError as error:
        return State(None, tuple(error.problems))
    anchored, problems = anchor(document.source, file, document.text)
    if problems:
        return State(None, tuple(sorted(problems)))
    content = write_annotation(anchored, ontology).encode()
    source = Source(document.source.path, content)
    written, _ = anchor(source, parse_annotation(source), document.text)
    found = [*check_file(written, ontology), *link_problems([written], registry)]
    return State(content, tuple(sorted(set(found))))


def introduced(before: State, after: State) -> list[Problem]:
    """The problems of which there are more than before, by code: a corrected file tells others in other words."""
    had = Counter(problem.code for problem in before.problems)
    has = Counter(problem.code for problem in after.problems)
    return [problem for problem in after.problems if has[problem.code] > had[problem.code]]


def difference(before: bytes, after: bytes, path: str) -> list[str]:
    """The unified diff of a file, harmless to print."""
    old, new = (content.decode("utf-8").split("\n") for content in (before, after))
    return [printable(line) for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm="")]
