"""Reports are as ``schema/report.schema.json`` says, and the schema says nothing that is not so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest

from actes.files import resource_folder
from actes.score import TASKS, layout

from .reports import GOLDEN, ONTOLOGY

SCHEMA = json.loads((resource_folder("schema") / "report.schema.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
REPORTS = {path.parent.name: path.read_bytes() for path in sorted(GOLDEN.glob("*/report.json"))}


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema of a property, item or definition within ``schema``."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from subschemas(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from subschemas(value)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_reports_follow_it(report: bytes) -> None:
    VALIDATOR.validate(json.loads(report))


SPOILT: dict[str, Callable[[Any], Any]] = {
    "an unknown field": lambda report: report.update(extra=1),
    "an unknown field of a system": lambda report: report["other_systems"][0].update(extra=1),
    "an unknown figure": lambda report: report["tasks"]["mentions"].update(f2=0.5),
    "a percentage": lambda report: report.update(score=63.3),
    "an interval of three": lambda report: report["score_interval"].append(1),
    "no signature": lambda report: report.pop("signature"),
    "a task too few": lambda report: report["tasks"].pop("stance"),
    "an unknown task": lambda report: report["comparisons"][0]["differences"].update(x={}),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_it_refuses(spoil: Callable[[Any], Any]) -> None:
    report = json.loads(REPORTS["two-systems"])
    spoil(report)
    assert not VALIDATOR.is_valid(report)


def test_every_property_is_described() -> None:
    definitions = SCHEMA["$defs"]
    for schema in subschemas(SCHEMA):
        for name, value in schema.get("properties", {}).items():
            reference = definitions.get(value.get("$ref", "").rpartition("/")[2], {})
            assert value.get("description") or reference.get("description"), name


def test_it_knows_the_tasks_and_schemes_of_the_score() -> None:
    tasks = SCHEMA["$defs"]["system"]["properties"]["tasks"]
    assert list(tasks["properties"]) == tasks["required"] == [task.name for task in TASKS]
    assert {task.name: task.description for task in TASKS} == {
        name: entry["description"] for name, entry in tasks["properties"].items()
    }
    headlines = {(task.name, task.headline.scheme) for task in TASKS}
    schemes = {b.scheme for b in layout(ONTOLOGY).blocks if (b.task, b.scheme) not in headlines}
    assert set(SCHEMA["$defs"]["task"]["properties"]["schemes"]["properties"]) == schemes
