"""``actes stats``: what the corpus covers and how its texts are written."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from actes.checking import read_corpus
from actes.cli.arguments import counted
from actes.corpus import Corpus
from actes.printable import printable_json
from actes.problem import InputError, Problem
from actes.project import Project, read_texts
from actes.statistics.coverage import Coverage, cover
from actes.statistics.style import Style, style_of, style_rows
from actes.statistics.texts import TEXTS_FILE


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Count what the corpus covers: years, regions, registers, labels, phenomena, and the style of its texts."
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: argparse.Namespace) -> int:
    """Read, count, print."""
    corpus, _ = read_corpus(arguments.root)
    coverage = read_coverage(arguments.root, corpus)
    style = style_of([article.text or "" for article in corpus.articles])
    if arguments.json:
        content = {"coverage": dataclasses.asdict(coverage), "style": dataclasses.asdict(style)}
        sys.stdout.write(printable_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n")
    else:
        _print(coverage, style)
    return 0


def read_coverage(root: Path, corpus: Corpus) -> Coverage:
    """The coverage of the corpus of a checkout."""
    rows = read_texts(Project(root), {article.id for article in corpus.articles})
    if not rows:
        message = "is missing; actes stats counts regions and registers by it"
        raise InputError([Problem(TEXTS_FILE, 0, "", message, "file-missing")])
    return cover(corpus, rows)


def _print(coverage: Coverage, style: Style) -> None:
    console = Console(highlight=False)
    console.print(
        f"{counted(coverage.articles, 'article')} on {counted(coverage.stories, 'story', 'stories')}; "
        f"{counted(coverage.stances, 'stance')}, "
        f"{coverage.author_stances} of them the author's; "
        f"{coverage.hard_articles} articles hold three phenomena or more"
    )
    for name, counts in _counts(coverage):
        console.print(f"\n[bold]{name}[/bold]")
        console.print(", ".join(f"{label} {count}" for label, count in counts.items()), soft_wrap=True)
    table = Table("style", "figure", title="How the texts are written", title_justify="left")
    for label, value in style_rows(style):
        table.add_row(label, value)
    console.print()
    console.print(table)


def _counts(coverage: Coverage) -> Iterator[tuple[str, Mapping[str, int]]]:
    for field in dataclasses.fields(coverage):
        value = getattr(coverage, field.name)
        if isinstance(value, Mapping):
            yield field.name, value
