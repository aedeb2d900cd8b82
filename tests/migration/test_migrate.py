"""Files go up from schema 1.0 to a draft of 1.1; what nobody can decide for a person is refused; versions mix."""

import pytest
from datasets import load_dataset
from projects import add_article, valid_project

from actes import files, vocabulary
from actes.annotation.migration import Migration, lost_codes, steps_between
from actes.build import MANIFEST, build
from actes.checking import check_project, read_corpus
from actes.cli import main
from actes.files import write_folder
from actes.project import Project
from actes.vocabulary import read_migrations, read_ontology, schema_versions

from .draft import draft_schema

DECIDED = ["--decide", "sectors/GOV=EXE"]


@pytest.fixture
def draft(tmp_path, monkeypatch):
    """The package as it would be with the draft in its schema folder."""
    schema = draft_schema(tmp_path / "schema")
    original = files.resource_folder
    monkeypatch.setattr(vocabulary, "resource_folder", lambda name: schema if name == "schema" else original(name))


@pytest.fixture
def root(tmp_path):
    """A project of schema 1.0."""
    valid_project(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def call(root):
    """Run ``actes migrate`` on the project."""
    return lambda *arguments: main(["migrate", "--root", str(root), *arguments])


def content(root):
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "corpus").glob("*.yaml")}


@pytest.mark.usefixtures("draft")
def test_the_draft_is_read_and_accounts_for_every_label():
    assert schema_versions() == ["1.0", "1.1"]
    (migration,) = read_migrations()
    assert lost_codes(read_ontology("1.0"), read_ontology("1.1"), migration) == []
    assert {"space", "diplomacy"} <= read_ontology().contexts.keys()


@pytest.mark.usefixtures("draft")
def test_a_forgotten_rename_is_found():
    forgetful = Migration("1.0", "1.1", {}, {})
    lost = lost_codes(read_ontology("1.0"), read_ontology("1.1"), forgetful)
    assert ("contexts", "diplomatic") in lost
    assert ("modes", "CONSULT.visit") in lost
    assert ("modes", "ACCUSE.allege") in lost


def test_every_released_version_accounts_for_the_labels_of_the_one_before():
    for step in read_migrations():
        assert lost_codes(read_ontology(step.source), read_ontology(step.target), step) == []


@pytest.mark.usefixtures("draft")
def test_renamed_labels_are_renamed_and_only_they(root, call, capsys):
    before = content(root)
    assert call(*DECIDED) == 0
    after = content(root)
    changed = [
        (old, new)
        for name in before
        for old, new in zip(before[name].splitlines(), after[name].splitlines(), strict=True)
        if old != new
    ]
    assert sorted(set(changed)) == [
        ("    modes: [visit]", "    modes: [state-visit]"),
        ("    sectors: [GOV]", "    sectors: [EXE]"),
        ("    type: ACCUSE", "    type: BLAME"),
        ("contexts: [diplomatic]", "contexts: [diplomacy]"),
        ('schema: "1.0"', 'schema: "1.1"'),
    ]
    assert check_project_codes(root) == set()
    assert "corpus/exemple.yaml: 1.0 -> 1.1" in capsys.readouterr().out


@pytest.mark.usefixtures("draft")
def test_migrating_twice_changes_nothing(root, call):
    assert call(*DECIDED) == 0
    once = content(root)
    assert call() == 0
    assert content(root) == once


@pytest.mark.usefixtures("draft")
def test_what_it_cannot_decide_is_refused_with_every_place_and_nothing_is_written(root, call, capsys):
    before = content(root)
    assert call() == 1
    said = capsys.readouterr().err
    assert "corpus/exemple.yaml:16 actors[0].sectors[0]: GOV became EXE or ADM in schema 1.1" in said
    assert "corpus/exemple.yaml:27" in said
    assert "corpus/registry.yaml:7" in said
    assert "--decide sectors/GOV=EXE" in said
    assert said.count("[migration-undecided]") == 3
    assert content(root) == before


