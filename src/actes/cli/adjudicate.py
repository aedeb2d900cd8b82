"""``actes adjudicate``: one file from two layers, with both readings of everything on which they differ."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actes.agreement.layers import GOLD, layer_path, read_checked
from actes.agreement.merge import merge
from actes.annotation.canonical import write_annotation
from actes.annotation.resolve import Anchored, anchor
from actes.annotation.rules import adjudication
from actes.annotation.strict_yaml import Source
from actes.annotation.structure import suggestion
from actes.files import write_bytes
from actes.problem import InputError, Problem
from actes.project import LAYERS_FOLDER, Project
from actes.vocabulary import read_ontology


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Merge two layers of an article into one annotation file. What both say is filled in; a field on which they "
        "differ gets readings, an entry that one alone has is marked disputed, and actes check refuses the file "
        "until somebody has settled them all."
    )
    parser.add_argument("article", metavar="ID", help="the article")
    parser.add_argument(
        "--layers", nargs=2, metavar="NAME", help="which two, gold being one (default: the two that have the article)"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="where it is written, corpus/ID.yaml in the end (default: printed)"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def run(arguments: argparse.Namespace) -> int:
    """Merge, write, count."""
    project = Project(arguments.root)
    names = _chosen(project, arguments.article, arguments.layers)
    first, second = (_read(project, name, arguments.article) for name in names)
    file = merge((names[0], first), (names[1], second))
    merged, problems = anchor(Source(f"corpus/{file.id}.yaml", b""), file, first.text)
    if problems:
        raise InputError(problems)
    ontology = read_ontology(file.schema)
    content = write_annotation(merged, ontology)
    disputes = sum(1 for rule in adjudication.RULES for _ in rule(merged, ontology))
    if arguments.output is None:
        sys.stdout.write(content)
    else:
        _write(arguments.output, content, force=arguments.force)
    what = f"{disputes} to settle; then: actes check {file.id}" if disputes else "nothing to settle: the layers agree"
    sys.stderr.write(f"{file.id}, {names[0]} and {names[1]}: {what}\n")
    return 0


def _chosen(project: Project, article: str, asked: list[str] | None) -> list[str]:
    """The two layers.

    Raises:
        InputError: they do not exist, lack the article, or are not two.
    """
    have = [name for name in project.layer_names() if article in _articles(project, name)]
    choices = [*have, GOLD] if article in _articles(project, GOLD) else have
    if asked is None:
        if len(have) != 2:
            layers = f"{len(have)} layers ({', '.join(have)})" if have else "no layer"
            message = f"{article} is in {layers}; adjudication takes two, name them with --layers"
            raise InputError([Problem(LAYERS_FOLDER, 0, "", message, "layer-unknown")])
        return have
    problems = [
        Problem(
            LAYERS_FOLDER, 0, "", f"{name!r} is no layer with {article}; {suggestion(name, choices)}", "layer-unknown"
        )
        for name in asked
        if name not in choices
    ]
    if problems:
        raise InputError(problems)
    if asked[0] == asked[1]:
        raise InputError([Problem(LAYERS_FOLDER, 0, "", f"{asked[0]} twice; name two layers", "layer-unknown")])
    return asked


def _articles(project: Project, layer: str) -> set[str]:
    paths = project.articles() if layer == GOLD else project.layers()
    return {path.stem for path in paths if layer in (GOLD, path.parent.name)}


def _read(project: Project, layer: str, article: str) -> Anchored:
    anchored, problems = read_checked(project, layer_path(project, layer, article))
    if anchored is None:
        raise InputError(problems)
    return anchored


def _write(path: Path, content: str, *, force: bool) -> None:
    if path.exists() and not force:
        message = "is there already, and may hold decisions; write elsewhere, or over it with --force"
        raise InputError([Problem(str(path), 0, "", message, "output-exists")])
    write_bytes(path, content.encode())
