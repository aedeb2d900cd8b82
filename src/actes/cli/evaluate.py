"""``actes evaluate``, which is ``evaluate.py``: score predictions, a baseline or anybody's model."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from rich.console import Console

from actes.article import Article
from actes.checking import read_corpus
from actes.cli.arguments import positive
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
from actes.report import render_html, render_markdown
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
        "--replicates", type=positive, default=10_000, metavar="N", help="resamples of the stories (default: 10000)"
    )
    output = parser.add_argument_group("output")
    output.add_argument("--output", type=Path, metavar="FILE", help="write the report as JSON")
    output.add_argument("--markdown", type=Path, metavar="FILE", help="write it as Markdown")
    output.add_argument("--html", type=Path, metavar="FILE", help="write it as one page, with plots and every error")
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
        systems = [[_predict(arguments, module, _decoded(articles), gold)]]
    elif arguments.compare:
        systems = [[_from_file(path)] for path in arguments.compare]
    else:
        systems = [[_from_file(path) for path in arguments.predictions]]
    scored = [[_score(system, gold, ontology, options) for system in runs] for runs in systems]
    report = make_report(scored, sign(gold, schema=ontology.version, corpus=corpus, options=options))
    Console(highlight=False).print(render_report(report))
    if arguments.output:
        _write(arguments.output, report.to_json())
    if arguments.markdown:
        _write(arguments.markdown, render_markdown(report).encode())
    if arguments.html:
        predictions = {
            shown.name: _decoded(runs[0].read()) for shown, runs in zip(report.systems, systems, strict=True)
        }
        expected = [gold.article(name) for name in sorted(gold.encoded)]
        _write(arguments.html, render_html(report, expected, predictions, ontology).encode())
    return 0


@dataclass(frozen=True, slots=True)
class _System:
    """One system's answers: what to call them, where they are in messages, and how to read them, once or again."""

    name: str
    path: str
    read: Callable[[], Iterable[Record | Problem]]


def _from_file(path: Path) -> _System:
    return _System(path.name, str(path), lambda: read_articles(path))


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


def _predict(arguments: argparse.Namespace, module: ModuleType, articles: Sequence[Article], gold: Gold) -> _System:
    name = str(arguments.baseline or arguments.model)
    train = [article for article in articles if article.split == "train"]
    asked = [article for article in articles if article.id in gold.encoded]
    _progress(f"training {name} on {len(train)} articles, predicting {len(asked)}")
    start = time.perf_counter()
    predictions = predict_articles(module, name, train, asked)
    _progress(f"done in {time.perf_counter() - start:.1f} s")
    if arguments.save_predictions:
        write_bytes(arguments.save_predictions, write_lines(record.article for record in predictions))
        _progress(f"predictions written to {arguments.save_predictions}")
    return _System(name, name, lambda: predictions)


def _score(system: _System, gold: Gold, ontology: Ontology, options: Options) -> Scored:
    return score(
        gold,
        system.read(),
        ontology,
        system=system.name,
        path=system.path,
        allow_missing=options.allow_missing,
    )


def _write(path: Path, content: bytes) -> None:
    write_bytes(path, content)
    _progress(f"report written to {path}")


def _progress(message: str) -> None:
    sys.stderr.write(f"{message}\n")
