"""What GitHub runs and shows: linted, with no right too many, and nothing that cannot be run on a desk."""

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml
from projects import valid_project

from actes.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ON_THE_FORGE_ALONE = {'python3 tools/review_comment.py "$GITHUB_EVENT_PATH" "$COMMENT"'}  # tests/review/test_comment.py


def load(path):
    content = yaml.safe_load(path.read_text("utf-8"))
    content["on"] = content.pop(True)  # as YAML 1.1 reads it
    return content


def jobs():
    return [
        pytest.param(path, job, id=f"{path.stem}-{name}")
        for path in WORKFLOWS
        for name, job in load(path)["jobs"].items()
    ]


def lint(name, *arguments):
    places = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])  # .venv/bin need not be on the PATH
    command = shutil.which(name, path=places)
    if command is None:
        pytest.skip(f"no {name}; try: pip install --requirement requirements/dev.txt")
    done = subprocess.run([command, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_pass_actionlint():
    lint("actionlint", "-no-color", *map(str, WORKFLOWS))


def test_workflows_pass_zizmor():
    lint("zizmor", "--offline", "--no-progress", "--persona=pedantic", str(ROOT / ".github" / "workflows"))


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_are_what_github_takes(schema, paths):
    lint("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths))


def test_there_are_workflows_and_forms():
    assert {path.stem for path in WORKFLOWS} >= {"tests", "review", "comment"}
    assert len(FORMS) == 4


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_right_of_its_own(path):
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    assert "pull_request_target" not in workflow["on"]
    assert "secrets." not in path.read_text("utf-8")


@pytest.mark.parametrize(("path", "job"), jobs())
def test_a_job_has_a_limit_and_the_rights_it_needs(path, job):
    assert job["timeout-minutes"] <= 60
    rights = {name for name, right in job["permissions"].items() if right == "write"}
    assert rights == ({"pull-requests"} if path.stem == "comment" else set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_workflow_runs_can_be_run_on_a_desk(path):
    """Targets of the Makefile, or the script with tests of its own; and no expression within a script."""
    for step in (step for job in load(path)["jobs"].values() for step in job["steps"]):
        command = step.get("run", "")
        assert "${{" not in command
        if command and command not in ON_THE_FORGE_ALONE:
            target = re.fullmatch(r"make ([a-z./-]+)", command)
            assert target is not None, command
            listed = subprocess.run(
                ["make", "--dry-run", "--question", target[1]], cwd=ROOT, capture_output=True, encoding="utf-8"
            )
            assert "No rule" not in listed.stderr


@pytest.mark.parametrize(("path", "job"), jobs())
def test_actions_are_pinned_by_commit_and_say_their_version(path, job):
    text = path.read_text("utf-8")
    for step in job["steps"]:
        if "uses" in step:
            action, commit = step["uses"].split("@")
            assert action.startswith("actions/")
            assert re.fullmatch(r"[0-9a-f]{40}", commit)
            assert re.search(rf"{re.escape(step['uses'])} # v\d+\.\d+\.\d+\n", text)
            if action == "actions/checkout":
                assert step["with"]["persist-credentials"] is False


def test_the_comment_is_the_one_that_the_review_leaves():
    review, comment = (load(ROOT / ".github/workflows" / f"{name}.yml") for name in ("review", "comment"))
    assert comment["on"]["workflow_run"]["workflows"] == [review["name"]]
    (kept,) = [s["with"] for s in review["jobs"]["corpus"]["steps"] if s.get("with", {}).get("name") == "comment"]
    steps = comment["jobs"]["comment"]["steps"]
    (fetched,) = [s["with"] for s in steps if "download-artifact" in s.get("uses", "")]
    assert fetched["name"] == kept["name"]
    assert steps[-1]["env"]["COMMENT"] == f"{fetched['path']}/{Path(kept['path']).name}"


def test_the_review_of_a_pull_request_is_make_pr():
    """The workflow runs every step of ``make pr``, each whatever the others found."""
    steps = [step for step in load(ROOT / ".github/workflows/review.yml")["jobs"]["corpus"]["steps"] if "run" in step]
    assert [step["run"] for step in steps[1:]] == [
        f"make pr-{name}" for name in ("check", "format", "version", "diff", "preview")
    ]
    assert all("!cancelled()" in step["if"] for step in steps[2:])


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_on_somebody_elses_corpus(hook, tmp_path, capsys, monkeypatch):
    project = valid_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    name, command, *arguments = hook["entry"].split()
    assert name == "actes"
    assert command in COMMANDS
    assert hook["pass_filenames"] is False
    assert re.search(hook["files"], "corpus/exemple.yaml")
    assert re.search(hook["files"], "below/corpus/annotators/x/exemple.yaml")
    assert not re.search(hook["files"], "README.md")
    assert main([command, *arguments]) == 0
    path = project.root / "corpus" / "exemple.yaml"
    path.write_text(path.read_text("utf-8").replace("polarity: favor", "polarity: favour"), "utf-8")
    assert main([command, *arguments]) == 1
    assert "[label-unknown]" in "".join(capsys.readouterr())
