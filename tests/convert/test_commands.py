"""``actes export`` and ``actes import`` as they are used: everything is written, or nothing."""

import json

import pytest
from projects import add_article, valid_project
from test_round_trip import HARD, HARD_TEXT
from work import answers, region, run

from actes.cli import export, import_
from actes.convert.sources import read_sources
from actes.problem import InputError
from actes.project import check_project

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
    assert "corpus/exemple.yaml: unchanged" in capsys.readouterr().out


def test_a_correction_comes_back(project, capsys):
    edit(project, lambda _, r: answers(r, region(r, "Per Hansen"), "kind")["value"].update(choices=["group"]))
    assert run(import_, "labelstudio", project / "work", "--dry-run", root=project) == 0
    assert b"kind: group" not in files(project)["exemple.yaml"]
    assert run(import_, "labelstudio", project / "work", root=project) == 0
    assert b"kind: group" in files(project)["exemple.yaml"]
    assert check_project_codes(project) == set()
    printed = capsys.readouterr()
    assert "corpus/exemple.yaml: changed" in printed.out
    assert "next: actes check" in printed.err


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
    assert "1 articles left out" in capsys.readouterr().err
    assert run(export, "labelstudio", "dur", "--output", project / "none", root=project) == 1
    assert "[text-missing]" in capsys.readouterr().err
