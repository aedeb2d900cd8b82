"""The articles of a corpus in a running Label Studio: loaded, kept up to date, fetched. No work is ever overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actes.convert import revision
from actes.convert.labelstudio import from_labelstudio
from actes.convert.labelstudio_server import Server
from actes.convert.standoff import EXPORTED
from actes.ontology import Ontology
from actes.problem import InputError, Problem

_TITLE = "ACTES"
Task = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the articles that were to be loaded, by id."""

    added: Sequence[str]
    renewed: Sequence[str]
    """Nobody had changed them in the tool, and the corpus has another revision: replaced by it."""
    kept: Sequence[str]
    """Changed in the tool, while the corpus got another revision too."""
    tasks: Mapping[str, int] = field(default_factory=dict)
    """The number of every task of the project, by the id of its article."""


class LabelStudioProject:
    """A project of Label Studio: that of the gold, or of an annotator's ``layer``."""

    def __init__(self, server: Server, number: int, layer: str | None) -> None:
        self.layer = layer
        self._server = server
        self._number = number

    @property
    def url(self) -> str:
        """Where its tasks are listed."""
        return f"{self._server.url}/projects/{self._number}/data"

    def export(self) -> bytes:
        """All its tasks with their annotations and drafts, type JSON."""
        return json.dumps(self._tasks(), ensure_ascii=False).encode()

    def load(self, tasks: Sequence[Task], ontology: Ontology) -> Loaded:
        """Add the tasks whose article is not there; renew those that nobody touched and that are not up to date."""
        there = self._tasks()
        known = {str(task["data"].get("id")): task for task in there}
        untouched = {name for name, task in known.items() if _is_untouched(task, ontology)}
        added: list[str] = []
        renewed: list[str] = []
        kept: list[str] = []
        for task in tasks:
            name, old = task["data"]["id"], known.get(task["data"]["id"])
            if old is None:
                added.append(name)
            elif old["data"].get(EXPORTED) != task["data"][EXPORTED]:
                (renewed if name in untouched else kept).append(name)
        for name in renewed:
            self._server.call("DELETE", f"/api/tasks/{known[name]['id']}/")
        fresh = [task for task in tasks if task["data"]["id"] in {*added, *renewed}]
        if fresh:
            self._server.call("POST", f"/api/projects/{self._number}/import", fresh)
        numbers = {str(task["data"].get("id")): int(task["id"]) for task in self._tasks()}
        return Loaded(added, renewed, kept, numbers)

    def settle(self, revisions: Mapping[str, str]) -> None:
        """Note of articles which revision the corpus now has of them, so that the next import compares with it."""
        for task in self._tasks():
            now = revisions.get(str(task["data"].get("id")))
            if now is not None and task["data"].get(EXPORTED) != now:
                data = {**task["data"], EXPORTED: now}
                self._server.call("PATCH", f"/api/tasks/{task['id']}/", {"data": data})

    def _tasks(self) -> list[Task]:
        path = f"/api/projects/{self._number}/export?exportType=JSON&download_all_tasks=true"
        tasks: list[Task] = self._server.call("GET", path)
        return tasks


def open_project(server: Server, config: bytes, *, layer: str | None = None) -> LabelStudioProject:
    """The project of a layer, or of the gold, with this labelling configuration; made if it is not there."""
    found = _find(server, layer)
    if found is None:
        body = {"title": _title(layer), "label_config": config.decode()}
        return LabelStudioProject(server, int(server.call("POST", "/api/projects/", body)["id"]), layer)
    if found["label_config"] != config.decode():
        server.call("PATCH", f"/api/projects/{found['id']}/", {"label_config": config.decode()})
    return LabelStudioProject(server, int(found["id"]), layer)


def find_project(server: Server, *, layer: str | None = None) -> LabelStudioProject:
    """The project of a layer, or of the gold; where the layer has none, the work in that of the gold is meant.

    Raises:
        InputError: there is none.
    """
    for owner in (layer, None):
        found = _find(server, owner)
        if found is not None:
            return LabelStudioProject(server, int(found["id"]), owner)
    message = "nothing was loaded into this Label Studio yet; run: make labelstudio"
    raise InputError([Problem(server.url, 0, "", message, "file-missing")])


def _find(server: Server, layer: str | None) -> Mapping[str, Any] | None:
    found: Iterable[Mapping[str, Any]] = server.call("GET", "/api/projects/?page_size=1000")["results"]
    return next((project for project in found if project["title"] == _title(layer)), None)


def _title(layer: str | None) -> str:
    return _TITLE if layer is None else f"{_TITLE} {layer}"


def _is_untouched(task: Task, ontology: Ontology) -> bool:
    """Whether nobody drew, chose or skipped anything since the task was loaded."""
    if not task["annotations"]:
        return not task["drafts"]
    (article,) = from_labelstudio({"task.json": json.dumps([task]).encode()})
    if article.unsubmitted or not article.annotated:
        return False
    try:
        return (revision(article, ontology),) == article.header.get(EXPORTED)
    except InputError:
        return False
