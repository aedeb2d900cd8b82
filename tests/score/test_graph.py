"""Arguments, attribution, status, linking, stance and dyads, on cases worked by hand."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from msgspec import UNSET
from msgspec.structs import replace
from sklearn.metrics import f1_score, precision_recall_fscore_support

from actes.article import AUTHOR, Actor, Argument, Article, Dyad, Event, Mention, Pair, Stance, Trigger
from actes.pairs import NONE, stance_pairs
from actes.score import Metric, count, metrics

from .strategies import ONTOLOGY, POLARITIES, articles, examples

ANNE = Actor("anne", [Mention(0, 4), Mention(10, 13)], "person", country="FRA", link="anne")
OSLO = Actor("oslo", [Mention(20, 24)], "state", country="NOR", link=None)
BORIS = Actor("boris", [Mention(30, 35)], "person", country=None, link=None)
VISIT = Event(
    "visit",
    "CONSULT",
    [Trigger(5, 9), Trigger(14, 19)],
    [Argument("actor", "anne"), Argument("recipient", "oslo"), Argument("place", start=20, end=24)],
    status="actual",
    sources=[],
)
GOLD = Article("a", actors=[ANNE, OSLO, BORIS], events=[VISIT], stances=[Stance("anne", "oslo", "favor")])


def scores(gold: Article, prediction: Article, task: str, scheme: str = "") -> dict[str, float]:
    statistics = count([gold], [prediction], ONTOLOGY)
    figures = metrics(statistics.totals(), statistics.layout)
    return {m.figure: float(v) for m, v in figures.items() if (m.task, m.scheme, m.label) == (task, scheme, "")}


def predicted(event: Event, *, actors: list[Actor] | None = None) -> Article:
    return replace(GOLD, actors=GOLD.actors if actors is None else actors, events=[event], stances=None)


def recall_and_precision(event: Event, task: str = "arguments", **layers: list[Actor]) -> tuple[float, float]:
    figures = scores(GOLD, predicted(event, **layers), task)
    return figures["recall"], figures["precision"]


def test_an_argument_needs_role_and_filler() -> None:
    wrong = [Argument("recipient", "anne"), Argument("recipient", "oslo"), Argument("place", start=20, end=23)]
    assert recall_and_precision(replace(VISIT, arguments=wrong)) == (1 / 3, 1 / 3)


def test_arguments_need_the_type_of_the_event() -> None:
    assert recall_and_precision(replace(VISIT, type="ACCUSE")) == (0, 0)


def test_arguments_need_one_shared_trigger() -> None:
    assert recall_and_precision(replace(VISIT, triggers=[Trigger(14, 19)])) == (1, 1)
    assert recall_and_precision(replace(VISIT, triggers=[Trigger(14, 18)])) == (0, 0)


def test_an_actor_fills_an_argument_by_any_shared_mention() -> None:
    elsewhere = replace(ANNE, mentions=[Mention(10, 13), Mention(40, 44)], kind="group")
    assert recall_and_precision(VISIT, actors=[elsewhere, OSLO, BORIS]) == (1, 1)


def test_no_filler_is_right_twice() -> None:
    halves = [replace(ANNE, id="x", mentions=[Mention(0, 4)]), replace(ANNE, id="y", mentions=[Mention(10, 13)])]
    doubled = replace(VISIT, arguments=[Argument("actor", "x"), Argument("actor", "y")])
    assert recall_and_precision(doubled, actors=[*halves, OSLO]) == (1 / 3, 1 / 2)


def test_a_repeated_argument_counts_once() -> None:
    assert recall_and_precision(replace(VISIT, arguments=VISIT.arguments * 2)) == (1, 1)


def test_the_event_sharing_most_triggers_is_the_partner() -> None:
    first = replace(VISIT, id="x", triggers=[Trigger(0, 3)], arguments=[])
    second = replace(VISIT, id="y")
    both = replace(VISIT, triggers=[Trigger(0, 3), *VISIT.triggers])
    gold = replace(GOLD, events=[both])
    assert scores(gold, replace(GOLD, events=[first, second]), "arguments")["f1"] == 1


def test_of_equal_partners_the_one_with_the_first_trigger_is_taken() -> None:
    early = replace(VISIT, id="x", triggers=[Trigger(5, 9)], arguments=VISIT.arguments[:1])
    late = replace(VISIT, id="y", triggers=[Trigger(14, 19)], arguments=VISIT.arguments[1:])
    for events in ([early, late], [late, early]):
        assert scores(GOLD, replace(GOLD, events=events), "arguments")["recall"] == 1 / 3


def test_an_event_without_sources_rests_on_the_author() -> None:
    assert recall_and_precision(VISIT, "attribution") == (1, 1)
    assert recall_and_precision(replace(VISIT, sources=["boris"]), "attribution") == (0, 0)
    gold = replace(GOLD, events=[replace(VISIT, sources=["boris", "anne"])])
    assert scores(gold, gold, "attribution")["f1"] == 1
    assert scores(gold, GOLD, "attribution")["recall"] == 0


def test_sources_left_out_say_nothing() -> None:
    figures = scores(GOLD, predicted(replace(VISIT, sources=UNSET)), "attribution")
    assert (figures["precision"], figures["recall"], figures["support"]) == (0, 0, 1)


def test_status_counts_every_trigger() -> None:
    one_right = replace(VISIT, triggers=[Trigger(5, 9)])
    assert scores(GOLD, predicted(one_right), "status")["recall"] == 1 / 2
    assert scores(GOLD, predicted(one_right), "status", "given_trigger") == {"accuracy": 1, "support": 1}
    planned = replace(VISIT, status="planned")
    assert scores(GOLD, predicted(planned), "status", "given_trigger") == {"accuracy": 0, "support": 2}


def test_nil_is_a_link_and_a_link_left_out_is_none() -> None:
    wrong = [replace(ANNE, link=None), OSLO, replace(BORIS, link=UNSET)]
    figures = scores(GOLD, replace(GOLD, actors=wrong), "linking")
    assert (figures["precision"], figures["recall"]) == (1 / 3, 1 / 4)  # of 2 + 1 told and 4 gold mentions, Oslo's
    given = scores(GOLD, replace(GOLD, actors=wrong), "linking", "given_mention")
    assert given == {"accuracy": 1 / 4, "support": 4}


def test_stance_needs_holder_target_and_polarity() -> None:
    wrong = [Stance("anne", "oslo", "against"), Stance("oslo", "anne", "favor")]
    prediction = replace(GOLD, stances=wrong)
    assert scores(GOLD, prediction, "stance")["f1"] == 0
    figures = scores(GOLD, prediction, "stance", "holder_target")
    assert (figures["precision"], figures["recall"]) == (1 / 2, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"stances": [Stance("nobody", "anne", "favor")]},
        {"events": [replace(VISIT, sources=["nobody"])]},
        {"events": [replace(VISIT, arguments=[Argument("actor", "nobody")])]},
    ],
)
def test_an_id_of_nobody_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="'nobody' is the id of no actor"):
        count([GOLD], [replace(GOLD, **change)], ONTOLOGY)


def test_stance_goes_by_aligned_actors() -> None:
    stranger = replace(ANNE, mentions=[Mention(1, 4)])
    assert scores(GOLD, replace(GOLD, actors=[stranger, OSLO]), "stance")["f1"] == 0
    rival = replace(BORIS, mentions=[Mention(10, 13)])  # also shares a mention with Anne, who has a better partner
    more = replace(ANNE, mentions=[Mention(0, 4), Mention(5, 8)])
    gold = replace(GOLD, actors=[replace(ANNE, mentions=[Mention(0, 4), Mention(5, 8), Mention(10, 13)]), OSLO])
    prediction = replace(GOLD, actors=[rival, more, OSLO], stances=[Stance("boris", "oslo", "favor")])
    assert scores(gold, prediction, "stance")["f1"] == 0


def test_the_target_of_a_stance_may_have_another_type() -> None:
    gold = replace(GOLD, stances=[Stance(AUTHOR, "visit", "against")])
    prediction = replace(gold, events=[replace(VISIT, type="ASSAULT")])
    assert scores(gold, prediction, "stance")["f1"] == 1


def test_a_repeated_stance_counts_once() -> None:
    prediction = replace(GOLD, stances=[Stance("anne", "oslo", "favor", start=i, end=i + 1) for i in range(2)])
    assert scores(GOLD, prediction, "stance")["precision"] == 1


@examples
@given(articles())
def test_stance_is_the_multilabel_micro_f1_where_ids_are_given(gold: Article) -> None:
    """With the actors and events of the gold, alignment is the identity."""
    polarities = {"favor": "against", "against": "against", "ambivalent": "ambivalent"}
    changed = [replace(stance, polarity=polarities[stance.polarity]) for stance in gold.stances or ()][1:]
    sides = [{(s.holder, s.target, s.polarity) for s in stances} for stances in (gold.stances or (), changed)]
    universe = sorted(sides[0] | sides[1])
    expected = (
        f1_score(*([triple in side for triple in universe] for side in sides), zero_division=0) if universe else 0
    )
    assert scores(gold, replace(gold, stances=changed), "stance")["f1"] == pytest.approx(expected, abs=1e-12)


def test_pairs_agree_with_scikit_learn_and_semeval() -> None:
    rng = np.random.default_rng(0)
    actors = [Actor(f"a{i}", [Mention(i, i + 1)], "person") for i in range(6)]
    ends = [(AUTHOR, a.id) for a in actors] + [(a.id, b.id) for a, b in product(actors, actors) if a != b]
    labels = (NONE, *POLARITIES)
    stances = [Stance(*end, str(rng.choice(POLARITIES))) for end in ends if rng.random() < 0.5]
    gold = Article("a", actors=actors, stances=stances)
    asked = list(stance_pairs(gold))
    answers = [replace(pair, polarity=str(rng.choice(labels))) for pair in asked]
    statistics = count([gold], [Article("a", pairs=answers)], ONTOLOGY)
    figures = metrics(statistics.totals(), statistics.layout)
    truth, told = ([pair.polarity for pair in pairs] for pairs in (asked, answers))
    _, _, per_label, support = precision_recall_fscore_support(truth, told, labels=labels, zero_division=0)
    assert figures[Metric("stance_pairs", "", "f_avg")] == pytest.approx((per_label[1] + per_label[2]) / 2, abs=1e-12)
    assert figures[Metric("stance_pairs", "", "macro_f1")] == pytest.approx(per_label.mean(), abs=1e-12)
    for label, value, n in zip(labels, per_label, support, strict=True):
        assert figures[Metric("stance_pairs", "", "f1", label)] == pytest.approx(value, abs=1e-12)
        assert figures[Metric("stance_pairs", "", "support", label)] == n


def test_an_absent_side_scores_0_in_f_avg() -> None:
    """SemEval-2016 Task 6: all gold in favor, all found, is one half."""
    gold = Article("a", actors=[ANNE], stances=[Stance(AUTHOR, "anne", "favor")])
    assert scores(gold, Article("a", pairs=[Pair(AUTHOR, "anne", "favor")]), "stance_pairs")["f_avg"] == 1 / 2


def test_an_unanswered_pair_is_a_miss() -> None:
    gold = Article("a", actors=[ANNE], stances=[Stance(AUTHOR, "anne", "favor")])
    figures = scores(gold, Article("a", pairs=[]), "stance_pairs")
    assert (figures["f_avg"], figures["accuracy"], figures["support"]) == (0, 0, 1)


def test_listed_pairs_are_those_asked() -> None:
    gold = replace(GOLD, pairs=[Pair("anne", "oslo", "favor")])
    assert scores(gold, Article("a", pairs=[Pair("anne", "oslo", "favor")]), "stance_pairs")["support"] == 1
    with pytest.raises(ValueError, match="was not asked"):
        scores(gold, Article("a", pairs=[Pair("oslo", "anne", "favor")]), "stance_pairs")


@pytest.mark.parametrize("ends", [("anne", "anne"), ("anne", AUTHOR), ("anne", "nobody"), ("visit", "anne")])
def test_a_pair_that_was_not_asked_is_refused(ends: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="was not asked"):
        scores(GOLD, Article("a", pairs=[Pair(*ends, NONE)]), "stance_pairs")


def test_a_pair_answered_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="answered twice"):
        scores(GOLD, Article("a", pairs=[Pair(AUTHOR, "anne", NONE)] * 2), "stance_pairs")


def test_dyads_come_from_the_graph_or_are_given() -> None:
    assert scores(GOLD, GOLD, "dyads")["f1"] == 1
    assert scores(GOLD, Article("a", dyads=[Dyad("FRA", "NOR", "CONSULT")]), "dyads")["f1"] == 1
    assert scores(GOLD, Article("a", dyads=[Dyad("NOR", "FRA", "CONSULT")]), "dyads")["f1"] == 0
