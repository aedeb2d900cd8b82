"""What was measured about the annotation reaches the data sheet as it was measured, or the sheet says it was not."""

import dataclasses
import json

from actes.build.evidence import agreement_section, parse_evidence, style_section, validity_section
from actes.statistics.style import style_of

INTERVAL = [0.9, 0.8, 0.95]
AGREEMENT = {
    "pairs": [
        {
            "first": "anna",
            "second": "bruno",
            "group": "People",
            "articles": 3,
            "stories": 2,
            "figures": [
                {"name": "mentions", "how": "F1", "value": 0.9551, "interval": [0.9, 1.0]},
                {"name": "polarity", "how": "alpha", "value": None, "interval": None},
            ],
        }
    ]
}
AID = {"n": 2, "precision": 1.0, "recall": 0.5, "kappa": 0.6}
CONFUSION = {"AID": {"AID": 3, "COERCE": 1}, "AGREE": {"CONCEDE": 13}}
PART = {"n": 2, "accuracy": INTERVAL, "kappa": INTERVAL, "labels": {"AID": AID}, "confusion": CONFUSION}
CALIBRATION = dict.fromkeys(("events", "events_without_moved", "stance", "stance_answered"), PART)
READINGS = {
    "calibration": {"events": {"ours": 3, "neither": 1}, "stance": {"ours": 1}},
    "audit": {
        "verdicts": {"accepted": 7, "own": 2, "refused": 1},
        "fields": {"mention": {"read": 10, "corrected": 9}},
    },
    "random": {"articles": 20, "annotations": 1200, "errors": 3, "fields": {"mention": 3}},
    "late_rules": 51,
}
RATE = {"n": 10, "found": 8, "rate": 0.8, "low": 0.49, "high": 0.94}
AUDIT = {"articles": 2, "false_alarms_an_article": 1.5, "all": RATE, "fields": {"type": RATE}}


def evidence(**measured):
    return parse_evidence({name.replace("_", "-"): json.dumps(value).encode() for name, value in measured.items()})


def test_agreement_with_its_interval_and_its_group():
    section = agreement_section(evidence(agreement=AGREEMENT))
    assert "People: `anna` and `bruno`, 3 articles, 2 stories" in section
    assert "| mentions | F1 | 95.5 (90.0 to 100.0) |" in section
    assert "| polarity | alpha | not defined |" in section


def test_validity_from_people_and_from_planted_faults():
    section = validity_section(evidence(calibration=CALIBRATION, audit=AUDIT))
    assert "| 2 | 90.0 (80.0 to 95.0) | 90.0 (80.0 to 95.0) |" in section
    assert "| `AID` | 2 | 100.0 | 50.0 | 60.0 |" in section
    assert "| type | 10 | 8 | 80.0 (49.0 to 94.0) |" in section
    assert "1.5 things an article" in section


def test_what_readers_made_of_disagreements_and_of_the_gold():
    section = validity_section(evidence(calibration=CALIBRATION, readings=READINGS))
    assert "| `AGREE` | `CONCEDE` | 13 |" in section
    assert "| `AID` | `COERCE` | 1 |" not in section
    assert "| event type | 4 | 3 | 0 | 0 | 1 |" in section
    assert "7 were corrected as found, 0 otherwise, 2 the second reader added, and 1 were no error" in section
    assert "| mention | 10 | 9 |" in section
    assert "20 articles drawn by lot were read line by line: 3 errors in 1,200 annotations" in section
    assert "0.25 in a hundred" in section
    assert "all articles and corrected 51 labels more" in section


def test_style_beside_real_news():
    style = style_of(["Il pleut."])
    other = dataclasses.asdict(style) | {"words": 9, "archive_sha256": "0"}
    section = style_section(evidence(style_wikinews=other), style)
    assert "| words | 2 | 9 |" in section


def test_what_was_not_measured_is_said():
    assert "was not measured" in agreement_section({})
    assert "was not measured" in validity_section({})
    assert "French Wikinews" not in style_section({}, style_of(["Il pleut."]))
