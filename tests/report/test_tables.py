"""What the page's tables and plots are made from: parts of the gold, scales, confusions."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from actes.evaluation.breakdown import HEADLINES, breakdowns
from actes.report.charts import FRACTIONS, axis, differences, whisker
from actes.report.confusion import Confusion, confusions
from actes.report.faults.alignment import align
from actes.report.markup import Markup, element
from actes.score import ACTES_SCORE, Estimate, Metric, metrics

from .examples import GOLD, ONTOLOGY, PERFECT
from .reports import scored_run
from .test_errors import CASES

SHORT = replace(GOLD, id="short", story="autre", origin="received")


def test_parts_have_the_figures_of_their_articles() -> None:
    prediction = CASES["a mention of another kind"][0]
    run = scored_run([GOLD, SHORT], [prediction, replace(PERFECT, id="short")], "x").statistics
    found = breakdowns({"x": run})
    assert [breakdown.title for breakdown in found] == ["By origin", "By story"]
    origins = {part.name: part for part in found[0].parts}
    assert {name: part.articles for name, part in origins.items()} == {"received": 1, "written": 1}
    for name, part in origins.items():
        kept = run.where(lambda row, name=name: row.origin == name)
        figures = metrics(kept.totals(), kept.layout)
        assert part.figures["x"] == pytest.approx({metric: float(figures[metric]) for metric in HEADLINES})
    assert origins["received"].figures["x"][Metric("mentions", "strict", "f1")] == 1.0
    assert origins["written"].figures["x"][ACTES_SCORE] < origins["received"].figures["x"][ACTES_SCORE]


def confusion(name: str) -> tuple[Confusion, ...]:
    return confusions([align(GOLD, CASES[name][0], ONTOLOGY)], ONTOLOGY)


def test_a_wrong_label_is_confused_and_another_span_is_met_by_none() -> None:
    types, polarities = confusion("an event of another type")
    assert types.cells["REJECT", "THREATEN"] == 1
    assert types.labels == ("CONSULT", "ACCUSE", "REJECT", "THREATEN")
    assert polarities.cells == {("against", "against"): 1, ("favor", "favor"): 1}
    types, _ = confusion("a trigger too long")
    assert types.cells["CONSULT", None] == types.cells[None, "CONSULT"] == 1
    _, polarities = confusion("another polarity")
    assert polarities.cells["against", "favor"] == 1


@pytest.mark.parametrize(
    ("reach", "limit"), [(0.0, 0.05), (0.05, 0.05), (0.06, 0.1), (0.31, 0.5), (0.51, 1.0), (1.0, 1.0)]
)
def test_differences_are_drawn_around_zero(reach: float, limit: float) -> None:
    scale = differences([Estimate(0.0, -reach, reach / 2)])
    assert (scale.low, scale.high) == (-limit, limit)
    assert scale.place(0.0) == "50.00%"


def test_plots_say_where_values_are() -> None:
    assert 'cx="25.00%"' in whisker(0, Estimate(0.25, 0.1, 0.5))
    assert 'x1="10.00%" x2="50.00%"' in whisker(0, Estimate(0.25, 0.1, 0.5))
    assert ">100</text>" in axis(FRACTIONS)


def test_only_markup_is_not_escaped() -> None:
    inner = element("b", "<&>", title='"', hidden=True, id=None)
    assert inner == '<b title="&quot;" hidden>&lt;&amp;&gt;</b>'
    assert element("p", inner, "<") == Markup(f"<p>{inner}&lt;</p>")
