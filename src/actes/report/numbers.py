"""How figures are written: the one place of a report where fractions become percentages."""

from __future__ import annotations

from collections.abc import Sequence

from actes.evaluation.report import SystemReport, TaskReport
from actes.score import ACTES_SCORE, TASKS, Difference, Estimate, Metric, Spread

HEADLINES = {task.name: task.headline for task in TASKS}
SCORED = frozenset(task.name for task in TASKS if task.scored)
DESCRIPTIONS = {task.name: task.description for task in TASKS}


def percent(fraction: float) -> str:
    """``0.7421`` as ``74.2``."""
    return f"{100 * fraction:.1f}"


def interval(estimate: Estimate) -> str:
    """``32.4–51.9``."""
    return f"{percent(estimate.low)}–{percent(estimate.high)}"


def figure(task: TaskReport, name: str) -> str:
    """A figure of the headline scheme, empty where the task has none of this name or is not answered."""
    if name not in task.figures:
        return ""
    if name == "support":
        return f"{task.figures[name]:,.0f}"
    return percent(task.figures[name]) if task.answered else ""


def signed(fraction: float) -> str:
    """``+3.1``, ``−3.1`` with the sign of typography, and ``0.0``."""
    rounded = round(100 * fraction, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


def change(difference: Difference) -> tuple[str, str, str, str]:
    """The difference, its interval, p and p after Holm."""
    bounds = f"{signed(difference.low)} to {signed(difference.high)}"
    holm = "" if difference.p_holm is None else f"{difference.p_holm:.4f}"
    return signed(difference.difference), bounds, f"{difference.p:.4f}", holm


def spread(runs: Spread) -> str:
    """``41.3 ± 0.8 (40.2 to 42.1)``."""
    return f"{percent(runs.mean)} ± {percent(runs.deviation)} ({percent(runs.least)} to {percent(runs.most)})"


def name_of(metric: Metric) -> str:
    """The task of a headline figure, or the ACTES score."""
    return "ACTES score" if metric == ACTES_SCORE else metric.task


def used_labels(tasks: Sequence[TaskReport]) -> list[str]:
    """The labels of one task, by several systems on the same gold, that the gold uses."""
    return [label for label, figures in tasks[0].labels.items() if figures["support"] > 0]


def tasks_by_name(systems: Sequence[SystemReport]) -> dict[str, list[TaskReport]]:
    """The reports of every task, in the order of the systems."""
    return {tasks[0].name: list(tasks) for tasks in zip(*(system.tasks for system in systems), strict=True)}
