"""``actes labelstudio``: annotate on this machine. ``make labelstudio`` and its kin are this command."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from actes.annotation.structure import suggestion
from actes.cli import import_
from actes.cli.arguments import counted
from actes.cli.export import readable_articles
from actes.convert import blank_articles, export_articles, read_articles
from actes.convert.incoming import UNTOUCHED, bring_back, layer_folder
from actes.convert.labelstudio import TASKS
from actes.convert.labelstudio_config import labelling_config
from actes.convert.labelstudio_project import LabelStudioProject, Loaded, find_project, open_project
from actes.convert.labelstudio_server import USER, Server, find_running, running, runs, stop_process
from actes.convert.tools import label_studio
from actes.files import write_bytes
from actes.printable import printable
from actes.problem import InputError, Problem
from actes.project import Project
from actes.vocabulary import read_ontology

DATA = Path(".labelstudio")
VENV = Path("build/labelstudio-venv")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Annotate in Label Studio on this machine. start: start it, on 127.0.0.1 alone, with the articles of the "
        "corpus as tasks; articles that are new are added, those that changed in the corpus and that nobody touched "
        "here are renewed. import: bring the work back, telling what changes. stop: stop it. What was annotated stays "
        "in --data. With --layer, an annotator's own project, in which articles are blank."
    )
    parser.add_argument("action", choices=["start", "import", "stop"], metavar="ACTION", help="start, import or stop")
    parser.add_argument("articles", nargs="*", metavar="ID", help="start, import: these articles alone")
    parser.add_argument("--layer", metavar="NAME", help="an annotator's own: corpus/annotators/NAME/")
    parser.add_argument("--port", type=int, metavar="N", help="start: where it listens (default: what is free)")
    parser.add_argument("--predictions", action="store_true", help="start: load annotations as predictions")
    parser.add_argument("--replace", action="store_true", help="import: over files that have changed since, too")
    parser.add_argument("--dry-run", action="store_true", help="import: say what would change; write nothing")
    parser.add_argument(
        "--data", type=Path, default=DATA, metavar="DIR", help=f"where Label Studio keeps everything (default: {DATA})"
    )
    parser.add_argument(
        "--venv", type=Path, default=VENV, metavar="DIR", help=f"where it is installed (default: {VENV})"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    project = Project(arguments.root)
    layer_folder(project, arguments.layer)  # or it is no name
    actions = {"start": _start, "import": _import, "stop": _stop}
    with _interrupted_by(signal.SIGTERM, signal.SIGHUP):  # a closed terminal must not leave a server behind
        return actions[arguments.action](project, arguments)


def _start(project: Project, arguments: argparse.Namespace) -> int:
    ontology = read_ontology()
    tasks = _tasks(project, arguments.articles, layer=arguments.layer, predictions=arguments.predictions)
    with _server(arguments) as (server, was_running):
        opened = open_project(server, labelling_config(ontology), layer=arguments.layer)
        _tell(opened, opened.load(tasks, ontology), server, arguments.articles)
        if was_running:
            sys.stdout.write("it was running already; to stop it: make labelstudio-stop\n")
            return 0
        sys.stdout.write("stop it with Ctrl-C; before or after: make labelstudio-import\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            while runs(server.process):
                time.sleep(0.5)
    sys.stderr.write(f"Label Studio has stopped; what was annotated stays in {arguments.data}\n")
    return 0


def _import(project: Project, arguments: argparse.Namespace) -> int:
    with _server(arguments) as (server, _):
        opened = find_project(server, layer=arguments.layer)
        content = opened.export()
        path = arguments.data / "export.json"
        write_bytes(path, content)
        articles = read_articles({str(path): content}, label_studio(predictions=False))
        import_.require(articles, arguments.articles, str(path))
        incoming = bring_back(
            project, articles, layer=arguments.layer, replace=arguments.replace, only=set(arguments.articles)
        )
        import_.write(project, incoming, dry_run=arguments.dry_run)
        if not arguments.dry_run and opened.layer == arguments.layer:
            opened.settle({a.path.stem: a.revision for a in incoming if a.state != UNTOUCHED})
        meant = [a for a in articles if not arguments.articles or a.header.get("id", ("",))[0] in arguments.articles]
        import_.tell(project, meant, incoming, layer=arguments.layer, dry_run=arguments.dry_run)
    return 0


def _stop(_: Project, arguments: argparse.Namespace) -> int:
    server = find_running(arguments.data)
    if server is None:
        sys.stdout.write("Label Studio does not run here\n")
        return 0
    stop_process(server.process)
    sys.stdout.write(f"stopped; what was annotated stays in {arguments.data}\n")
    return 0


@contextlib.contextmanager
def _server(arguments: argparse.Namespace) -> Iterator[tuple[Server, bool]]:
    """The server, and whether it was running already."""
    there = find_running(arguments.data) is not None
    if not there:
        sys.stderr.write("starting Label Studio; the first start takes half a minute\n")
    with running(arguments.venv, arguments.data, port=arguments.port) as server:
        yield server, there


def _tasks(project: Project, names: Sequence[str], *, layer: str | None, predictions: bool) -> list[Any]:
    """The articles as tasks: the gold as it is; for a layer what it has, and the other articles blank."""
    gold = {path.stem: path for path in project.articles()}
    own = {path.stem: path for path in project.layers() if path.parent.name == layer}
    others = {path.stem: path for path in project.layers()}
    paths = gold if layer is None else {**others, **gold, **own}
    unknown = [
        Problem(name, 0, "", f"no such article; {suggestion(name, paths)}", "file-missing")
        for name in names
        if name not in paths
    ]
    if unknown:
        raise InputError(unknown)
    meant = sorted(set(names) or paths)
    tool, ontology = label_studio(predictions=predictions), read_ontology()
    filled = [name for name in meant if layer is None or name in own]
    tasks = []
    for make, chosen in ((export_articles, filled), (blank_articles, sorted(set(meant) - set(filled)))):
        if chosen:
            articles, _ = readable_articles(project, [str(paths[name]) for name in chosen])
            here = [article for article in articles if article.text is not None or names]
            tasks += json.loads(make(here, tool, ontology)[TASKS])
    return tasks


def _tell(opened: LabelStudioProject, loaded: Loaded, server: Server, names: Sequence[str]) -> None:
    sys.stdout.write(f"{opened.url}: {counted(len(loaded.added), 'article')} added\n")
    for which, what in (
        (loaded.renewed, "changed in the corpus, nobody had touched them here, renewed"),
        (loaded.kept, "changed in the corpus and here, left as they are; to compare: make labelstudio-import"),
    ):
        if which:
            sys.stdout.write(f"{what}: {', '.join(which)}\n")
    for name in names:
        sys.stdout.write(f"{printable(name)}: {opened.url}?task={loaded.tasks[name]}\n")
    sys.stdout.write(f"log in as {USER} with the password {server.password}\n")


@contextlib.contextmanager
def _interrupted_by(*signs: signal.Signals) -> Iterator[None]:
    before = {sign: signal.signal(sign, _interrupt) for sign in signs}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
