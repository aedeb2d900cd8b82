"""``actes build``: the dataset folder, ready for ``load_dataset`` and the Hub."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actes.build import MANIFEST, build
from actes.build.evidence import FILES
from actes.checking import read_corpus
from actes.files import write_folder
from actes.project import Project

LICENCES = ("LICENSE", "LICENSE-DATA")
RESULTS_FOLDER = "corpus/validity/results"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Check the corpus and, only if it is clean, build the dataset: Parquet files, card, data sheet, Croissant. "
        "The same corpus gives the same bytes."
    )
    parser.add_argument(
        "--output", type=Path, default=Path("build/actes"), metavar="DIR", help="where to (default: build/actes)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read, check, build, write."""
    root: Path = arguments.root
    sys.stderr.write(f"reading and checking the corpus in {root.resolve()}\n")
    corpus, withheld = read_corpus(root)
    licences = {name: Project(root).read(root / name) for name in LICENCES}
    sys.stderr.write(f"building {len(corpus.articles)} articles\n")
    files = build(corpus, licences=licences, withheld=withheld, evidence=read_evidence(root))
    write_folder(files, arguments.output, marker=MANIFEST)
    if withheld:
        sys.stderr.write(f"{withheld} articles left out: their texts are not here\n")
    size = sum(len(content) for content in files.values()) / 1e6
    sys.stdout.write(f"{arguments.output}: {len(files)} files, {size:.1f} MB, corpus {corpus.version}\n")
    return 0


def read_evidence(root: Path) -> dict[str, bytes]:
    """What was measured about the annotation of a checkout, by name, as far as it was."""
    paths = {name: root / RESULTS_FOLDER / f"{name}.json" for name in FILES}
    return {name: Project(root).read(path) for name, path in paths.items() if path.exists()}
