"""``actes preview``: articles on one HTML page, with what changed in them and what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from actes.checking import check_project
from actes.cli.arguments import annotation_paths, counted
from actes.diff.comparison import compare
from actes.diff.revision import base_project
from actes.diff.snapshot import read_readable
from actes.files import write_bytes
from actes.preview import Compared, read_preview, render_preview, to_be_shown
from actes.problem import InputError, Problem
from actes.project import Project


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Write articles as one HTML page that needs no network: the text with actors, events and evidence, the graph "
        "beside it, what changed, and what the check finds. An article that cannot be read is shown by its problems."
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="article ids; default: those that differ from --base")
    parser.add_argument(
        "--base",
        metavar="BASE",
        help="mark what changed since: a git revision, or a folder with corpus/ (default: HEAD; with ids: nothing)",
    )
    parser.add_argument(
        "--output", type=Path, default=Path("build/preview.html"), metavar="FILE", help="default: build/preview.html"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read, compare, write."""
    project = Project(arguments.root)
    named = _named(project, arguments.ids) if arguments.ids else None
    problems = _problems(project)
    base = arguments.base or (None if named else "HEAD")
    if base is None:
        preview = read_preview(project, named or [], problems)
    else:
        with base_project(base, arguments.root) as before:
            found = read_readable(before, project, base=base)
        compared = Compared(base, found, compare(found.before, found.after))
        names = to_be_shown(project, compared, problems) if named is None else named
        preview = read_preview(project, names, problems, compared)
    write_bytes(arguments.output, render_preview(preview).encode())
    sys.stdout.write(f"{arguments.output}: {counted(len(preview.articles), 'article')}\n")
    return 0


def _named(project: Project, ids: Sequence[str]) -> list[str]:
    paths = annotation_paths(project, ids)
    ours = {path.resolve() for path in project.articles()}
    others = [path for path in paths if path.resolve() not in ours]
    if others:
        message = "not an article of this corpus; annotators' layers have no preview"
        raise InputError([Problem(str(path), 0, "", message, "file-missing") for path in others])
    return [path.stem for path in paths]


def _problems(project: Project) -> list[Problem]:
    try:
        return list(check_project(project).problems)
    except InputError as error:  # there is no article at all
        return error.problems
