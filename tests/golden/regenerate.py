"""Write the golden reports anew: ``python tests/golden/regenerate.py``, then read what changed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from report.reports import golden_cases, golden_report

from actes.report import render_markdown

for case in golden_cases():
    report = golden_report(case)
    (case / "report.json").write_bytes(report.to_json())
    (case / "report.md").write_text(render_markdown(report), encoding="utf-8")
