"""What the parts of the page are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actes.report.charts import colour
from actes.report.markup import EMPTY, Markup, element


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page that the navigation leads to."""

    name: str
    title: str
    lead: str
    content: Markup

    def render(self) -> Markup:
        """The part as HTML."""
        title = element("h2", self.title, id=f"{self.name}-title")
        lead = element("p", self.lead, class_="lead")
        return element("section", title, lead, self.content, id=self.name, aria_labelledby=f"{self.name}-title")

    def link(self) -> Markup:
        """Its entry in the navigation."""
        return element("li", element("a", self.title, href=f"#{self.name}"))


def table(label: str, header: Sequence[str], *bodies: Markup, class_: str | None = None) -> Markup:
    """A table that scrolls sideways by itself where the page is narrow; ``header`` has cells, or texts for them."""
    cells = [cell if isinstance(cell, Markup) else element("th", cell, scope="col") for cell in header]
    head = element("thead", element("tr", *cells))
    whole = element("table", element("caption", label, class_="hidden"), head, *bodies, class_=class_)
    return element("div", whole, class_="scroll", role="region", aria_label=label, tabindex=0)


def plot_header(axis: Markup = EMPTY) -> Markup:
    """The head of a column of plots."""
    return element("th", element("span", "plot", class_="hidden"), axis, scope="col", class_="plot")


def head(name: str) -> Markup:
    """The head of a narrow column, in a span that the style may turn upwards."""
    return element("th", element("span", spaced(name)), scope="col")


def system_head(systems: int) -> list[Markup]:
    """The head of the column that names systems, where there are several."""
    return [element("th", "system", scope="col", class_="words")] if systems > 1 else []


def number(*content: str, faint: bool = False, rows: int | None = None) -> Markup:
    """A cell with a number."""
    return element("td", *content, class_="number faint" if faint else "number", rowspan=rows)


def chip(series: int, systems: int) -> Markup:
    """The letter and colour of a system, where there are several."""
    if systems == 1:
        return EMPTY
    return element("span", letter(series), class_=f"chip {colour(series)}")


def letter(series: int) -> str:
    """A, B, …, Z, then numbers."""
    return chr(ord("A") + series) if series < 26 else str(series + 1)


def system_cells(series: int, systems: Sequence[str]) -> list[Markup]:
    """The cell that names a system, where there are several."""
    if len(systems) == 1:
        return []
    return [element("td", chip(series, len(systems)), element("bdi", systems[series]), class_="system")]


def spaced(name: str) -> str:
    """``stance_pairs`` as ``stance pairs``."""
    return name.replace("_", " ")
