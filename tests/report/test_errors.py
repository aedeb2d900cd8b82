"""Every kind of error from a pair made by hand, and the errors of any pair as an account of its score."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from msgspec import UNSET
from msgspec.structs import replace
from score import strategies

from actes.article import Argument, Article, Mention, Stance, Trigger
from actes.report import Claim, Fault, Kind, errors
from actes.report.confusion import confusions
from actes.report.faults.alignment import align
from actes.score import count

from . import examples
from .examples import AUTHOR, GOLD, ONTOLOGY, PERFECT, at, gold_actor, gold_event, with_actor, with_event

DURAND, VISIT = gold_actor("durand"), gold_event("visite")
LIGUE = gold_actor("ligue")


def stances(*changed: Stance) -> Article:
    return replace(PERFECT, stances=list(changed))


def visit(**changes: object) -> Article:
    return with_event("visite", replace(VISIT, **changes))


def arguments(*changed: Argument) -> Article:
    kept = [argument for argument in VISIT.arguments if argument.role not in {new.role for new in changed}]
    return visit(arguments=[*kept, *changed])


AGAINST, FAVOR = GOLD.stances or ()
OSLO = at("visite Oslo")

CASES: dict[str, tuple[Article, list[tuple[str, Kind]]]] = {
    "nothing": (PERFECT, []),
    "a context missed": (replace(PERFECT, contexts=[]), [("contexts", Kind.MISSED)]),
    "a context too many": (replace(PERFECT, contexts=["diplomatic", "military"]), [("contexts", Kind.SPURIOUS)]),
    "a mention missed": (
        with_actor("ligue", replace(LIGUE, mentions=LIGUE.mentions[:1])),
        [("mentions", Kind.MISSED)],
    ),
    "a mention too many": (
        with_actor("ligue", replace(LIGUE, mentions=[*LIGUE.mentions, Mention(*at("mardi"))])),
        [("mentions", Kind.SPURIOUS)],
    ),
    "a mention of another kind": (
        with_actor("nord", replace(gold_actor("nord"), kind="group")),
        [("mentions", Kind.WRONG_LABEL)],
    ),
    "a mention too short": (
        with_actor("ligue", replace(LIGUE, mentions=[Mention(*at("Ligue du Nord")), LIGUE.mentions[1]])),
        [("mentions", Kind.WRONG_BOUNDARY)],
    ),
    "a mention around another": (
        with_actor("nord", gold_actor("nord"), examples.actor("x", "group", at("Ligue du Nord"))),
        [("mentions", Kind.SPURIOUS)],
    ),
    "a mention of another kind, too short": (
        with_actor("jour", examples.actor("jour", "group", at("Jour"), link="le-jour")),
        [("mentions", Kind.WRONG_BOUNDARY_AND_LABEL), ("attribution", Kind.MISSED), ("attribution", Kind.SPURIOUS)],
    ),
    "an actor split": (
        with_actor(
            "durand",
            replace(DURAND, mentions=DURAND.mentions[:2]),
            replace(DURAND, id="other", mentions=DURAND.mentions[2:]),
        ),
        [("coreference", Kind.SPLIT)],
    ),
    "two actors merged": (
        replace(
            PERFECT,
            actors=[
                replace(each, mentions=[*each.mentions, *gold_actor("roy").mentions]) if each.id == "durand" else each
                for each in PERFECT.actors or ()
                if each.id != "roy"
            ],
            events=[
                replace(each, arguments=[a for a in each.arguments if a.actor != "roy"])
                for each in PERFECT.events or ()
            ],
        ),
        [("coreference", Kind.MERGED), ("linking", Kind.WRONG_LINK), ("arguments", Kind.MISSED)],
    ),
    "a wrong link": (with_actor("jour", replace(gold_actor("jour"), link=None)), [("linking", Kind.WRONG_LINK)]),
    "a link left out": (with_actor("jour", replace(gold_actor("jour"), link=UNSET)), [("linking", Kind.MISSED)]),
    "a trigger missed": (visit(triggers=VISIT.triggers[:1]), [("triggers", Kind.MISSED)]),
    "a trigger too many": (visit(triggers=[*VISIT.triggers, Trigger(*at("négocier"))]), [("triggers", Kind.SPURIOUS)]),
    "a trigger too long": (
        visit(triggers=[VISIT.triggers[0], Trigger(*at("a rencontré"))]),
        [("triggers", Kind.WRONG_BOUNDARY)],
    ),
    "an event of another type": (
        with_event("refus", replace(gold_event("refus"), type="THREATEN", arguments=[], sources=UNSET)),
        [("triggers", Kind.WRONG_LABEL), ("arguments", Kind.MISSED), ("attribution", Kind.MISSED)],
    ),
    "an event split": (
        with_event(
            "visite",
            replace(VISIT, triggers=VISIT.triggers[:1]),
            replace(VISIT, id="other", triggers=VISIT.triggers[1:], arguments=[], sources=UNSET),
        ),
        [("event_coreference", Kind.SPLIT)],
    ),
    "an argument missed": (visit(arguments=VISIT.arguments[1:]), [("arguments", Kind.MISSED)]),
    "an argument too many": (
        visit(arguments=[*VISIT.arguments, Argument("recipient", "jour")]),
        [("arguments", Kind.SPURIOUS)],
    ),
    "an argument in another role": (
        visit(arguments=[*VISIT.arguments[:1], Argument("actor", "roy"), *VISIT.arguments[2:]]),
        [("arguments", Kind.WRONG_ROLE)],
    ),
    "a place too long": (
        arguments(Argument("place", start=OSLO[0], end=OSLO[1])),
        [("arguments", Kind.WRONG_BOUNDARY)],
    ),
    "another status": (visit(status="planned"), [("status", Kind.WRONG_STATUS)]),
    "a status left out": (visit(status=UNSET), [("status", Kind.MISSED)]),
    "another source": (visit(sources=[]), [("attribution", Kind.MISSED), ("attribution", Kind.SPURIOUS)]),
    "a stance missed": (stances(AGAINST), [("stance", Kind.MISSED)]),
    "a stance too many": (stances(AGAINST, FAVOR, Stance("roy", "jour", "favor")), [("stance", Kind.SPURIOUS)]),
    "another polarity": (stances(replace(AGAINST, polarity="favor"), FAVOR), [("stance", Kind.WRONG_POLARITY)]),
    "another holder": (stances(replace(AGAINST, holder="roy"), FAVOR), [("stance", Kind.WRONG_HOLDER)]),
    "another target": (stances(replace(AGAINST, target="roy"), FAVOR), [("stance", Kind.WRONG_TARGET)]),
}


@pytest.mark.parametrize(("prediction", "expected"), CASES.values(), ids=CASES)
def test_a_difference_is_told_as_its_kind_and_nothing_else(
    prediction: Article, expected: list[tuple[str, Kind]]
) -> None:
    found = errors(GOLD, prediction, ONTOLOGY)
    assert Counter((fault.layer, fault.kind) for fault in found) == Counter(expected)


def test_every_kind_has_a_case() -> None:
    assert {kind for _, expected in CASES.values() for _, kind in expected} == set(Kind)


def test_a_fault_says_what_both_sides_say_and_where() -> None:
    (fault,) = errors(GOLD, CASES["another holder"][0], ONTOLOGY)
    place = at("accuse")
    assert fault == Fault(
        "stance",
        Kind.WRONG_HOLDER,
        Claim("against", "La Ligue du Nord → Anne Durand", (place,), ("ligue", "durand")),
        Claim("against", "le président Roy → Anne Durand", (place,), ("roy", "durand")),
    )


def test_what_follows_from_another_error_says_so() -> None:
    prediction = replace(PERFECT, events=[], stances=[AGAINST, Stance(AUTHOR, "jour", "ambivalent")])
    notes = {(fault.layer, fault.note) for fault in errors(GOLD, prediction, ONTOLOGY) if fault.note}
    assert notes == {
        ("arguments", "its event has no partner in the prediction"),
        ("attribution", "its event has no partner in the prediction"),
        ("stance", "without partner in the prediction: CONSULT “visite”"),
    }


def test_errors_are_in_the_order_of_the_text() -> None:
    found = errors(GOLD, Article("exemple"), ONTOLOGY)
    places = [(fault.gold.spans or ((-1, -1),))[0] for fault in found if fault.gold]
    assert places == sorted(places)
    assert len(places) == len(found)


@strategies.examples
@given(strategies.comparisons())
def test_the_errors_account_for_the_score(pair: tuple[list[Article], list[Article]]) -> None:
    """Of the gold and of the predicted items, those without an error are the correct ones."""
    statistics = count(*pair, strategies.ONTOLOGY)
    found = [fault for sides in zip(*pair, strict=True) for fault in errors(*sides, strategies.ONTOLOGY)]
    schemes = {"mentions": "strict", "triggers": "strict"}
    for task in ("mentions", "triggers", "arguments", "attribution", "stance", "contexts"):
        block = statistics.layout.block(task, schemes.get(task, ""))
        correct, predicted, gold = block.of(statistics.totals()).sum(axis=0).tolist()
        faults = [fault for fault in found if fault.layer == task]
        assert gold - sum(fault.gold is not None for fault in faults) == correct, task
        assert predicted - sum(fault.predicted is not None for fault in faults) == correct, task


@strategies.examples
@given(strategies.comparisons())
def test_the_errors_of_properties_account_for_their_accuracy(pair: tuple[list[Article], list[Article]]) -> None:
    """Status and link are told once for all spans that two clusters share."""
    statistics = count(*pair, strategies.ONTOLOGY)
    found = [fault for sides in zip(*pair, strict=True) for fault in errors(*sides, strategies.ONTOLOGY)]
    for task, scheme in (("status", "given_trigger"), ("linking", "given_mention")):
        right, asked = statistics.layout.block(task, scheme).of(statistics.totals())[0].tolist()
        assert asked - sum(len(fault.gold.spans) for fault in found if fault.layer == task and fault.gold) == right


@strategies.examples
@given(strategies.comparisons(max_size=2))
def test_confusions_count_every_unit_once(pair: tuple[list[Article], list[Article]]) -> None:
    statistics = count(*pair, strategies.ONTOLOGY)
    alignments = [align(*sides, strategies.ONTOLOGY) for sides in zip(*pair, strict=True)]
    blocks = [statistics.layout.block("triggers", "strict"), statistics.layout.block("stance", "")]
    for confusion, block in zip(confusions(alignments, strategies.ONTOLOGY), blocks, strict=True):
        correct, predicted, gold = block.of(statistics.totals()).sum(axis=0).tolist()
        assert sum(n for (ours, _), n in confusion.cells.items() if ours) == gold
        assert sum(n for (_, theirs), n in confusion.cells.items() if theirs) == predicted
        assert sum(n for (ours, theirs), n in confusion.cells.items() if ours == theirs) == correct


@strategies.examples
@given(strategies.articles())
def test_gold_against_itself_has_no_error(gold: Article) -> None:
    assert errors(gold, gold, strategies.ONTOLOGY) == ()
