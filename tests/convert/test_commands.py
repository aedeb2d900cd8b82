"""``actes export`` and ``actes import`` as they are used: everything is written, or nothing."""

import json

import pytest
from projects import add_article, valid_project
from test_round_trip import HARD, HARD_TEXT
from work import answers, region, run

from actes.checking import check_project
from actes.cli import export, import_
from actes.convert.archive import unpack
from actes.convert.sources import read_sources
from actes.problem import InputError

TOOLS = ("labelstudio", "brat", "cas")


@pytest.fixture
def project(tmp_path):
    valid_project(tmp_path)
    add_article(tmp_path, "dur", HARD_TEXT, HARD)
    run(export, "labelstudio", "--output", tmp_path / "work", root=tmp_path)
    return tmp_path


def edit(project, change):
    path = project / "work" / "tasks.json"
    tasks = json.loads(path.read_bytes())
    for task in tasks:
        if task["data"]["id"] == "exemple":
            change(task, task["annotations"][0]["result"])
    path.write_text(json.dumps(tasks), encoding="utf-8")


def files(project):
    return {path.name: path.read_bytes() for path in (project / "corpus").rglob("*") if path.is_file()}


@pytest.mark.parametrize("tool", TOOLS)
def test_out_and_in_again_changes_nothing(tool, project, capsys):
    if tool == "cas":
        pytest.importorskip("cassis")
    before = files(project)
    assert run(export, tool, root=project) == 0
    assert run(import_, tool, project / "build" / "export" / tool, root=project) == 0
    assert files(project)["exemple.yaml"] == before["exemple.yaml"]
    assert "2 articles: nothing changed" in capsys.readouterr().err


def test_a_correction_comes_back(project, capsys):
    edit(project, lambda _, r: answers(r, region(r, "Per Hansen"), "kind")["value"].update(choices=["group"]))
    assert run(import_, "labelstudio", project / "work", "--dry-run", root=project) == 0
    assert b"kind: group" not in files(project)["exemple.yaml"]
    assert run(import_, "labelstudio", project / "work", root=project) == 0
    assert b"kind: group" in files(project)["exemple.yaml"]
    assert check_project_codes(project) == set()
    printed = capsys.readouterr()
    assert printed.out.endswith("corpus/exemple.yaml\n  ~ actor president: kind person → group\n")
    assert printed.err.endswith("2 articles: 1 changed\nnext: actes check\n")


def check_project_codes(project):
    from actes.project import Project

    return {
        problem.code for problem in check_project(Project(project)).problems if problem.path.endswith("exemple.yaml")
    }


def test_a_layer_of_its_own_leaves_the_gold_alone(project):
    before = files(project)["exemple.yaml"]
    edit(project, lambda _, r: answers(r, region(r, "Per Hansen"), "kind")["value"].update(choices=["group"]))
    assert run(import_, "labelstudio", project / "work", "--layer", "ada", root=project) == 0
    assert (project / "corpus" / "exemple.yaml").read_bytes() == before
    layer = (project / "corpus" / "annotators" / "ada" / "exemple.yaml").read_bytes()
    assert layer == before.replace(b"name: Per Hansen\n    kind: person", b"name: Per Hansen\n    kind: group")


def test_what_changed_on_both_sides_is_not_pushed_aside(project, capsys):
    path = project / "corpus" / "exemple.yaml"
    exported = path.read_text(encoding="utf-8")
    edit(project, lambda _, r: answers(r, region(r, "Per Hansen"), "kind")["value"].update(choices=["group"]))
    mine = exported.replace("status: actual", "status: planned", 1)
    path.write_text(mine, encoding="utf-8")
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert path.read_text(encoding="utf-8") == mine
    assert "[import-stale]" in capsys.readouterr().err
    assert run(import_, "labelstudio", project / "work", "--layer", "ada", root=project) == 0
    assert run(import_, "labelstudio", project / "work", "--replace", root=project) == 0
    theirs = exported.replace("name: Per Hansen\n    kind: person", "name: Per Hansen\n    kind: group")
    assert path.read_text(encoding="utf-8") == theirs


def test_what_nobody_touched_in_the_tool_does_not_undo_what_was_corrected_here(project, capsys):
    path = project / "corpus" / "exemple.yaml"
    mine = path.read_text(encoding="utf-8").replace("status: actual", "status: planned", 1)
    path.write_text(mine, encoding="utf-8")
    assert run(import_, "labelstudio", project / "work", root=project) == 0
    assert path.read_text(encoding="utf-8") == mine
    assert "nobody changed them in the tool, left as they are: exemple" in capsys.readouterr().err


