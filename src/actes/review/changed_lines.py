"""Which lines of the corpus changed, to tell first what a change brought about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from enum import IntEnum
from pathlib import Path

from actes.files import read_bytes
from actes.problem import InputError, Problem
from actes.project import MAX_FILE_BYTES, Project

Lines = Mapping[str, frozenset[int]]
"""The changed lines, from 1, of every changed file, by its path. A file without any is changed all the same."""


class Nearness(IntEnum):
    """How near a problem is to what changed."""

    LINE = 0
    """On a changed line, or of a changed file as a whole."""
    FILE = 1
    ELSEWHERE = 2


def changed_lines(before: Project, after: Project) -> Lines:
    """The lines of ``corpus/`` and ``seeds/`` that are not as they were.

    Where lines are gone, those around the gap count as changed: what is missing is missed there.
    """
    changed = {}
    for path in _files(after):
        was, now = _lines(before, path), _lines(after, path)
        if was != now:
            changed[path] = _differing(was or [], now or [])
    return changed


def nearness(problem: Problem, changed: Lines) -> Nearness:
    """How near the problem is to what changed."""
    lines = changed.get(problem.path)
    if lines is None:  # unless it is a folder where a file should be, with files in it
        inside = any(path.startswith(f"{problem.path}/") for path in changed)
        return Nearness.LINE if inside else Nearness.ELSEWHERE
    return Nearness.LINE if problem.line == 0 or problem.line in lines else Nearness.FILE


def nearest_first(problems: Iterable[Problem], changed: Lines) -> list[Problem]:
    """Problems on changed lines, then those of changed files, then the others; each in the order of files and lines."""
    return sorted(problems, key=lambda problem: (nearness(problem, changed), problem))


def _files(project: Project) -> list[str]:
    paths: list[Path] = [
        path for folder in ("corpus", "seeds") for path in (project.root / folder).rglob("*") if not path.is_dir()
    ]
    return sorted(project.shown(path) for path in paths)


def _lines(project: Project, path: str) -> list[bytes] | None:
    """The lines of a file; ``None`` where there is none. What a check would not read has no line."""
    file = project.root / path
    if not file.exists() and not file.is_symlink():
        return None
    try:
        return [] if file.is_symlink() else read_bytes(file, path, limit=MAX_FILE_BYTES).splitlines(keepends=True)
    except InputError:
        return []


def _differing(was: list[bytes], now: list[bytes]) -> frozenset[int]:
    changed: set[int] = set()
    for kind, _, _, start, end in SequenceMatcher(None, was, now).get_opcodes():
        if kind in ("replace", "insert"):
            changed.update(range(start + 1, end + 1))
        elif kind == "delete":
            changed.update(line for line in (start, start + 1) if 1 <= line <= len(now))
    return frozenset(changed)
