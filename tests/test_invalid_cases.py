"""One bad file per problem code: the checker finds that code, and nothing else."""

import os
import re
import shutil

import pytest
from projects import CASES, valid_project, with_case

from actes.checking import check_project
from actes.cli import main
from actes.codes import CODES
from actes.files import read_bytes, write_bytes, write_folder
from actes.problem import InputError
from actes.project import MAX_FILE_BYTES

INVALID = CASES / "invalid"
INVALID_PREDICTIONS = CASES / "invalid_predictions"  # run by test_invalid_predictions.py
INVALID_IMPORTS = CASES / "invalid_imports"  # run by convert/test_invalid_imports.py
ON_THE_SPOT = {  # what a file in git cannot show, or what only an output can: shown by a test of its own below
    "corpus-empty",
    "extra-missing",
    "file-link",
    "file-missing",
    "file-size",
    "format",
    "label-page",
    "layer-unknown",
    "migration-undecided",
    "output-exists",
    "output-unwritable",
    "problem-limit",
    "revision-unknown",
    "text-missing",
    "version-bump",
    "version-missing",
}
MODELS = {"model-failed", "model-unknown"}  # shown by modules in test_invalid_predictions.py
AUTHORING = {"merge-conflict", "reference-used", "text-headline", "text-html", "text-paragraphs"}  # in authoring/, fix/
CONVERSIONS = {"archive-size", "export-lossy", "import-stale", "tool-failed"}  # shown on the spot in convert/


def codes_of(run):
    with pytest.raises(InputError) as caught:
        run()
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize(
    "case", sorted(p for p in INVALID.iterdir() if p.stem not in ON_THE_SPOT), ids=lambda p: p.stem
)
def test_case_has_exactly_its_code(case, tmp_path):
    checked = check_project(with_case(tmp_path, case))
    assert {problem.code for problem in checked.problems} == {case.stem}, checked.problems
    assert all(problem.line or problem.code.startswith(("text-orphan", "file-")) for problem in checked.problems)


def test_every_code_has_a_case():
    shown = {path.stem for folder in (INVALID, INVALID_PREDICTIONS, INVALID_IMPORTS) for path in folder.iterdir()}
    assert shown | ON_THE_SPOT | MODELS | AUTHORING | CONVERSIONS == set(CODES)
    assert not shown & MODELS


def test_every_code_has_a_page():
    pages = {path.stem for path in (CASES.parents[1] / "docs" / "problems").glob("*.md")} - {"README"}
    assert pages == set(CODES)


def test_the_index_of_the_pages_says_what_each_code_means():
    index = (CASES.parents[1] / "docs" / "problems" / "README.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| \[`([a-z-]+)`\]\(\1\.md\) \| (.*) \|$", index, re.MULTILINE)) == dict(CODES)


def test_the_valid_project_has_no_problem(tmp_path):
    assert check_project(valid_project(tmp_path)).problems == ()


def test_an_article_that_awaits_adjudication_is_no_orphan(tmp_path):
    project = valid_project(tmp_path)
    layer = tmp_path / "corpus" / "annotators" / "anna"
    layer.mkdir(parents=True)
    annotation = (tmp_path / "corpus" / "exemple.yaml").read_text(encoding="utf-8").replace("exemple", "second", 2)
    (layer / "second.yaml").write_text(annotation, encoding="utf-8")
    (layer / "about.yaml").write_text('kind: person\nversion: "1.0"\nprocedure: p\ndate: 2024\n', encoding="utf-8")
    shutil.copy(tmp_path / "seeds" / "exemple.txt", tmp_path / "seeds" / "second.txt")
    with (tmp_path / "corpus" / "splits.tsv").open("a", encoding="utf-8") as splits:
        splits.write("second\ttrain\n")
    assert check_project(project).problems == ()


def test_an_annotator_may_see_another_kind_than_the_registry(tmp_path):
    project = valid_project(tmp_path)
    layer = tmp_path / "corpus" / "annotators" / "anna"
    layer.mkdir(parents=True)
    annotation = (tmp_path / "corpus" / "exemple.yaml").read_text(encoding="utf-8")
    (layer / "exemple.yaml").write_text(annotation.replace("kind: person", "kind: group", 1), encoding="utf-8")
    (layer / "about.yaml").write_text('kind: person\nversion: "1.0"\nprocedure: p\ndate: 2024\n', encoding="utf-8")
    assert check_project(project).problems == ()


