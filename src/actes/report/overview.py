"""The first part of the page: the scores, the systems, the tasks as a forest plot, the comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from actes.evaluation.report import PairReport, Report, SystemReport, TaskReport
from actes.report.charts import FRACTIONS, axis, differences, whisker
from actes.report.components import Section, chip, head, number, plot_header, spaced, system_cells, system_head, table
from actes.report.markup import EMPTY, Markup, element, join
from actes.report.numbers import (
    DESCRIPTIONS,
    HEADLINES,
    SCORED,
    change,
    figure,
    interval,
    name_of,
    percent,
    spread,
    tasks_by_name,
)
from actes.score import ACTES_SCORE, Estimate

FIGURES = ("precision", "recall", "support")


def masthead(report: Report) -> Markup:
    """The ACTES score of every system, and where it comes from."""
    signature = report.signature
    facts = f"{signature.articles:,} articles on {signature.stories:,} stories, split {signature.options.split}"
    few = "Below 30 stories, intervals and tests are too narrow to be trusted."
    warning = element("p", element("strong", f"Only {signature.stories} stories. "), few, class_="warning")
    return join(
        element("h1", "ACTES evaluation"),
        element("p", facts, class_="lead"),
        element("ul", *(_score(i, system, report) for i, system in enumerate(report.systems)), class_="scores"),
        warning if report.few_stories else EMPTY,
        element("p", "Signature ", element("code", str(signature)), class_="signature"),
    )


def _score(series: int, system: SystemReport, report: Report) -> Markup:
    missing = f"{system.missing} articles missing, counted as all missed"
    return element(
        "li",
        element("span", chip(series, len(report.systems)), element("bdi", system.name), class_="system"),
        element("span", percent(system.score.value), class_="figure"),
        element("span", f"ACTES score, {_level(report)} ", interval(system.score), class_="note"),
        whisker(series, system.score),
        element("span", missing, class_="note problem") if system.missing else EMPTY,
    )


def systems(report: Report) -> Section:
    """One row for each system: the ACTES score and every headline figure with its interval."""
    header = [head(name) for name in ("system", "ACTES score", *map(_starred, HEADLINES))]
    rows = [_system_row(i, system, len(report.systems)) for i, system in enumerate(report.systems)]
    parts = [table("Systems", header, element("tbody", *rows), class_="matrix"), *map(_runs, report.systems)]
    lead = (
        "Headline figure of every task in percent, its interval below. * counts in the ACTES score, in which a task "
        "that is not answered is 0."
    )
    return Section("systems", "Systems", lead, join(*parts))


def _system_row(series: int, system: SystemReport, systems: int) -> Markup:
    name = element("th", chip(series, systems), element("bdi", system.name), scope="row")
    cells = [
        number(percent(task.estimate.value), element("small", interval(task.estimate)))
        if task.answered
        else number("–", element("small", "not answered"), faint=True)
        for task in system.tasks
    ]
    score = number(element("strong", percent(system.score.value)), element("small", interval(system.score)))
    return element("tr", name, score, *cells)


def _runs(system: SystemReport) -> Markup:
    if system.runs is None:
        return EMPTY
    answered = {task.name: HEADLINES[task.name] for task in system.tasks if task.answered}
    rows = [
        element("tr", element("th", spaced(name), scope="row"), number(spread(system.runs.spreads[metric])))
        for name, metric in {"ACTES score": ACTES_SCORE, **answered}.items()
    ]
    title = f"{system.name}: {system.runs.runs} runs"
    header = ["task", "mean ± standard deviation (least to most)"]
    return join(element("h3", title), table(title, header, element("tbody", *rows)))


def tasks(report: Report) -> Section:
    """Every task and system as a dot on its interval, with the figures beside it."""
    names = [system.name for system in report.systems]
    header = ["task", *system_head(len(names)), plot_header(axis(FRACTIONS))]
    header += ["value", _level(report), "P", "R", "support"]
    bodies = []
    for name, reports in tasks_by_name(report.systems).items():
        rows = [_forest_row(i, names, task.estimate, task) for i, task in enumerate(reports)]
        bodies.append(_body(f"{spaced(_starred(name))} · {reports[0].headline}", DESCRIPTIONS[name], rows))
    scores = [_forest_row(i, names, system.score, None) for i, system in enumerate(report.systems)]
    bodies.append(_body("ACTES score", "The mean of the tasks marked *.", scores))
    lead = "Dots are values, lines their intervals over resampled stories, in percent."
    return Section("tasks", "Tasks", lead, table("Tasks", header, *bodies, class_="forest"))


def _body(title: str, words: str, rows: Sequence[Sequence[Markup]]) -> Markup:
    """The rows of one task under one head."""
    head = element("th", title, element("small", words), scope="rowgroup", rowspan=len(rows))
    return element("tbody", element("tr", head, *rows[0]), *(element("tr", *row) for row in rows[1:]))


def _forest_row(series: int, names: Sequence[str], estimate: Estimate, task: TaskReport | None) -> list[Markup]:
    answered = task is None or task.answered
    return [
        *system_cells(series, names),
        element("td", whisker(series, estimate) if answered else EMPTY, class_="plot"),
        number(element("strong", percent(estimate.value if answered else 0))),
        number(interval(estimate) if answered else "not answered", faint=not answered),
        *(number(figure(task, name) if task else "") for name in FIGURES),
    ]


def comparisons(report: Report) -> Section | None:
    """Every system against the first."""
    if not report.comparisons:
        return None
    lead = (
        "Differences in points. p is from approximate randomisation over stories, Holm's correction over the tasks of "
        "a comparison."
    )
    return Section(
        "comparisons", "Comparisons", lead, join(*(_comparison(pair, report) for pair in report.comparisons))
    )


def _comparison(pair: PairReport, report: Report) -> Markup:
    estimates = [Estimate(d.difference, d.low, d.high) for d in pair.comparison.differences]
    scale = differences(estimates)
    rows = [
        element(
            "tr",
            element("th", spaced(name_of(difference.metric)), scope="row"),
            element("td", whisker(0, estimate, scale), class_="plot"),
            *map(number, change(difference)),
        )
        for difference, estimate in zip(pair.comparison.differences, estimates, strict=True)
    ]
    title = f"{pair.first} minus {pair.second}"
    header = [
        "task",
        plot_header(axis(scale)),
        "difference",
        _level(report),
        "p",
        f"p (Holm, {pair.comparison.family})",
    ]
    return join(element("h3", title), table(title, header, element("tbody", *rows), class_="forest"))


def _level(report: Report) -> str:
    return f"{100 * report.signature.options.level:g} % interval"


def _starred(name: str) -> str:
    return f"{name}\N{NO-BREAK SPACE}*" if name in SCORED else name
