"""The commands as a user runs them: what they print, what they write, how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from projects import CASES, VALID, valid_project, with_case

from actes.checking import read_corpus
from actes.cli import COMMANDS, main
from actes.evaluation.records import write_lines

ROOT = Path(__file__).parents[1]


@pytest.fixture
def gold(tmp_path):
    corpus, _ = read_corpus(VALID)
    path = tmp_path / "gold.jsonl"
    path.write_bytes(write_lines(corpus.articles))
    return path


def test_check_formats(tmp_path, capsys):
    with_case(tmp_path, CASES / "invalid" / "label-unknown.yaml")
    assert main(["check", "--root", str(tmp_path)]) == 1
    line = capsys.readouterr().out
    assert line.startswith("corpus/label-unknown.yaml:")
    assert "events[0].type: 'CONSULTE' is not one of the types; did you mean CONSULT? [label-unknown]\n" in line

    assert main(["check", "--root", str(tmp_path), "--format", "json"]) == 1
    problem = json.loads(capsys.readouterr().out)
    assert (problem["code"], problem["pointer"]) == ("label-unknown", "events[0].type")

    assert main(["check", "--root", str(tmp_path), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=corpus/label-unknown.yaml,line=")


def test_check_of_one_article_is_of_that_article(tmp_path, capsys):
    with_case(tmp_path, CASES / "invalid" / "label-unknown.yaml")
    assert main(["check", "--root", str(tmp_path), "exemple"]) == 0
    assert capsys.readouterr().err == "1 annotation file: no problem\n"


def test_fmt_leaves_a_broken_file_alone(tmp_path, capsys):
    valid_project(tmp_path)
    path = tmp_path / "corpus" / "exemple.yaml"
    broken = path.read_text(encoding="utf-8").replace("reçoit", "recoit")
    path.write_text(broken, encoding="utf-8")
    assert main(["fmt", "--root", str(tmp_path)]) == 1
    assert path.read_text(encoding="utf-8") == broken
    assert "[anchor-missing]" in capsys.readouterr().err


def test_show_marks_every_span_without_colour(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["show", "--root", str(VALID), "exemple"]) == 0
    out = capsys.readouterr().out
    assert "[Anne Martin|ministre] s’est [rendue|CONSULT] mardi à Oslo." in out
    assert "[[dénoncé|ACCUSE]|against] cet [accord|SUPPORT]" in out


def test_gold_scored_against_itself_is_perfect_in_all_it_answers(gold, tmp_path, capsys):
    report = tmp_path / "report.json"
    code = main(["evaluate", "--gold", str(gold), "--predictions", str(gold), "--output", str(report)])
    assert code == 0
    assert "ACTES score" in capsys.readouterr().out
    tasks = json.loads(report.read_bytes())["tasks"]
    answered = {name: task[task["headline"]] for name, task in tasks.items() if task["answered"]}
    assert answered == dict.fromkeys(tasks.keys() - {"stance_pairs"}, 1.0)


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_compressed_files_are_read(gold, tmp_path, suffix):
    import pyarrow

    path = tmp_path / f"gold.jsonl{suffix}"
    with pyarrow.output_stream(path, compression={".gz": "gzip", ".zst": "zstd"}[suffix]) as stream:
        stream.write(gold.read_bytes())
    assert main(["evaluate", "--gold", str(path), "--predictions", str(path)]) == 0


def test_a_truncated_compressed_file_is_told(gold, tmp_path, capsys):
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(b"not gzip at all")
    assert main(["evaluate", "--gold", str(path), "--predictions", str(gold)]) == 1
    assert "[file-unreadable]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chek"],
        ["evaluate"],
        ["evaluate", "--baseline", "linear", "--predictions", "x"],
        ["check", "--forma", "json"],
    ],
)
def test_wrong_usage_exits_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_unknown_baseline_names_the_nearest(capsys):
    assert main(["evaluate", "--baseline", "linea"]) == 1
    assert "did you mean linear? [model-unknown]" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    assert "--root" in capsys.readouterr().out


def test_evaluate_py_is_the_command(gold):
    command = [sys.executable, str(ROOT / "evaluate.py"), "--gold", str(gold), "--predictions", str(gold)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "mentions *" in done.stdout


def test_a_closed_pipe_is_no_traceback():
    command = f"{sys.executable} -m actes schema | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert done.stderr == ""


def worse(gold, tmp_path, name):
    """Predictions without events."""
    path = tmp_path / name
    articles = [json.loads(line) for line in gold.read_bytes().splitlines()]
    path.write_text("".join(json.dumps({**article, "events": [], "stances": []}) + "\n" for article in articles))
    return path


def test_systems_are_compared_with_the_first(gold, tmp_path, capsys):
    report = tmp_path / "report.json"
    other = worse(gold, tmp_path, "worse.jsonl")
    arguments = ["evaluate", "--gold", str(gold), "--compare", str(gold), str(other), "--output", str(report)]
    assert main([*arguments, "--replicates", "50"]) == 0
    assert "gold.jsonl minus worse.jsonl" in capsys.readouterr().out
    content = json.loads(report.read_bytes())
    (comparison,) = content["comparisons"]
    assert comparison["differences"]["triggers"]["difference"] == 1.0
    assert comparison["differences"]["mentions"] == {"difference": 0.0, "interval": [0.0, 0.0], "p": 1.0, "p_holm": 1.0}
    assert [system["system"] for system in content["other_systems"]] == ["worse.jsonl"]


def test_several_files_are_runs_of_one_system(gold, tmp_path):
    report = tmp_path / "report.json"
    other = worse(gold, tmp_path, "worse.jsonl")
    arguments = ["evaluate", "--gold", str(gold), "--predictions", str(gold), str(other), "--output", str(report)]
    assert main([*arguments, "--replicates", "50"]) == 0
    content = json.loads(report.read_bytes())
    assert content["runs"]["runs"] == 2
    assert content["tasks"]["triggers"]["f1"] == 0.5
    assert content["runs"]["tasks"]["triggers"]["most"] == 1.0


def test_the_same_seed_gives_the_same_bytes(gold, tmp_path):
    reports = [tmp_path / "one.json", tmp_path / "two.json"]
    for report in reports:
        main(["evaluate", "--gold", str(gold), "--predictions", str(gold), "--output", str(report), "--seed", "7"])
    assert reports[0].read_bytes() == reports[1].read_bytes()


def test_a_report_that_cannot_be_written_is_told(gold, tmp_path, capsys):
    blocked = tmp_path / "gold.jsonl" / "report.json"
    assert main(["evaluate", "--gold", str(gold), "--predictions", str(gold), "--output", str(blocked)]) == 1
    assert "[output-unwritable]" in capsys.readouterr().err


def test_ids_may_come_before_options_and_after_them(tmp_path, capsys):
    valid_project(tmp_path)
    for number, words in enumerate((["exemple", "--output"], ["--output"])):
        folder = str(tmp_path / f"out{number}")
        after = [] if words[0] == "exemple" else ["exemple"]
        assert main(["export", "brat", *words, folder, *after, "--root", str(tmp_path)]) == 0
        assert f"{folder}: 1 article, 4 files\n" in capsys.readouterr().out
