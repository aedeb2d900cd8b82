"""What an evaluation says: figures with their intervals, and the signature without which none may be quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from actes import __version__
from actes.evaluation.breakdown import Breakdown, breakdowns
from actes.evaluation.gold import Gold
from actes.evaluation.scoring import Scored
from actes.score import (
    ACTES_SCORE,
    FEW_STORIES,
    TASKS,
    Comparison,
    Estimate,
    Metric,
    Runs,
    Task,
    bootstrap,
    compare,
    summarise_runs,
)


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen; part of the signature."""

    split: str = "all"
    allow_missing: bool = False
    seed: int = 0
    replicates: int = 10_000
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Signature:
    """Where figures come from: two reports compare only where these agree."""

    package: str
    schema: str
    corpus: str | None
    gold: str
    articles: int
    stories: int
    options: Options

    def __str__(self) -> str:
        corpus = f"corpus {self.corpus}" if self.corpus else "gold file"
        o = self.options
        allowed = " | missing allowed" if o.allow_missing else ""
        return (
            f"actes {self.package} | schema {self.schema} | {corpus} | gold {self.gold[:12]} | split {o.split} | "
            f"{self.articles} articles, {self.stories} stories | {o.replicates} replicates, {100 * o.level:g} %, "
            f"seed {o.seed}{allowed}"
        )


@dataclass(frozen=True, slots=True)
class TaskReport:
    """One task of one system. ``figures`` has those of the headline scheme, ``schemes`` the other definitions."""

    name: str
    answered: bool
    headline: str
    estimate: Estimate
    figures: Mapping[str, float]
    schemes: Mapping[str, Mapping[str, float]]
    labels: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class SystemReport:
    """One system: the ACTES score and every task, as fractions with intervals.

    Of several runs the figures are means, and ``runs`` tells how far they lie apart.
    """

    name: str
    missing: int
    score: Estimate
    tasks: tuple[TaskReport, ...]
    runs: Runs | None = None


@dataclass(frozen=True, slots=True)
class PairReport:
    """Two systems compared."""

    first: str
    second: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation of one or more systems on the same gold, the first being the one others are compared with."""

    signature: Signature
    systems: tuple[SystemReport, ...]
    comparisons: tuple[PairReport, ...] = ()
    parts: tuple[Breakdown, ...] = ()
    """Headline figures by split, origin, length and story; of a system of several runs, those of the first."""

    @property
    def few_stories(self) -> bool:
        """Whether there are too few stories to trust intervals and tests."""
        return self.signature.stories < FEW_STORIES

    def to_json(self) -> bytes:
        """The report as indented JSON, in the form of ``schema/report.schema.json``."""
        first, *others = self.systems
        content: dict[str, Any] = {
            "signature": msgspec.to_builtins(self.signature),
            "few_stories": self.few_stories,
            **_system_json(first),
            "other_systems": [_system_json(system) for system in others],
            "comparisons": [_comparison_json(pair) for pair in self.comparisons],
            "parts": [_breakdown_json(breakdown) for breakdown in self.parts],
        }
        return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def make_report(systems: Sequence[Sequence[Scored]], signature: Signature) -> Report:
    """The report of systems, each given by its runs (usually one), scored on the same gold."""
    options = signature.options
    reports = [_system_report(runs, options) for runs in systems]
    pairs = []
    for other, report in zip(systems[1:], reports[1:], strict=True):
        comparison = compare(
            systems[0][0].statistics,
            other[0].statistics,
            rng=np.random.default_rng(options.seed),
            replicates=options.replicates,
            level=options.level,
        )
        pairs.append(PairReport(reports[0].name, report.name, comparison))
    statistics = {report.name: runs[0].statistics for report, runs in zip(reports, systems, strict=True)}
    return Report(signature, tuple(reports), tuple(pairs), breakdowns(statistics))


def sign(gold: Gold, *, schema: str, corpus: str | None, options: Options) -> Signature:
    """The signature of an evaluation on ``gold``."""
    return Signature(
        package=__version__,
        schema=schema,
        corpus=corpus,
        gold=gold.digest,
        articles=len(gold.encoded),
        stories=gold.stories,
        options=options,
    )


def _system_report(runs: Sequence[Scored], options: Options) -> SystemReport:
    rng = np.random.default_rng(options.seed)
    spread = None
    if len(runs) > 1:
        spread = summarise_runs(
            [run.statistics for run in runs], rng=rng, replicates=options.replicates, level=options.level
        )
        estimates = {m: Estimate(s.mean, s.low, s.high) for m, s in spread.spreads.items()}
    else:
        estimates = dict(
            bootstrap(runs[0].statistics, rng=rng, replicates=options.replicates, level=options.level).estimates
        )
    answered = frozenset.union(*(run.statistics.answered_tasks for run in runs))
    name = runs[0].system if len(runs) == 1 else f"{runs[0].system} and {len(runs) - 1} more runs"
    tasks = tuple(_task_report(task, estimates, answered=task.name in answered) for task in TASKS)
    return SystemReport(name, max(run.missing for run in runs), estimates[ACTES_SCORE], tasks, spread)


def _task_report(task: Task, estimates: Mapping[Metric, Estimate], *, answered: bool) -> TaskReport:
    schemes: dict[str, dict[str, float]] = {}
    labels: dict[str, dict[str, float]] = {}
    for metric, estimate in estimates.items():
        if metric.task != task.name:
            continue
        if metric.label and metric.scheme == task.headline.scheme:
            labels.setdefault(metric.label, {})[metric.figure] = estimate.value
        elif not metric.label:
            schemes.setdefault(metric.scheme, {})[metric.figure] = estimate.value
    own = schemes.pop(task.headline.scheme)
    return TaskReport(task.name, answered, task.headline.figure, estimates[task.headline], own, schemes, labels)


def _system_json(system: SystemReport) -> dict[str, Any]:
    content: dict[str, Any] = {
        "system": system.name,
        "missing": system.missing,
        "score": system.score.value,
        "score_interval": [system.score.low, system.score.high],
        "tasks": {task.name: _task_json(task) for task in system.tasks},
    }
    if system.runs is not None:
        headlines = {task.name: system.runs.spreads[task.headline] for task in TASKS}
        content["runs"] = {
            "runs": system.runs.runs,
            "tasks": {
                name: {"mean": s.mean, "deviation": s.deviation, "least": s.least, "most": s.most}
                for name, s in headlines.items()
            },
        }
    return content


def _task_json(task: TaskReport) -> dict[str, Any]:
    return {
        "answered": task.answered,
        "headline": task.headline,
        "interval": [task.estimate.low, task.estimate.high],
        **task.figures,
        "schemes": task.schemes,
        "labels": task.labels,
    }


def _breakdown_json(breakdown: Breakdown) -> dict[str, Any]:
    return {
        "by": breakdown.title,
        "parts": [
            {
                "part": part.name,
                "articles": part.articles,
                "systems": {
                    system: {"score" if m == ACTES_SCORE else m.task: value for m, value in found.items()}
                    for system, found in part.figures.items()
                },
            }
            for part in breakdown.parts
        ],
    }


def _comparison_json(pair: PairReport) -> dict[str, Any]:
    comparison = pair.comparison
    return {
        "first": pair.first,
        "second": pair.second,
        "family": comparison.family,
        "exact": comparison.exact,
        "trials": comparison.trials,
        "differences": {
            difference.metric.task: {
                "difference": difference.difference,
                "interval": [difference.low, difference.high],
                "p": difference.p,
                "p_holm": difference.p_holm,
            }
            for difference in comparison.differences
        },
    }
