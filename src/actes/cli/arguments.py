"""What several commands take."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from actes.annotation.structure import suggestion
from actes.problem import InputError, Problem
from actes.project import Project


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def positive(text: str) -> int:
    """A number of times something is done."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return number


def annotation_paths(project: Project, names: Sequence[str]) -> list[Path]:
    """The annotation files that are meant: paths of files, or ids of articles; all if none is named."""
    articles = project.articles()
    if not names:
        return articles
    by_id = {path.stem: path for path in articles}
    paths = []
    problems = []
    for name in names:
        path = Path(name)
        if name in by_id:
            paths.append(by_id[name])
        elif path.suffix == ".yaml" and path.is_file():
            paths.append(path)
        else:
            message = f"neither an annotation file nor the id of an article; {suggestion(path.stem, by_id)}"
            problems.append(Problem(name, 0, "", message, "file-missing"))
    if problems:
        raise InputError(problems)
    return paths


def annotation_path(project: Project, name: str) -> Path:
    """The one annotation file that is meant: a path, or the id of an article."""
    (path,) = annotation_paths(project, [name])
    return path
