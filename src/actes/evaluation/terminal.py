"""A report as a table for the terminal; percentages are made here and nowhere else."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table
from rich.text import Text

from actes.evaluation.report import Report
from actes.score import TASKS


def render_report(report: Report) -> Group:
    """The headline figures of every task, in percent."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), title=report.signature.system, title_justify="left")
    table.title_style = "bold"
    for column in ("task", "metric"):
        table.add_column(column, header_style="dim")
    for column in ("value", "P", "R", "support"):
        table.add_column(column, justify="right", header_style="dim")
    scored = {task.name: task.scored for task in TASKS}
    for task in report.tasks:
        figures = task.figures
        table.add_row(
            Text(f"{task.name}{' *' if scored[task.name] else ''}"),
            task.headline,
            Text(_percent(task.value), "bold") if task.answered else Text("0.0", "dim"),
            _percent(figures.get("precision")),
            _percent(figures.get("recall")),
            f"{figures['support']:.0f}" if "support" in figures else "",
            Text("" if task.answered else "not answered", "yellow"),
        )
    table.add_row("")
    table.add_row(Text("ACTES score", "bold"), "mean of *", Text(_percent(report.score), "bold"))
    return Group(table, Text(str(report.signature), "dim"))


def _percent(fraction: float | None) -> str:
    return "" if fraction is None else f"{100 * fraction:.1f}"
