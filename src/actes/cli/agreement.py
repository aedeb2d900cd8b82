"""``actes agreement``: how far annotators agree with each other and with the gold, and what they disagree on."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.text import Text

from actes.agreement.layers import read_layers
from actes.agreement.measures import Options
from actes.agreement.render import render_markdown, render_text
from actes.agreement.report import make_report
from actes.cli.arguments import positive
from actes.project import Project, read_version
from actes.vocabulary import read_ontology


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Compare the layers of corpus/annotators/ with each other and with the gold, two at a time, on the articles "
        "that both have: F1, CoNLL F1, Krippendorff's alpha, with intervals over stories; then what there is to "
        "settle, the articles with most of it first. Pairs of people, of models and of both are told apart. "
        "Agreement shows consistency, not that the labels are right."
    )
    parser.add_argument(
        "--layers", nargs="+", default=[], metavar="NAME", help="the layers to compare, gold being one (default: all)"
    )
    parser.add_argument(
        "--format", choices=["text", "json", "markdown"], default="text", help="how it is printed (default: text)"
    )
    parser.add_argument("--summary", action="store_true", help="the figures without the list of disagreements")
    parser.add_argument(
        "--gamma", action="store_true", help="gamma of mentions and triggers too; takes pygamma-agreement, and time"
    )
    parser.add_argument(
        "--replicates", type=positive, default=10_000, metavar="N", help="draws of the bootstrap (default: 10000)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the bootstrap (default: 0)")


def run(arguments: argparse.Namespace) -> int:
    """Read, compare, print."""
    project = Project(arguments.root)
    layers = read_layers(project, arguments.layers)
    options = Options(seed=arguments.seed, replicates=arguments.replicates, gamma=arguments.gamma)
    report = make_report(layers, read_ontology(), corpus=read_version(project), options=options)
    if arguments.summary:
        report = report.without_list()
    if arguments.format == "text":
        console = Console(highlight=False)
        for part in render_text(report):
            console.print(part, soft_wrap=isinstance(part, Text))
    else:
        sys.stdout.write(report.to_json() if arguments.format == "json" else render_markdown(report))
    return 0
