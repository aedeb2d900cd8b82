"""Score an audit: which planted faults were found, and what was reported where nothing was planted.

    python corpus/validity/audit.py --key key.jsonl --findings findings.jsonl --output results/audit.json

A finding is one line of JSON: article, field (as in ``plant.py``), item, quote, should (what is right) and, where
a person has looked at a finding that meets no fault, verdict: ``error`` (the gold was wrong there: a true find) or
``alarm`` (it was right). A finding meets a fault of its article and field when it names the same item, or words that
overlap with the fault's.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

Line = Mapping[str, str]


def main() -> None:
    """Read, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--findings", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    result = score(_lines(arguments.key), _lines(arguments.findings))
    arguments.output.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result["all"]))  # noqa: T201


def score(faults: Sequence[Line], findings: Sequence[Line]) -> dict[str, object]:
    """Finding rate whole and by field, with 95 % Wilson intervals; other findings an article, by verdict."""
    found = [any(meets(finding, fault) for finding in findings) for fault in faults]
    others = [finding for finding in findings if not any(meets(finding, fault) for fault in faults)]
    articles = len({fault["article"] for fault in faults})
    fields = sorted({fault["field"] for fault in faults})
    verdicts = Counter(finding.get("verdict", "unread") for finding in others)
    return {
        "articles": articles,
        "all": rate(found),
        "fields": {
            name: rate([hit for hit, fault in zip(found, faults, strict=True) if fault["field"] == name])
            for name in fields
        },
        "other_findings": dict(verdicts),
        "false_alarms_an_article": round((verdicts["alarm"] + verdicts["unread"]) / articles, 2),
        "missed": [dict(fault) for hit, fault in zip(found, faults, strict=True) if not hit],
    }


def meets(finding: Line, fault: Line) -> bool:
    """Whether a finding is about a fault."""
    if (finding["article"], finding["field"]) != (fault["article"], fault["field"]):
        return False
    ours, theirs = fault["quote"].casefold(), finding.get("quote", "").casefold()
    return finding.get("item") == fault["item"] or (bool(theirs) and (ours in theirs or theirs in ours))


def rate(hits: Sequence[bool]) -> dict[str, float]:
    """The share of hits with its Wilson interval (Wilson 1927)."""
    n, p, z = len(hits), sum(hits) / len(hits), 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return {
        "n": n,
        "found": sum(hits),
        "rate": round(p, 4),
        "low": round(middle - half, 4),
        "high": round(middle + half, 4),
    }


def _lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
