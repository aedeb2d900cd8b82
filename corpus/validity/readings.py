"""Count what was read one by one: the disagreements with people's labels, and the errors of the gold.

    python corpus/validity/readings.py

The lists are in ``readings/``; the counts go to ``results/readings.json``.

* ``calibration.tsv``: each disputed item and whose label the guide supports (``people``, ``ours``, ``both`` or
  ``neither``).
* ``audit.tsv``: each finding of the auditors of the gold, and what a second reader made of it: ``accepted`` and
  ``amended`` were corrected, ``refused`` was right as it stood, ``own`` the second reader added.
* ``random.tsv``: each error found in articles drawn by lot and read line by line, all corrected;
  ``random-articles.tsv``: what was drawn, and how many annotations it held.
* ``late-rules.tsv``: what the rules written last, after these readings, corrected in all articles.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
CORRECTED = ("accepted", "amended", "own")
Row = dict[str, str]


def main() -> None:
    """Read, count, write."""
    result = counts(HERE / "readings")
    content = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    (HERE / "results" / "readings.json").write_text(content, encoding="utf-8")
    print(content, end="")  # noqa: T201


def counts(folder: Path) -> dict[str, object]:
    """The figures of every list of ``folder``."""
    disputed, findings = _rows(folder / "calibration.tsv"), _rows(folder / "audit.tsv")
    errors, drawn = _rows(folder / "random.tsv"), _rows(folder / "random-articles.tsv")
    late = _rows(folder / "late-rules.tsv")
    return {
        "calibration": {
            items: dict(Counter(row["supported"] for row in disputed if row["items"] == items))
            for items in ("events", "stance")
        },
        "audit": {
            "verdicts": dict(Counter(row["verdict"] for row in findings)),
            "fields": {
                field: _corrected([row for row in findings if row["field"] == field])
                for field in sorted({row["field"] for row in findings})
            },
        },
        "random": {
            "articles": len(drawn),
            "annotations": sum(int(row["annotations"]) for row in drawn),
            "errors": len(errors),
            "fields": dict(sorted(Counter(row["field"] for row in errors).items())),
        },
        "late_rules": len(late),
    }


def _corrected(findings: Sequence[Row]) -> dict[str, int]:
    return {"read": len(findings), "corrected": sum(row["verdict"] in CORRECTED for row in findings)}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
