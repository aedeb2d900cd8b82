"""How fast the score is, beside the reference scorers, on the same data in one run.

Run, with seqeval 1.2.2 and nervaluate 1.2.1 installed and, for coreference, a checkout of coval at 87071a6 (or the
package scorch)::

    python benchmarks/score/speed.py --coval PATH/TO/coval

Every scorer is given its own input, made beforehand: tags for seqeval, dictionaries for nervaluate, clusters for
coval, articles for ACTES, whose time thus includes reading them into arrays. Runs alternate, medians count, and
figures that should agree are checked to. ``--quick`` is for trying the script.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import noisy
import numpy as np

from actes.article import Article
from actes.score import Metric, bootstrap, compare, count, merge, metrics
from actes.score import blocks as ours
from actes.score.clusters import actors
from actes.score.coreference import partition
from actes.score.sides import Sides

ONTOLOGY = noisy.ontology()
TOLERANCE = 1e-12
STREAM_BATCH = 5_000


def main() -> None:
    options = _options()
    if options.stream:
        stream(options.stream)
        return
    n, rounds = (200, 2) if options.quick else (2_000, 7)
    gold, predictions = noisy.corpus(n, seed=1, full=False)
    mentions = sum(len(actor.mentions) for article in gold for actor in article.actors or ())
    print(f"{n:,} articles, {mentions:,} gold mentions, {_machine()}. Medians of {rounds} alternating runs.\n")
    print("| what | other | seconds | ACTES seconds | ratio |")
    print("|---|---|---|---|---|")
    for what, name, theirs, mine in _duels(Sides(gold, predictions), options.coval):
        a, b = medians([theirs, mine], rounds)
        print(f"| {what} | {name} | {a:.3f} | {b:.4f} | **{a / b:.0f}** |", flush=True)
    print("\n| what | ACTES seconds | rate |")
    print("|---|---|---|")
    for what, run, articles in _solos(gold, predictions, 1_000 if options.quick else 20_000):
        (seconds,) = medians([run], 3)
        rate = f"{articles / seconds:,.0f} articles/s" if articles else ""
        print(f"| {what} | {seconds:.3f} | {rate} |", flush=True)
    size = 2_000 if options.quick else 200_000
    streamed = subprocess.run(  # noqa: S603  # this script, in a process of its own so that its memory can be told
        [sys.executable, __file__, "--stream", str(size)], check=True, capture_output=True, text=True
    )
    print(streamed.stdout, end="")


def _duels(
    articles: Sides[list[Article]], coval: Path | None
) -> Iterator[tuple[str, str, Callable[[], Any], Callable[[], Any]]]:
    n = len(articles.gold)

    def strict() -> Any:
        return ours._spans("mentions", n, actors(articles, ONTOLOGY.kinds))

    def relaxed() -> Any:
        return ours._relaxed(n, actors(articles, ONTOLOGY.kinds))

    def coreference() -> Any:
        clusters = actors(articles, ONTOLOGY.kinds)
        return ours._clusters(
            "coreference", n, clusters.map(lambda side: partition(side.place, side.owner, side.article))
        )

    def everything() -> Any:
        return count(articles.gold, articles.predicted, ONTOLOGY)

    figures = _figures(everything())
    tags, spans = articles.map(_iob2), articles.map(_nervaluate_spans)

    from seqeval.metrics import classification_report
    from seqeval.scheme import IOB2

    def seqeval() -> Any:
        return classification_report(*tags, mode="strict", scheme=IOB2, output_dict=True)

    agree(seqeval()["micro avg"]["f1-score"], figures["mentions.strict.f1"])
    yield "strict spans", "seqeval 1.2.2, strict report", seqeval, strict

    from nervaluate import Evaluator

    def nervaluate() -> Any:
        return Evaluator(*spans, tags=list(noisy.KINDS), loader="dict").evaluate()

    agree(nervaluate()["overall"]["partial"].f1, figures["mentions.semeval_partial.f1"])
    yield "SemEval-2013, four schemes, over all and per label", "nervaluate 1.2.1", nervaluate, relaxed

    for name, scorer in _coval(articles, coval, figures) if coval else _scorch(articles):
        yield "coreference", name, scorer, coreference
    yield "strict spans", "seqeval, against **all tasks** of ACTES", seqeval, everything


def _coval(
    articles: Sides[list[Article]], checkout: Path, figures: dict[str, float]
) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Five metrics in memory, on mentions as its reader makes them, and on tuples, which are faster."""
    sys.path.insert(0, str(checkout))
    from coval.conll.mention import Mention
    from coval.eval import evaluator

    functions = (evaluator.mentions, evaluator.muc, evaluator.b_cubed, evaluator.ceafe, evaluator.lea)
    makers: dict[str, Callable[..., Any]] = {
        "its own mentions": lambda name, start, end: Mention(name, 0, start, end, []),
        "tuples as mentions": lambda *mention: mention,
    }
    for what, make in makers.items():
        documents = {}
        for pair in zip(*articles, strict=True):
            clusters = [[[make(s.id, m.start, m.end) for m in a.mentions] for a in s.actors or ()] for s in pair]
            of = [{mention: i for i, cluster in enumerate(side) for mention in cluster} for side in clusters]
            found = [{m: theirs[m] for m in mine if m in theirs} for mine, theirs in (of, of[::-1])]
            documents[pair[0].id] = (*clusters, *found)

        def run(documents: dict[str, Any] = documents) -> list[tuple[float, float, float]]:
            return [evaluator.evaluate_documents(documents, function) for function in functions]

        for scheme, values in zip(("mentions", "muc", "b_cubed", "ceaf_e", "lea"), run(), strict=True):
            agree(values[2], figures[f"coreference.{scheme}.f1"])
        yield f"coval 87071a6, five metrics, {what}", run


