"""The report on agreement for people: tables in the terminal, and Markdown. Fractions become percentages here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.table import Table
from rich.text import Text

from actes.agreement.disagreements import ToDo
from actes.agreement.layers import GOLD, Layer
from actes.agreement.measures import Figure
from actes.agreement.report import CAUTION, AgreementReport, PairReport
from actes.diff.markdown import code
from actes.diff.wording import SIGNS, counted, describe
from actes.printable import printable


def render_text(report: AgreementReport) -> Iterator[Table | Text]:
    """Tables, to-do lists and signature for the terminal. The texts are lines, however wide the terminal is."""
    for layer in report.layers:
        yield Text(printable(_layer(layer)))
    yield Text()
    for group, pairs in groupby(report.pairs, key=lambda pair: pair.group):
        yield Text(group, "bold underline")
        if group in CAUTION:
            yield Text(CAUTION[group], "yellow")
        yield Text()
        for pair in pairs:
            yield _table(pair)
            yield Text()
            yield from (Text(printable(line)) for line in _todo_lines(pair, report))
    yield from (Text(note, "yellow") for note in _notes(report))
    yield Text(report.signature, "dim")


def render_markdown(report: AgreementReport) -> str:
    """The same as Markdown, the disagreements as lists of tasks."""
    return "".join(f"{line}\n" for line in _markdown(report))


def _table(pair: PairReport) -> Table:
    first, second = Text(printable(pair.first)), Text(printable(pair.second))
    title = Text.assemble(first, " and ", second, f": {_extent(pair)}")
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("of", "figure"):
        table.add_column(column, header_style="dim")
    for heading in ("value", "95 % interval", first, second):
        table.add_column(heading, justify="right", header_style="dim", no_wrap=True)
    for figure in pair.figures:
        value, interval = _values(figure)
        table.add_row(figure.name, figure.how, Text(value, "bold"), interval, str(figure.first), str(figure.second))
    if pair.labels:
        table.add_row("")
    for figure in pair.labels:
        if _strict(figure):
            value, interval = _values(figure)
            table.add_row(figure.name, figure.label, value, interval, str(figure.first), str(figure.second))
    return table


def _todo_lines(pair: PairReport, report: AgreementReport) -> Iterator[str]:
    if not _lists_todo(pair, report):
        yield f"{_amount(pair)}; to list them: actes agreement --layers {pair.first} {pair.second}"
        yield ""
        return
    yield f"To settle: {_amount(pair)}. - {pair.first} alone, + {pair.second} alone, ~ {pair.first} → {pair.second}"
    for todo in pair.todo:
        yield f"{todo.article}: {len(todo.changes)}"
        for change in todo.changes:
            sentence = describe(change, code=str, words=lambda text: f'"{text}"')
            yield f"  {SIGNS.get(change.action, '~')} {sentence}"
    yield ""


def _markdown(report: AgreementReport) -> Iterator[str]:
    yield "# Agreement"
    yield ""
    yield from (f"- {code(_layer(layer))}" for layer in report.layers)
    yield ""
    for group, pairs in groupby(report.pairs, key=lambda pair: pair.group):
        yield f"## {group}"
        yield ""
        if group in CAUTION:
            yield from (CAUTION[group], "")
        for pair in pairs:
            yield from _markdown_pair(pair, report)
    for note in _notes(report):
        yield from (note, "")
    yield code(report.signature)


def _markdown_pair(pair: PairReport, report: AgreementReport) -> Iterator[str]:
    first, second = code(pair.first), code(pair.second)
    yield f"### {first} and {second}: {_extent(pair)}"
    yield ""
    yield f"| of | figure | value | 95 % interval | {first} | {second} |"
    yield "|---|---|--:|--:|--:|--:|"
    for figure in (*pair.figures, *(label for label in pair.labels if _strict(label))):
        value, interval = _values(figure)
        how = code(figure.label) if figure.label else figure.how
        yield f"| {figure.name} | {how} | {value} | {interval} | {figure.first} | {figure.second} |"
    yield ""
    if not _lists_todo(pair, report):
        yield from (f"{_amount(pair)}.", "")
        return
    yield from (f"To settle: {_amount(pair)}. ➖ {first} alone, ➕ {second} alone.", "")
    for todo in pair.todo:
        yield from _markdown_todo(todo)


def _markdown_todo(todo: ToDo) -> Iterator[str]:
    yield f"**{code(todo.article)}**: {len(todo.changes)}"
    yield ""
    for change in todo.changes:
        sign = {"+": "➕", "-": "➖"}.get(SIGNS.get(change.action, "~"), "✏️")
        yield f"- [ ] {sign} {describe(change, code=code, words=code)}"
    yield ""


def _values(figure: Figure) -> tuple[str, str]:
    """The value and the interval, in percent. Alpha is undefined where all units have one value."""
    if figure.value is None:
        return ("undefined" if figure.first else "none"), ""
    ends = "" if figure.interval is None else " to ".join(f"{100 * end:.1f}" for end in figure.interval)
    return f"{100 * figure.value:.1f}", ends


def _strict(figure: Figure) -> bool:
    """Labels are shown for the first definition of each layer; the others are in the JSON."""
    return "SemEval" not in figure.how


def _lists_todo(pair: PairReport, report: AgreementReport) -> bool:
    """What is to be settled is listed for pairs of annotators; for the gold, where it is the only pair."""
    return report.listed and (GOLD not in (pair.first, pair.second) or len(report.pairs) == 1)


def _amount(pair: PairReport) -> str:
    n = sum(len(todo.changes) for todo in pair.todo)
    return f"{counted(n, 'disagreement')} in {counted(len(pair.todo), 'article')}"


def _extent(pair: PairReport) -> str:
    stories = f"{pair.stories} {'story' if pair.stories == 1 else 'stories'}"
    return f"{counted(pair.articles, 'article')}, {stories}"


def _layer(layer: Layer) -> str:
    articles = counted(len(layer.articles), "article")
    if layer.about is None:
        return f"{layer.name}: {articles}"
    about = layer.about
    return f"{layer.name} ({about.kind}): {articles}; {about.version}, {about.date}: {about.procedure}"


def _notes(report: AgreementReport) -> Iterator[str]:
    if any(pair.few_stories for pair in report.pairs):
        yield "Below 30 stories, intervals are too narrow to be trusted."
    yield from (f"{first} and {second} have no article in common." for first, second in report.apart)
    if report.unsettled:
        yield f"Left out of the gold, still a draft or under adjudication: {', '.join(report.unsettled)}."
