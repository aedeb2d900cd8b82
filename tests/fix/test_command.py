"""``actes fix`` as it is used: shown, checked, and written only if it brings no problem."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import add_article, valid_project

from actes.checking import check_project
from actes.cli import main
from actes.files import resource_folder

ROOT = resource_folder("schema").parent


@pytest.fixture
def project(tmp_path):
    return valid_project(tmp_path)


def fix(project, *words):
    return main(["fix", *words, "--root", str(project.root)])


def path_of(project):
    return project.root / "corpus" / "exemple.yaml"


def test_a_wrong_label_is_ready_to_commit_in_two_commands(tmp_path):
    for folder in ("corpus", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("annotators", "validity"))

    def run(*command):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    author = ("-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    run("git", "init", "--quiet")
    run("git", "add", ".")
    run("git", *author, "commit", "--quiet", "--message", "corpus")

    actes = (sys.executable, "-m", "actes")
    shown = run(*actes, "fix", "2015-02-minsk-accord", "events/guerre.status", "possible")  # CONTRIBUTING.md
    run("git", *author, "commit", "--quiet", "--all", "--message", "The war is only feared")

    assert "-    status: actual\n+    status: possible\n" in shown
    assert run("git", "status", "--porcelain") == ""
    changed = run("git", "diff", "--numstat", "HEAD~1")
    assert changed == "1\t1\tcorpus/2015-02-minsk-accord.yaml\n"
    run(*actes, "check", "2015-02-minsk-accord")
    run(*actes, "fmt", "--check")


def test_what_it_prints_is_a_patch(project):
    patched = project.root / "patched"
    patched.mkdir()
    shutil.copytree(project.root / "corpus", patched / "corpus")
    command = [sys.executable, "-m", "actes", "fix", "exemple", "rename", "accord", "traite"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    subprocess.run(["git", "apply", "-"], cwd=patched, input=done.stdout, text=True, check=True)
    assert (patched / "corpus" / "exemple.yaml").read_bytes() == path_of(project).read_bytes()


def test_a_correction_that_brings_a_problem_is_not_written(project, capsys):
    before = path_of(project).read_bytes()
    assert fix(project, "exemple", "events/critique.type", "SANCTION") == 1
    printed = capsys.readouterr()
    assert "+    type: SANCTION" in printed.out
    assert "[mode-not-allowed]" in printed.out
    assert "[recipient-missing]" in printed.out
    assert "brings mode-not-allowed, recipient-missing" in printed.err
    assert path_of(project).read_bytes() == before
    assert fix(project, "exemple", "events/critique.type", "SANCTION", "--force") == 1
    assert {p.code for p in check_project(project).problems} == {"mode-not-allowed", "recipient-missing"}
    both = ["remove", "events/critique.modes", "and", "add", "events/critique.arguments", "role=recipient"]
    assert fix(project, "exemple", *both, "actor=president") == 0
    assert check_project(project).problems == ()


def test_a_problem_that_was_there_keeps_nothing_from_being_written(project, capsys):
    path = path_of(project)
    path.write_text(path.read_text(encoding="utf-8").replace("link: anne-martin", "link: anne-marti"), encoding="utf-8")
    assert fix(project, "exemple", "events/soutien.type", "AGREE") == 1
    assert "written; 1 problem in it" in capsys.readouterr().err
    assert b"type: AGREE" in path.read_bytes()
    assert fix(project, "exemple", "actors/ministre.link", "anne-martin") == 0


def test_a_file_that_cannot_be_read_is_mended_at_once_or_not(project, capsys):
    path = path_of(project)
    broken = path.read_text(encoding="utf-8").replace("CONSULT", "CONSULTE").replace('"salué"', '"accord"')
    path.write_text(broken, encoding="utf-8")
    assert fix(project, "exemple", "events/visite.type", "CONSULT") == 1
    assert "[anchor-ambiguous]" in (printed := capsys.readouterr()).out
    assert "not written" in printed.err
    assert path.read_text(encoding="utf-8") == broken
    words = ["events/visite.type", "CONSULT", "and", "events/soutien.triggers", "accord", "salué"]
    words += ["and", "stances/ministre-pour-accord.evidence", "salué"]
    assert fix(project, "exemple", *words) == 0
    assert check_project(project).problems == ()


def test_a_dry_run_writes_nothing(project, capsys):
    before = path_of(project).read_bytes()
    assert fix(project, "exemple", "events/soutien.type", "AGREE", "--dry-run") == 0
    assert path_of(project).read_bytes() == before
    printed = capsys.readouterr()
    assert "+    type: AGREE" in printed.out
    assert "would be written" in printed.err


def test_no_change_is_told(project, capsys):
    before = path_of(project).stat().st_mtime_ns
    assert fix(project, "exemple", "events/soutien.type", "SUPPORT") == 0
    assert capsys.readouterr().err == "corpus/exemple.yaml: unchanged\n"
    assert path_of(project).stat().st_mtime_ns == before


def test_a_layer_is_corrected_by_its_path(project):
    folder = project.root / "corpus" / "annotators" / "ada"
    folder.mkdir(parents=True)
    shutil.copy(path_of(project), folder)
    before = path_of(project).read_bytes()
    assert fix(project, str(folder / "exemple.yaml"), "events/soutien.type", "AGREE") == 0
    assert b"type: AGREE" in (folder / "exemple.yaml").read_bytes()
    assert path_of(project).read_bytes() == before


def test_a_story_is_not_divided(project, capsys):
    add_article(
        project.root,
        "autre",
        "Autre\n",
        "date: 2024\nstory: autre\norigin: written\nlicence: CC-BY-4.0\n"
        "contexts: []\nactors: []\nevents: []\nstances: []\n",
    )
    splits = project.root / "corpus" / "splits.tsv"
    splits.write_text(splits.read_text(encoding="utf-8").replace("autre\ttrain", "autre\ttest"), encoding="utf-8")
    before = path_of(project).read_bytes()
    assert fix(project, "exemple", "story", "autre") == 1
    assert "[story-leak]" in capsys.readouterr().out
    assert path_of(project).read_bytes() == before
    assert fix(project, "exemple", "story", "exemple-2025") == 0


def test_the_mark_of_a_draft_is_removed(project, capsys):
    path = path_of(project)
    finished = path.read_bytes()
    path.write_bytes(finished.replace(b"contexts:", b"draft: linear\ncontexts:", 1))
    assert fix(project, "exemple", "note", "à relire") == 1
    assert "written; 1 problem in it" in capsys.readouterr().err
    assert fix(project, "exemple", "remove", "draft", "and", "remove", "note") == 0
    assert path.read_bytes() == finished


@pytest.mark.parametrize("words", [["events/visite.type"], ["draft", "linear"], ["note", "a\x07"], ["x"]])
def test_wrong_usage_exits_2(project, capsys, words):
    assert fix(project, "exemple", *words) == 2
    err = capsys.readouterr().err
    assert "actes fix --help" in err
    assert "\x07" not in err


@pytest.mark.parametrize(
    ("name", "said"),
    [("exmple", "did you mean exemple?"), ("../exemple", "file-missing"), ("/etc/hostname", "file-missing")],
)
def test_an_article_that_is_not_there_is_told(project, capsys, name, said):
    assert fix(project, name, "events/visite.type", "AGREE") == 1
    assert said in capsys.readouterr().err


def test_a_changed_text_is_told(project, capsys):
    seed = project.root / "seeds" / "exemple.txt"
    seed.write_text(seed.read_text(encoding="utf-8") + "\nEncore.\n", encoding="utf-8")
    before = path_of(project).read_bytes()
    assert fix(project, "exemple", "events/soutien.type", "AGREE") == 1
    assert "[text-hash]" in capsys.readouterr().err
    assert path_of(project).read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"- a\n- b\n", b"a: [", b"events: x\nid: exemple\n", b"\xff"])
def test_any_file_ends_in_a_problem(project, capsys, content):
    path_of(project).write_bytes(content)
    assert fix(project, "exemple", "events/visite.type", "AGREE") == 1
    assert capsys.readouterr().err
    assert path_of(project).read_bytes() == content


def test_a_link_is_not_followed(project, tmp_path, capsys):
    elsewhere = tmp_path / "ailleurs.yaml"
    path_of(project).rename(elsewhere)
    path_of(project).symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert fix(project, "exemple", "events/soutien.type", "AGREE") == 1
    assert "[file-link]" in capsys.readouterr().err
    assert elsewhere.read_bytes() == before


def test_a_write_that_fails_leaves_the_file(project, monkeypatch, capsys):
    before = path_of(project).read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert fix(project, "exemple", "events/soutien.type", "AGREE") == 1
    assert "[output-unwritable]" in capsys.readouterr().err
    assert path_of(project).read_bytes() == before
    assert sorted(p.name for p in (project.root / "corpus").iterdir()) == [
        "VERSION",
        "exemple.yaml",
        "registry.yaml",
        "splits.tsv",
    ]
