"""The counts of what was read one by one are those of the lists."""

import importlib.util
import json
from pathlib import Path

import pytest

VALIDITY = Path(__file__).parents[1] / "corpus" / "validity"
spec = importlib.util.spec_from_file_location("readings", VALIDITY / "readings.py")
readings = importlib.util.module_from_spec(spec)
spec.loader.exec_module(readings)


def test_the_counts_are_those_of_the_lists():
    # If this fails: python corpus/validity/readings.py
    committed = json.loads((VALIDITY / "results" / "readings.json").read_text(encoding="utf-8"))
    assert committed == readings.counts(VALIDITY / "readings")


@pytest.mark.parametrize(
    ("name", "field", "allowed"),
    [
        ("calibration", "supported", {"people", "ours", "both", "neither"}),
        ("audit", "verdict", {"accepted", "amended", "refused", "own"}),
    ],
)
def test_every_line_has_a_verdict_that_is_counted(name, field, allowed):
    rows = readings._rows(VALIDITY / "readings" / f"{name}.tsv")
    assert {row[field] for row in rows} <= allowed
    assert all(None not in row and None not in row.values() for row in rows)


def test_every_list_is_about_articles_of_the_corpus():
    articles = {path.stem for path in VALIDITY.parent.glob("*.yaml")}
    for name in ("audit", "random", "random-articles", "late-rules"):
        rows = readings._rows(VALIDITY / "readings" / f"{name}.tsv")
        assert {row["article"] for row in rows} <= articles
