"""``actes fmt``: write annotation files in the one canonical way."""

from __future__ import annotations

import argparse
import sys

from actes.cli.arguments import annotation_paths, counted
from actes.files import write_bytes
from actes.formatting import canonical, format_problem, formatted_files
from actes.printable import printable
from actes.problem import InputError, Problem, render_text
from actes.project import Project


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Rewrite annotation files, annotators' layers and the registry in the canonical way: "
        "fixed order of keys, one span per line, lists in the order of the text. "
        "A file whose quotations do not fit is left as it is."
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="annotation files or article ids; default: the whole corpus"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not canonical")


def run(arguments: argparse.Namespace) -> int:
    """Format what can be formatted, say what cannot."""
    project = Project(arguments.root)
    paths = annotation_paths(project, arguments.paths) if arguments.paths else formatted_files(project)
    problems: list[Problem] = []
    changed = 0
    for path in paths:
        try:
            found = format_problem(project, path)
            if found is None:
                continue
            changed += 1
            if arguments.check:
                problems.append(found)
            else:
                write_bytes(path, canonical(project, path))
                sys.stdout.write(f"formatted {printable(project.shown(path))}\n")
        except InputError as error:
            problems.extend(error.problems)
    for line in render_text(sorted(problems)):
        sys.stderr.write(f"{line}\n")
    verb = "to format" if arguments.check else "formatted"
    sys.stderr.write(f"{counted(len(paths), 'file')}: {changed} {verb}\n")
    return 1 if problems else 0