def test_other_quotations_of_the_same_spans_are_no_change(project):
    path = project / "corpus" / "exemple.yaml"
    exported = path.read_text(encoding="utf-8")
    path.write_text(exported.replace('prefix: "à ", exact: "Oslo"', 'exact: "Oslo", suffix: ". La"'), encoding="utf-8")
    edit(project, lambda _, r: answers(r, region(r, "Per Hansen"), "kind")["value"].update(choices=["group"]))
    assert run(import_, "labelstudio", project / "work", root=project) == 0
    assert b'"Oslo", suffix: ". La"' in path.read_bytes()
    assert b"kind: group" in path.read_bytes()


def test_a_file_that_cannot_be_read_may_hold_work(project, capsys):
    path = project / "corpus" / "exemple.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "half: done", encoding="utf-8")
    edit(project, lambda _, r: answers(r, region(r, "Per Hansen"), "kind")["value"].update(choices=["group"]))
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert path.read_text(encoding="utf-8").endswith("half: done")
    assert "cannot be read, and may hold work" in capsys.readouterr().err


def test_one_article_of_several_can_be_brought_back(project, capsys):
    def half_done(_, results):
        del answers(results, region(results, "Per Hansen"), "kind")["value"]["choices"]

    edit(project, half_done)
    (project / "corpus" / "dur.yaml").unlink()
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert run(import_, "labelstudio", project / "work", "--article", "dur", root=project) == 0
    assert (project / "corpus" / "dur.yaml").exists()
    capsys.readouterr()
    assert run(import_, "labelstudio", project / "work", "--article", "durr", root=project) == 1
    assert "did you mean dur?" in capsys.readouterr().err


@pytest.mark.parametrize("tool", TOOLS)
def test_a_blank_article_shows_nothing_of_what_others_did(tool, project):
    if tool == "cas":
        pytest.importorskip("cassis")
    blank = project / "blank"
    assert run(export, tool, "exemple", "--blank", "--output", blank, root=project) == 0
    content = b"".join(
        unpack({path.name: path.read_bytes() for path in blank.iterdir() if path.suffix != ".xml"}).values()
    )
    assert "Oslo reçoit".encode() in content
    assert b"Per Hansen\tperson" not in content
    for said in (b"ong-contre-accord", b"ministre", b"diplomatic"):
        assert said not in content.replace(b"la ministre", b"").replace(b"La ministre", b"")
    assert run(import_, tool, blank, "--layer", "ada", root=project) == (1 if tool == "labelstudio" else 0)
    assert not (project / "corpus" / "annotators").exists()


def test_what_could_not_be_read_again_is_not_written(project, capsys):
    def long(_, results):
        answers(results, region(results, "Per Hansen"), "name")["value"]["text"] = ["x" * 30_000]

    edit(project, long)
    before = files(project)
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert "[yaml-size]" in capsys.readouterr().err
    assert files(project) == before


def test_what_was_begun_is_told(project, capsys):
    edit(project, lambda task, _: task.update(drafts=[{"user": "a@example.org", "result": []}]))
    assert run(import_, "labelstudio", project / "work", root=project) == 0
    assert "press Submit or Update there: exemple" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [("brat", "--predictions"), ("brat", "--annotator", "ada")])
def test_options_of_another_tool_are_wrong_usage(wrong, project):
    with pytest.raises(SystemExit) as left:
        run(import_, *wrong, project / "work", root=project)
    assert left.value.code == 2


def test_an_article_is_exported_once(project, capsys):
    layer = project / "corpus" / "annotators" / "ada"
    layer.mkdir(parents=True)
    (layer / "exemple.yaml").write_bytes((project / "corpus" / "exemple.yaml").read_bytes())
    assert run(export, "brat", "exemple", layer / "exemple.yaml", root=project) == 1
    assert "[article-duplicate]" in capsys.readouterr().err


@pytest.mark.parametrize("layer", ["../..", "a/b", "", "A"])
def test_a_layer_is_no_path(layer, project, capsys):
    assert run(import_, "labelstudio", project / "work", "--layer", layer, root=project) == 1
    assert "[field-form]" in capsys.readouterr().err


def test_one_bad_article_keeps_all_from_being_written(project, capsys):
    def change(_, results):
        answers(results, region(results, "Per Hansen"), "kind")["value"].update(choices=["human"])

    (project / "corpus" / "dur.yaml").unlink()
    edit(project, change)
    before = files(project)
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert files(project) == before
    assert "'human' is not one of the kinds" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "..", "a/b", "corpus\\evil", "évil", ""])
