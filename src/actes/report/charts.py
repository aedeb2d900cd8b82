"""Plots as inline SVG whose horizontal coordinates are percentages: they fit any width without being distorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actes.report.markup import Markup, element
from actes.score import Estimate

COLOURS = 8
"""How many systems have a colour of their own; letters tell them apart beyond."""

_ROW, _BAR, _GAP = 22, 8, 3


@dataclass(frozen=True, slots=True)
class Scale:
    """What the left and the right end of a plot stand for, and where its grid lines are."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> str:
        """Where ``value`` is, from the left."""
        share = (value - self.low) / (self.high - self.low)
        return f"{100 * min(max(share, 0.0), 1.0):.2f}%"


FRACTIONS = Scale(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0))


def differences(estimates: Sequence[Estimate]) -> Scale:
    """A scale around 0, the same to both sides, that holds all of ``estimates``: to 5, 10, 20, 50 or 100 points."""
    reach = max((abs(bound) for e in estimates for bound in (e.value, e.low, e.high)), default=0.0)
    limit = next(step for step in (0.05, 0.1, 0.2, 0.5, 1.0) if reach <= step or step == 1.0)
    return Scale(-limit, limit, (-limit, -limit / 2, 0.0, limit / 2, limit))


def colour(series: int) -> str:
    """The class that gives the colour of a system."""
    return f"s{series % COLOURS}"


def axis(scale: Scale) -> Markup:
    """The labels of the grid lines, in percent."""
    anchors = {scale.ticks[0]: "start", scale.ticks[-1]: "end"}
    labels = [
        element(
            "text",
            f"{100 * tick:g}".replace("-", "−"),
            x=scale.place(tick),
            y=11,
            text_anchor=anchors.get(tick, "middle"),
        )
        for tick in scale.ticks
    ]
    return _plot(14, *labels, class_="axis")


def whisker(series: int, estimate: Estimate, scale: Scale = FRACTIONS) -> Markup:
    """A value as a dot on the line of its interval."""
    middle = _ROW / 2
    low, high = scale.place(estimate.low), scale.place(estimate.high)
    ends = [element("line", x1=x, x2=x, y1=middle - 4, y2=middle + 4) for x in (low, high)]
    line = element("line", x1=low, x2=high, y1=middle, y2=middle)
    dot = element("circle", cx=scale.place(estimate.value), cy=middle, r=4.5)
    return _plot(_ROW, *_grid(scale), line, *ends, dot, class_=f"whisker {colour(series)}")


def bars(values: Sequence[float]) -> Markup:
    """One bar for each system, one under another."""
    height = len(values) * (_BAR + _GAP) + _GAP
    drawn = [
        element("rect", x=0, y=_GAP + i * (_BAR + _GAP), width=FRACTIONS.place(value), height=_BAR, class_=colour(i))
        for i, value in enumerate(values)
    ]
    return _plot(height, *_grid(FRACTIONS), *drawn, class_="bars")


def _grid(scale: Scale) -> list[Markup]:
    return [
        element(
            "line", x1=scale.place(tick), x2=scale.place(tick), y1=0, y2="100%", class_="zero" if tick == 0 else "grid"
        )
        for tick in scale.ticks
    ]


def _plot(height: int, *content: Markup, class_: str) -> Markup:
    """The figures stand beside every plot in words, so that assistive technology can pass it over."""
    return element("svg", *content, class_=class_, width="100%", height=height, aria_hidden="true", focusable="false")
