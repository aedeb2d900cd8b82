"""``actes check``: every problem of the corpus, or of some files of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actes.checking import check_paths, check_project
from actes.cli.arguments import annotation_paths, counted
from actes.problem import InputError, Problem, render_github, render_json, render_text
from actes.project import Project

FORMATS = {"text": render_text, "json": render_json, "github": render_github}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Say everything that is wrong: one line per problem, path:line pointer: message [code]. "
        "Exit 0 if nothing is, 1 if something is. Each code has a page in docs/problems/."
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="annotation files or article ids; default: the whole corpus"
    )
    parser.add_argument(
        "--format", choices=list(FORMATS), default="text", help="how problems are printed (default: text)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, print, count."""
    project = Project(arguments.root)
    try:
        problems, count = _check(project, arguments.paths)
    except InputError as error:
        problems, count = error.problems, 0
    for line in FORMATS[arguments.format](problems):
        sys.stdout.write(f"{line}\n")
    if arguments.format == "text":
        files = len({problem.path for problem in problems})
        outcome = f"{counted(len(problems), 'problem')} in {counted(files, 'file')}" if problems else "no problem"
        sys.stderr.write(f"{counted(count, 'annotation file')}: {outcome}\n")
    return 1 if problems else 0


def _check(project: Project, names: list[str]) -> tuple[list[Problem], int]:
    if names:
        paths: list[Path] = annotation_paths(project, names)
        return check_paths(project, paths), len(paths)
    checked = check_project(project)
    return list(checked.problems), len(project.articles()) + len(project.layers())
