"""What the linear baseline learns."""

from __future__ import annotations

import pytest
from tiny_gold import Row, place, question, rows

from baselines import linear, majority

ROWS = rows()
MODEL = linear.train(ROWS)
QUESTIONS = [question(row) for row in ROWS]


def mentions(row: Row) -> set[tuple[str, int, int, str]]:
    return {(row["id"], m["start"], m["end"], a["kind"]) for a in row["actors"] for m in a["mentions"]}


def triggers(row: Row) -> set[tuple[str, int, int, str]]:
    return {(row["id"], t["start"], t["end"], e["type"]) for e in row["events"] for t in e["triggers"]}


@pytest.mark.parametrize("layer", [mentions, triggers])
def test_it_beats_the_majority_where_both_were_trained(layer) -> None:
    gold = set().union(*map(layer, ROWS))

    def f1(predictions: list[Row]) -> float:
        found = set().union(*map(layer, predictions))
        return 2 * len(gold & found) / (len(gold) + len(found))

    assert f1(linear.predict(MODEL, QUESTIONS)) > f1(majority.predict(majority.train(ROWS), QUESTIONS))


def test_it_learns_the_stances_of_its_training_pairs() -> None:
    for row, prediction in zip(ROWS, linear.predict(MODEL, QUESTIONS), strict=True):
        assert prediction["pairs"] == row["pairs"]


def test_a_new_text_gets_a_graph_from_known_words() -> None:
    text = "Vendredi, le Front des Cimes a attaqué la police à Brévane.\n\nIlda Varenne condamne le FDC."
    (graph,) = linear.predict(MODEL, [{"id": "neuf", "text": text, "date": "2031", "language": "fr", "pairs": []}])
    front, varenne = (next(a for a in graph["actors"] if a["link"] == link) for link in ("front", "varenne"))
    assert [place(text, "Front des Cimes"), place(text, "FDC")] == [
        {"start": m["start"], "end": m["end"]} for m in front["mentions"] if m["form"] == "name"
    ]
    assert varenne["country"] == "MRV"
    assert varenne["sectors"] == ["GOV"]
    assault = next(event for event in graph["events"] if event["type"] == "ASSAULT")
    assert {"role": "actor", "actor": front["id"]}.items() <= assault["arguments"][0].items()
    assert (varenne["id"], front["id"], "against") in [
        (s["holder"], s["target"], s["polarity"]) for s in graph["stances"]
    ]
