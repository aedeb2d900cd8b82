"""``actes evaluate``, which is ``evaluate.py``: score predictions, a baseline or anybody's model."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from rich.console import Console

from actes.article import Article
from actes.corpus import SPLITS, Corpus
from actes.evaluation.evaluate import as_records, evaluate_records
from actes.evaluation.models import baseline_names, load_baseline, predict_articles
from actes.evaluation.records import Record, only_records, parse_lines, write_lines
from actes.evaluation.report import Report
from actes.evaluation.terminal import render_report
from actes.files import read_lines, write_bytes
from actes.project import read_corpus
from actes.vocabulary import read_ontology

ALL = "all"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Score predictions (JSON Lines, one article per line) or a baseline against the gold of the corpus, "
        "or of a file. Exit 0 when scored, 1 when the input cannot be, 2 for wrong usage."
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--predictions", type=Path, metavar="FILE", help="predictions to score")
    what.add_argument(
        "--baseline", metavar="NAME", help=f"train this baseline and score it: {', '.join(baseline_names())}"
    )
    parser.add_argument("--gold", type=Path, metavar="FILE", help="gold articles (default: the corpus here)")
    parser.add_argument(
        "--split", choices=[*SPLITS, ALL], help="articles to score (default: test of the corpus, all of a gold file)"
    )
    parser.add_argument(
        "--allow-missing", action="store_true", help="count articles without a prediction as all missed"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report as JSON")
    parser.add_argument("--save-predictions", type=Path, metavar="FILE", help="write the baseline's predictions")


def run(arguments: argparse.Namespace) -> int:
    """Read, score, show, write."""
    module = load_baseline(arguments.baseline) if arguments.baseline else None
    report = _from_file(arguments, module) if arguments.gold else _from_corpus(arguments, module)
    Console(highlight=False).print(render_report(report))
    if arguments.output:
        write_bytes(arguments.output, report.to_json())
        sys.stderr.write(f"report written to {arguments.output}\n")
    return 0


def _from_file(arguments: argparse.Namespace, module: ModuleType | None) -> Report:
    gold = _read(arguments.gold)
    split = arguments.split or ALL
    scored = [record for record in gold if split in (ALL, record.article.split)]
    elsewhere = {r.article.id: r.article.split or ALL for r in gold} if split != ALL else {}
    if module is not None:
        train = [record.article for record in gold if record.article.split == "train"]
        predictions = _predict(arguments, module, train, [record.article for record in scored])
    else:
        predictions = _read(arguments.predictions)
    return evaluate_records(
        scored,
        predictions,
        read_ontology(),
        system=_system(arguments),
        split=split,
        allow_missing=arguments.allow_missing,
        elsewhere=elsewhere,
    )


def _from_corpus(arguments: argparse.Namespace, module: ModuleType | None) -> Report:
    _progress(f"reading and checking the corpus in {arguments.root.resolve()}")
    corpus, withheld = read_corpus(arguments.root)
    if withheld:
        _progress(f"{withheld} articles left out: their texts are not here")
    split = arguments.split or "test"
    scored = _of_split(corpus, split)
    if module is not None:
        predictions = _predict(arguments, module, _of_split(corpus, "train"), scored)
    else:
        predictions = _read(arguments.predictions)
    return evaluate_records(
        as_records(scored, "corpus"),
        predictions,
        corpus.ontology,
        system=_system(arguments),
        corpus=corpus.version,
        split=split,
        allow_missing=arguments.allow_missing,
        elsewhere={article.id: article.split or ALL for article in corpus.articles},
    )


def _predict(
    arguments: argparse.Namespace, module: ModuleType, train: Sequence[Article], asked: Sequence[Article]
) -> list[Record]:
    _progress(f"training {arguments.baseline} on {len(train)} articles, predicting {len(asked)}")
    start = time.perf_counter()
    predictions = predict_articles(module, arguments.baseline, train, asked)
    _progress(f"done in {time.perf_counter() - start:.1f} s")
    if arguments.save_predictions:
        write_bytes(arguments.save_predictions, write_lines(record.article for record in predictions))
        _progress(f"predictions written to {arguments.save_predictions}")
    return predictions


def _of_split(corpus: Corpus, split: str) -> list[Article]:
    return [article for article in corpus.articles if split in (ALL, article.split)]


def _read(path: Path) -> list[Record]:
    return only_records(parse_lines(read_lines(path), str(path)))


def _system(arguments: argparse.Namespace) -> str:
    return str(arguments.baseline or arguments.predictions.name)


def _progress(message: str) -> None:
    sys.stderr.write(f"{message}\n")
