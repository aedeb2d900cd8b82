"""``make pr`` and ``actes review`` as a contributor runs them, in a git repository of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from actes.cli import run_command
from actes.project import Project

from .repositories import commit, git, repository

ROOT = Path(__file__).parents[2]
LABEL = ("kind: organisation", "kind: group")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make; try: apt-get install -y make")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = repository(tmp_path / "work")
    shutil.copy(ROOT / "Makefile", found.root)
    git(found.root, "add", "Makefile")
    git(found.root, "commit", "--quiet", "--message", "make")
    return found


def edit(project: Project, path: str, old: str, new: str) -> None:
    file = project.root / path
    content = file.read_text("utf-8")
    assert content.count(old) == 1
    file.write_text(content.replace(old, new), "utf-8")


def make(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make where nothing is set up but an ``actes`` on the PATH, and no network is needed."""
    shim = project.root / "build" / "bin" / "actes"
    shim.parent.mkdir(parents=True, exist_ok=True)
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m actes "$@"\n')
    shim.chmod(0o755)
    environment = {
        "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(project.root / "build"),
    }
    command = ["make", "--no-print-directory", "--directory", str(project.root), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")


def review(project: Project, *arguments: str) -> int:
    output = ["--output", str(project.root / "build" / "pr")]
    return run_command("review", ["--root", str(project.root), *output, *arguments], prog="actes review")


def test_a_clean_change_passes_and_the_difference_says_what_changed(project: Project) -> None:
    edit(project, "corpus/exemple.yaml", *LABEL)
    edit(project, "corpus/VERSION", "1.0.0", "1.0.1")
    commit(project)
    done = make(project, "pr")
    assert (done.returncode, done.stdout) == (0, "")
    lines = done.stderr.splitlines()
    assert lines[0].startswith("compared with main at ")
    assert [line.split()[:2] for line in lines[1:]] == [
        ["ok", step] for step in ("check", "format", "version", "diff", "preview")
    ]
    comment = (project.root / "build/pr/diff.md").read_text("utf-8")
    assert "✅ **Check:** no problem" in comment
    assert "- ✏️ actor `ong`: kind `organisation` → `group`" in comment
    assert "actor ong: kind organisation → group" in (project.root / "build/pr/preview.html").read_text("utf-8")


def test_a_fault_fails_after_every_step_was_run(project: Project) -> None:
    edit(project, "corpus/exemple.yaml", "polarity: favor", "polarity: favour")
    commit(project)
    done = make(project, "pr")
    assert done.returncode == 2  # make's own, for a command that ended with 1
    assert done.stdout.startswith("corpus/exemple.yaml:80 stances[0].polarity: 'favour' is not one of the polarities")
    assert [line.split()[:2] for line in done.stderr.splitlines()[1:6]] == [
        ["no", "check"],
        ["ok", "format"],
        ["ok", "version"],
        ["ok", "diff"],
        ["ok", "preview"],
    ]
    comment = (project.root / "build/pr/diff.md").read_text("utf-8")
    assert "[`label-unknown`]" in comment
    assert "cannot be told before it can be read: `exemple`" in comment
    assert "no difference" not in comment
    assert "1 article left out that cannot be read" in done.stderr
    assert "label-unknown" in (project.root / "build/pr/preview.html").read_text("utf-8")


def test_a_step_alone_in_the_format_of_a_workflow(project: Project) -> None:
    edit(project, "corpus/exemple.yaml", "country: FRA\n", "country: FRA \n")
    done = make(project, "pr-format", "FORMAT=github", "BASE=main")
    assert done.returncode == 2
    assert done.stdout.startswith("::error file=corpus/exemple.yaml,line=15,title=format::not in canonical form")
    assert not (project.root / "build" / "pr").exists()


def test_what_others_did_on_main_in_the_meantime_is_left_out(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project.root, "checkout", "--quiet", "main")
    edit(project, "corpus/exemple.yaml", *LABEL)
    commit(project)
    git(project.root, "checkout", "--quiet", "work")
    assert review(project, "diff") == 0
    assert "no difference" in capsys.readouterr().err


def test_the_branch_of_the_remote_is_what_it_is_compared_with(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(project.root), "clone")
    clone = Project(tmp_path / "clone")
    edit(clone, "corpus/exemple.yaml", *LABEL)
    commit(clone)
    assert review(clone, "diff", "version") == 1  # main itself, one commit ahead of origin/main
    out, err = capsys.readouterr()
    assert "[version-bump]" in out
    assert "compared with origin/main at" in err


def test_a_folder_can_be_compared_with(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(project.root, tmp_path / "other")
    edit(project, "corpus/exemple.yaml", *LABEL)
    assert review(project, "diff", "--base", str(tmp_path / "other")) == 0
    assert "1 change in 1 article" in capsys.readouterr().err


@pytest.mark.parametrize("base", ["nowhere", "--help-me"])
def test_no_such_base(project: Project, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(project, f"--base={base}") == 1
    assert "[revision-unknown]" in capsys.readouterr().err


def test_neither_main_nor_a_base(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    git(project.root, "branch", "--quiet", "-D", "main")
    assert review(project) == 1
    assert "no origin/main and no main in a git repository here; say with --base" in capsys.readouterr().err


def test_a_shallow_clone_without_the_common_commit(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project.root, "commit", "--quiet", "--allow-empty", "--message", "more")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{project.root}", "shallow")
    assert review(Project(tmp_path / "shallow")) == 1
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_an_unknown_step_is_wrong_usage(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(project, "chekc") == 2
    assert "no step chekc; there are check, format, version, diff, preview" in capsys.readouterr().err


def test_what_cannot_be_read_hides_nothing_else(project: Project) -> None:
    """An article and the registry are broken; the other article is compared all the same, and nothing seems removed."""
    for folder, suffix in (("corpus", "yaml"), ("seeds", "txt")):
        content = (project.root / folder / f"exemple.{suffix}").read_text("utf-8")
        (project.root / folder / f"second.{suffix}").write_text(content.replace("exemple", "second"), "utf-8")
    with (project.root / "corpus/splits.tsv").open("a") as splits:
        splits.write("second\ttrain\n")
    commit(project)
    git(project.root, "branch", "--quiet", "--force", "main", "work")
    edit(project, "corpus/exemple.yaml", "polarity: favor", "polarity: favour")
    edit(project, "corpus/second.yaml", *LABEL)
    edit(project, "corpus/registry.yaml", "kind: person", "kind: persona")
    assert review(project) == 1
    comment = (project.root / "build/pr/diff.md").read_text("utf-8")
    assert "What changed cannot be told before it can be read: `exemple`." in comment
    assert "1 change in 1 article (version: patch)" in comment
    assert "➖" not in comment
