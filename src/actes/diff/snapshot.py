"""One state of the corpus, as far as it differs from another."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from actes.annotation.resolve import to_article
from actes.annotation.rules.corpus import parse_splits
from actes.annotation.rules.header import file_name
from actes.article import Article
from actes.corpus import RegistryEntry
from actes.files import read_bytes
from actes.problem import InputError, Problem
from actes.project import (
    SPLITS_FILE,
    VERSION_FILE,
    Project,
    read_annotation,
    read_registry,
    read_source,
    read_version,
    upgraded,
)
from actes.vocabulary import read_ontology

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it is in one state of the corpus, and the note for reviewers."""

    article: Article
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the corpus. ``articles`` leaves out those whose files are the same in both states."""

    version: str | None
    splits: Mapping[str, str]
    registry: Mapping[str, RegistryEntry]
    articles: Mapping[str, Version]


def read_snapshots(before: Project, after: Project, *, base: str) -> tuple[Snapshot, Snapshot]:
    """Both states of the corpus.

    Args:
        before: the state to compare with.
        after: the state of interest.
        base: how messages name the state to compare with, as in ``HEAD:corpus/VERSION``.

    Raises:
        InputError: with every problem that keeps a file from being read; rules that it breaks do not.
    """
    contents = _contents(before), _contents(after)
    same = {name for name, content in contents[0].items() if contents[1].get(name) == content}
    readings = _Reading(f"{base}:"), _Reading("")
    old, new = readings[0].snapshot(before, same), readings[1].snapshot(after, same)
    problems = readings[0].problems + readings[1].problems
    if problems:
        raise InputError(problems)
    return old, new


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads on after a problem, so that all are told; ``prefix`` goes before their paths."""

    prefix: str
    problems: list[Problem] = field(default_factory=list)

    def snapshot(self, project: Project, same: set[str]) -> Snapshot:
        articles = {}
        for path in project.articles():
            if path.stem not in same:
                articles[path.stem] = self._attempt(partial(_read_version_of_article, project, path))
        version = self._attempt(partial(read_version, project)) if (project.root / VERSION_FILE).exists() else None
        return Snapshot(
            version,
            splits=self._attempt(partial(_read_splits, project)) or {},
            registry=self._attempt(partial(_read_registry, project)) or {},
            articles={name: read for name, read in articles.items() if read is not None},
        )

    def _attempt(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except InputError as error:
            self.problems.extend(dataclasses.replace(p, path=self.prefix + p.path) for p in error.problems)
            return None


def _contents(project: Project) -> dict[str, bytes]:
    """The annotation files as bytes, each with its text, by article."""
    contents = {}
    for path in project.articles():
        text = project.root / "seeds" / f"{path.stem}.txt"
        try:
            content = read_source(project, path).content
            contents[path.stem] = content + (b"\0" + read_bytes(text, str(text)) if text.exists() else b"")
        except InputError:
            continue  # told when the file is read
    return contents


def _read_version_of_article(project: Project, path: Path) -> Version:
    anchored, problems = read_annotation(project, path)
    problems += [anchored.source.problem(*finding) for finding in file_name(anchored, read_ontology())]
    if problems:
        raise InputError(problems)
    return Version(to_article(upgraded(anchored)), anchored.file.note)


def _read_splits(project: Project) -> dict[str, str]:
    splits, _, problems = parse_splits(read_bytes(project.root / SPLITS_FILE, SPLITS_FILE), SPLITS_FILE)
    if problems:
        raise InputError(problems)
    return splits


def _read_registry(project: Project) -> dict[str, RegistryEntry]:
    problems: list[Problem] = []
    entries = read_registry(project, problems).actors
    if problems:
        raise InputError(problems)
    return {
        e.id: RegistryEntry(e.id, e.name, e.kind, tuple(e.spellings), e.country, tuple(e.sectors), e.wikidata)
        for e in entries
    }
