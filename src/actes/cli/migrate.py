"""``actes migrate``: take annotation files from one schema version to a newer one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from actes.annotation.canonical import write_annotation, write_registry
from actes.annotation.migration import Code, Migration, migrate, steps_between
from actes.annotation.model import RegistryFile
from actes.annotation.rules import check_file
from actes.annotation.strict_yaml import load
from actes.annotation.structure import to_struct
from actes.cli.arguments import annotation_paths, counted
from actes.files import write_bytes
from actes.printable import printable
from actes.problem import InputError, Problem
from actes.project import REGISTRY_FILE, Project, read_annotation, read_source
from actes.vocabulary import latest_version, read_migrations, read_ontology, schema_versions


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    latest = latest_version()
    parser.description = (
        "Take annotation files, annotators' layers and the registry to a newer schema version: labels that were "
        "renamed are renamed. A label that became several is decided by a person: the command says where each stands "
        "and writes nothing until all are decided."
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="annotation files or article ids; default: the corpus and its registry"
    )
    parser.add_argument("--to", choices=schema_versions(), default=latest, help=f"the version (default: {latest})")
    parser.add_argument(
        *("--decide", "-d"),
        action="append",
        default=[],
        type=_decision,
        metavar="VOCABULARY/OLD=NEW",
        help="what a split label becomes in the files that are named; repeat it for others",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Migrate all that is meant, or nothing."""
    project = Project(arguments.root)
    paths = annotation_paths(project, arguments.paths)
    if not arguments.paths:
        paths += [*project.layers(), *(p for p in [project.root / REGISTRY_FILE] if p.exists())]
    mover = _Mover(project, arguments.to, tuple(read_migrations()), dict(arguments.decide))
    moved: list[tuple[Path, str, bytes]] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            moved.extend(mover.moved(path))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(sorted(problems))
    for path, version, content in moved:
        if not arguments.dry_run:
            write_bytes(path, content)
        sys.stdout.write(f"{printable(project.shown(path))}: {version} -> {arguments.to}\n")
    said = "would be migrated" if arguments.dry_run else "migrated"
    sys.stderr.write(f"{counted(len(paths), 'file')}: {len(moved)} {said}, the others are of schema {arguments.to}\n")
    return 0


@dataclass(frozen=True, slots=True)
class _Mover:
    """Migrates one file at a time, as bytes."""

    project: Project
    target: str
    migrations: Sequence[Migration]
    decisions: dict[Code, str]

    def moved(self, path: Path) -> Iterable[tuple[Path, str, bytes]]:
        """The path, the version before and the new content; nothing where the file is of the target version."""
        registry = path == self.project.root / REGISTRY_FILE
        version, content = self._registry() if registry else self._annotation(path)
        return [(path, version, content.encode())] if version != self.target else []

    def _annotation(self, path: Path) -> tuple[str, str]:
        anchored, problems = read_annotation(self.project, path)
        problems += check_file(anchored, read_ontology(anchored.file.schema))
        if problems:
            raise InputError(problems)
        steps = self._steps(anchored.file.schema, anchored.source.path)
        file = migrate(anchored.file, anchored.source, steps, self.decisions)
        now = replace(anchored, file=file)
        ontology = read_ontology(self.target)
        problems = check_file(now, ontology)
        if problems:
            raise InputError(problems)
        return anchored.file.schema, write_annotation(now, ontology)

    def _registry(self) -> tuple[str, str]:
        source = read_source(self.project, self.project.root / REGISTRY_FILE)
        value = load(source.content, source.path)
        version = str(value["schema"]) if isinstance(value, dict) and value.get("schema") in schema_versions() else None
        registry = to_struct(value, source, RegistryFile, read_ontology(version))
        steps = self._steps(registry.schema, source.path)
        return registry.schema, write_registry(migrate(registry, source, steps, self.decisions))

    def _steps(self, version: str, shown: str) -> Sequence[Migration]:
        try:
            return steps_between(version, self.target, self.migrations)
        except KeyError:
            message = f"is of schema {version}, and no migration leads to {self.target}; files go up, not down"
            raise InputError([Problem(shown, 0, "schema", message, "schema-unknown")]) from None


def _decision(text: str) -> tuple[Code, str]:
    """``contexts/media=press`` or ``modes/PROTEST.demo=rally``."""
    label, equals, successor = text.partition("=")
    vocabulary, slash, old = label.partition("/")
    if not (equals and slash and old and successor):
        raise argparse.ArgumentTypeError(f"{text!r} is not VOCABULARY/OLD=NEW, such as contexts/media=press")
    return (vocabulary, old), successor
