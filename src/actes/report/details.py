"""The second part of the page: labels, confusions, parts of the gold, and how many errors of each kind there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil

from actes.evaluation.breakdown import Breakdown
from actes.evaluation.report import Report, TaskReport
from actes.report.charts import bars
from actes.report.components import Section, chip, head, number, plot_header, spaced, system_cells, system_head, table
from actes.report.confusion import Confusion
from actes.report.faults import LAYERS, Fault, Kind
from actes.report.markup import Markup, element, join
from actes.report.numbers import HEADLINES, SCORED, percent, tasks_by_name, used_labels
from actes.score import ACTES_SCORE

SHADES = 9


def labels(report: Report) -> Section:
    """F1 of every label as bars, a card for each task that has labels."""
    cards = [
        _label_card(name, tasks, len(report.systems))
        for name, tasks in tasks_by_name(report.systems).items()
        if used_labels(tasks) and any(task.answered for task in tasks)
    ]
    return Section(
        "labels",
        "Labels",
        "F1 of the labels that the gold uses, in the tasks that are answered.",
        element("div", *cards, class_="cards"),
    )


def _label_card(name: str, tasks: Sequence[TaskReport], systems: int) -> Markup:
    rows = []
    for label in used_labels(tasks):
        values = [task.labels[label]["f1"] for task in tasks]
        cells = [element("td", bars(values), class_="plot"), *(number(percent(value)) for value in values)]
        support = number(f"{tasks[0].labels[label]['support']:,.0f}", faint=True)
        rows.append(element("tr", element("th", spaced(label), scope="row"), *cells, support))
    heads = [element("th", "F1 ", chip(i, systems), scope="col") for i in range(systems)]
    shown = table(spaced(name), ["label", plot_header(), *heads, "support"], element("tbody", *rows), class_="labels")
    return element("div", element("h3", spaced(name)), shown, class_="card")


def confusions(tables: Mapping[str, Sequence[Confusion]]) -> Section:
    """Which label was taken for which, for every system."""
    lead = (
        "Rows are gold, columns predicted. Event types are those of triggers with the same span, polarities those of "
        "stances between the same two; “none” is what the other side lacks. The shade is the share of the row."
    )
    shown = []
    for i, (system, found) in enumerate(tables.items()):
        title = element("summary", chip(i, len(tables)), element("bdi", system))
        matrices = element("div", *map(_confusion, found), class_="matrices")
        shown.append(element("details", title, matrices, open=i == 0))
    return Section("confusions", "Confusions", lead, join(*shown))


def _confusion(confusion: Confusion) -> Markup:
    title = element("h3", confusion.title)
    if not confusion.labels:
        return element("div", title, element("p", "There is none on either side.", class_="faint"))
    labels = (*confusion.labels, None)
    header = [element("th", "gold ↓ predicted →", scope="col"), *(head(label or "none") for label in labels)]
    rows = []
    for gold in labels:
        row = [confusion.cells[gold, predicted] for predicted in labels]
        cells = [_cell(n, sum(row), gold, predicted) for n, predicted in zip(row, labels, strict=True)]
        rows.append(element("tr", element("th", gold or "none", scope="row"), *cells))
    shown = table(f"Confusions of {confusion.title.lower()}", header, element("tbody", *rows), class_="confusion")
    return element("div", title, shown)


def _cell(n: int, row: int, gold: str | None, predicted: str | None) -> Markup:
    if gold is None and predicted is None:
        return element("td", class_="void")
    shade = f"h{ceil(SHADES * n / row)}" if n else "h0"
    title = f"gold {gold or 'none'}, predicted {predicted or 'none'}: {n} of {row}"
    return element("td", f"{n:,}" if n else "", class_=f"right {shade}" if gold == predicted else shade, title=title)


def breakdowns(found: Sequence[Breakdown]) -> Section | None:
    """The scored tasks on parts of the gold."""
    if not found:
        return None
    lead = "Headline figures of the scored tasks. Parts with few articles say little; there are no intervals for them."
    shown = [
        element("details", element("summary", f"{each.title} ({len(each.parts)})"), _breakdown(each), open=i == 0)
        for i, each in enumerate(found)
    ]
    return Section("parts", "Parts of the gold", lead, join(*shown))


def _breakdown(breakdown: Breakdown) -> Markup:
    metrics = {"ACTES score": ACTES_SCORE, **{name: HEADLINES[name] for name in HEADLINES if name in SCORED}}
    systems = list(breakdown.parts[0].figures)
    rows = []
    for part in breakdown.parts:
        first = [element("th", part.name, scope="rowgroup", rowspan=len(systems))]
        first.append(number(f"{part.articles:,}", faint=True, rows=len(systems)))
        for i, system in enumerate(systems):
            cells = [number(percent(part.figures[system][metric])) for metric in metrics.values()]
            rows.append(element("tr", *(first if i == 0 else []), *system_cells(i, systems), *cells))
    header = ["part", "articles", *system_head(len(systems)), *metrics]
    return table(breakdown.title, header, element("tbody", *rows), class_="parts")


def error_counts(faults: Mapping[str, Sequence[Fault]]) -> Markup:
    """How many errors of each kind every system makes in each layer."""
    systems = list(faults)
    counts = [Counter((fault.layer, fault.kind) for fault in found) for found in faults.values()]
    kinds = [kind for kind in Kind if any(count[layer, kind] for count in counts for layer in LAYERS)]
    rows = []
    for layer in LAYERS:
        first = [element("th", spaced(layer), scope="rowgroup", rowspan=len(systems))]
        for i, count in enumerate(counts):
            found = [count[layer, kind] for kind in kinds]
            cells = [number(f"{n:,}" if n else "") for n in found]
            cells.append(number(f"{sum(found):,}", faint=True))
            rows.append(element("tr", *(first if i == 0 else []), *system_cells(i, systems), *cells))
    header = [head("layer"), *system_head(len(systems)), *map(head, kinds), head("all")]
    shown = table("Errors by layer and kind", header, element("tbody", *rows), class_="counts")
    return element("details", element("summary", "Counts by layer and kind"), shown)