def test_an_id_is_no_path(name, project, capsys):
    edit(project, lambda task, _: task["data"].update(id=name))
    before = sorted(project.rglob("*"))
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert sorted(project.rglob("*")) == before
    assert "[field-" in capsys.readouterr().err


def test_another_text_is_refused(project, capsys):
    edit(project, lambda task, _: task["data"].update(text=task["data"]["text"].replace("Oslo", "Oslu")))
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert "[text-hash]" in capsys.readouterr().err


def test_a_text_that_changed_since_is_refused(project, capsys):
    (project / "seeds" / "exemple.txt").write_text("Autre texte.\n", encoding="utf-8")
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert "[text-hash]" in capsys.readouterr().err


def test_an_article_whose_text_is_not_here_is_refused(project, capsys):
    (project / "seeds" / "exemple.txt").unlink()
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert "[text-missing]" in capsys.readouterr().err


def test_an_article_that_comes_twice_is_refused(project, capsys):
    tasks = project / "work" / "tasks.json"
    (project / "work" / "again.json").write_bytes(tasks.read_bytes())
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert "[article-duplicate]" in capsys.readouterr().err


def test_tasks_that_nobody_annotated_are_named_and_left(project, capsys):
    edit(project, lambda task, _: task.update(annotations=[]))
    assert run(import_, "labelstudio", project / "work", root=project) == 0
    assert "not annotated, left as they are: exemple" in capsys.readouterr().err


def test_nothing_to_import_is_a_problem(project, capsys):
    assert run(import_, "brat", project / "work", root=project) == 1
    assert "no annotated article of brat in these files" in capsys.readouterr().err


def test_links_are_neither_read_nor_written_through(project, tmp_path, capsys):
    outside = tmp_path / "outside.yaml"
    outside.write_text("precious", encoding="utf-8")
    (project / "corpus" / "exemple.yaml").unlink()
    (project / "corpus" / "exemple.yaml").symlink_to(outside)
    assert run(import_, "labelstudio", project / "work", root=project) == 1
    assert outside.read_text(encoding="utf-8") == "precious"
    (project / "work" / "more.json").symlink_to("/etc/hostname")
    with pytest.raises(InputError) as caught:
        read_sources([project / "work"])
    assert [problem.code for problem in caught.value.problems] == ["file-link"]
    assert "[file-link]" in capsys.readouterr().err


def test_an_earlier_export_may_hold_work_and_is_not_replaced(project, capsys):
    assert run(export, "brat", "--output", project / "work", root=project) == 1
    assert "[output-exists]" in capsys.readouterr().err
    assert (project / "work" / "tasks.json").exists()


def test_what_a_tool_cannot_carry_is_refused_before_it_is_written(project, capsys):
    path = project / "corpus" / "exemple.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Per Hansen", 'name: " Per Hansen"'), encoding="utf-8")
    assert run(export, "labelstudio", "exemple", root=project) == 1
    assert not (project / "build").exists()
    err = capsys.readouterr().err
    assert 'this line would be lost: name: " Per Hansen"' in err
    assert "[export-lossy]" in err


def test_an_article_whose_ids_are_wrong_is_not_exported(project, capsys):
    path = project / "corpus" / "exemple.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("holder: ong", "holder: nobody"), encoding="utf-8")
    assert run(export, "labelstudio", root=project) == 1
    assert "[reference-unknown]" in capsys.readouterr().err


def test_withheld_articles_travel_with_their_offsets(project, capsys):
    path = project / "corpus" / "dur.yaml"
    lines = path.read_text(encoding="utf-8").replace("origin: written", "origin: withheld")
    mentions = lines[: lines.index("  - id: onu")].replace('Martin"}\n      - {exact: "Anne Martin"', 'Martin", at: 26')
    text = (project / "seeds" / "dur.txt").read_text(encoding="utf-8")
    at = text.index("Anne")
    mentions = mentions.replace("at: 26", f"at: {at}")
    path.write_text(mentions + "events: []\nstances: []\n", encoding="utf-8")
    assert run(export, "labelstudio", "dur", "--output", project / "held", root=project) == 0
    assert run(import_, "labelstudio", project / "held", root=project) == 0
    assert f"at: {at}}}" in path.read_text(encoding="utf-8")
    (project / "seeds" / "dur.txt").unlink()
    assert run(export, "labelstudio", "--output", project / "rest", root=project) == 0
    assert "1 article left out" in capsys.readouterr().err
    assert run(export, "labelstudio", "dur", "--output", project / "none", root=project) == 1
    assert "[text-missing]" in capsys.readouterr().err
