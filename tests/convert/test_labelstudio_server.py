"""A real Label Studio: every article goes in and comes back the same, and so does what a person does to one."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from report.chromium import INSTALL as CHROMIUM
from report.chromium import browser, find_chromium
from work import ONTOLOGY, article, run, written

from actes.cli import labelstudio
from actes.convert import export_articles, import_article, labelstudio_server, read_articles
from actes.convert.labelstudio import TASKS
from actes.convert.labelstudio_config import labelling_config
from actes.convert.labelstudio_project import find_project, open_project
from actes.convert.labelstudio_server import INSTALL, USER, find_running, running
from actes.convert.tools import TOOLS
from actes.problem import InputError
from actes.project import Project

ROOT = Path(__file__).parents[2]
VENV = Path(os.environ.get("ACTES_LABELSTUDIO_VENV", ROOT / "build" / "labelstudio-venv"))
ARTICLE = "2018-05-iran-retrait"

real = pytest.mark.skipif(
    not (VENV / "bin" / "label-studio").exists(), reason=f"no Label Studio: {INSTALL.format(venv=VENV)}"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Where a Label Studio runs."""
    folder = tmp_path_factory.mktemp("labelstudio") / "data"
    with running(VENV, folder):
        yield folder


@pytest.fixture
def root(tmp_path):
    """A corpus to work on."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns("annotators", "validity"))
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


@pytest.mark.labelstudio
@real
def test_every_article_goes_through_a_real_label_studio(data):
    project = Project(ROOT)
    articles = [article(project, path.stem) for path in project.articles()]
    tasks = json.loads(export_articles(articles, TOOLS["labelstudio"], ONTOLOGY)[TASKS])
    server = find_running(data)
    opened = open_project(server, labelling_config(ONTOLOGY), layer="everything")
    assert opened.load(tasks, ONTOLOGY).added == [anchored.file.id for anchored in articles]
    with pytest.raises(InputError) as caught:
        open_project(server, b"<View><Text/></View>", layer="refused")
    assert [problem.code for problem in caught.value.problems] == ["tool-failed"]
    came = read_articles({"export.json": find_project(server, layer="everything").export()}, TOOLS["labelstudio"])
    assert len(came) == len(articles)
    for standoff, sent in zip(came, articles, strict=True):
        assert written(import_article(standoff, sent).anchored) == written(sent)


@pytest.mark.labelstudio
@real
def test_what_a_person_does_comes_back(data, root, capsys):
    def act(action, *options):
        code = run(labelstudio, action, *options, "--data", data, "--venv", VENV, root=root)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    path = root / "corpus" / f"{ARTICLE}.yaml"
    before = path.read_text(encoding="utf-8")
    code, said = act("start", ARTICLE)
    assert (code, "1 article added" in said) == (0, True)
    server = find_running(data)
    number = int(re.search(rf"^{ARTICLE}: .*task=(\d+)$", said, re.MULTILINE)[1])
    assert act("import") == (0, "1 article: nothing changed\n")

    # A region drawn by hand has no text, a relation drawn by hand no label; a choice is changed, a region deleted.
    annotation, results = work_on(server, number)
    drawn = draw(server, number, results, "Parlement", "Actor")
    by_hand = {"type": "relation", "from_id": region_of(server, number, results, "reçu"), "to_id": drawn}
    results.append({**by_hand, "direction": "right"})
    trigger = region_of(server, number, results, "claque")
    answer = next(r for r in results if r.get("id") == trigger and r["from_name"] == "status")
    answer["value"]["choices"] = ["planned"]
    gone = region_of(server, number, results, "Washington")
    results = [r for r in results if gone not in (r.get("id"), r.get("from_id"), r.get("to_id"))]
    server.call("PATCH", f"/api/annotations/{annotation}/", {"result": results})
    code, said = act("import")
    assert code == 1
    assert 'the relation from Event "reçu" to Actor "Parlement" has no label; choose one of: actor, recipient' in said
    assert f"{ARTICLE} result[" in said
    assert "\"Parlement\": the field 'kind' is missing" in said
    assert path.read_text(encoding="utf-8") == before

    # The person chooses the label and the kind.
    annotation, results = work_on(server, number)
    next(r for r in results if r["type"] == "relation" and not r.get("labels"))["labels"] = ["source"]
    place = next(r["value"] for r in results if r.get("id") == drawn)
    kind = {"start": place["start"], "end": place["end"], "choices": ["organisation"]}
    results.append({"id": drawn, "from_name": "kind", "to_name": "text", "type": "choices", "value": kind})
    server.call("PATCH", f"/api/annotations/{annotation}/", {"result": results})
    code, said = act("import")
    assert code == 0
    for line in (
        '  - mention "Washington" of etats-unis',
        '  + actor parlement: "Parlement" (organisation)',
        "  ~ event retrait: status actual → planned",
        "  ~ event visite-macron: sources none → parlement",
    ):
        assert f"{line}\n" in said
    after = path.read_text(encoding="utf-8")
    assert act("import") == (0, "1 article: nothing changed\n")

    # More work in the tool after an import, then some that was not submitted.
    annotation, results = work_on(server, number)
    next(r for r in results if r.get("id") == trigger and r["from_name"] == "status")["value"]["choices"] = ["negated"]
    draft = {"result": results, "lead_time": 1.0, "draft_id": 0}
    server.call("POST", f"/api/tasks/{number}/annotations/{annotation}/drafts", draft)
    code, said = act("import")
    assert (code, path.read_text(encoding="utf-8")) == (0, after)
    assert f"press Submit or Update there: {ARTICLE}" in said
    (draft,) = server.call("GET", f"/api/tasks/{number}/annotations/{annotation}/drafts")
    server.call("DELETE", f"/api/drafts/{draft['id']}/")
    server.call("PATCH", f"/api/annotations/{annotation}/", {"result": results})
    code, said = act("import")
    assert "event retrait: status planned → negated" in said

    # A correction in the corpus: what nobody touched in the tool is renewed, what somebody did is not pushed aside.
    path.write_text(path.read_text(encoding="utf-8").replace("status: negated", "status: actual"), encoding="utf-8")
    code, said = act("start", ARTICLE)
    assert f"nobody had touched them here, renewed: {ARTICLE}" in said
    assert act("import") == (0, "1 article: nothing changed\n")
    number = int(re.search(rf"^{ARTICLE}: .*task=(\d+)$", said, re.MULTILINE)[1])
    annotation, results = work_on(server, number)
    results[0]["value"]["choices"] = ["economic"]
    server.call("PATCH", f"/api/annotations/{annotation}/", {"result": results})
    path.write_text(path.read_text(encoding="utf-8").replace("status: actual", "status: planned", 1), encoding="utf-8")
    assert "changed in the corpus and here, left as they are" in act("start", ARTICLE)[1]
    code, said = act("import")
    assert (code, "[import-stale]" in said) == (1, True)
    code, said = act("import", "--replace")
    assert (code, "  - context diplomatic\n" in said, "status planned → actual" in said) == (0, True, True)

    # A layer of one's own is blank, and comes back alone.
    code, said = act("start", ARTICLE, "--layer", "ada")
    number = int(re.search(rf"^{ARTICLE}: .*task=(\d+)$", said, re.MULTILINE)[1])
    assert server.call("GET", f"/api/tasks/{number}/")["annotations"] == []
    code, said = act("import", "--layer", "ada")
    assert (code, f"not annotated, left as they are: {ARTICLE}" in said) == (0, True)
    results = []
    drawn = draw(server, number, results, "Parlement", "Actor")
    results.append({"id": drawn, "from_name": "kind", "to_name": "text", "type": "choices", "value": kind})
    server.call("POST", f"/api/tasks/{number}/annotations/", {"result": results})
    code, said = act("import", "--layer", "ada")
    assert (code, "  + 1 actors, 0 events, 0 stances\n" in said, "next: write" in said) == (0, True, True)
    layer = root / "corpus" / "annotators" / "ada" / f"{ARTICLE}.yaml"
    assert "name: Parlement" in layer.read_text(encoding="utf-8")


@pytest.mark.labelstudio
@real
@pytest.mark.skipif(find_chromium() is None, reason=f"no Chromium: {CHROMIUM}")
def test_the_page_submits_what_was_loaded(data, tmp_path):
    # The server keeps whatever it is given; it is the page that drops what it does not know as soon as one submits.
    server = find_running(data)
    articles = [article(Project(ROOT), path.stem) for path in Project(ROOT).articles()[::4]]
    tasks = json.loads(export_articles(articles, TOOLS["labelstudio"], ONTOLOGY)[TASKS])
    opened = open_project(server, labelling_config(ONTOLOGY), layer="page")
    numbers = opened.load(tasks, ONTOLOGY).tasks
    sent = {task["data"]["id"]: task["annotations"][0]["result"] for task in tasks}
    with browser(tmp_path) as page:
        visit(page, f"{server.url}/user/login/", "document.querySelector('#login-form') !== null")
        login = {"email": USER, "password": server.password}
        for name, value in login.items():
            page.evaluate(f"document.querySelector('#{name}').value = {json.dumps(value)}")
        page.evaluate("document.querySelector('#login-form').submit()")
        wait(page, "!location.href.includes('login') && document.readyState === 'complete'")
        for name, number in numbers.items():
            ready = f"window.Htx?.task?.id === {number} && window.Htx.annotationStore?.selected?.regions.length > 1"
            visit(page, f"{opened.url}?task={number}", ready)
            submitted = page.evaluate("JSON.stringify(window.Htx.annotationStore.selected.serializeAnnotation())")
            assert as_set(json.loads(submitted)) == as_set(sent[name]), name


def visit(page, address, ready):
    page.send("Page.navigate", url=address)
    wait(page, ready)


def wait(page, ready):
    """Wait until an expression holds in the page, which may be on its way to another."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(RuntimeError):
            if page.evaluate(f"Boolean({ready})"):
                return
        time.sleep(0.2)
    raise TimeoutError(f"{page.evaluate('location.href')}: not {ready}")


