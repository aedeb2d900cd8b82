"""Files made to keep a checker busy, or to drive a terminal: refused soon, and told harmlessly."""

import subprocess
import sys

import pytest
from projects import add_article, valid_project

from actes.annotation.edtf_date import is_edtf
from actes.checking import check_project
from actes.cli import main
from actes.problem import MAX_SHOWN, MAX_TOLD, Problem, limited, render_github, render_json, render_text

HEADER = "date: 2024-05-14\nstory: dur-2024\norigin: written\nlicence: CC-BY-4.0\ncontexts: []\n"
ACTOR = "actors:\n  - id: a\n    name: A\n    kind: person\n    mentions:\n"
WORDS = " ".join(f"mot{number:05}" for number in range(20_000))
HOSTILE = "\x1b]0;titre\x07\x9b31m\u202eelbisivni\u2066\u200e\r\n::error::x"


def codes_of(folder, text, annotation):
    valid_project(folder)
    add_article(folder, "dur", text, HEADER + annotation)
    problems = check_project(project_in(folder)).problems
    assert len(problems) <= MAX_TOLD + 1
    return {problem.code for problem in problems}


def project_in(folder):
    from actes.project import Project

    return Project(folder)


@pytest.mark.parametrize(
    ("text", "annotation", "codes"),
    [
        ("Texte.\n", "".join(f"k{number}: v\n" for number in range(60_000)), {"field-unknown", "problem-limit"}),
        (
            "Texte.\n",
            "actors:\n" + "  - {x: y}\n" * 50_000,
            {"field-unknown", "field-missing", "problem-limit"},
        ),
        ("a " * 90_000, ACTOR + '      - {exact: "a"}\n' * 200, {"anchor-ambiguous"}),
        ("a" * 190_000, ACTOR + '      - {exact: "a"}\n' * 20, {"anchor-ambiguous"}),
        (WORDS, ACTOR + '      - {exact: "mot00001"}\n' * 20_000, {"span-duplicate", "problem-limit"}),
        (
            WORDS,
            ACTOR + "".join(f'      - {{exact: "MOT{n}"}}\n' for n in range(5_000)),
            {"anchor-missing", "problem-limit"},
        ),
        (WORDS, ACTOR + "".join(f'      - {{exact: "mot{n:05}"}}\n' for n in range(10_000)), set()),
        ("a " * 100_001, "", {"file-size"}),
        ("e" + "\u0301\u0323" * 100_000, "", {"file-size"}),
    ],
    ids=["keys", "actors", "periodic", "one word", "one span", "no span", "large", "long text", "combining"],
)
def test_a_file_made_to_keep_the_checker_busy(text, annotation, codes, tmp_path):
    assert codes_of(tmp_path, text, annotation) == codes


@pytest.mark.parametrize(
    "value",
    [
        "{" + "2024," * 3_000 + "2025}",
        " ../y+12:30:00E3{",
        "[" * 60,
        "2024-05-14/" * 5,
        "y1e" + "9" * 50,
        "２０２４",
        "2024-٠٥",
    ],
)
def test_no_date_stops_the_checker(value, capfd):
    assert not is_edtf(value)
    assert capfd.readouterr() == ("", "")


def test_the_limit_of_problems_is_told():
    problems = [Problem("f", number, "", "m", "format") for number in range(MAX_TOLD + 2)]
    told = list(limited(problems, "f"))
    assert told[:-1] == problems[:MAX_TOLD]
    assert told[-1].code == "problem-limit"
    assert list(limited(problems[:MAX_TOLD], "f")) == problems[:MAX_TOLD]


def is_harmless(text):
    return all(character.isprintable() or character in "\u00a0\u202f" for character in text)


@pytest.mark.parametrize("render", [render_text, render_json, render_github])
def test_what_a_problem_quotes_is_harmless(render):
    (line,) = render([Problem(HOSTILE, 1, HOSTILE, HOSTILE, "format")])
    assert is_harmless(line)
    assert "\\u001b" in line if render is render_json else "\\x1b" in line


@pytest.mark.parametrize("render", [render_text, render_github])
def test_a_megabyte_is_not_quoted_whole(render):
    (line,) = render([Problem("f", 1, "", "é" * 1_000_000, "format")])
    assert len(line) < MAX_SHOWN + 100
    assert "format" in line


@pytest.mark.parametrize("command", [["check"], ["show", "exemple"], ["diff", "."], ["agreement"], ["fmt"], ["stats"]])
def test_no_command_prints_what_drives_a_terminal(command, tmp_path, capsys):
    valid_project(tmp_path)
    annotation = tmp_path / "corpus" / "exemple.yaml"
    text = annotation.read_text(encoding="utf-8")
    layer = tmp_path / "corpus" / "annotators" / "b\x1b[31m"
    layer.mkdir(parents=True)
    (layer / "exemple.yaml").write_text(text, encoding="utf-8")
    (layer / "about.yaml").write_text(
        'kind: person\nversion: "1"\nprocedure: "\\e[31m"\ndate: 2024\n', encoding="utf-8"
    )
    annotation.write_text(text.replace("Anne Martin\n", '"Anne \\e[31m\\u202e Martin"\n'), encoding="utf-8")
    (tmp_path / "corpus" / "x\x1b[31m.yaml").write_text("id: \x1b", encoding="utf-8")
    with (tmp_path / "corpus" / "splits.tsv").open("a", encoding="utf-8") as splits:
        splits.write("\x1b[31m\ttrain\nexemple\t\x9b31m\n")
    main([*command, "--root", str(tmp_path)])
    printed = capsys.readouterr()
    assert is_harmless((printed.out + printed.err).replace("\n", ""))


def test_a_name_of_a_file_of_predictions_is_harmless(tmp_path):
    valid_project(tmp_path)
    predictions = tmp_path / "[" / "x].jsonl"  # which rich would take for the end of a style
    predictions.parent.mkdir()
    predictions = predictions.with_name("\x1b[31mx].jsonl")
    predictions.write_text('{"id": "exemple"}\n', encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "actes",
        "evaluate",
        "--split",
        "all",
        "--replicates",
        "10",
        "--root",
        str(tmp_path),
    ]
    done = subprocess.run([*command, "--predictions", str(predictions)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout
    assert b"\\x1b[31mx]" in done.stdout
