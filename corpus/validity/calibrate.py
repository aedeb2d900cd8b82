"""Score answers on items that people labelled: accuracy and Cohen's kappa, whole and by label, with intervals.

    python corpus/validity/calibrate.py --gold FOLDER

FOLDER holds the people's labels, which are not ours to publish: ``events.tsv`` (number, label of 2016, label of PLOVER
2.0, ...) and ``stance.tsv`` (number, POS or NEG, ...). Our answers are in ``answers/``; the figures go to
``results/calibration.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import cohen_kappa_score, confusion_matrix, precision_recall_fscore_support

HERE = Path(__file__).parent
REPLICATES, SEED = 10_000, 20240914
MOVED = {("AGREE", "CONCEDE"), ("COERCE", "ASSAULT"), ("SUPPORT", "CONCEDE")}
"""What PLOVER 2.0 took from one type of the 2016 labels (first) and gave to another."""
STANCES = {"POS": "favor", "NEG": "against"}


def main() -> None:
    """Read, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="FOLDER")
    gold_folder: Path = parser.parse_args().gold
    events = _pairs(gold_folder / "events.tsv", 2, {}, "events")
    stances = _pairs(gold_folder / "stance.tsv", 1, STANCES, "stance")
    result = {
        "events": figures(events),
        "events_without_moved": figures([pair for pair in events if pair not in MOVED]),
        "stance": figures(stances),
        "stance_answered": figures([pair for pair in stances if pair[1] != "none"]),
        "gold_sha256": {name: _digest(gold_folder / f"{name}.tsv") for name in ("events", "stance")},
    }
    target = HERE / "results" / "calibration.json"
    target.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name in ("events", "events_without_moved", "stance", "stance_answered"):
        part = result[name]
        print(f"{name}: n {part['n']}, accuracy {part['accuracy']}, kappa {part['kappa']}")  # noqa: T201


def figures(pairs: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Accuracy and kappa with 95 % percentile bootstrap intervals over items, and the figures of each label."""
    gold, answers = (np.array(column) for column in zip(*pairs, strict=True))
    labels = sorted({*gold, *answers})
    precision, recall, f1, support = precision_recall_fscore_support(gold, answers, labels=labels, zero_division=0)
    own = [cohen_kappa_score(gold == label, answers == label) if label in gold else 0.0 for label in labels]
    matrix = confusion_matrix(gold, answers, labels=labels)
    return {
        "n": len(pairs),
        "accuracy": _with_interval(gold, answers, lambda g, a: float(np.mean(g == a))),
        "kappa": _with_interval(gold, answers, lambda g, a: float(cohen_kappa_score(g, a, labels=labels))),
        "labels": {
            label: {"precision": _round(p), "recall": _round(r), "f1": _round(f), "kappa": _round(k), "n": int(n)}
            for label, p, r, f, k, n in zip(labels, precision, recall, f1, own, support, strict=True)
        },
        "confusion": {
            gold_label: {answer: int(n) for answer, n in zip(labels, row, strict=True) if n}
            for gold_label, row in zip(labels, matrix, strict=True)
            if row.any()
        },
    }


def _with_interval(gold: np.ndarray, answers: np.ndarray, measure: object) -> list[float]:
    """The figure, and the 2.5th and 97.5th percentile of its bootstrap replicates."""
    generator = np.random.default_rng(SEED)
    rounds = REPLICATES if len(gold) < 100 else REPLICATES // 5
    drawn = generator.integers(0, len(gold), size=(rounds, len(gold)))
    replicates = [measure(gold[rows], answers[rows]) for rows in drawn]
    low, high = np.percentile(replicates, [2.5, 97.5])
    return [_round(measure(gold, answers)), _round(low), _round(high)]


def _pairs(gold: Path, column: int, mapping: dict[str, str], layer: str) -> list[tuple[str, str]]:
    """(people's label, our answer) by item; every item has exactly one answer."""
    rows = [line.split("\t") for line in gold.read_text(encoding="utf-8").splitlines()]
    answers = dict(line.split("\t") for line in (HERE / "answers" / f"{layer}.tsv").read_text().splitlines())
    if {row[0] for row in rows} != answers.keys():
        raise SystemExit(f"answers/{layer}.tsv does not answer every item of {gold} exactly once")
    return [(mapping.get(row[column], row[column]), answers[row[0]]) for row in rows]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _round(value: float) -> float:
    return round(float(value), 4)


if __name__ == "__main__":
    main()
