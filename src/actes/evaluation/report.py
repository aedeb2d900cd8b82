"""What an evaluation says: figures with the signature without which none may be quoted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import msgspec

from actes.article import Article
from actes.score import ACTES_SCORE, TASKS, Statistics, metrics


@dataclass(frozen=True, slots=True)
class Signature:
    """Where figures come from: two reports compare only where all but ``system`` agrees."""

    system: str
    package: str
    schema: str
    corpus: str | None
    gold: str
    split: str
    articles: int
    stories: int
    missing: int

    def __str__(self) -> str:
        corpus = f"corpus {self.corpus}" if self.corpus else "gold from a file"
        return (
            f"actes {self.package} | schema {self.schema} | {corpus} | split {self.split} | "
            f"{self.articles} articles, {self.stories} stories, {self.missing} missing | gold {self.gold[:12]}"
        )


@dataclass(frozen=True, slots=True)
class TaskReport:
    """The figures of one task. ``figures`` are those of the headline scheme, ``schemes`` the other definitions."""

    name: str
    answered: bool
    headline: str
    figures: Mapping[str, float]
    schemes: Mapping[str, Mapping[str, float]]
    labels: Mapping[str, Mapping[str, float]]

    @property
    def value(self) -> float:
        """The headline figure, a fraction."""
        return self.figures[self.headline]


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation of one system. ``score`` is the ACTES score, a fraction."""

    signature: Signature
    score: float
    tasks: tuple[TaskReport, ...]

    def to_json(self) -> bytes:
        """The report as indented JSON; the tasks by name."""
        content: dict[str, Any] = {
            "signature": msgspec.to_builtins(self.signature),
            "score": self.score,
            "tasks": {task.name: _task_json(task) for task in self.tasks},
        }
        return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def make_report(statistics: Statistics, signature: Signature) -> Report:
    """The figures of all tasks over all rows of ``statistics``."""
    figures = {metric: float(value) for metric, value in metrics(statistics.totals(), statistics.layout).items()}
    answered = statistics.answered_tasks
    tasks = []
    for task in TASKS:
        schemes: dict[str, dict[str, float]] = {}
        labels: dict[str, dict[str, float]] = {}
        for metric, value in figures.items():
            if metric.task != task.name:
                continue
            if metric.label and metric.scheme == task.headline.scheme:
                labels.setdefault(metric.label, {})[metric.figure] = value
            elif not metric.label:
                schemes.setdefault(metric.scheme, {})[metric.figure] = value
        own = schemes.pop(task.headline.scheme)
        tasks.append(TaskReport(task.name, task.name in answered, task.headline.figure, own, schemes, labels))
    return Report(signature, figures[ACTES_SCORE], tuple(tasks))


def sign(
    system: str,
    gold: Iterable[Article],
    *,
    schema: str,
    corpus: str | None,
    split: str,
    missing: int,
) -> Signature:
    """The signature of an evaluation on ``gold``."""
    articles = sorted(gold, key=lambda article: article.id)
    digest = hashlib.sha256()
    for article in articles:
        digest.update(hashlib.sha256(msgspec.json.encode(article)).digest())
    return Signature(
        system=system,
        package=version("actes"),
        schema=schema,
        corpus=corpus,
        gold=digest.hexdigest(),
        split=split,
        articles=len(articles),
        stories=len({article.story or article.id for article in articles}),
        missing=missing,
    )


def _task_json(task: TaskReport) -> dict[str, Any]:
    return {
        "answered": task.answered,
        "headline": task.headline,
        **task.figures,
        "schemes": task.schemes,
        "labels": task.labels,
    }
