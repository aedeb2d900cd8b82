"""Every way to give articles says the same, and what cannot be read is told."""

import gzip
import json

import datasets
import msgspec
import pyarrow
import pyarrow.parquet
import pytest

from actes import evaluate
from actes.article import Actor, Article, Mention
from actes.evaluation.inputs import read_articles
from actes.evaluation.records import write_lines
from actes.problem import InputError, Problem
from actes.score import TASKS


def zstd(content):
    return pyarrow.compress(content, codec="zstd", asbytes=True)


def written(path, content):
    path.write_bytes(content)
    return path


def articles_of(source):
    return [record.article for record in read_articles(source)]


@pytest.fixture(scope="module")
def source(corpus, folder, load, tmp_path_factory):
    """The test split of the corpus, in the way that a name says."""
    articles = [article for article in corpus.articles if article.split == "test"]
    lines = write_lines(articles)
    place = tmp_path_factory.mktemp("files")
    made = {
        "values": lambda: articles,
        "a generator": lambda: iter(articles),
        "dictionaries": lambda: [msgspec.to_builtins(article) for article in articles],
        "lines": lambda: written(place / "a.jsonl", lines),
        "a name": lambda: str(written(place / "b.jsonl", lines)),
        "gzip": lambda: written(place / "c.jsonl.gz", gzip.compress(lines)),
        "zstd": lambda: written(place / "d.jsonl.zst", zstd(lines)),
        "parquet": lambda: folder / "data" / "articles" / "test.parquet",
        "a dataset": lambda: load("articles", split="test"),
        "a stream": lambda: load("articles", split="test", streaming=True),
    }
    return lambda name: made[name]()


WAYS = ("values", "a generator", "dictionaries", "lines", "a name", "gzip", "zstd", "parquet", "a dataset", "a stream")


@pytest.mark.parametrize("way", WAYS)
def test_every_source_gives_the_articles(way, source):
    assert articles_of(source(way)) == source("values")


@pytest.mark.parametrize("way", WAYS)
def test_every_source_is_gold_and_predictions_with_one_signature(way, source):
    expected = evaluate(source("values"), source("values"), replicates=10)
    report = evaluate(source(way), source(way), replicates=10)
    assert report.signature == expected.signature
    assert report.to_json() == expected.to_json()
    answered = {task.name: task.estimate.value for task in report.systems[0].tasks if task.answered}
    assert len(answered) == len(TASKS) - 1  # a row of the dataset lists no pairs
    assert set(answered.values()) == {1.0}


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
@pytest.mark.parametrize("cut", [slice(-4), slice(40), slice(4, None)])
def test_a_damaged_archive_is_told_not_read_in_part(kind, cut, source, tmp_path):
    path = source(kind)
    damaged = written(tmp_path / path.name, path.read_bytes()[cut])
    with pytest.raises(InputError) as caught:
        list(read_articles(damaged))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(str(damaged), "file-unreadable")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("absent.jsonl", None, "file-missing"),
        ("absent.parquet", None, "file-missing"),
        ("lines.parquet", b'{"id": "suite"}\n', "file-unreadable"),
        ("plain.jsonl.gz", b'{"id": "suite"}\n', "file-unreadable"),
    ],
)
def test_what_cannot_be_read_is_told(name, content, code, source, tmp_path):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        evaluate(source("values"), path)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(str(path), code)]


def test_class_labels_become_names_at_any_depth():
    features = datasets.Features(
        {
            "id": datasets.Value("string"),
            "contexts": datasets.List(datasets.ClassLabel(names=["military", "legal"])),
            "actors": datasets.List(
                {
                    "id": datasets.Value("string"),
                    "kind": datasets.ClassLabel(names=["person", "state"]),
                    "mentions": datasets.List({"start": datasets.Value("int32"), "end": datasets.Value("int32")}),
                }
            ),
        }
    )
    row = {
        "id": "a",
        "contexts": [1, 0],
        "actors": [{"id": "x", "kind": 1, "mentions": [{"start": 0, "end": 3}]}],
    }
    dataset = datasets.Dataset.from_list([row, {"id": "b", "contexts": None, "actors": []}], features=features)
    expected = [
        Article("a", contexts=["legal", "military"], actors=[Actor("x", [Mention(0, 3)], "state")]),
        Article("b", actors=[]),
    ]
    assert articles_of(dataset) == expected
    assert articles_of(dataset.to_iterable_dataset()) == expected


