"""A checkout of the corpus: where its files are, and reading each of them."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from actes.annotation.edtf_date import is_edtf
from actes.annotation.migration import migrate, steps_between
from actes.annotation.model import About, AnnotationFile, RegistryFile
from actes.annotation.resolve import WITHHELD, Anchored, anchor
from actes.annotation.rules.corpus import check_registry
from actes.annotation.strict_yaml import Source, Value, load
from actes.annotation.structure import to_struct
from actes.annotation.text import decode_text
from actes.files import read_bytes
from actes.problem import InputError, Problem
from actes.statistics.texts import TEXTS_FILE, TextRow, parse_texts
from actes.vocabulary import latest_version, read_migrations, read_ontology, schema_versions

SPLITS_FILE = "corpus/splits.tsv"
REGISTRY_FILE = "corpus/registry.yaml"
VERSION_FILE = "corpus/VERSION"
LAYERS_FOLDER = "corpus/annotators"
MAX_FILE_BYTES = 4_000_000
LAYER_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
LAYER_FORM = "a layer is named with lower-case letters a-z, digits, single hyphens or underscores"
Versioned = TypeVar("Versioned", AnnotationFile, RegistryFile)
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with ``corpus/`` and ``seeds/``."""

    root: Path

    def articles(self) -> list[Path]:
        """The gold annotation files, sorted."""
        return sorted(p for p in (self.root / "corpus").glob("*.yaml") if p.name != "registry.yaml")

    def layer_names(self) -> list[str]:
        """The annotators who have a folder, sorted."""
        return sorted({path.parent.name for path in (self.root / LAYERS_FOLDER).glob("*/*.yaml")})

    def layers(self) -> list[Path]:
        """The annotators' own files, sorted."""
        paths = (self.root / LAYERS_FOLDER).glob("*/*.yaml")
        return sorted(p for p in paths if p.name != "about.yaml")

    def read(self, path: Path, *, code: str = "file-missing") -> bytes:
        """The content of a file.

        Raises:
            InputError: ``code`` where there is none; ``file-link`` where it, or a folder on the way to it, is a link.
        """
        self.refuse_links(path)
        return read_bytes(path, self.shown(path), code=code, limit=MAX_FILE_BYTES)

    def refuse_links(self, path: Path) -> None:
        """A link may lead anywhere: whoever checks out somebody's corpus must not read, or write, what it points to.

        Raises:
            InputError: ``file-link``, where ``path`` or a folder between it and the root is a symbolic link.
        """
        folders = [folder for folder in path.parents if self.root in folder.parents]
        for place in (*reversed(folders), path):
            if place.is_symlink():
                message = "a symbolic link; a corpus holds ordinary files and folders only"
                raise InputError([Problem(self.shown(place), 0, "", message, "file-link")])

    def shown(self, path: Path) -> str:
        """``path`` as messages name it: from the root of the project."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def read_source(project: Project, path: Path) -> Source:
    """The content of one YAML file of the corpus."""
    return Source(project.shown(path), project.read(path))


def read_annotation(project: Project, path: Path) -> tuple[Anchored, list[Problem]]:
    """One annotation file with its quotations looked up, and the problems of the quotations.

    Raises:
        InputError: where the file or its text cannot be read or is not of the right structure.
    """
    source = read_source(project, path)
    file = parse_annotation(source)
    text = read_text(project, source, name=file.id, stated=file.text, origin=file.origin, sha256=file.sha256)
    return anchor(source, file, text)


def parse_annotation(source: Source) -> AnnotationFile:
    """The annotation file that ``source`` holds.

    Raises:
        InputError: with everything that is wrong with its structure and labels.
    """
    value = load(source.content, source.path)
    return to_struct(value, source, AnnotationFile, read_ontology(schema_version(value, source)))


def upgraded(anchored: Anchored) -> Anchored:
    """The same annotations under the newest schema, so that files of several versions make one corpus.

    Raises:
        InputError: ``migration-undecided``, where the newest schema has no one label for what the file says.
    """
    return dataclasses.replace(anchored, file=migrated(anchored.file, anchored.source))


def read_about(project: Project, name: str) -> About:
    """Who or what made a layer.

    Raises:
        InputError: ``about.yaml`` is missing, or anything is wrong with it.
    """
    source = read_source(project, project.root / LAYERS_FOLDER / name / "about.yaml")
    about = to_struct(load(source.content, source.path), source, About, read_ontology())
    if not is_edtf(about.date):
        message = f"{about.date!r} is not an EDTF date; write 2024-05-14, 2024-05 or 2024"
        raise InputError([source.problem(("date",), message, "date-invalid")])
    return about


def read_awaiting(project: Project) -> list[Anchored]:
    """The articles that so far only annotators have, each as one of them has it; unreadable ones are left out."""
    gold = {path.stem for path in project.articles()}
    awaiting: dict[str, Anchored] = {}
    for path in project.layers():
        if path.stem not in gold:
            try:
                awaiting.setdefault(path.stem, read_annotation(project, path)[0])
            except InputError:
                continue
    return list(awaiting.values())


def read_texts(project: Project, articles: Collection[str]) -> dict[str, TextRow]:
    """``corpus/texts.tsv``, which a corpus may do without: then empty.

    Raises:
        InputError: ``texts-form``.
    """
    if not (project.root / TEXTS_FILE).exists():
        return {}
    awaiting = {path.stem for path in project.layers()}
    return parse_texts(project.read(project.root / TEXTS_FILE), articles, awaiting)


def read_version(project: Project) -> str:
    """The version of the corpus, from ``corpus/VERSION``."""
    content = project.read(project.root / VERSION_FILE, code="version-missing")
    version = content.decode("utf-8", "replace").strip()
    if not _VERSION.fullmatch(version):
        message = f"{version!r} is not a version such as 1.0.0"
        raise InputError([Problem(VERSION_FILE, 1, "", message, "version-form")])
    return version


def migrated(struct: Versioned, source: Source) -> Versioned:
    """An annotation file or the registry under the newest schema; see :func:`upgraded`."""
    latest = latest_version()
    if struct.schema == latest:
        return struct
    return migrate(struct, source, steps_between(struct.schema, latest, read_migrations()), {})


def schema_version(value: Value, source: Source) -> str:
    """The schema version that a file states; the latest where it states none, which is told with its structure.

    Raises:
        InputError: no such version is known.
    """
    version = value.get("schema") if isinstance(value, dict) else None
    if version is None:
        return latest_version()  # the missing field is reported with the rest of the structure
    if version not in schema_versions():
        message = f"schema {version!r} is unknown; known: {', '.join(schema_versions())}"
        raise InputError([source.problem(("schema",), message, "schema-unknown")])
    return str(version)


def read_text(project: Project, source: Source, *, name: str, stated: str, origin: str, sha256: str) -> str | None:
    """The text that an annotation file pins; ``None`` for a withheld one that is not here.

    Args:
        project: where it is.
        source: the annotation file.
        name: the id that the file states.
        stated: the path that it states.
        origin: and the origin.
        sha256: and the digest.

    Raises:
        InputError: the text is not there, not at its place, not the one that was annotated, or cannot be read.
    """
    expected = f"seeds/{name}.txt"
    if stated != expected:
        raise InputError([source.problem(("text",), f"{stated!r}; the text of {name} is {expected}", "text-path")])
    path = project.root / expected
    if origin == WITHHELD and not path.exists():
        return None
    try:
        content = project.read(path)
    except InputError as error:
        if error.problems[0].code != "file-missing":
            raise
        message = f"there is no {expected}; add the text, named after the article"
        raise InputError([source.problem(("text",), message, "text-missing")]) from None
    digest = hashlib.sha256(content).hexdigest()
    text = decode_text(content, expected)
    if digest != sha256:
        message = f"the text changed: {expected} has sha256 {digest}; restore it, or review the anchors and write this"
        raise InputError([source.problem(("sha256",), message, "text-hash")])
    return text


def read_registry(project: Project, problems: list[Problem]) -> RegistryFile:
    """``corpus/registry.yaml``; what is wrong with it is added to ``problems``."""
    try:
        source = read_source(project, project.root / REGISTRY_FILE)
        value = load(source.content, source.path)
        registry = to_struct(value, source, RegistryFile, read_ontology(schema_version(value, source)))
    except InputError as error:
        problems.extend(error.problems)
        return RegistryFile(schema=latest_version(), actors=[])
    problems.extend(check_registry(source, registry))
    return registry
