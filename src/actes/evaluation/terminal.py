"""A report as tables for the terminal; fractions become percentages here."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from actes.evaluation.report import PairReport, Report, SystemReport, TaskReport
from actes.printable import printable
from actes.score import ACTES_SCORE, TASKS, Estimate

SCORED = frozenset(task.name for task in TASKS if task.scored)


def render_report(report: Report) -> Group:
    """Every system's headline figures with their intervals, the comparisons, and the signature."""
    return Group(*_parts(report))


def _parts(report: Report) -> Iterator[RenderableType]:
    for system in report.systems:
        yield _system(system)
        yield Text()
    for pair in report.comparisons:
        yield _comparison(pair)
        yield Text()
    if report.few_stories:
        yield Text(
            f"Only {report.signature.stories} stories: below 30, intervals and tests are too narrow to be trusted.",
            "yellow",
        )
    yield Text(str(report.signature), "dim")


def _system(system: SystemReport) -> Table:
    missing = f" ({system.missing} articles missing, counted as all missed)" if system.missing else ""
    table = _table(f"{printable(system.name)}{missing}")
    for column in ("task", "metric"):
        table.add_column(column, header_style="dim")
    for column in ("value", "95 % interval", "P", "R", "support"):
        table.add_column(column, justify="right", header_style="dim", no_wrap=True)
    for task in system.tasks:
        _task_row(table, task)
    table.add_row("")
    score = Text(percent(system.score.value), "bold")
    table.add_row(Text("ACTES score", "bold"), "mean of *", score, _interval(system.score))
    return table


def _task_row(table: Table, task: TaskReport) -> None:
    name = f"{task.name}{' *' if task.name in SCORED else ''}"
    if not task.answered:
        table.add_row(Text(name, "dim"), Text(task.headline, "dim"), Text("0.0", "dim"), Text("not answered", "yellow"))
        return
    figures = task.figures
    table.add_row(
        name,
        task.headline,
        Text(percent(task.estimate.value), "bold"),
        _interval(task.estimate),
        percent(figures["precision"]) if "precision" in figures else "",
        percent(figures["recall"]) if "recall" in figures else "",
        f"{figures['support']:.0f}" if "support" in figures else "",
    )


def _comparison(pair: PairReport) -> Table:
    comparison = pair.comparison
    table = _table(f"{printable(pair.first)} minus {printable(pair.second)}")
    table.add_column("task", header_style="dim")
    for column in ("difference", "95 % interval", "p", f"p (Holm, {comparison.family})"):
        table.add_column(column, justify="right", header_style="dim", no_wrap=True)
    for difference in comparison.differences:
        name = "ACTES score" if difference.metric == ACTES_SCORE else difference.metric.task
        table.add_row(
            name,
            f"{100 * difference.difference:+.1f}",
            f"{100 * difference.low:+.1f} to {100 * difference.high:+.1f}",
            f"{difference.p:.4f}",
            "" if difference.p_holm is None else f"{difference.p_holm:.4f}",
        )
    return table


def percent(fraction: float) -> str:
    """``0.7421`` as ``74.2``."""
    return f"{100 * fraction:.1f}"


def _interval(estimate: Estimate) -> str:
    return f"{percent(estimate.low)}-{percent(estimate.high)}"


def _table(title: str) -> Table:
    return Table(
        title=Text(title), title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
