"""The canonical form of the files of a checkout: which files have one, what it is, and where a file leaves it."""

from __future__ import annotations

from pathlib import Path

from actes.annotation.canonical import write_annotation, write_registry
from actes.problem import InputError, Problem
from actes.project import REGISTRY_FILE, Project, read_annotation, read_registry
from actes.vocabulary import read_ontology


def formatted_files(project: Project) -> list[Path]:
    """Every file of the corpus that has a canonical form: annotation files, annotators' layers, the registry."""
    registry = project.root / REGISTRY_FILE
    return [*project.articles(), *project.layers(), *([registry] if registry.exists() else [])]


def canonical(project: Project, path: Path) -> bytes:
    """What the file would be in canonical form.

    Raises:
        InputError: it cannot be read, or has quotations that fit no one place.
    """
    problems: list[Problem] = []
    if project.shown(path) == REGISTRY_FILE:
        entries = read_registry(project, problems)
        if problems:
            raise InputError(problems)
        return write_registry(entries).encode()
    anchored, problems = read_annotation(project, path)
    if problems:
        raise InputError(problems)
    return write_annotation(anchored, read_ontology(anchored.file.schema)).encode()


def format_problem(project: Project, path: Path) -> Problem | None:
    """The problem of a file that is not in canonical form, at the first line that is not.

    Raises:
        InputError: as :func:`canonical`.
    """
    shown = project.shown(path)
    wanted = canonical(project, path)
    content = project.read(path)
    if content == wanted:
        return None
    message = f"not in canonical form; run: actes fmt {shown}"
    return Problem(shown, _first_difference(content, wanted), "", message, "format")


def _first_difference(content: bytes, wanted: bytes) -> int:
    """The first line, from 1, that is not as wanted; the last one where lines are missing at the end."""
    lines = content.splitlines(keepends=True)
    pairs = enumerate(zip(lines, wanted.splitlines(keepends=True), strict=False), 1)
    return next((number for number, (is_, should) in pairs if is_ != should), max(len(lines), 1))