def as_set(results):
    """Results as the page and the server agree on them: the text of a region is the page's own matter."""
    parts = ("id", "type", "from_name", "to_name", "from_id", "to_id", "direction", "labels")
    said = ("start", "end", "labels", "choices")
    return {
        json.dumps(
            [
                [result.get(part) for part in parts],
                [result.get("value", {}).get(part) for part in said],
                result["value"]["text"] if result["type"] == "textarea" else None,
            ]
        )
        for result in results
    }


def work_on(server, number):
    """The annotation of a task, and its results."""
    (annotation,) = server.call("GET", f"/api/tasks/{number}/annotations/")
    return annotation["id"], annotation["result"]


def draw(server, number, results, words, label):
    """Draw a region as the page does, which says nothing of its text here; its id."""
    text = server.call("GET", f"/api/tasks/{number}/")["data"]["text"]
    start = text.index(words)
    value = {"start": start, "end": start + len(words), "labels": [label]}
    name = f"hand{len(results)}"
    drawn = {"id": name, "from_name": "span", "to_name": "text", "type": "labels", "value": value, "origin": "manual"}
    results.append(drawn)
    return name


def region_of(server, number, results, words):
    """The first region of these words."""
    text = server.call("GET", f"/api/tasks/{number}/")["data"]["text"]
    regions = [r for r in results if r["type"] == "labels"]
    return next(r["id"] for r in regions if text[r["value"]["start"] : r["value"]["end"]] == words)