def test_a_layer_says_who_made_it(tmp_path):
    project = valid_project(tmp_path)
    layer = tmp_path / "corpus" / "annotators" / "anna"
    layer.mkdir(parents=True)
    shutil.copy(tmp_path / "corpus" / "exemple.yaml", layer)
    (problem,) = check_project(project).problems
    assert (problem.path, problem.code) == ("corpus/annotators/anna/about.yaml", "file-missing")


def test_corpus_empty(tmp_path):
    project = valid_project(tmp_path)
    (tmp_path / "corpus" / "exemple.yaml").unlink()
    assert codes_of(lambda: check_project(project)) == {"corpus-empty"}


def test_file_link(tmp_path):
    project = valid_project(tmp_path)
    (tmp_path / "corpus" / "lien.yaml").symlink_to("/etc/hostname")
    assert {p.code for p in check_project(project).problems} == {"file-link"}


def test_text_link(tmp_path):
    project = valid_project(tmp_path)
    text = tmp_path / "seeds" / "exemple.txt"
    shutil.move(text, tmp_path / "ailleurs.txt")
    text.symlink_to(tmp_path / "ailleurs.txt")
    assert {p.code for p in check_project(project).problems} == {"file-link"}


@pytest.mark.parametrize(
    "place",
    [
        "corpus/exemple.yaml",
        "corpus/registry.yaml",
        "corpus/splits.tsv",
        "corpus/VERSION",
        "corpus/annotators",
        "corpus/annotators/ada",
        "corpus/annotators/ada/exemple.yaml",
        "seeds",
        "corpus",
    ],
)
def test_no_link_is_followed_on_any_way(place, tmp_path):
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    project = valid_project(root)
    layer = root / "corpus" / "annotators" / "ada"
    layer.mkdir(parents=True)
    shutil.copy(root / "corpus" / "exemple.yaml", layer)
    about = 'kind: person\nversion: "1.0"\nprocedure: seule\ndate: 2024\n'
    (layer / "about.yaml").write_text(about, encoding="utf-8")
    shutil.move(root / place, elsewhere)
    (root / place).symlink_to(elsewhere)
    codes = {problem.code for problem in check_project(project).problems}
    assert codes - {"registry-unknown"} == {"file-link"}  # without the registry, no link of an actor is known


def test_a_pipe_is_not_waited_for(tmp_path):
    project = valid_project(tmp_path)
    (tmp_path / "corpus" / "exemple.yaml").unlink()
    os.mkfifo(tmp_path / "corpus" / "exemple.yaml")
    assert "file-unreadable" in {p.code for p in check_project(project).problems}


def test_file_missing_names_the_nearest(tmp_path, capsys):
    valid_project(tmp_path)
    assert main(["check", "--root", str(tmp_path), "exmple"]) == 1
    out = capsys.readouterr().out
    assert "did you mean exemple?" in out
    assert "[file-missing]" in out


def test_file_size(tmp_path):
    large = tmp_path / "large.yaml"
    large.write_bytes(b"x" * 11)
    assert codes_of(lambda: read_bytes(large, "large.yaml", limit=10)) == {"file-size"}
    assert MAX_FILE_BYTES < 10**8


def test_format(tmp_path, capsys):
    with_case(tmp_path, INVALID / "format.yaml")
    assert main(["fmt", "--check", "--root", str(tmp_path)]) == 1
    assert "corpus/format.yaml:10: not in canonical form" in capsys.readouterr().err
    assert main(["fmt", "--root", str(tmp_path)]) == 0
    assert main(["fmt", "--check", "--root", str(tmp_path)]) == 0


def test_output_exists(tmp_path):
    (tmp_path / "theirs.txt").write_text("precious")
    assert codes_of(lambda: write_folder({"a": b""}, tmp_path, marker="mark")) == {"output-exists"}
    assert (tmp_path / "theirs.txt").read_text() == "precious"


def test_output_unwritable(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert codes_of(lambda: write_bytes(tmp_path / "file" / "below", b"")) == {"output-unwritable"}
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_text_missing(tmp_path):
    project = valid_project(tmp_path)
    (tmp_path / "seeds" / "exemple.txt").unlink()
    assert {p.code for p in check_project(project).problems} == {"text-missing"}


def test_version_missing(tmp_path):
    project = valid_project(tmp_path)
    (tmp_path / "corpus" / "VERSION").unlink()
    assert {p.code for p in check_project(project).problems} == {"version-missing"}


def test_label_page_and_its_case_is_tested_with_the_pages():
    assert "label-page" in CODES
