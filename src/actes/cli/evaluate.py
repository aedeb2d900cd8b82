"""``actes evaluate``, which is ``evaluate.py``: score predictions, a baseline or anybody's model."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from rich.console import Console

from actes.article import Article
from actes.corpus import SPLITS
from actes.evaluation.gold import Gold, as_records, make_gold
from actes.evaluation.inputs import read_articles
from actes.evaluation.models import baseline_names, load_baseline, load_model, predict_articles
from actes.evaluation.records import Record, write_lines
from actes.evaluation.report import Options, make_report, sign
from actes.evaluation.scoring import Scored, score
from actes.evaluation.terminal import render_report
from actes.files import write_bytes
from actes.ontology import Ontology
from actes.problem import Problem
from actes.project import read_corpus
from actes.vocabulary import read_ontology

ALL = "all"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Score predictions (JSON Lines, .gz and .zst too, or Parquet), a baseline or a model against the "
        "gold of the corpus, or of a file. Exit 0 when scored, 1 when the input cannot be, 2 for wrong usage."
    )
    system = parser.add_argument_group("what is scored (one of)").add_mutually_exclusive_group(required=True)
    system.add_argument(
        "--predictions", type=Path, nargs="+", metavar="FILE", help="predictions; several: runs of one system"
    )
    system.add_argument(
        "--compare", type=Path, nargs="+", metavar="FILE", help="predictions of systems; the others with the first"
    )
    system.add_argument("--baseline", metavar="NAME", help=f"train and score a baseline: {', '.join(baseline_names())}")
    system.add_argument(
        "--model", metavar="MODULE", help="train and score package.module or path.py with train and predict"
    )
    gold = parser.add_argument_group("against what")
    gold.add_argument("--gold", type=Path, metavar="FILE", help="gold articles (default: the corpus under --root)")
    gold.add_argument("--split", choices=[*SPLITS, ALL], help="default: test of the corpus, all of a gold file")
    gold.add_argument("--allow-missing", action="store_true", help="count articles without a prediction as all missed")
    interval = parser.add_argument_group("intervals and tests")
    interval.add_argument("--seed", type=int, default=0, metavar="N", help="of the resampling (default: 0)")
    interval.add_argument(
        "--replicates", type=_positive, default=10_000, metavar="N", help="resamples of the stories (default: 10000)"
    )
    output = parser.add_argument_group("output")
    output.add_argument("--output", type=Path, metavar="FILE", help="write the report as JSON")
    output.add_argument(
        "--save-predictions", type=Path, metavar="FILE", help="write what the baseline or model predicts"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read, score, show, write."""
    module = _module(arguments)
    split = arguments.split or (ALL if arguments.gold else "test")
    options = Options(split, arguments.allow_missing, arguments.seed, arguments.replicates)
    articles, corpus, ontology = _articles(arguments)
    if module is not None:
        articles = list(articles)  # needed twice: to train on, and as gold
    gold = make_gold(articles, ontology, split=None if split == ALL else split)
    if module is not None:
        name = str(arguments.baseline or arguments.model)
        predictions = _predict(arguments, module, name, _decoded(articles), gold)
        systems = [[_score(predictions, name, name, gold, ontology, options)]]
    elif arguments.compare:
        systems = [[_score_file(path, gold, ontology, options)] for path in arguments.compare]
    else:
        systems = [[_score_file(path, gold, ontology, options) for path in arguments.predictions]]
    report = make_report(systems, sign(gold, schema=ontology.version, corpus=corpus, options=options))
    Console(highlight=False).print(render_report(report))
    if arguments.output:
        write_bytes(arguments.output, report.to_json())
        _progress(f"report written to {arguments.output}")
    return 0


def _module(arguments: argparse.Namespace) -> ModuleType | None:
    if arguments.baseline:
        return load_baseline(arguments.baseline)
    return load_model(arguments.model) if arguments.model else None


def _articles(arguments: argparse.Namespace) -> tuple[Iterable[Record | Problem], str | None, Ontology]:
    """The gold articles of all splits, the corpus version if they are the corpus's, and the vocabularies."""
    if arguments.gold:
        return read_articles(arguments.gold), None, read_ontology()
    _progress(f"reading and checking the corpus in {arguments.root.resolve()}")
    corpus, withheld = read_corpus(arguments.root)
    if withheld:
        _progress(f"{withheld} articles left out: their texts are not here")
    return as_records(corpus.articles, "corpus"), corpus.version, corpus.ontology


def _decoded(articles: Iterable[Record | Problem]) -> list[Article]:
    return [item.article for item in articles if isinstance(item, Record)]


def _predict(
    arguments: argparse.Namespace, module: ModuleType, name: str, articles: Sequence[Article], gold: Gold
) -> list[Record]:
    train = [article for article in articles if article.split == "train"]
    asked = [article for article in articles if article.id in gold.encoded]
    _progress(f"training {name} on {len(train)} articles, predicting {len(asked)}")
    start = time.perf_counter()
    predictions = predict_articles(module, name, train, asked)
    _progress(f"done in {time.perf_counter() - start:.1f} s")
    if arguments.save_predictions:
        write_bytes(arguments.save_predictions, write_lines(record.article for record in predictions))
        _progress(f"predictions written to {arguments.save_predictions}")
    return predictions


def _score_file(path: Path, gold: Gold, ontology: Ontology, options: Options) -> Scored:
    return _score(read_articles(path), path.name, str(path), gold, ontology, options)


def _score(
    predictions: Iterable[Record | Problem], system: str, path: str, gold: Gold, ontology: Ontology, options: Options
) -> Scored:
    return score(gold, predictions, ontology, system=system, path=path, allow_missing=options.allow_missing)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return number


def _progress(message: str) -> None:
    sys.stderr.write(f"{message}\n")
