"""What was measured about the annotation, as tables of the data sheet: agreement, validity, style.

The measures themselves are files of ``corpus/validity/results/``, each made by the command or script that it is named
for; a file that is not there leaves a sentence that says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actes.build.markdown import table
from actes.statistics.style import Style, style_rows

FILES = ("agreement", "calibration", "audit", "readings", "style-wikinews")
"""The names of the measures, without ``.json``."""
_CALIBRATIONS = {
    "events": "event type, 322 sentences of the PLOVER gold standard records",
    "events_without_moved": "the same without what PLOVER 2.0 moved between types",
    "stance": "direction of a given stance, 200 items of SEESAW",
    "stance_answered": "the same where an answer other than none was given",
}


def parse_evidence(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The measures by name, from the contents of their files."""
    return {name: json.loads(content) for name, content in files.items()}


def agreement_section(evidence: Mapping[str, Any]) -> str:
    """Every pair of layers, people and models apart."""
    if "agreement" not in evidence:
        return "Agreement between independent layers was not measured for this version."
    return "\n\n".join(_pair(pair) for pair in evidence["agreement"]["pairs"])


def validity_section(evidence: Mapping[str, Any]) -> str:
    """Against people's labels, by planted faults, and by what readers found in the gold."""
    parts = [*_calibration(evidence), *_audit(evidence), *_readings(evidence)]
    return "\n\n".join(parts) if parts else "Validity was not measured for this version."


def style_section(evidence: Mapping[str, Any], style: Style) -> str:
    """The texts of the corpus beside real news."""
    columns = [("the corpus", style)]
    if "style-wikinews" in evidence:
        figures = {name: value for name, value in evidence["style-wikinews"].items() if name != "archive_sha256"}
        columns.append(("French Wikinews, 2012", Style(**figures)))
    rows = zip(*(list(style_rows(each)) for _, each in columns), strict=True)
    header = ["figure", *(name for name, _ in columns)]
    return table(header, ([cells[0][0], *(value for _, value in cells)] for cells in rows))


def _pair(pair: Mapping[str, Any]) -> str:
    sentence = (
        f"{pair['group']}: `{pair['first']}` and `{pair['second']}`, {pair['articles']} articles, "
        f"{pair['stories']} stories, before adjudication."
    )
    rows = (
        (figure["name"], figure["how"], _percent(figure["value"], figure["interval"])) for figure in pair["figures"]
    )
    return f"{sentence}\n\n{table(('of', 'figure', 'value (95 % interval)'), rows)}"


def _calibration(evidence: Mapping[str, Any]) -> Iterator[str]:
    if "calibration" not in evidence:
        return
    measured = evidence["calibration"]
    rows = (
        (
            what,
            measured[name]["n"],
            _percent(*_apart(measured[name]["accuracy"])),
            _percent(*_apart(measured[name]["kappa"])),
        )
        for name, what in _CALIBRATIONS.items()
    )
    yield "Against people's labels, answered blind:\n\n" + table(("items", "n", "accuracy", "Cohen's kappa"), rows)
    labels = measured["events"]["labels"].items()
    rows_by_label = (
        (
            f"`{code}`",
            figures["n"],
            _percent(figures["precision"]),
            _percent(figures["recall"]),
            _percent(figures["kappa"]),
        )
        for code, figures in labels
    )
    yield "By event type:\n\n" + table(("type", "n", "precision", "recall", "kappa"), rows_by_label)
    confused = sorted(
        (-n, theirs, ours)
        for theirs, row in measured["events"]["confusion"].items()
        for ours, n in row.items()
        if theirs != ours
    )
    yield "What was confused, twice or more:\n\n" + table(
        ("people say", "the procedure says", "n"),
        ((f"`{theirs}`", f"`{ours}`", -n) for n, theirs, ours in confused if n < -1),
    )
    if "readings" in evidence:
        yield _disagreements(evidence["readings"]["calibration"])


def _audit(evidence: Mapping[str, Any]) -> Iterator[str]:
    if "audit" not in evidence:
        return
    audit = evidence["audit"]
    rows = [("all", *_rate(audit["all"])), *((name, *_rate(rate)) for name, rate in audit["fields"].items())]
    yield (
        f"Planted faults: an auditor read {audit['articles']} articles in which about one label of twenty had been "
        f"made wrong, without knowing which. Besides, it reported {audit['false_alarms_an_article']} things an article "
        "that were right.\n\n" + table(("label", "planted", "found", "rate (95 % interval)"), rows)
    )


def _disagreements(supported: Mapping[str, Mapping[str, int]]) -> str:
    rows = (
        (what, sum(counts.values()), *(counts.get(side, 0) for side in ("ours", "people", "both", "neither")))
        for what, counts in (("event type", supported["events"]), ("direction of a stance", supported["stance"]))
    )
    return (
        "Every disagreement was read again, by a reader who was not told whose label was whose: which one does the "
        "guide support? The reader is a model of the same make, so this shows where the guide and the older manuals "
        "part, not that people were wrong.\n\n"
        + table(("items", "n", "the procedure's", "people's", "both", "neither"), rows)
    )


def _readings(evidence: Mapping[str, Any]) -> Iterator[str]:
    if "readings" not in evidence:
        return
    audit, drawn = evidence["readings"]["audit"], evidence["readings"]["random"]
    verdicts = audit["verdicts"]
    rows = ((field, counts["read"], counts["corrected"]) for field, counts in audit["fields"].items())
    yield (
        "The gold itself: auditors read every article after adjudication, by the rules of the day, and a second reader "
        f"settled each finding. {verdicts.get('accepted', 0)} were corrected as found, {verdicts.get('amended', 0)} "
        f"otherwise, {verdicts.get('own', 0)} the second reader added, and {verdicts.get('refused', 0)} were no error."
        "\n\n" + table(("label", "settled", "corrected"), rows)
    )
    rate = 100 * drawn["errors"] / drawn["annotations"]
    yield (
        f"Besides, {drawn['articles']} articles drawn by lot were read line by line: {drawn['errors']} errors in "
        f"{drawn['annotations']:,} annotations (actors, mentions, events, triggers, arguments, stances, contexts), "
        f"{rate:.2f} in a hundred. They were corrected. The doubts of most of these readings became the last rules; "
        f"one reader applied them to all articles and corrected {evidence['readings']['late_rules']} labels more."
    )


def _rate(rate: Mapping[str, float]) -> Sequence[object]:
    return rate["n"], rate["found"], _percent(rate["rate"], (rate["low"], rate["high"]))


def _apart(figure: Sequence[float]) -> tuple[float, Sequence[float]]:
    return figure[0], figure[1:]


def _percent(value: float | None, interval: Sequence[float] | None = None) -> str:
    if value is None:
        return "not defined"
    bounds = f" ({100 * interval[0]:.1f} to {100 * interval[1]:.1f})" if interval else ""
    return f"{100 * value:.1f}{bounds}"
