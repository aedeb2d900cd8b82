"""``actes export``: articles as an annotation tool takes them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from actes.annotation.resolve import Anchored
from actes.cli.arguments import annotation_paths, counted
from actes.convert import blank_articles, export_articles
from actes.convert.tools import LABEL_STUDIO, TOOLS, label_studio
from actes.files import write_folder
from actes.printable import printable
from actes.problem import InputError, Problem
from actes.project import Project, read_annotation, upgraded
from actes.vocabulary import read_ontology

_NO_MARKER = ""
"""An earlier export may hold work: no file makes it one that is replaced."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Write articles with their annotations for Label Studio (tasks.json and config.xml), brat (.txt, .ann and "
        "configuration) or INCEpTION (UIMA CAS: an archive each). Everything comes back with actes import; what a "
        "tool cannot carry is refused before it is written. See docs/formats.md."
    )
    parser.add_argument("tool", choices=list(TOOLS), metavar="TOOL", help=", ".join(TOOLS))
    parser.add_argument("paths", nargs="*", metavar="ID", help="article ids, or annotation files; default: all")
    parser.add_argument("--output", type=Path, metavar="DIR", help="a new or empty folder (default: build/export/TOOL)")
    parser.add_argument(
        "--predictions", action="store_true", help="labelstudio: as predictions, which an annotator accepts or corrects"
    )
    parser.add_argument(
        "--blank", action="store_true", help="the texts alone, for an annotator who is not to see what others did"
    )
    parser.set_defaults(parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, convert, write."""
    if arguments.predictions and (arguments.blank or arguments.tool != LABEL_STUDIO):
        arguments.parser.error("--predictions is for labelstudio, and not with --blank")
    project = Project(arguments.root)
    articles, withheld = readable_articles(project, arguments.paths)
    tool = label_studio(predictions=True) if arguments.predictions else TOOLS[arguments.tool]
    output = arguments.output or project.root / "build" / "export" / arguments.tool
    files = (blank_articles if arguments.blank else export_articles)(articles, tool, read_ontology())
    write_folder(files, output, marker=_NO_MARKER)
    if withheld:
        sys.stderr.write(f"{counted(withheld, 'article')} left out: the text is not here\n")
    sys.stdout.write(f"{printable(str(output))}: {counted(len(articles), 'article')}, {counted(len(files), 'file')}\n")
    return 0


def readable_articles(project: Project, names: Sequence[str]) -> tuple[list[Anchored], int]:
    """The articles that are meant, and how many of all were left out because their text is withheld and not here.

    Raises:
        InputError: where a file cannot be read, or a quotation does not fit.
    """
    articles = []
    problems: list[Problem] = []
    withheld = 0
    for path in annotation_paths(project, names):
        try:
            anchored, anchor_problems = read_annotation(project, path)
        except InputError as error:
            problems.extend(error.problems)
            continue
        problems.extend(anchor_problems)
        if anchored.text is None and not names:
            withheld += 1
        elif not anchor_problems:
            articles.append(upgraded(anchored))
    if problems:
        raise InputError(problems)
    return articles, withheld
