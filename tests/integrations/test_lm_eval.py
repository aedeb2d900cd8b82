"""The tasks for lm-evaluation-harness: read as the harness does, and run with its dummy model where it is installed."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import jinja2
import numpy as np
import pyarrow.parquet
import pytest
import yaml
from sklearn.metrics import f1_score

FOLDER = Path(__file__).parents[2] / "integrations" / "lm_eval"
TASKS = {"actes_stance": "stance", "actes_contexts": "contexts"}
KEYS = {
    "task",
    "dataset_path",
    "dataset_name",
    "test_split",
    "fewshot_split",
    "output_type",
    "doc_to_text",
    "doc_to_target",
    "process_results",
    "metric_list",
    "metadata",
}
OWN_KEYS = {"actes_stance": {"doc_to_choice"}, "actes_contexts": {"generation_kwargs"}}


def load_metrics():
    spec = importlib.util.spec_from_file_location("actes_lm_eval_metrics", FOLDER / "metrics.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


metrics = load_metrics()


class Loader(yaml.SafeLoader):
    """YAML with the tag by which the harness names functions."""


def function(loader, node):
    module, name = loader.construct_scalar(node).split(".")
    assert module == "metrics"
    return getattr(metrics, name)


Loader.add_constructor("!function", function)


def read_task(name):
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader)  # noqa: S506  # a SafeLoader


def render(template, row):
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701  # as the harness does; a prompt is no page
    return environment.from_string(template).render(**row)


def label_names(folder, config, column):
    """The labels of a column in the order of the built card."""
    card = yaml.safe_load((folder / "README.md").read_text(encoding="utf-8").split("---\n")[1])
    (features,) = (info["features"] for info in card["dataset_info"] if info["config_name"] == config)
    (feature,) = (feature for feature in features if feature["name"] == column)
    names = feature.get("list", feature.get("dtype"))["class_label"]["names"]
    return [names[str(number)] for number in range(len(names))]


@pytest.mark.parametrize("name", TASKS)
def test_a_task_has_the_keys_it_needs_and_no_other(name):
    task = read_task(name)
    assert set(task) == KEYS | OWN_KEYS[name]
    assert (task["task"], task["dataset_name"]) == (name, TASKS[name])
    assert (task["test_split"], task["fewshot_split"]) == ("test", "train")
    for metric in task["metric_list"]:
        assert set(metric) == {"metric", "aggregation", "higher_is_better"}
        assert callable(metric["aggregation"])
    assert callable(task["process_results"])


def test_choices_are_in_the_order_of_the_labels(folder, corpus):
    names = label_names(folder, "stance", "label")
    assert list(metrics.PAIR_LABELS) == names
    french = {"none": "aucun", **{code: label.name.casefold() for code, label in corpus.ontology.polarities.items()}}
    choices = read_task("actes_stance")["doc_to_choice"]
    assert choices == [french[name] for name in names]
    question = read_task("actes_stance")["doc_to_text"].split("Réponses possibles : ")[1]
    assert [question.index(choice) for choice in choices] == sorted(question.index(choice) for choice in choices)


def test_contexts_are_in_the_order_of_the_labels(folder, corpus):
    names = label_names(folder, "contexts", "labels")
    assert list(metrics.CONTEXTS) == [corpus.ontology.contexts[name].name for name in names]
    listed = read_task("actes_contexts")["doc_to_text"].split("Contextes possibles : ")[1].split(".\n")[0]
    assert listed.split(", ") == list(metrics.CONTEXTS)


def test_the_prompt_of_a_pair(load):
    task = read_task("actes_stance")
    rows = list(load("stance", split="test"))
    prompts = {(row["holder"], row["target"]): render(task["doc_to_text"], row) for row in rows}
    assert prompts["ministre", "france"] == (
        f"Article :\n{rows[0]['text']}\n\n"
        "Selon cet article, quel jugement est porté par « ministre de l’Environnement » sur « France » ?\n"
        "Réponses possibles : aucun (pas de jugement), pour, contre, partagé (pour et contre à la fois).\n"
        "Réponse :"
    )
    assert (
        "porté par « l'auteur de l'article » sur « l'événement « visite (CONSULT) » » ?" in prompts["author", "visite"]
    )
    answers = {pair: row[task["doc_to_target"]] for pair, row in zip(prompts, rows, strict=True)}
    assert task["doc_to_choice"][answers["france", "visite"]] == "contre"
    assert task["doc_to_choice"][answers["author", "visite"]] == "aucun"


def test_the_prompt_of_contexts(load):
    task = read_task("actes_contexts")
    (row,) = load("contexts", split="test")
    prompt = render(task["doc_to_text"], row)
    assert prompt.startswith(f"Article :\n{row['text']}\n\nContextes possibles : Armées, ")
    assert prompt.endswith("\nContextes :")
    assert task["doc_to_target"](row) == "Diplomatie, Environnement"
    assert task["doc_to_target"]({"labels": []}) == "aucun"


def test_figures_of_pairs_have_fixed_labels():
    gold, choices = [0, 1, 2, 2, 1, 0], [0, 1, 2, 1, 0, 2]
    answers = []
    for label, choice in zip(gold, choices, strict=True):
        likelihoods = [(-9.0, False)] * 4
        likelihoods[choice] = (-1.0, True)
        result = metrics.answered_pair({"label": label}, likelihoods)
        assert set(result) == {metric["metric"] for metric in read_task("actes_stance")["metric_list"]}
        answers.append(result["f_avg"])
    assert metrics.f_avg(answers) == pytest.approx(f1_score(gold, choices, labels=[1, 2], average="macro"))
    everything = f1_score(gold, choices, labels=range(4), average="macro", zero_division=0)
    assert metrics.macro_f1_of_pairs(answers) == pytest.approx(everything)
    assert metrics.accuracy(answers) == 3 / 6


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (" Diplomatie, Environnement", ["Diplomatie", "Environnement"]),
        ("« diplomatie » ; ARMÉES.", ["Armées", "Diplomatie"]),
        ("Diplomatie, Diplomatie", ["Diplomatie"]),
        ("aucun", []),
        ("", []),
        ("lol", ["autre"]),
        ("Sport, Cuisine, Diplomatie", ["Diplomatie", "autre"]),
    ],
)
def test_an_answer_is_read_as_contexts(answer, said):
    result = metrics.answered_contexts({"labels": [0]}, [answer])
    assert set(result) == {metric["metric"] for metric in read_task("actes_contexts")["metric_list"]}
    gold, found = result["micro_f1"]
    assert gold == [0]
    assert [(*metrics.CONTEXTS, "autre")[number] for number in found] == said
    assert json.loads(json.dumps(result))  # as --log_samples writes it


def test_figures_of_contexts_have_fixed_labels_and_count_what_is_no_context():
    other = len(metrics.CONTEXTS)
    answers = [([0, 1], [0, other]), ([2], [2]), ([], [3])]
    assert metrics.micro_f1(answers) == pytest.approx(2 * 2 / (4 + 3))  # twice the right ones by all said and all gold
    sides = np.zeros((2, 3, other), np.int64)
    for i, pair in enumerate(answers):
        for side, labels in zip(sides, pair, strict=True):
            side[i, [label for label in labels if label < other]] = 1
    assert metrics.macro_f1_of_contexts(answers) == pytest.approx(f1_score(*sides, average="macro", zero_division=0))


@pytest.mark.skipif(importlib.util.find_spec("lm_eval") is None, reason="pip install lm-eval")
def test_the_dummy_model_answers_both_tasks(folder, tmp_path):
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "actes").symlink_to(folder)
    command = [sys.executable, "-m", "lm_eval", "run", "--model", "dummy", "--tasks", *TASKS]
    options = ["--include_path", str(FOLDER), "--num_fewshot", "1", "--output_path", "out"]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_CACHE": str(tmp_path / "cache")}
    done = subprocess.run([*command, *options], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "out").rglob("results_*.json")
    results = json.loads(path.read_bytes())
    asked = pyarrow.parquet.read_metadata(folder / "data" / "stance" / "test.parquet").num_rows
    assert {name: counts["effective"] for name, counts in results["n-samples"].items()} == {
        "actes_stance": asked,
        "actes_contexts": 1,
    }
    assert results["results"]["actes_contexts"]["micro_f1,none"] == 0  # it says "lol"
    assert 0 <= results["results"]["actes_stance"]["f_avg,none"] <= 1
