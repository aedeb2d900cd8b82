"""Time reading, validating and scoring of prediction files, as ``evaluate.py`` does it, on one core.

Run: ``python benchmarks/evaluation.py [--articles 20000] [--stream 200000]``; prints a Markdown table. Articles are
those of ``benchmarks/score/noisy.py``: 20 mentions each, predictions with their noise. ``--stream`` also scores a
large file.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "score"))

from noisy import corpus

from actes.evaluation.gold import make_gold
from actes.evaluation.inputs import read_articles
from actes.evaluation.records import write_lines
from actes.evaluation.scoring import score
from actes.vocabulary import read_ontology

PART = 5_000


def write(folder: Path, articles: int) -> tuple[Path, Path]:
    """Gold and predictions of ``articles`` articles, a part in memory at a time."""
    gold, predictions = folder / "gold.jsonl", folder / "predictions.jsonl"
    with gold.open("wb") as gold_file, predictions.open("wb") as prediction_file:
        for first in range(0, articles, PART):
            expected, given = corpus(min(PART, articles - first), seed=first, full=False, first=first)
            gold_file.write(write_lines(expected))
            prediction_file.write(write_lines(given))
    return gold, predictions


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--stream", type=int, default=0)
    arguments = parser.parse_args()
    gc.set_threshold(100_000)  # as the command does
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sys.stdout.write(
        "| articles | gold read and checked | predictions read, checked, counted | peak memory |\n|---|---|---|---|\n"
    )
    for articles in filter(None, (arguments.articles, arguments.stream)):
        with tempfile.TemporaryDirectory() as temporary:
            gold_file, prediction_file = write(Path(temporary), articles)
            start = time.perf_counter()
            gold = make_gold(read_articles(gold_file), read_ontology())
            middle = time.perf_counter()
            score(gold, read_articles(prediction_file), read_ontology(), system="noisy", path="predictions.jsonl")
            end = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        rates = f"{articles / (middle - start):,.0f}/s | {articles / (end - middle):,.0f}/s"
        sys.stdout.write(f"| {articles:,} | {rates} | {peak:.2f} GB |\n")


if __name__ == "__main__":
    main()
