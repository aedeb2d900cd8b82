"""``actes agreement`` and ``actes adjudicate`` as a user runs them."""

import importlib.util
import json

import pytest
from projects import valid_project

from actes.checking import check_project
from actes.cli import run_command

from .annotators import KIND, LESS, STATUS, add_layer, annotated_project


def actes(command, project, *arguments):
    return run_command(command, [*arguments, "--root", str(project.root)], prog=f"actes {command}")


def test_agreement_in_text(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    project = annotated_project(tmp_path, KIND, LESS, STATUS)
    assert actes("agreement", project, "--replicates", "50") == 0
    out = capsys.readouterr().out
    for line in (
        "anna (person): 1 article; guide 1.0, 2024-05: all layers, article by article\n",
        "anna and bruno: 1 article, 1 story",
        "To settle: 3 disagreements in 1 article. - anna alone, + bruno alone, ~ anna → bruno\n",
        "  ~ event critique: status actual → possible\n",
        '  - mention "Elle" of ong\n',
        "0 disagreements in 0 articles; to list them: actes agreement --layers anna gold\n",
        "Below 30 stories, intervals are too narrow to be trusted.\n",
        "50 replicates over stories, 95 %, seed 0\n",
    ):
        assert line in out
    rows = [line.split() for line in out.splitlines()]
    assert ["mentions", "F1,", "same", "span", "93.3", "93.3", "to", "93.3", "8", "7"] in rows


def test_a_summary_counts_what_it_does_not_list(tmp_path, capsys):
    project = annotated_project(tmp_path, KIND, LESS, STATUS)
    arguments = ("--replicates", "50", "--layers", "anna", "bruno", "--summary")
    assert actes("agreement", project, *arguments) == 0
    out = capsys.readouterr().out
    assert "3 disagreements in 1 article; to list them: actes agreement --layers anna bruno\n" in out
    assert "status actual → possible" not in out
    assert actes("agreement", project, *arguments, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["pairs"][0]["disagreements"] == []


def test_agreement_in_json_and_markdown(tmp_path, capsys):
    project = add_layer(annotated_project(tmp_path, STATUS), "modele", kind="model")
    assert actes("agreement", project, "--replicates", "50", "--format", "json", "--layers", "bruno", "gold") == 0
    content = json.loads(capsys.readouterr().out)
    assert [(pair["first"], pair["second"]) for pair in content["pairs"]] == [("bruno", "gold")]
    status = next(f for f in content["pairs"][0]["figures"] if f["name"] == "status")
    assert status["value"] == 0
    assert actes("agreement", project, "--replicates", "50", "--format", "markdown") == 0
    out = capsys.readouterr().out
    assert "- [ ] ✏️ event `critique`: status `actual` → `possible`" in out
    assert "## A person and a model" in out
    assert "| triggers | `CONSULT` | 100.0 |  | 3 | 3 |" in out


@pytest.mark.skipif(importlib.util.find_spec("pygamma_agreement") is not None, reason="pygamma-agreement is installed")
def test_gamma_without_its_package_is_told(tmp_path, capsys):
    assert actes("agreement", annotated_project(tmp_path), "--gamma", "--replicates", "50") == 1
    assert "pip install pygamma-agreement, or leave --gamma out [extra-missing]" in capsys.readouterr().err


@pytest.mark.skipif(importlib.util.find_spec("pygamma_agreement") is None, reason="pip install pygamma-agreement")
def test_gamma(tmp_path, capsys):
    project = annotated_project(tmp_path)
    assert actes("agreement", project, "--gamma", "--replicates", "50", "--layers", "anna", "bruno") == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if "gamma" in line]
    assert [(row[0], row[-3]) for row in rows] == [("mentions", "100.0"), ("triggers", "100.0")]


def test_adjudicate_prints_or_writes(tmp_path, capsys):
    project = annotated_project(tmp_path, KIND)
    assert actes("adjudicate", project, "exemple") == 0
    out, err = capsys.readouterr()
    assert "{layer: bruno, field: kind, value: group}" in out
    assert err == "exemple, anna and bruno: 1 to settle; then: actes check exemple\n"

    target = project.root / "corpus" / "exemple.yaml"
    before = target.read_bytes()
    assert actes("adjudicate", project, "exemple", "--output", str(target)) == 1
    assert "[output-exists]" in capsys.readouterr().err
    assert target.read_bytes() == before
    assert actes("adjudicate", project, "exemple", "--output", str(target), "--force") == 0
    assert target.read_text(encoding="utf-8") == out
    assert [problem.code for problem in check_project(project).problems] == ["adjudication-open"]


def test_adjudicate_with_gold_and_without_dispute(tmp_path, capsys):
    project = add_layer(annotated_project(tmp_path, KIND), "carla")
    assert actes("adjudicate", project, "exemple", "--layers", "gold", "carla") == 0
    assert capsys.readouterr().err == "exemple, gold and carla: nothing to settle: the layers agree\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["exemple"], "exemple is in 3 layers (anna, bruno, carla); adjudication takes two"),
        (["../../etc/passwd"], "../../etc/passwd is in no layer"),
        (["exemple", "--layers", "anna", "carl"], "'carl' is no layer with exemple; did you mean carla?"),
        (["exemple", "--layers", "anna", "anna"], "anna twice; name two layers"),
    ],
)
def test_adjudicate_takes_two_layers(tmp_path, capsys, arguments, message):
    project = add_layer(annotated_project(tmp_path), "carla")
    assert actes("adjudicate", project, *arguments) == 1
    err = capsys.readouterr().err
    assert message in err
    assert "[layer-unknown]" in err


def test_agreement_without_layers(tmp_path, capsys):
    assert actes("agreement", valid_project(tmp_path)) == 1
    assert "no annotator's layer" in capsys.readouterr().err
    with pytest.raises(SystemExit) as caught:
        actes("agreement", valid_project(tmp_path), "--replicates", "0")
    assert caught.value.code == 2
