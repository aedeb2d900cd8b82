"""Reports compared whole with those in ``tests/golden``.

Each folder there has ``gold.jsonl``, the predictions (see :func:`report.reports.golden_report`), and the report as
``report.json`` and ``report.md``. After a change that is meant to change reports, write them anew and read the diff::

    python tests/golden/regenerate.py
"""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.report import render_markdown

from .reports import golden_cases, golden_report


@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: case.name)
def test_reports_are_as_written(case: Path) -> None:
    report = golden_report(case)
    assert report.to_json() == (case / "report.json").read_bytes()
    assert render_markdown(report) == (case / "report.md").read_text(encoding="utf-8")


def test_there_are_cases() -> None:
    assert {case.name for case in golden_cases()} == {"one-system", "several-runs", "two-systems"}