def test_a_class_without_a_name_is_a_problem():
    features = {"id": datasets.Value("string"), "contexts": datasets.List(datasets.ClassLabel(names=["legal"]))}
    dataset = datasets.Dataset.from_list([{"id": "a", "contexts": [-1]}], features=datasets.Features(features))
    (problem,) = read_articles(dataset, "mine")
    assert (problem.path, problem.line, problem.pointer, problem.code) == ("mine", 1, "contexts[0]", "field-type")


def test_several_splits_are_not_one_dataset(load):
    with pytest.raises(InputError, match="test; give one dataset of it"):
        read_articles(load("articles"))


PARTIAL = [
    {
        "id": "a",
        "actors": [
            {"id": "x", "kind": "person", "mentions": [{"start": 0, "end": 2, "form": "name"}], "sectors": ["GOV"]},
            {"id": "y", "kind": "state", "mentions": [{"start": 3, "end": 5}], "link": "norvege"},
        ],
    },
    {
        "id": "b",
        "actors": [],
        "events": [
            {"id": "e", "type": "ACCUSE", "triggers": [{"start": 0, "end": 2}], "status": "actual"},
            {"id": "f", "type": "ACCUSE", "triggers": [{"start": 3, "end": 5}], "arguments": [{"role": "actor"}]},
        ],
    },
]


def test_what_a_table_cannot_leave_out_is_null(tmp_path):
    """Where one row has a field, a table gives it to all: its null means that the prediction leaves it out."""
    path = tmp_path / "p.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([PARTIAL[1], PARTIAL[0]]), path)
    second, first = articles_of(path)
    assert [first.events, second.contexts] == [None, None]
    assert [actor.sectors for actor in first.actors] == [["GOV"], msgspec.UNSET]
    assert [event.status for event in second.events] == ["actual", msgspec.UNSET]
    assert [len(event.arguments) for event in second.events] == [0, 1]
    # where null is a value, as the link of an actor that no registry has, it stays one
    assert [actor.link for actor in first.actors] == [None, "norvege"]
    assert [actor.country for actor in first.actors] == [msgspec.UNSET] * 2


def test_in_json_lines_null_is_refused_where_it_is_no_value(tmp_path):
    row = {"id": "a", "actors": [{"id": "x", "kind": "person", "mentions": [], "sectors": None}]}
    path = written(tmp_path / "p.jsonl", json.dumps(row).encode())
    (problem,) = read_articles(path)
    assert (problem.line, problem.pointer, problem.code) == (1, "actors[0].sectors", "field-type")


def test_a_text_that_ends_like_the_name_of_tags_makes_no_row_of_tags(tmp_path):
    article = Article("some_tags", text='"actor_tags": []')
    assert articles_of(written(tmp_path / "p.jsonl", write_lines([article]))) == [article]


@pytest.mark.parametrize("end", [2**31, 2**63, 10**30])
def test_an_offset_beyond_any_text_is_refused_where_the_text_is_not_known(end):
    def one(end):
        return [{"id": "a", "actors": [{"id": "x", "kind": "person", "mentions": [{"start": 0, "end": end}]}]}]

    with pytest.raises(InputError) as caught:
        evaluate(one(3), one(end))
    assert [problem.code for problem in caught.value.problems] == ["span-range"]


def test_rows_in_the_wrong_shape_are_numbered():
    problems = list(read_articles([{"id": "a"}, {"contexts": []}, {"id": "c", "actor": []}, 3], "mine"))
    assert isinstance(problems[0].article, Article)
    assert [(p.line, p.code) for p in problems if isinstance(p, Problem)] == [
        (2, "field-missing"),
        (3, "field-unknown"),
        (4, "field-type"),
    ]
