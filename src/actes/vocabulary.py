"""Read what a schema version consists of: ``schema/<version>/ontology.yaml`` and ``migration.yaml``."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pycountry

from actes.annotation.migration import Migration, parse_migration
from actes.annotation.strict_yaml import load
from actes.files import read_bytes, resource_folder
from actes.ontology import EventType, Label, Mode, Ontology


def schema_versions() -> list[str]:
    """The schema versions this package can read, oldest first."""
    folders = (path.parent.name for path in resource_folder("schema").glob("*/ontology.yaml"))
    return sorted(folders, key=lambda version: tuple(int(part) for part in version.split(".")))


def latest_version() -> str:
    """The newest schema version: that of new files, of the data set and of predictions."""
    return schema_versions()[-1]


def read_ontology(version: str | None = None) -> Ontology:
    """The vocabularies of a schema version that :func:`schema_versions` lists; of the newest if none is named."""
    return _read_ontology(resource_folder("schema") / (version or latest_version()) / "ontology.yaml")


def read_migrations() -> list[Migration]:
    """The steps between the schema versions, oldest first; the first version has none that leads to it."""
    migrations = []
    for version in schema_versions()[1:]:
        path = resource_folder("schema") / version / "migration.yaml"
        root: Any = load(read_bytes(path, str(path)), str(path), comments=True)
        migrations.append(parse_migration(root, version))
    return migrations


@functools.cache
def _read_ontology(path: Path) -> Ontology:
    return parse_ontology(read_bytes(path, str(path)), path)


def parse_ontology(content: bytes, path: Path) -> Ontology:
    """The vocabularies of an ``ontology.yaml``, a file of ours: what is wrong in it raises KeyError or ValueError."""
    root: Any = load(content, str(path), comments=True)
    dependencies = root["dependencies"]
    return Ontology(
        version=root["schema"],
        types={code: _event_type(code, entry) for code, entry in root["types"].items()},
        countries=dict(_countries(dependencies, root["country_codes"])),
        dependencies=dependencies,
        cameo={code: tuple(types) for code, types in root["cameo"].items()},
        compounds=frozenset(root["compounds"]),
        pronouns=frozenset(root["pronouns"]),
        **{name: _labels(root[name]) for name in _LABEL_VOCABULARIES},
    )


_LABEL_VOCABULARIES = (
    "languages",
    "licences",
    "origins",
    "kinds",
    "forms",
    "statuses",
    "roles",
    "polarities",
    "bases",
    "quads",
    "contexts",
    "sectors",
)


def _labels(entries: Mapping[str, Any]) -> dict[str, Label]:
    return {code: Label(code, entry["name"], entry["fr"], entry["en"]) for code, entry in entries.items()}


def _event_type(code: str, entry: Mapping[str, Any]) -> EventType:
    modes = {mode: _mode(mode, mode_entry) for mode, mode_entry in entry["modes"].items()}
    return EventType(
        code,
        entry["name"],
        entry["fr"],
        entry["en"],
        quad=int(entry["quad"]),
        score=float(entry["score"]),
        recipient_required={"required": True, "optional": False}[entry["recipient"]],
        mutual={"yes": True, "no": False}[entry["mutual"]],
        modes=modes,
    )


def _mode(code: str, entry: Mapping[str, Any]) -> Mode:
    score = float(entry["score"]) if "score" in entry else None
    return Mode(code, entry["name"], entry["fr"], entry["en"], score=score)


def _countries(dependencies: Mapping[str, str], extra: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """ISO 3166-1 alpha-3 without the dependencies, which PLOVER folds into their state, then PLOVER's own codes."""
    for country in sorted(pycountry.countries, key=lambda country: country.alpha_3):
        if country.alpha_3 not in dependencies:
            yield country.alpha_3, country.name
    for code, entry in extra.items():
        yield code, entry["name"]
