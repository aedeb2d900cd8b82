"""Label Studio: tasks with their annotations as JSON (measured with version 1.23).

Offsets are code points. ``value.text`` is for people only: Label Studio never compares it with the text, so it is
written and not read. One region is several results with one id: its label, and each of its attributes. One region has
one relation to another, with a list of labels: of two between the same regions, the page would drop one at a touch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from msgspec import Struct

from actes.annotation.structure import suggestion
from actes.convert import standoff
from actes.convert.labelstudio_config import DOCUMENT, SPAN, TEXT, is_choice, labelling_config
from actes.convert.standoff import HEADER, Origin, Region, Relation, Standoff, surface
from actes.ontology import Ontology
from actes.problem import InputError, Problem

TASKS = "tasks.json"
CONFIG = "config.xml"
MODEL_VERSION = "actes"
_CHOSEN = standoff.names(f for kept in (HEADER, *standoff.ATTRIBUTES.values()) for f in kept if is_choice(f))
_BACKWARDS = "left"
_BOTH_WAYS = "bi"


class Value(Struct, frozen=True):
    """The value of a result; which fields it has depends on the type."""

    start: int | None = None
    end: int | None = None
    labels: list[str] | None = None
    choices: list[str] | None = None
    text: str | list[str] | None = None


class Result(Struct, frozen=True):
    """A piece of a region, an answer about the whole text, or a relation."""

    type: str
    id: str | None = None
    from_name: str | None = None
    value: Value | None = None
    from_id: str | None = None
    to_id: str | None = None
    direction: str | None = None
    labels: list[str] | None = None
    meta: Any = None
    parent: Any = msgspec.field(default=None, name="parentID")


class Annotation(Struct, frozen=True):
    """The work of one annotator on a task, or the prediction of a model."""

    result: list[Result]
    was_cancelled: bool | None = None
    completed_by: Any = None


class Task(Struct, frozen=True):
    """An article in Label Studio."""

    data: dict[str, Any]
    annotations: list[Annotation] = []
    predictions: list[Annotation] = []
    drafts: list[Any] = []
    """What annotators have begun and not submitted."""


def to_labelstudio(articles: Sequence[Standoff], ontology: Ontology, *, predictions: bool = False) -> dict[str, bytes]:
    """Tasks and labelling configuration; ``predictions``: as what a model proposes, to be accepted or corrected."""
    tasks: list[dict[str, Any]] = []
    for article in articles:
        data = {name: values[0] for name, values in article.header.items() if name not in DOCUMENT}
        result = [*_answers(article), *_region_results(article), *_relation_results(article)]
        works: list[dict[str, Any]] = [{"result": result}] if result else []
        for work in works if predictions else ():
            work["model_version"] = MODEL_VERSION
        tasks.append({"data": {"text": article.text, **data}, "predictions" if predictions else "annotations": works})
    content = msgspec.json.format(msgspec.json.encode(tasks), indent=1)
    return {TASKS: content + b"\n", CONFIG: labelling_config(ontology)}


def from_labelstudio(
    files: Mapping[str, bytes], *, predictions: bool = False, annotator: str | None = None
) -> list[Standoff]:
    """The tasks of exports (type JSON) of Label Studio.

    Args:
        files: the files; those whose name ends in ``.json`` are read.
        predictions: read what a model proposed instead of what annotators did.
        annotator: whose work to read where several people annotated: an id or e-mail address of Label Studio.
    """
    return [
        _article(task, path, number, predictions=predictions, annotator=annotator)
        for path, content in sorted(files.items())
        if path.endswith(".json")
        for number, task in enumerate(_tasks(content, path))
    ]


def _answers(article: Standoff) -> Iterator[dict[str, Any]]:
    for name in sorted(DOCUMENT & article.header.keys()):
        yield {"id": name, **_answer(name, article.header[name], {})}


def _region_results(article: Standoff) -> Iterator[dict[str, Any]]:
    for region in article.regions:
        place = {"start": region.start, "end": region.end}
        shown = {**place, "text": article.text[region.start : region.end], "labels": [region.label]}
        yield {"id": region.id, "from_name": SPAN, "to_name": TEXT, "type": "labels", "value": shown}
        for name, values in region.values.items():
            yield {"id": region.id, **_answer(name, values, place)}


def _answer(name: str, values: tuple[str, ...], place: Mapping[str, int]) -> dict[str, Any]:
    kind, key = ("choices", "choices") if name in _CHOSEN else ("textarea", "text")
    return {"from_name": name, "to_name": TEXT, "type": kind, "value": {**place, key: list(values)}}


def _relation_results(article: Standoff) -> Iterator[dict[str, Any]]:
    labels: dict[tuple[str, str], list[str | None]] = {}
    # Sources come first, in their order, which an annotation file keeps; all else is put in the order of the text.
    for relation in sorted(article.relations, key=lambda relation: relation.label != standoff.SOURCE):
        labels.setdefault((relation.source, relation.target), []).append(relation.label)
    for (source, target), between in labels.items():
        yield {"type": "relation", "from_id": source, "to_id": target, "direction": "right", "labels": between}


def _tasks(content: bytes, path: str) -> list[Task]:
    try:
        return msgspec.json.decode(content, type=list[Task])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"not an export of type JSON from Label Studio: {error}"
        raise InputError([Problem(path, 0, "", message, "import-syntax")]) from None


def _article(task: Task, path: str, number: int, *, predictions: bool, annotator: str | None) -> Standoff:
    problems: list[Problem] = []
    name = task.data.get("id")
    origin = Origin(path, 0, name if isinstance(name, str) and name else f"task [{number}]")
    header: dict[str, tuple[str, ...]] = {}
    for field, value in task.data.items():
        if isinstance(value, str):
            header[field] = (value,)
        else:
            problems.append(origin.problem(f"data.{field} is not a text", "import-syntax"))
    text = header.pop("text", ("",))[0]
    works = [
        work
        for work in (task.predictions if predictions else task.annotations)
        if not work.was_cancelled and (annotator is None or annotator in _signatures(work.completed_by))
    ]
    begun = [draft.get("user") if isinstance(draft, dict) else None for draft in task.drafts]
    unsubmitted = not predictions and any(annotator is None or annotator in _signatures(user) for user in begun)
    if not works:
        return Standoff(header, text, origin=origin, annotated=False, unsubmitted=unsubmitted)
    if len(works) > 1:
        problems.append(_several(works, origin))
    reading = _Reading(header, text, origin, problems)
    for place, result in enumerate(works[0].result):
        reading.add(result, place)
    return replace(reading.article(), unsubmitted=unsubmitted)


def _several(works: Sequence[Annotation], origin: Origin) -> Problem:
    authors = ["/".join(_signatures(work.completed_by)) or "?" for work in works]
    remedy = "name one with --annotator" if len(set(authors)) > 1 else "delete all but one in Label Studio"
    message = f"annotated {len(works)} times, by {', '.join(authors)}; {remedy}"
    return origin.problem(message, "import-conflict")


def _signatures(author: Any) -> list[str]:
    """How whoever made an annotation is called: an export gives the id, or with users expanded a mapping."""
    if isinstance(author, dict):
        return [str(author[name]) for name in ("email", "id") if name in author]
    return [] if author is None else [str(author)]


class _Reading:
    """The results of one annotation, put together."""

    def __init__(self, header: dict[str, tuple[str, ...]], text: str, whole: Origin, problems: list[Problem]) -> None:
        self._header = header
        self._text = text
        self._whole = whole
        self._problems = problems
        self._spans: dict[str, tuple[int, int]] = {}
        self._labels: dict[str, tuple[str, Origin]] = {}
        self._values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._origins: dict[str, Origin] = {}
        self._relations: list[Relation] = []

    def add(self, result: Result, number: int) -> None:
        """Take one result in."""
        value = result.value or Value()
        words = "" if value.start is None or value.end is None else f" {surface(self._text, value.start, value.end)}"
        origin = Origin(self._whole.path, 0, f"{self._whole.pointer} result[{number}]{words}")
        if result.meta:
            message = "a note on the region itself (meta) has no place in an annotation file; move it to the note"
            self._problems.append(origin.problem(message, "import-lost"))
        if result.parent:
            message = "a region put under another in the list; draw a relation between them, and take it out of there"
            self._problems.append(origin.problem(message, "import-lost"))
        if result.type == "relation":
            self._relate(result, origin)
        elif result.type not in ("labels", "choices", "textarea") or not result.from_name:
            message = f"a result of type {result.type!r} by {result.from_name!r} is not of the labelling configuration"
            self._problems.append(origin.problem(message, "import-lost"))
        elif value.start is None or value.end is None or result.id is None:
            self._answer(result, value, origin)
        else:
            self._region(result.id, result, value, origin)

    def article(self) -> Standoff:
        """What was taken in."""
        regions = []
        for name, (start, end) in self._spans.items():
            if name not in self._labels:
                message = "a region without a label; label it or remove it"
                self._problems.append(self._origins[name].problem(message, "import-lost"))
                continue
            label, labelled = self._labels[name]
            regions.append(Region(name, label, start, end, self._values.get(name, {}), labelled))
        problems = tuple(self._problems)
        return Standoff(self._header, self._text, regions, self._relations, self._whole, problems=problems)

    def _relate(self, result: Result, origin: Origin) -> None:
        source, target = result.from_id or "", result.to_id or ""
        if result.direction == _BACKWARDS:
            source, target = target, source
        labels: list[str | None] = [*(result.labels or [])] or [None]
        if result.direction == _BOTH_WAYS and labels != [standoff.COREF]:
            message = "a relation that goes both ways; turn it so that it goes one way"
            self._problems.append(origin.problem(message, "import-relation"))
        self._relations.extend(Relation(label, source, target, origin) for label in labels)

    def _region(self, name: str, result: Result, value: Value, origin: Origin) -> None:
        span = (value.start or 0, value.end or 0)
        self._origins.setdefault(name, origin)
        if self._spans.setdefault(name, span) != span:
            message = f"the region {name!r} has two spans; remove one"
            self._problems.append(origin.problem(message, "import-conflict"))
        if result.type == "labels":
            if len(value.labels or ()) > 1 or name in self._labels:
                message = f"a region has one label; this one has {', '.join(value.labels or ['two'])}"
                self._problems.append(origin.problem(message, "import-conflict"))
            for label in value.labels or ():
                self._labels[name] = (label, origin)
        else:
            self._say(self._values.setdefault(name, {}), result, value, origin)

    def _answer(self, result: Result, value: Value, origin: Origin) -> None:
        if result.from_name not in DOCUMENT:
            message = (
                f"an answer about the whole text by {result.from_name!r}; {suggestion(str(result.from_name), DOCUMENT)}"
            )
            self._problems.append(origin.problem(message, "import-lost"))
        else:
            self._say(self._header, result, value, origin)

    def _say(self, said: dict[str, tuple[str, ...]], result: Result, value: Value, origin: Origin) -> None:
        typed = [value.text] if isinstance(value.text, str) else value.text or []
        values = (
            value.choices or [] if result.type == "choices" else [stripped for t in typed if (stripped := t.strip())]
        )
        name = result.from_name or ""
        if name in said:
            self._problems.append(origin.problem(f"{name} is answered twice; remove one answer", "import-conflict"))
        said[name] = tuple(values)
