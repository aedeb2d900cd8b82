"""One bad prediction file per problem code: scoring is refused with that code, and no other."""

from types import SimpleNamespace

import msgspec
import pytest
from projects import CASES, VALID

from actes.checking import read_corpus
from actes.evaluation.gold import as_records, make_gold
from actes.evaluation.models import load_baseline, predict_articles
from actes.evaluation.records import parse_lines
from actes.evaluation.scoring import score
from actes.files import read_lines
from actes.problem import InputError
from actes.vocabulary import read_ontology

INVALID = CASES / "invalid_predictions"
TWO_ARTICLES = {"article-missing", "layer-partial"}  # shown only by a gold of two


@pytest.fixture(scope="module")
def article():
    return read_corpus(VALID)[0].articles[0]


def evaluate(lines, *articles):
    ontology = read_ontology()
    gold = make_gold(as_records(articles, "corpus"), ontology)
    return score(gold, parse_lines(lines, "predictions.jsonl"), ontology, system="test", path="predictions.jsonl")


def problems_of(run):
    with pytest.raises(InputError) as caught:
        run()
    return caught.value.problems


@pytest.mark.parametrize("case", sorted(INVALID.iterdir()), ids=lambda path: path.stem)
def test_case_has_exactly_its_code(case, article):
    gold = [article]
    if case.stem in TWO_ARTICLES:
        gold.append(msgspec.structs.replace(article, id="exemple-suite"))
    problems = problems_of(lambda: evaluate(read_lines(case), *gold))
    assert {problem.code for problem in problems} == {case.stem}, problems
    assert all(problem.line or problem.code in {"article-missing", "predictions-empty"} for problem in problems)


def test_the_gold_itself_is_a_valid_prediction(article):
    assert evaluate([msgspec.json.encode(article)], article).missing == 0


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity"])
def test_a_number_that_json_lacks_is_no_json(number, article):
    line = b'{"id": "exemple", "actors": [{"id": "a1", "kind": "person", "mentions": [{"start": %b, "end": 36}]}]}'
    assert {problem.code for problem in problems_of(lambda: evaluate([line % number], article))} == {"json-syntax"}


@pytest.mark.parametrize("line", [b'{"id": "exempl\xe9"}', b"\xff\xfe{\x00", b'\xef\xbb\xbf{"id": "exemple"}'])
def test_a_line_that_is_not_plain_utf_8_is_no_json(line, article):
    assert {problem.code for problem in problems_of(lambda: evaluate([line], article))} == {"json-syntax"}


@pytest.mark.parametrize(
    ("line", "pointer"),
    [
        (b'{"id": "exemple", "contexts": ["military"], "contexts": ["legal"]}', ""),
        (b'{"id": "exemple", "contexts" :["military"], "contexts"\t: []}', ""),
        (b'{"id": "exemple", "\\u0063ontexts": [], "contexts": []}', ""),
        (b'{"id": "ex:emple", "id": "ex\\u003Aemple"}', ""),
        (
            b'{"id": "e", "actors": [{"id": "a1", "kind": "person", "mentions": [{"start": 1, "end": 2, "end": 3}]}]}',
            "actors[0].mentions[0]",
        ),
        (b'{"id": "exemple", "starts": [], "ends": [], "actor_tags": [], "x": {"a": 1, "a": 2}}', "x"),
    ],
)
def test_a_key_that_appears_twice_is_told_with_its_object(line, pointer):
    (problem,) = parse_lines([line], "p.jsonl")
    assert (problem.line, problem.pointer, problem.code) == (1, pointer, "json-duplicate-key")


@pytest.mark.parametrize(
    "line", [b'{"id": "a:b"}', b'{"id": "a\\u003ab", "text": "\\":\\" : ::"}', b' {"id" : "\\\\"}\r\n']
)
def test_colons_in_texts_are_no_keys(line):
    (record,) = parse_lines([line], "p.jsonl")
    assert record.article.id


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"", "field-type"),
        (b'{"id": ', "field-type"),
        (b'{"id": "exemple", "actors": ', "field-type"),
        (b'{"id": "exemple", "note": ', "field-unknown"),
    ],
)
def test_deep_nesting_is_refused_at_the_first_value_that_does_not_belong(start, code, article):
    problems = problems_of(lambda: evaluate([start + b"[" * 100_000], article))
    assert [(problem.line, problem.code) for problem in problems] == [(1, code)]


def test_every_bad_line_is_told(article):
    lines = [b"{", b'{"id": "exemple"}', b'{"id": 1}', b"", b'{"contexts": []}']
    problems = problems_of(lambda: evaluate(lines, article))
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "json-syntax"),
        (3, "field-type"),
        (5, "field-missing"),
    ]


def test_model_unknown_names_the_nearest():
    problems = problems_of(lambda: load_baseline("majorty"))
    assert [(problem.path, problem.code) for problem in problems] == [("majorty", "model-unknown")]
    assert "did you mean majority?" in problems[0].message


def test_model_unknown_without_predict(article):
    problems = problems_of(lambda: predict_articles(SimpleNamespace(train=len), "mine", [article], [article]))
    assert [(problem.path, problem.code) for problem in problems] == [("mine", "model-unknown")]


def fail(*_):
    raise KeyError("lexique")


@pytest.mark.parametrize(
    "model",
    [
        SimpleNamespace(train=fail, predict=lambda _, rows: rows),
        SimpleNamespace(predict=fail),
        SimpleNamespace(predict=lambda _, rows: (fail() for _ in rows)),
        SimpleNamespace(predict=lambda _, rows: None),  # noqa: ARG005  # a model may forget its return
    ],
    ids=["train", "predict", "a generator", "no list"],
)
def test_model_failed_says_where(model, article):
    problems = problems_of(lambda: predict_articles(model, "mine", [article], [article]))
    assert [(problem.path, problem.code) for problem in problems] == [("mine", "model-failed")]
    assert "Error: " in problems[0].message
    assert ".py:" in problems[0].message


def test_model_failed_where_an_answer_is_no_json(article):
    model = SimpleNamespace(predict=lambda _, rows: [{"id": row["id"], "contexts": object()} for row in rows])
    problems = problems_of(lambda: predict_articles(model, "mine", [article], [article]))
    assert [(problem.line, problem.code) for problem in problems] == [(1, "model-failed")]


def test_a_model_that_answers_in_the_wrong_shape_has_the_problem_of_its_answer(article):
    model = SimpleNamespace(predict=lambda _, rows: [{"id": row["id"], "contexts": "diplomatic"} for row in rows])
    problems = problems_of(lambda: predict_articles(model, "mine", [article], [article]))
    assert [(problem.path, problem.line, problem.pointer, problem.code) for problem in problems] == [
        ("mine", 1, "contexts", "field-type")
    ]
