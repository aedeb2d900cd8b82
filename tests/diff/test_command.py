"""``actes diff`` as a user runs it, on a scratch git repository."""

import json
import subprocess

import pytest
from projects import valid_project

from actes.cli import run_command

from .edits import edit

KIND = ("Union des ports\n    kind: organisation", "Union des ports\n    kind: group")


def actes_diff(*arguments):
    return run_command("diff", list(arguments), prog="actes diff")


def git(folder, *arguments):
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(params=["", "below/here"], ids=["root", "subfolder"])
def project(tmp_path, request):
    """A project in a git repository, at its root or below, with one commit, tagged v1."""
    found = valid_project(tmp_path / "repository" / request.param)
    git(tmp_path, "init", "--quiet", "repository")
    git(found.root, "add", ".")
    git(found.root, "commit", "--quiet", "--message", "first")
    git(found.root, "tag", "v1")
    return found


def test_the_working_folder_against_the_last_commit(project, capsys):
    assert actes_diff("--root", str(project.root)) == 0
    assert capsys.readouterr() == ("", "since HEAD: no difference\n")
    edit(project, KIND)
    assert actes_diff("--root", str(project.root)) == 0
    out, err = capsys.readouterr()
    assert out == "exemple\n  ~ actor ong: kind organisation → group\n"
    assert err == "since HEAD: 1 change in 1 article (version: patch)\n"


def test_against_another_folder(project, tmp_path, capsys):
    other = valid_project(tmp_path / "other")
    edit(other, KIND)
    assert actes_diff(str(other.root), "--root", str(project.root)) == 0
    assert capsys.readouterr().out == "exemple\n  ~ actor ong: kind group → organisation\n"


@pytest.mark.parametrize("form", ["text", "json", "markdown", "changelog"])
def test_every_format_of_a_later_commit(project, capsys, form):
    edit(project, KIND)
    git(project.root, "commit", "--quiet", "--all", "--message", "second")
    assert actes_diff("v1", "--format", form, "--root", str(project.root)) == 0
    out, err = capsys.readouterr()
    assert "exemple" in out
    assert bool(err) == (form == "text")
    if form == "json":
        assert json.loads(out)["bump"] == "patch"


def test_the_version_must_rise(project, capsys):
    edit(project, KIND)
    assert actes_diff("v1", "--check-version", "--root", str(project.root)) == 1
    assert "corpus/VERSION:1: 1.0.0, and 1.0.0 at v1; the changes ask for 1.0.1" in capsys.readouterr().err
    (project.root / "corpus" / "VERSION").write_text("1.0.1\n")
    assert actes_diff("v1", "--check-version", "--root", str(project.root)) == 0


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD:corpus", "v1^"])
def test_an_unknown_revision(project, capsys, base):
    assert actes_diff("--root", str(project.root), "--", base) == 1
    assert "[revision-unknown]" in capsys.readouterr().err


def test_outside_of_git(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert actes_diff("--root", str(valid_project(tmp_path / "plain").root)) == 1
    assert "neither a folder with corpus/ in it nor a revision" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_told_on_its_side(project, capsys):
    edit(project, ('{exact: "salué"}\n    arguments', '{exact: "saluée"}\n    arguments'))
    git(project.root, "commit", "--quiet", "--all", "--message", "broken")
    edit(project, ('{exact: "Per Hansen"}', '{exact: "Pär Hansen"}'))
    assert actes_diff("--root", str(project.root)) == 1
    err = capsys.readouterr().err
    assert "HEAD:corpus/exemple.yaml:" in err
    assert "\ncorpus/exemple.yaml:" in err
    assert err.count("[anchor-missing]") == 3


def test_the_base_may_have_broken_links(project, tmp_path, capsys):
    (project.root / "corpus" / "lien.yaml").symlink_to(tmp_path)
    git(project.root, "add", ".")
    git(project.root, "commit", "--quiet", "--message", "a link")
    (project.root / "corpus" / "lien.yaml").unlink()
    assert actes_diff("--root", str(project.root)) == 0
    assert capsys.readouterr().out == ""
