"""Reports of article values, as ``evaluate.py`` makes them, and the golden cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from actes.article import Article
from actes.evaluation.gold import as_records, make_gold
from actes.evaluation.report import Options, Report, make_report, sign
from actes.evaluation.scoring import Scored, score
from actes.vocabulary import read_ontology

GOLDEN = Path(__file__).parents[1] / "golden"
OPTIONS = Options(replicates=200)
ONTOLOGY = read_ontology()


def make(gold: Sequence[Article], systems: Sequence[tuple[str, Sequence[Sequence[Article]]]]) -> Report:
    """The report of systems, each a name and its runs; the version of the package is left out of the signature."""
    kept = make_gold(as_records(gold, "gold"), ONTOLOGY)
    scored = [[scored_run(gold, run, name) for run in runs] for name, runs in systems]
    signature = sign(kept, schema=ONTOLOGY.version, corpus=None, options=OPTIONS)
    return make_report(scored, replace(signature, package="any"))


def scored_run(gold: Sequence[Article], run: Sequence[Article], name: str) -> Scored:
    """The statistics of one run."""
    kept = make_gold(as_records(gold, "gold"), ONTOLOGY)
    return score(kept, as_records(run, name), ONTOLOGY, system=name, path=name)


def golden_cases() -> list[Path]:
    """The folders with golden reports."""
    return sorted(path.parent for path in GOLDEN.glob("*/gold.jsonl"))


def golden_report(case: Path) -> Report:
    """The report of a case.

    Beside ``gold.jsonl`` it has ``NAME.jsonl`` for each system, or ``NAME.1.jsonl`` and so on for its runs. The systems
    are in the order of their names.
    """
    runs: dict[str, list[list[Article]]] = {}
    for path in sorted(case.glob("*.jsonl")):
        if path.name != "gold.jsonl":
            runs.setdefault(path.name.partition(".")[0], []).append(read(path))
    return make(read(case / "gold.jsonl"), list(runs.items()))


def read(path: Path) -> list[Article]:
    """Articles of a file."""
    return [msgspec.json.decode(line, type=Article) for line in path.read_bytes().splitlines()]
