"""``actes new`` as it is used: three files or none, nothing written over."""

import io
import shutil
import sys
from pathlib import Path

import pytest
from projects import valid_project

from actes.checking import check_project
from actes.cli import main
from actes.files import resource_folder
from actes.project import MAX_FILE_BYTES, Project

TEXT = "Bergen rouvre son port\n\nBERGEN, 3 juin 2031 - Le port de Bergen a rouvert.\n\nNul ne s’en plaint.\n"


@pytest.fixture
def project(tmp_path):
    return valid_project(tmp_path / "project")


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def new(project, *arguments):
    return main(["new", *map(str, arguments), "--root", str(project.root)])


def tree(root):
    return {p.relative_to(root): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_an_article_is_begun(project, text, capsys):
    before = tree(project.root)
    assert new(project, text) == 0
    name = "2031-06-bergen-rouvre-port"
    after = tree(project.root)
    assert set(after) - set(before) == {Path(f"seeds/{name}.txt"), Path(f"corpus/{name}.yaml")}
    assert after[Path(f"seeds/{name}.txt")] == TEXT.encode()
    assert after[Path("corpus/splits.tsv")] == f"id\tsplit\n{name}\ttrain\nexemple\ttrain\n".encode()
    checked = check_project(project)
    assert [(p.code, p.pointer) for p in checked.problems] == [("draft-open", "draft")]
    (anchored,) = [a for a in checked.files if a.file.id == name]
    file = anchored.file
    assert (file.date, file.story, file.origin, file.licence) == (
        "2031-06-03",
        "bergen-rouvre-2031",
        "written",
        "CC-BY-4.0",
    )
    assert main(["fmt", "--check", "--root", str(project.root)]) == 0
    printed = capsys.readouterr().out
    assert "nothing to change" in printed
    assert f"actes prelabel {name}" in printed


def test_the_choices_of_the_user_stand(project, text):
    options = ["--id", "port_1", "--date", "2031", "--story", "ports", "--split", "validation", "--origin", "received"]
    assert new(project, text, *options) == 0
    content = (project.root / "corpus" / "port_1.yaml").read_text(encoding="utf-8")
    for line in ("id: port_1", "date: 2031", "story: ports", "origin: received", "licence: LicenseRef-received"):
        assert f"{line}\n" in content
    assert "port_1\tvalidation\n" in (project.root / "corpus" / "splits.tsv").read_text(encoding="utf-8")


def test_an_article_that_resembles_another_joins_its_story(project, tmp_path, capsys):
    path = tmp_path / "like.txt"
    seed = (project.root / "seeds" / "exemple.txt").read_text(encoding="utf-8")
    path.write_text(seed.replace("Oslo reçoit", "Oslo a reçu"), encoding="utf-8")
    assert new(project, path, "--date", "2024-06-01") == 0
    printed = capsys.readouterr().out
    assert "story  exemple-2024  (that of exemple, 18 days apart, which also names Anne Martin and has" in printed
    assert "split  train  (that of its story)" in printed


def texts_table(project, *lines):
    path = project.root / "corpus" / "texts.tsv"
    path.write_text("\n".join(["id\tregion\tregister\tphenomena", *lines, ""]), encoding="utf-8")
    return path


def test_the_table_of_texts_gets_a_line(project, text, capsys):
    path = texts_table(project, "exemple\teurope\tagency\t")
    assert new(project, text, "--region", "world", "--register", "daily") == 0
    assert "2031-06-bergen-rouvre-port\tworld\tdaily\t\n" in path.read_text(encoding="utf-8")
    assert {p.code for p in check_project(project).problems} == {"draft-open"}
    capsys.readouterr()
    assert (
        new(
            project,
            text,
            "--id",
            "deux",
            "--title",
            "Deux",
            "--date",
            "2031",
            "--story",
            "exemple-2024",
            "--register",
            "column",
        )
        == 0
    )
    assert "region    europe  (that of its story; another: --region REGION)" in capsys.readouterr().out
    assert "deux\teurope\tcolumn\t\n" in path.read_text(encoding="utf-8")


def test_what_the_table_of_texts_lacks_is_told(project, text, capsys):
    path = texts_table(project, "exemple\teurope\tagency\t")
    before = path.read_bytes()
    assert new(project, text) == 0
    assert "a line in corpus/texts.tsv: 2031-06-bergen-rouvre-port<TAB>region" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_a_table_that_is_none_is_not_built_on(project, text, capsys):
    assert new(project, text, "--region", "world", "--register", "daily") == 1
    assert "corpus/texts.tsv: no such file [file-missing]" in capsys.readouterr().err
    (project.root / "corpus" / "texts.tsv").write_text("id,region\n", encoding="utf-8")
    assert new(project, text) == 1
    assert "[texts-form]" in capsys.readouterr().err
    assert not list((project.root / "seeds").glob("2031*"))


def test_what_only_annotators_have_has_its_story_and_id(project, text, capsys):
    folder = project.root / "corpus" / "annotators" / "ada"
    folder.mkdir(parents=True)
    (project.root / "corpus" / "exemple.yaml").rename(folder / "exemple.yaml")
    assert new(project, text, "--id", "exemple") == 1
    assert "[output-exists]" in capsys.readouterr().err
    assert new(project, text, "--story", "exemple-2024", "--split", "test") == 1
    assert "the story exemple-2024 is in train" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(project, text, capsys):
    before = tree(project.root)
    assert new(project, text, "--dry-run") == 0
    assert tree(project.root) == before
    printed = capsys.readouterr().out
    assert "  draft: new" in printed
    assert "  Nul ne s’en plaint." in printed


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(project, monkeypatch, arguments):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert new(project, *arguments) == 0
    assert (project.root / "seeds" / "2031-06-bergen-rouvre-port.txt").read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (TEXT.encode(), ["--id", "exemple"], "output-exists"),
        (TEXT.encode(), ["--id", "registry"], "output-exists"),
        (TEXT.encode(), ["--id", "../../evil"], "field-form"),
        (TEXT.encode(), ["--story", "../evil"], "field-form"),
        (TEXT.encode(), ["--date", "hier"], "date-invalid"),
        (TEXT.encode(), ["--story", "exemple-2024", "--split", "test"], "story-leak"),
        (TEXT.encode(), ["--title", "\udcff"], "text-control"),
        (b"", [], "text-empty"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", [], "text-encoding"),
        (b"Titre\n\n<p>Un</p>\n", [], "text-html"),
        (b"a" * 10_000_000, [], "file-size"),
        (TEXT.replace("3 juin 2031", "hier").encode(), [], "field-missing"),
    ],
)
def test_what_cannot_be_an_article_changes_nothing(project, text, capsys, content, options, code):
    before = tree(project.root)
    text.write_bytes(content)
    assert new(project, text, *options) == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert tree(project.root) == before
    assert not (project.root.parent / "evil.txt").exists()


