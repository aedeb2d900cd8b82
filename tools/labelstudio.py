"""Annotate in Label Studio on this machine: ``make labelstudio`` starts it, ``make labelstudio-import`` fetches.

The articles of the corpus are the tasks of one project; those that are new in the corpus are added at each start, and
what was annotated stays as it is. Everything lives in ``.labelstudio``, which
``make clean`` leaves alone: it is people's work.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from actes.cli import guarded
from actes.cli.export import readable_articles
from actes.convert import export_articles
from actes.convert.labelstudio import CONFIG, TASKS
from actes.convert.labelstudio_server import USER, Server, running
from actes.convert.tools import label_studio
from actes.files import write_bytes
from actes.problem import InputError, Problem
from actes.project import Project
from actes.vocabulary import read_ontology

DATA = Path(".labelstudio")
VENV = Path("build/labelstudio-venv")


def main(argv: Sequence[str] | None = None) -> int:
    """Start, or fetch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["start", "fetch"])
    parser.add_argument("--data", type=Path, default=DATA, help=f"the data of Label Studio (default: {DATA})")
    parser.add_argument("--venv", type=Path, default=VENV, help=f"where Label Studio is installed (default: {VENV})")
    parser.add_argument("--root", type=Path, default=Path(), help="the corpus (default: .)")
    parser.add_argument("--predictions", action="store_true", help="start: load annotations as predictions")
    parser.add_argument("--output", type=Path, default=DATA / "export.json", help="fetch: the file to write")
    arguments = parser.parse_args(argv)
    return guarded(lambda: start(arguments) if arguments.action == "start" else fetch(arguments))


def start(arguments: argparse.Namespace) -> int:
    """Start it with the tasks loaded, until interrupted."""
    articles, _ = readable_articles(Project(arguments.root), [])
    tool = label_studio(predictions=arguments.predictions)
    files = export_articles(articles, tool, read_ontology())
    sys.stderr.write("starting Label Studio; the first start takes half a minute\n")
    with running(arguments.venv, arguments.data) as server:
        project = server.project()
        if project is None:
            project = server.make_project(files[CONFIG])
        added = load_new(server, project, files[TASKS])
        sys.stdout.write(
            f"{server.url}/projects/{project}/data: {added} articles added\n"
            f"log in as {USER} with the password {server.password}; stop with Ctrl-C, then: make labelstudio-import\n"
        )
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                time.sleep(3600)
    return 0


def fetch(arguments: argparse.Namespace) -> int:
    """Write what was annotated as an export of type JSON."""
    with running(arguments.venv, arguments.data) as server:
        project = server.project()
        if project is None:
            message = "Label Studio has no project here yet; run make labelstudio first"
            raise InputError([Problem(str(arguments.data), 0, "", message, "file-missing")])
        content = server.export(project)
    write_bytes(arguments.output, content)
    sys.stdout.write(f"{arguments.output}: {len(json.loads(content))} annotated articles\n")
    return 0


def load_new(server: Server, project: int, tasks: bytes) -> int:
    """Add the tasks whose article the project does not have; how many."""
    loaded = {task["data"].get("id") for task in json.loads(server.export(project, unannotated=True))}
    new = [task for task in json.loads(tasks) if task["data"]["id"] not in loaded]
    return server.load(project, json.dumps(new).encode()) if new else 0


if __name__ == "__main__":
    sys.exit(main())
