"""``actes fmt``: write annotation files in the one canonical way."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actes.annotation.canonical import write_annotation, write_registry
from actes.cli.arguments import annotation_paths, counted
from actes.files import read_bytes, write_bytes
from actes.problem import InputError, Problem, render_text
from actes.project import REGISTRY_FILE, Project, read_annotation, read_registry
from actes.vocabulary import read_ontology


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
    paths = annotation_paths(project, arguments.paths)
    if not arguments.paths:
        paths += project.layers()
        if (project.root / REGISTRY_FILE).exists():
            paths.append(project.root / REGISTRY_FILE)
    problems: list[Problem] = []
    changed = 0
    for path in paths:
        shown = project.shown(path)
        try:
            canonical = _canonical(project, path, registry=shown == REGISTRY_FILE)
        except InputError as error:
            problems.extend(error.problems)
            continue
        if read_bytes(path, shown) == canonical:
            continue
        changed += 1
        if arguments.check:
            problems.append(Problem(shown, 0, "", f"not in canonical form; run: actes fmt {shown}", "format"))
        else:
            write_bytes(path, canonical)
            sys.stdout.write(f"formatted {shown}\n")
    for line in render_text(sorted(problems)):
        sys.stderr.write(f"{line}\n")
    verb = "to format" if arguments.check else "formatted"
    sys.stderr.write(f"{counted(len(paths), 'file')}: {changed} {verb}\n")
    return 1 if problems else 0


def _canonical(project: Project, path: Path, *, registry: bool) -> bytes:
    if registry:
        problems: list[Problem] = []
        entries = read_registry(project, problems)
        if problems:
            raise InputError(problems)
        return write_registry(entries).encode()
    anchored, problems = read_annotation(project, path)
    if problems:
        raise InputError(problems)
    return write_annotation(anchored, read_ontology(anchored.file.schema)).encode()