def _scorch(articles: Sides[list[Article]]) -> Iterator[tuple[str, Callable[[], Any]]]:
    try:
        from scorch.scores import b_cubed, ceaf_e, muc
    except ImportError:
        return
    sides = articles.map(
        lambda side: [
            [{(m.start, m.end) for m in actor.mentions} for actor in article.actors or ()] for article in side
        ]
    )

    def run() -> Any:
        return [[metric(*pair) for metric in (muc, b_cubed, ceaf_e)] for pair in zip(*sides, strict=True)]

    yield "scorch, three metrics", run


def _solos(
    gold: Sequence[Article], predictions: Sequence[Article], n_lines: int
) -> Iterator[tuple[str, Callable[[], Any], int]]:
    yield "count all tasks, mentions answered", lambda: count(gold, predictions, ONTOLOGY), len(gold)
    full = noisy.corpus(len(gold), seed=1, full=True)
    yield "count all tasks, all answered (about 137 pairs an article)", lambda: count(*full, ONTOLOGY), len(gold)

    many, answers = noisy.corpus(n_lines, seed=2, full=False)
    lines = [msgspec.json.encode(answer) for answer in answers]
    decoder = msgspec.json.Decoder(Article)
    yield (
        f"decode {n_lines:,} lines of mentions and count all tasks",
        lambda: count(many, [decoder.decode(line) for line in lines], ONTOLOGY),
        n_lines,
    )
    counted = count(*full, ONTOLOGY)
    rng = np.random.default_rng(0)
    yield "bootstrap, every figure, 10,000 replicates", lambda: bootstrap(counted, rng=rng), 0
    yield "compare two systems, 10,000 replicates and trials", lambda: compare(counted, counted, rng=rng), 0


def stream(n_articles: int) -> None:
    """Count in batches that are forgotten, and say how much memory it took."""
    few = noisy.corpus(2 * STREAM_BATCH if n_articles > 2 * STREAM_BATCH else n_articles, seed=3, full=True)
    batches = range(0, len(few[0]), len(few[0]) // 2)
    halves = [count(*(side[i : i + batches.step] for side in few), ONTOLOGY) for i in batches]
    if not np.array_equal(merge(reversed(halves)).totals(), count(*few, ONTOLOGY).totals()):
        raise SystemExit("streamed and one-shot totals differ")
    del few, halves
    parts, seconds = [], 0.0
    for first in range(0, n_articles, STREAM_BATCH):
        batch = noisy.corpus(min(STREAM_BATCH, n_articles - first), seed=3, full=True, first=first)
        start = time.perf_counter()
        parts.append(count(*batch, ONTOLOGY))
        seconds += time.perf_counter() - start
    start = time.perf_counter()
    whole = merge(parts)
    metrics(whole.totals(), whole.layout)
    seconds += time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    what = f"stream {n_articles:,} articles, all tasks, in batches of {STREAM_BATCH:,}: peak {peak:.2f} GiB"
    print(f"| {what} | {seconds:.1f} | {n_articles / seconds:,.0f} articles/s |")


def medians(runs: Sequence[Callable[[], Any]], rounds: int) -> list[float]:
    """The median time of each of ``runs``, which take turns."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, taken in zip(runs, times, strict=True):
            start = time.perf_counter()
            run()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def agree(theirs: float, mine: float) -> None:
    """Stop if two scorers that should agree do not."""
    if abs(theirs - mine) > TOLERANCE:
        raise SystemExit(f"the scorers disagree: {theirs!r} and {mine!r}")


def _figures(counted: Any) -> dict[str, float]:
    values: dict[Metric, Any] = metrics(counted.totals(), counted.layout)
    return {str(metric): float(value) for metric, value in values.items()}


def _iob2(articles: Sequence[Article]) -> list[list[str]]:
    documents = []
    for article in articles:
        tags = ["O"] * (noisy.TOKENS + 4)
        for actor in article.actors or ():
            for mention in actor.mentions:
                length = mention.end - mention.start
                tags[mention.start : mention.end] = [f"B-{actor.kind}"] + [f"I-{actor.kind}"] * (length - 1)
        documents.append(tags)
    return documents


def _nervaluate_spans(articles: Sequence[Article]) -> list[list[dict[str, Any]]]:
    """In the order of the text, and with inclusive ends."""
    return [
        [
            {"label": label, "start": start, "end": end - 1}
            for start, end, label in sorted((m.start, m.end, a.kind) for a in article.actors or () for m in a.mentions)
        ]
        for article in articles
    ]


def _machine() -> str:
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "all")
    return f"Python {platform.python_version()}, numpy {np.__version__}, {os.cpu_count()} cores, {threads} BLAS threads"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coval", type=Path, help="a checkout of coval at 87071a6")
    parser.add_argument("--quick", action="store_true", help="small data, few runs")
    parser.add_argument("--stream", type=int, metavar="N", help="only count N articles in a stream")
    return parser.parse_args()


if __name__ == "__main__":
    main()