def problems_of_starting(venv, data):
    with pytest.raises(InputError) as caught, running(venv, data):
        pass
    return caught.value.problems


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


SERVER = """
import http.server, json, os, signal, sys, time
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.headers["Authorization"] == "Token " + os.environ["LABEL_STUDIO_USER_TOKEN"]
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(json.dumps({"release": RELEASE}).encode())
    def log_message(self, *_): pass
def end(*_):
    time.sleep(1)
    os._exit(0)
signal.signal(signal.SIGTERM, end)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Answer).serve_forever()
"""
"""What answers like a Label Studio that starts at once and takes a second to stop."""


def quick(tmp_path, release="1.23.2"):
    script = tmp_path / "server.py"
    script.write_text(SERVER.replace("RELEASE", repr(release)))
    return fake(tmp_path, f'exec {sys.executable} {script} "$@"')


def alive(number):
    state = Path("/proc") / str(number) / "stat"
    return state.exists() and " Z " not in state.read_text()


def gone(number):
    deadline = time.monotonic() + 10
    while alive(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(number)


def test_one_runs_on_a_folder_and_whoever_comes_later_uses_it(tmp_path):
    venv, data = quick(tmp_path), tmp_path / "data"
    with running(venv, data) as server:
        with running(tmp_path / "nowhere", data) as same:
            assert same == server
        assert alive(server.process)
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert gone(server.process)
    assert find_running(data) is None


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with (
            pytest.raises(InputError) as caught,
            running(quick(tmp_path), tmp_path / "data", port=other.getsockname()[1]),
        ):
            pass
    (problem,) = caught.value.problems
    assert problem.code == "tool-failed"
    assert "name another, or none to get one that is free" in problem.message


def test_an_older_one_is_refused_and_stopped(tmp_path):
    (problem,) = problems_of_starting(quick(tmp_path, "1.22.0"), tmp_path / "data")
    assert problem.code == "tool-failed"
    assert "1.22.0; from 1.23 on" in problem.message
    assert find_running(tmp_path / "data") is None


def test_two_that_start_at_once_do_not_share_a_folder(tmp_path):
    data = tmp_path / "data"
    with running(quick(tmp_path), data):
        (data / "running.json").unlink()  # as before the first is ready
        (problem,) = problems_of_starting(tmp_path / "venv", data)
    assert problem.code == "tool-failed"
    assert "try again in a moment" in problem.message


def test_a_login_that_is_broken_is_told(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "login.json").write_text("{")
    (problem,) = problems_of_starting(quick(tmp_path), data)
    assert problem.code == "file-unreadable"


STARTS = """
import sys, time
from pathlib import Path
from actes.convert.labelstudio_server import running
try:
    with running(Path(sys.argv[1]), Path(sys.argv[2])) as server:
        print(server.process, flush=True)
        time.sleep(60)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def started(tmp_path):
    command = [sys.executable, "-c", STARTS, str(quick(tmp_path)), str(tmp_path / "data")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return process, int(process.stdout.readline())


def test_pressing_ctrl_c_twice_leaves_no_server_behind(tmp_path):
    process, server = started(tmp_path)
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert not alive(server)
    assert not (tmp_path / "data" / "running.json").exists()


def test_one_that_was_left_behind_is_found_and_stopped_and_stopping_twice_is_no_error(tmp_path, capsys):
    process, server = started(tmp_path)
    process.kill()
    process.communicate(timeout=30)
    assert alive(server)
    data = tmp_path / "data"
    for said in ("stopped; what was annotated stays in", "Label Studio does not run here"):
        assert run(labelstudio, "stop", "--data", data, root=tmp_path) == 0
        assert said in capsys.readouterr().out
        assert gone(server)


def test_what_is_no_article_is_told_before_anything_starts(tmp_path, capsys):
    shutil.copytree(ROOT / "tests" / "cases" / "valid", tmp_path, dirs_exist_ok=True)
    options = ["--data", tmp_path / "data", "--venv", tmp_path / "venv"]
    assert run(labelstudio, "start", "exmple", *options, root=tmp_path) == 1
    assert "did you mean exemple?" in capsys.readouterr().err
    assert run(labelstudio, "start", "--layer", "../x", *options, root=tmp_path) == 1
    assert "[field-form]" in capsys.readouterr().err
    assert run(labelstudio, "import", *options, root=tmp_path) == 1
    assert "[extra-missing]" in capsys.readouterr().err
