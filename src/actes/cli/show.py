"""``actes show``: an article in the terminal, with its annotations in colour."""

from __future__ import annotations

import argparse

from rich.console import Console

from actes.annotation.resolve import to_article
from actes.cli.arguments import annotation_paths
from actes.cli.article_view import render_article
from actes.problem import InputError
from actes.project import Project, read_annotation
from actes.vocabulary import read_ontology


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = "Show articles with their annotations, in colour where the terminal has it."
    parser.add_argument("paths", nargs="+", metavar="ID", help="article ids, or annotation files")


def run(arguments: argparse.Namespace) -> int:
    """Show each article."""
    project = Project(arguments.root)
    console = Console(highlight=False)
    for path in annotation_paths(project, arguments.paths):
        anchored, problems = read_annotation(project, path)
        if problems:
            raise InputError(problems)
        article = to_article(anchored)
        console.print(render_article(article, read_ontology(anchored.file.schema), marks=console.color_system is None))
    return 0
