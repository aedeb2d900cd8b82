"""Every problem that a file of the corpus can have, planted on a branch: the review tells it, where the change is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import add_case
from test_invalid_cases import AUTHORING, CONVERSIONS, INVALID, INVALID_IMPORTS, INVALID_PREDICTIONS, MODELS

from actes.cli import run_command
from actes.codes import CODES
from actes.problem import MAX_TOLD
from actes.project import MAX_FILE_BYTES, Project

from .repositories import changed_lines, commit, repository

OF_NO_CORPUS_FILE = {  # of commands, their arguments, what they write, and the pages of labels
    *("extra-missing", "label-page", "layer-unknown", "output-exists", "output-unwritable", "revision-unknown"),
    *("import-lost", "import-conflict", "import-relation"),
    "migration-undecided",  # of actes migrate, which asks more than the check does
    *AUTHORING,
    *MODELS,
    *CONVERSIONS,
    *(path.stem for folder in (INVALID_PREDICTIONS, INVALID_IMPORTS) for path in folder.iterdir()),
} - {path.stem for path in INVALID.iterdir()}

TOLD_ELSEWHERE = {  # what one file lacks, or what no longer fits, because of a change in another
    *("corpus-empty", "file-missing", "split-missing", "story-leak", "text-missing", "version-bump", "version-missing"),
}


def remove(path: str) -> Callable[[Project], None]:
    return lambda project: (project.root / path).unlink()


def link(project: Project) -> None:
    (project.root / "corpus" / "lien.yaml").symlink_to("exemple.yaml")


def large(project: Project) -> None:
    (project.root / "corpus" / "grand.yaml").write_bytes(b"x" * (MAX_FILE_BYTES + 1))


def many(project: Project) -> None:
    path = project.root / "corpus" / "exemple.yaml"
    path.write_text(path.read_text("utf-8") + "".join(f"k{number}: v\n" for number in range(MAX_TOLD + 1)), "utf-8")


def correct(project: Project) -> None:
    path = project.root / "corpus" / "exemple.yaml"
    path.write_text(path.read_text("utf-8").replace("status: actual", "status: planned", 1), "utf-8")


def case(path: Path) -> Callable[[Project], None]:
    return lambda project: add_case(project.root, path)


FAULTS: dict[str, Callable[[Project], None]] = {
    "corpus-empty": remove("corpus/exemple.yaml"),
    "file-link": link,
    "file-missing": remove("corpus/registry.yaml"),
    "file-size": large,
    "problem-limit": many,
    "text-missing": remove("seeds/exemple.txt"),
    "version-bump": correct,
    "version-missing": remove("corpus/VERSION"),
    **{path.stem: case(path) for path in sorted(INVALID.iterdir())},
}


@pytest.fixture(scope="module")
def main_branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository") / "main"
    repository(folder)
    return folder


def told(text: str) -> list[tuple[str, int, str]]:
    """The annotations: file, line, code."""
    found = re.findall(r"^::error file=([^,]*),line=(\d+),title=([^:]*)::", text, re.MULTILINE)
    return [(path, int(line), code) for path, line, code in found]


def test_every_code_of_a_file_is_planted() -> None:
    assert set(FAULTS) | OF_NO_CORPUS_FILE == set(CODES)
    assert not set(FAULTS) & OF_NO_CORPUS_FILE


@pytest.mark.parametrize("code", FAULTS)
def test_a_planted_fault_is_told_on_the_changed_line(
    code: str, main_branch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(tmp_path / "clone")
    shutil.copytree(main_branch, project.root)
    FAULTS[code](project)
    commit(project)
    out = tmp_path / "out"
    options = ["--format", "github", "--root", str(project.root), "--output", str(out)]
    assert run_command("review", options, prog="actes review") == 1
    places = [(path, line) for path, line, found in told(capsys.readouterr().out) if found == code]
    assert places
    changed = changed_lines(project)
    near = [
        (path, line)
        for path, line in places
        if line in changed.get(path, ()) or is_of_changed_file(path, line, changed)
    ]
    assert bool(near) == (code not in TOLD_ELSEWHERE), (places, changed)


def is_of_changed_file(path: str, line: int, changed: dict[str, set[int]]) -> bool:
    """Whether it is of a changed file, or a folder with one, as a whole, which GitHub has on the first line."""
    return line == 1 and any(other == path or other.startswith(f"{path}/") for other in changed)
