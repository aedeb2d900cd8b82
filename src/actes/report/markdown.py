"""The report as Markdown: for a pull request, an issue or the appendix of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actes.evaluation.breakdown import Breakdown
from actes.evaluation.report import PairReport, Report, SystemReport, TaskReport
from actes.report.numbers import (
    HEADLINES,
    SCORED,
    change,
    figure,
    interval,
    name_of,
    percent,
    spread,
    tasks_by_name,
    used_labels,
)
from actes.score import ACTES_SCORE

Row = Sequence[str]


def render_markdown(report: Report) -> str:
    """Every system's headline figures with their intervals, the comparisons, the labels, and the signature."""
    return "\n\n".join(["# ACTES evaluation", *_parts(report)]) + "\n"


def _parts(report: Report) -> Iterator[str]:
    level = f"{100 * report.signature.options.level:g} % interval"
    for system in report.systems:
        yield f"## {_text(system.name)}"
        yield _system(system, level)
        if system.missing:
            yield f"{system.missing} articles have no prediction and count as all missed."
    for pair in report.comparisons:
        yield f"## {_text(pair.first)} minus {_text(pair.second)}"
        yield _comparison(pair, level)
    for breakdown in report.parts:
        yield f"## {breakdown.title}"
        yield _breakdown(breakdown)
    yield "## By label"
    yield "F1 of the labels that the gold uses."
    yield _labels(report.systems)
    if report.few_stories:
        stories = f"Only {report.signature.stories} stories"
        yield f"> **{stories}**: below 30, intervals and tests are too narrow to be trusted."
    yield f"`{report.signature}`"


def _breakdown(breakdown: Breakdown) -> str:
    columns = {"ACTES score": ACTES_SCORE, **{name: HEADLINES[name] for name in HEADLINES if name in SCORED}}
    rows = [
        [_text(part.name), _text(system), f"{part.articles:,}", *(percent(found[m]) for m in columns.values())]
        for part in breakdown.parts
        for system, found in part.figures.items()
    ]
    return _table(["part", "system", "articles", *columns], rows, words=2)


def _system(system: SystemReport, level: str) -> str:
    header = ["task", "metric", "value", level, "P", "R", "support"]
    rows = [_task(task) for task in system.tasks]
    score = f"**{percent(system.score.value)}**"
    rows.append(["**ACTES score**", "mean of \\*", score, interval(system.score), "", "", ""])
    if system.runs is not None:
        header.append(f"{system.runs.runs} runs: mean ± deviation (least to most)")
        for row, task in zip(rows, system.tasks, strict=False):
            row.append(spread(system.runs.spreads[HEADLINES[task.name]]) if task.answered else "")
        rows[-1].append(spread(system.runs.spreads[ACTES_SCORE]))
    return _table(header, rows, words=2)


def _task(task: TaskReport) -> list[str]:
    name = f"{task.name} \\*" if task.name in SCORED else task.name
    value, bounds = f"**{percent(task.estimate.value)}**", interval(task.estimate)
    if not task.answered:
        value, bounds = percent(0), "not answered"
    return [name, task.headline, value, bounds, *(figure(task, name) for name in ("precision", "recall", "support"))]


def _comparison(pair: PairReport, level: str) -> str:
    comparison = pair.comparison
    rows = [[name_of(difference.metric), *change(difference)] for difference in comparison.differences]
    return _table(["task", "difference", level, "p", f"p (Holm, {comparison.family})"], rows, words=1)


def _labels(systems: Sequence[SystemReport]) -> str:
    rows = [
        [
            name,
            label,
            f"{tasks[0].labels[label]['support']:,.0f}",
            *(percent(t.labels[label]["f1"]) if t.answered else "–" for t in tasks),
        ]
        for name, tasks in tasks_by_name(systems).items()
        for label in used_labels(tasks)
    ]
    return _table(["task", "label", "support", *(_text(system.name) for system in systems)], rows, words=2)


def _table(header: Row, rows: Sequence[Row], *, words: int) -> str:
    """A table, its first columns words and the others numbers, aligned in the source too."""
    table = [list(header), *map(list, rows)]
    widths = [max(3, *(len(cell) for cell in column)) for column in zip(*table, strict=True)]
    table.insert(1, ["-" * width if i < words else "-" * (width - 1) + ":" for i, width in enumerate(widths)])
    columns = [
        [cell.ljust(width) if i < words else cell.rjust(width) for cell in column]
        for i, (column, width) in enumerate(zip(zip(*table, strict=True), widths, strict=True))
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in zip(*columns, strict=True))


def _text(words: str) -> str:
    """Words that Markdown takes for nothing else."""
    return re.sub(r"([\\`*_\[\]<>|#&~])", r"\\\1", " ".join(words.split()))
