"""``--model``: anybody's module, by its import path or its file."""

import json
import sys

import pytest

from actes.cli import main
from actes.evaluation.models import load_model, predict_articles
from actes.evaluation.records import parse_lines
from actes.files import read_lines
from actes.problem import InputError

TRAINED = """
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from helper import only

@dataclass(frozen=True)
class Model:
    contexts: list[str]

def train(rows):
    (row,) = rows
    assert row["split"] == "train" and row["pairs"] and row["stances"]
    return Model(row["contexts"])

def predict(model, rows):
    assert all(set(row) == {"id", "text", "date", "language", "pairs"} for row in rows)
    return [only(row["id"], model.contexts) for row in rows]
"""
HELPER = "def only(name, contexts):\n    return {'id': name, 'contexts': contexts}\n"
UNTRAINED = """
def predict(model, rows):
    assert model is None
    for row in rows:
        yield {"id": row["id"], "pairs": [
            {"holder": pair["holder"], "target": pair["target"], "polarity": "none"} for pair in row["pairs"]
        ]}
"""
TAGGER = """
from actes.tokens import tokenise

def predict(model, rows):
    for row in rows:
        tokens = tokenise(row["text"])
        tags = ["B-state" if word == "France" else "O" for word in tokens.words]
        yield {"id": row["id"], "starts": tokens.starts, "ends": tokens.ends, "actor_tags": tags}
"""


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.fixture
def evaluated(root, tmp_path):
    """The tasks of the report on a model."""

    def evaluated(*arguments):
        report = tmp_path / "report.json"
        options = ("--root", root, "--replicates", 10, "--output", report)
        assert main(["evaluate", "--model", *map(str, (*arguments, *options))]) == 0
        tasks = json.loads(report.read_bytes())["tasks"]
        return {name: task for name, task in tasks.items() if task["answered"]}

    return evaluated


def test_a_file_with_train_and_predict(evaluated, write, tmp_path):
    write("helper.py", HELPER)
    saved = tmp_path / "saved.jsonl"
    tasks = evaluated(write("mine.py", TRAINED), "--save-predictions", saved)
    assert list(tasks) == ["contexts"]
    assert (tasks["contexts"]["precision"], tasks["contexts"]["recall"]) == (1, 1 / 2)
    (record,) = parse_lines(read_lines(saved), str(saved))
    assert (record.article.id, record.article.contexts) == ("suite", ["diplomatic"])


def test_a_module_with_predict_alone(evaluated, write, tmp_path, monkeypatch):
    write("my_models/__init__.py", "")
    write("my_models/silent.py", UNTRAINED)
    monkeypatch.chdir(tmp_path)
    tasks = evaluated("my_models.silent", "--split", "all")
    assert list(tasks) == ["stance_pairs"]
    assert 0 < tasks["stance_pairs"]["accuracy"] < 1


def test_a_model_may_answer_in_tags(evaluated, write):
    assert evaluated(write("tagger.py", TAGGER))["mentions"]["precision"] == 1


def test_a_gold_file_has_the_training_articles_too(evaluated, folder, write):
    write("helper.py", HELPER)
    gold = folder / "data" / "articles" / "train.parquet"
    assert evaluated(write("mine.py", TRAINED), "--gold", gold)["contexts"]["f1"] == 1


def test_a_model_named_as_a_module_of_python_replaces_none(write):
    path = write("json.py", "import json\nNAME = json.dumps('json')\ndef predict(model, rows): return []\n")
    known = sys.modules.get("json")
    assert load_model(str(path)).NAME == '"json"'
    assert sys.modules.get("json") is known


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("absent.py", None, "no such file"),
        ("no_such_package.model", None, "ModuleNotFoundError: No module named 'no_such_package'"),
        ("..model", None, "TypeError"),
        ("", None, "ValueError"),
        ("broken.py", "def predict(model, rows:\n", "SyntaxError"),
        ("needs.py", "import no_such_package\n", "No module named 'no_such_package'"),
        ("fails.py", "1 / 0\n", "ZeroDivisionError: division by zero"),
    ],
)
def test_what_cannot_be_imported_is_told(name, content, message, write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        write(name, content)
    before = list(sys.path)
    with pytest.raises(InputError) as caught:
        load_model(name)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (name, "model-unknown")
    assert message in problem.message
    assert sys.path == before


def test_a_failure_of_a_model_ends_in_its_place_not_in_a_traceback(root, write, capsys):
    path = write("fails.py", "def predict(model, rows):\n    return [row['texte'] for row in rows]\n")
    assert main(["evaluate", "--model", str(path), "--root", str(root)]) == 1
    error = capsys.readouterr().err
    assert f"{path}: KeyError: 'texte' ({path}:2) [model-failed]" in error
    assert "Traceback" not in error


def test_a_model_without_predict(root, write, capsys):
    assert main(["evaluate", "--model", str(write("idle.py", "train = None\n")), "--root", str(root)]) == 1
    assert "has no function predict(model, rows) [model-unknown]" in capsys.readouterr().err


def test_what_a_model_answers_is_checked(write, corpus):
    module = load_model(str(write("odd.py", "def predict(model, rows): return [{'id': 'suite', 'nodes': []}]\n")))
    with pytest.raises(InputError) as caught:
        predict_articles(module, "odd.py", corpus.articles, corpus.articles)
    assert [(problem.path, problem.line, problem.code) for problem in caught.value.problems] == [
        ("odd.py", 1, "field-unknown")
    ]
