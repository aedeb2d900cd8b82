"""``actes build``: the dataset folder, ready for ``load_dataset`` and the Hub."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actes.project import read_corpus


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Check the corpus and, only if it is clean, build the dataset: Parquet files, card, Croissant. "
        "The same corpus gives the same bytes."
    )
    parser.add_argument(
        "--output", type=Path, default=Path("build/actes"), metavar="DIR", help="where to (default: build/actes)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read, check, build, write."""
    corpus, withheld = read_corpus(arguments.root)
    sys.stderr.write(f"{len(corpus.articles)} articles, {withheld} withheld\n")
    return 0