def test_a_text_that_the_corpus_has_is_refused(project, capsys):
    assert new(project, project.root / "seeds" / "exemple.txt", "--date", "2024") == 1
    assert "seeds/exemple.txt: is this very text; correct exemple" in capsys.readouterr().err


def test_what_is_not_there_or_no_file_is_told(project, capsys):
    assert new(project, project.root / "nulle-part.txt") == 1
    assert "[file-missing]" in capsys.readouterr().err
    assert new(project, project.root / "seeds") == 1
    assert "[file-unreadable]" in capsys.readouterr().err
    assert new(project, "/dev/zero") == 1
    assert f"more than {MAX_FILE_BYTES} bytes" in capsys.readouterr().err


def test_a_folder_without_a_corpus_is_told(tmp_path, text, capsys):
    assert new(Project(tmp_path / "vide"), text) == 1
    assert "corpus/splits.tsv: no such file [file-missing]" in capsys.readouterr().err
    assert not (tmp_path / "vide").exists()


def test_the_first_article_of_a_corpus(project, text):
    (project.root / "corpus" / "exemple.yaml").unlink()
    shutil.rmtree(project.root / "seeds")
    (project.root / "corpus" / "splits.tsv").write_text("id\tsplit\n", encoding="utf-8")
    assert new(project, text) == 0
    assert {p.code for p in check_project(project).problems} == {"draft-open"}


@pytest.mark.parametrize("folder", ["seeds", "corpus"])
def test_nothing_is_written_through_a_link(project, text, tmp_path, capsys, folder):
    elsewhere = tmp_path / "ailleurs"
    (project.root / folder).rename(elsewhere)
    (project.root / folder).symlink_to(elsewhere)
    before = tree(elsewhere)
    assert new(project, text) == 1
    assert "[file-link]" in capsys.readouterr().err
    assert tree(elsewhere) == before


def test_a_dangling_link_is_not_written_over(project, text, tmp_path, capsys):
    (project.root / "seeds" / "port.txt").symlink_to(tmp_path / "cible.txt")
    assert new(project, text, "--id", "port") == 1
    assert "[output-exists]" in capsys.readouterr().err
    assert not (tmp_path / "cible.txt").exists()


def test_splits_that_are_wrong_are_not_built_on(project, text, capsys):
    before = (project.root / "corpus" / "splits.tsv").read_bytes()
    (project.root / "corpus" / "splits.tsv").write_bytes(before + b"x train\r\n")
    assert new(project, text) == 1
    assert "[split-form]" in capsys.readouterr().err
    assert not list((project.root / "seeds").glob("2031*"))


@pytest.mark.parametrize("failing", ["seeds", "corpus", "splits.tsv"])
def test_a_write_that_fails_half_way_leaves_nothing(project, text, monkeypatch, capsys, failing):
    before = tree(project.root)
    replace = Path.replace

    def fail(self, target):
        target = Path(target)
        if ".kept" not in self.name and failing in (target.parent.name, target.name):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    assert new(project, text) == 1
    assert "No space left on device [output-unwritable]" in capsys.readouterr().err
    assert tree(project.root) == before


def test_a_draft_is_never_built_nor_scored(project, text, tmp_path, capsys):
    for name in ("LICENSE", "LICENSE-DATA"):
        shutil.copy(resource_folder("schema").parent / name, project.root)
    assert new(project, text) == 0
    root = ["--root", str(project.root)]
    assert main(["build", "--output", str(tmp_path / "build"), *root]) == 1
    assert main(["evaluate", "--baseline", "majority", "--split", "train", *root]) == 1
    assert capsys.readouterr().err.count("[draft-open]") == 2
    assert not (tmp_path / "build").exists()