@pytest.mark.usefixtures("draft")
def test_a_decision_that_is_no_successor_is_not_taken(call, capsys):
    assert call("--decide", "sectors/GOV=MIL") == 1
    assert "[migration-undecided]" in capsys.readouterr().err


def test_a_malformed_decision_is_wrong_usage(call, capsys):
    with pytest.raises(SystemExit) as exit_:
        call("--decide", "GOV=EXE")
    assert exit_.value.code == 2
    assert "VOCABULARY/OLD=NEW" in capsys.readouterr().err


@pytest.mark.usefixtures("draft")
def test_files_do_not_go_down(call, capsys):
    call(*DECIDED)
    capsys.readouterr()
    assert call("--to", "1.0") == 1
    assert "files go up, not down [schema-unknown]" in capsys.readouterr().err


@pytest.mark.usefixtures("draft")
def test_dry_run_writes_nothing(root, call):
    before = content(root)
    assert call(*DECIDED, "--dry-run") == 0
    assert content(root) == before


@pytest.mark.usefixtures("draft")
def test_a_file_with_problems_is_left_for_its_author(root, call, capsys):
    path = root / "corpus" / "exemple.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[visit]", "[riot]"), encoding="utf-8")
    assert call(*DECIDED) == 1
    assert "[mode-not-allowed]" in capsys.readouterr().err


@pytest.mark.usefixtures("draft")
def test_a_corpus_of_two_versions_is_checked_and_built_as_one(root, call):
    annotation = (
        "date: 2024-05-15\nstory: autre-2024\norigin: written\nlicence: CC-BY-4.0\ncontexts: [diplomatic]\n"
        "actors:\n  - id: anne\n    name: Anne Martin\n    kind: person\n    mentions:\n"
        '      - {exact: "Anne Martin"}\nevents: []\nstances: []\n'
    )
    add_article(root, "autre", "Anne Martin arrive\n", annotation)
    assert call("exemple", *DECIDED) == 0
    assert call(str(root / "corpus" / "registry.yaml"), *DECIDED) == 0
    assert check_project_codes(root) == set()
    corpus, _ = read_corpus(root)
    assert corpus.ontology.version == "1.1"
    assert {article.id: list(article.contexts) for article in corpus.articles} == {
        "autre": ["diplomacy"],
        "exemple": ["diplomacy"],
    }
    write_folder(build(corpus, licences={}), root / "out", marker=MANIFEST)
    rows = load_dataset(str(root / "out"), "events", split="train", cache_dir=str(root / "cache"))
    tags = rows.features["event_tags"].feature.names
    assert "B-BLAME" in tags
    assert "B-ACCUSE" not in tags
    assert {tags[tag] for row in rows for tag in row["event_tags"]} >= {"B-BLAME", "B-SUPPORT"}


@pytest.mark.usefixtures("draft")
def test_a_file_that_waits_for_a_decision_is_readable_but_not_built(root, capsys):
    assert check_project_codes(root) == set()
    assert main(["build", "--root", str(root), "--output", str(root / "out")]) == 1
    assert "[migration-undecided]" in capsys.readouterr().err
    assert not (root / "out").exists()


@pytest.mark.usefixtures("draft")
def test_renaming_is_no_change_of_meaning(root, call, tmp_path, capsys):
    path = root / "corpus" / "exemple.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[GOV]", "[PTY]"), encoding="utf-8")
    valid_project(tmp_path / "before")
    (tmp_path / "before" / "corpus" / "exemple.yaml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert call("exemple") == 0
    capsys.readouterr()
    assert main(["diff", "--root", str(root), str(tmp_path / "before")]) == 0
    assert "exemple" not in capsys.readouterr().out


def test_steps_are_chained_in_order():
    first, second = Migration("1.0", "1.1", {}, {}), Migration("1.1", "2.0", {}, {})
    assert steps_between("1.0", "2.0", [second, first]) == [first, second]
    assert steps_between("1.1", "1.1", [first, second]) == []
    with pytest.raises(KeyError):
        steps_between("2.0", "1.0", [first, second])


def check_project_codes(root):
    return {problem.code for problem in check_project(Project(root)).problems}
