"""A real Label Studio: every article goes in through its API and comes back the same."""

import json
import os
import stat
import time
from pathlib import Path

import pytest
from work import ONTOLOGY, article, written

from actes.convert import export_articles, import_article, labelstudio_server, read_articles
from actes.convert.labelstudio import CONFIG, TASKS
from actes.convert.labelstudio_server import INSTALL, running
from actes.convert.tools import TOOLS
from actes.problem import InputError
from actes.project import Project

ROOT = Path(__file__).parents[2]
VENV = Path(os.environ.get("ACTES_LABELSTUDIO_VENV", ROOT / "build" / "labelstudio-venv"))


def problems_of_starting(venv, data):
    with pytest.raises(InputError) as caught, running(venv, data):
        pass
    return caught.value.problems


@pytest.mark.skipif(
    not (VENV / "bin" / "label-studio").exists(), reason=f"no Label Studio: {INSTALL.format(venv=VENV)}"
)
def test_every_article_goes_through_a_real_label_studio(tmp_path):
    project = Project(ROOT)
    articles = [article(project, path.stem) for path in project.articles()]
    files = export_articles(articles, TOOLS["labelstudio"], ONTOLOGY)
    with running(VENV, tmp_path) as server:
        assert server.project() is None
        number = server.make_project(files[CONFIG])
        assert server.load(number, files[TASKS]) == len(articles)
        assert server.project() == number
        exported = {"export.json": server.export(number)}
        with pytest.raises(InputError) as caught:
            server.make_project(b"<View><Text/></View>")
        assert [problem.code for problem in caught.value.problems] == ["tool-failed"]
    came = read_articles(exported, TOOLS["labelstudio"])
    assert len(came) == len(articles)
    for standoff, sent in zip(came, articles, strict=True):
        assert written(import_article(standoff, sent).anchored) == written(sent)


def test_where_it_is_not_installed_the_command_that_installs_it_is_told(tmp_path):
    (problem,) = problems_of_starting(tmp_path / "venv", tmp_path / "data")
    assert problem.code == "extra-missing"
    assert 'pip install "label-studio==1.23.*"' in problem.message


def fake(tmp_path, script):
    executable = tmp_path / "venv" / "bin" / "label-studio"
    executable.parent.mkdir(parents=True)
    executable.write_text(f"#!/bin/sh\n{script}\n")
    executable.chmod(0o755)
    return tmp_path / "venv"


def test_one_that_does_not_start_is_told_with_its_log(tmp_path):
    venv = fake(tmp_path, "echo broken; exit 3")
    (problem,) = problems_of_starting(venv, tmp_path / "data")
    assert problem.code == "tool-failed"
    assert (tmp_path / "data" / "log.txt").read_text() == "broken\n"


def test_one_that_hangs_is_stopped_with_its_children(tmp_path, monkeypatch):
    monkeypatch.setattr(labelstudio_server, "_START_SECONDS", 1)
    venv = fake(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    (problem,) = problems_of_starting(venv, tmp_path / "data")
    assert problem.code == "tool-failed"
    child = Path("/proc") / (tmp_path / "child").read_text().strip() / "stat"
    deadline = time.monotonic() + 5
    while child.exists() and " Z " not in child.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not child.exists() or " Z " in child.read_text()


def test_it_sees_loopback_its_own_folder_and_nothing_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("HOST", "example.org")
    venv = fake(tmp_path, f'env > {tmp_path}/env; echo "$@" > {tmp_path}/arguments')
    problems_of_starting(venv, tmp_path / "data")
    seen = (tmp_path / "env").read_text()
    assert "example.org\n" not in seen.replace("actes@example.org\n", "")
    assert f"LABEL_STUDIO_BASE_DATA_DIR={tmp_path}/data\n" in seen
    assert "--internal-host 127.0.0.1" in (tmp_path / "arguments").read_text()
    login = tmp_path / "data" / "login.json"
    assert stat.S_IMODE(login.stat().st_mode) == 0o600
    assert json.loads(login.read_text())["token"] in seen
