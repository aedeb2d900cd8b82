"""Tagged tokens are predictions: what a token classifier gives is scored without glue."""

import msgspec
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seqeval.metrics.sequence_labeling import get_entities

from actes import evaluate
from actes.build.bio import mention_spans, outermost, trigger_spans
from actes.evaluation.inputs import read_articles
from actes.evaluation.records import parse_lines
from actes.evaluation.tagging import token_spans
from actes.problem import InputError


def figures(report, name):
    return next(task for task in report.systems[0].tasks if task.name == name).figures


def without_nested(article):
    """The article with the spans alone that BIO can hold."""
    mentions = {(span.start, span.end) for span in outermost(mention_spans(article))}
    triggers = {(span.start, span.end) for span in outermost(trigger_spans(article))}
    actors = [
        msgspec.structs.replace(actor, mentions=[m for m in actor.mentions if (m.start, m.end) in mentions])
        for actor in article.actors
    ]
    events = [
        msgspec.structs.replace(event, triggers=[t for t in event.triggers if (t.start, t.end) in triggers])
        for event in article.events
    ]
    return msgspec.structs.replace(
        article, actors=[actor for actor in actors if actor.mentions], events=events, stances=[]
    )


@pytest.fixture(scope="module")
def tagged(folder):
    """The rows of ``actors`` and ``events`` of both splits, by configuration."""
    return {
        config: [
            row
            for split in ("train", "test")
            for row in pyarrow.parquet.read_table(folder / "data" / config / f"{split}.parquet").to_pylist()
        ]
        for config in ("actors", "events")
    }


@pytest.mark.parametrize(("config", "task"), [("actors", "mentions"), ("events", "triggers")])
def test_the_gold_tags_are_the_outermost_spans(config, task, tagged, corpus):
    report = evaluate([without_nested(article) for article in corpus.articles], tagged[config], replicates=10)
    assert figures(report, task)["f1"] == 1


def test_nested_spans_are_what_tags_miss(tagged, corpus):
    mentions = figures(evaluate(corpus.articles, tagged["actors"], replicates=10), "mentions")
    total = sum(len(actor.mentions) for article in corpus.articles for actor in article.actors)
    assert (mentions["precision"], mentions["recall"]) == (1, (total - 1) / total)  # « Norvège » in the minister


def test_every_file_and_dataset_of_tags_is_read(tagged, corpus, folder, load, tmp_path):
    test = [row for row in tagged["actors"] if row["id"] == "suite"]
    lines = tmp_path / "tags.jsonl"
    lines.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in test))
    expected = [record.article for record in read_articles(test)]
    sources = (
        lines,
        folder / "data" / "actors" / "test.parquet",
        load("actors", split="test"),
        load("actors", split="test", streaming=True),
    )
    for source in sources:
        assert [record.article for record in read_articles(source)] == expected
    (article,) = (article for article in corpus.articles if article.id == "suite")
    assert figures(evaluate([article], sources[2], replicates=10), "mentions")["precision"] == 1


def test_both_kinds_of_tags_may_stand_in_one_row(tagged, corpus):
    rows = [{**a, **e} for a, e in zip(tagged["actors"], tagged["events"], strict=True)]
    report = evaluate(corpus.articles, rows, replicates=10)
    assert (figures(report, "mentions")["precision"], figures(report, "triggers")["f1"]) == (1, 1)


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O O", []),
        ("B-a I-a O", [(0, 2, "a")]),
        ("B-a B-a I-a", [(0, 1, "a"), (1, 3, "a")]),
        ("O I-a I-a", [(1, 3, "a")]),  # repaired: begins a span
        ("B-a I-b I-b", [(0, 1, "a"), (1, 3, "b")]),
        ("B-a O I-a", [(0, 1, "a"), (2, 3, "a")]),
        ("I-a B-a", [(0, 1, "a"), (1, 2, "a")]),
        ("B-political-party I-political-party", [(0, 2, "political-party")]),
        ("", []),
    ],
)
def test_spans_of_tags(tags, spans):
    assert list(token_spans(tags.split())) == spans


@given(st.lists(st.sampled_from(["O", "B-a", "I-a", "B-b", "I-b"]), max_size=12))
@settings(deadline=None, derandomize=True)
def test_the_repair_is_that_of_conlleval(tags):
    assert list(token_spans(tags)) == [(start, end + 1, label) for label, start, end in get_entities(tags)]


@pytest.mark.parametrize(
    "row",
    [
        {"starts": [0], "ends": [2], "actor_tags": ["B-"]},
        {"starts": [0], "ends": [2], "actor_tags": ["person"]},
        {"starts": [0], "ends": [2], "actor_tags": ["U-person"]},
        {"starts": [0], "ends": [2], "actor_tags": ["O", "O"]},
        {"starts": [0, 3], "ends": [2], "event_tags": ["O", "O"]},
        {"starts": [0], "ends": [2], "actor_tags": None},
    ],
)
def test_tags_in_another_form_are_refused(row):
    (problem,) = parse_lines([msgspec.json.encode({"id": "suite", **row})], "mine")
    assert (problem.line, problem.code) == (1, "tags-form")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"starts": [0], "ends": [2], "actor_tags": ["B-alien"]}, "label-unknown"),
        ({"starts": [0], "ends": [9999], "actor_tags": ["B-person"]}, "span-range"),
        ({"starts": [9, 0], "ends": [12, 2], "actor_tags": ["B-person", "I-person"]}, "span-range"),
        ({"starts": [0], "ends": [2], "actor_tags": [3]}, "field-type"),
        ({"ends": [2], "actor_tags": ["O"]}, "field-missing"),
    ],
)
def test_tags_are_checked_as_any_prediction(row, code, corpus):
    gold = [article for article in corpus.articles if article.id == "suite"]
    with pytest.raises(InputError) as caught:
        evaluate(gold, [{"id": "suite", **row}])
    assert [problem.code for problem in caught.value.problems] == [code]


def test_windows_of_one_article_are_refused(tagged, corpus):
    with pytest.raises(InputError) as caught:
        evaluate(corpus.articles, [*tagged["actors"], tagged["actors"][0]])
    assert [problem.code for problem in caught.value.problems] == ["article-duplicate"]
