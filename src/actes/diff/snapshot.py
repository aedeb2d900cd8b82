"""One state of the corpus, as far as it differs from another."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from actes.annotation.resolve import to_article
from actes.annotation.rules.corpus import parse_splits
from actes.annotation.rules.header import file_name
from actes.article import Article
from actes.checking import registry_entries
from actes.corpus import RegistryEntry
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
V = TypeVar("V")


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


@dataclass(frozen=True, slots=True)
class Readable:
    """Both states as far as they can be read."""

    before: Snapshot
    after: Snapshot
    left_out: tuple[str, ...]
    """The articles that differ and cannot be read in one of the states, or in both: neither snapshot has them."""
    problems: tuple[Problem, ...]
    """What keeps them, the splits, the registry or the version from being read."""


def read_snapshots(before: Project, after: Project, *, base: str) -> tuple[Snapshot, Snapshot]:
    """Both states of the corpus.

    Args:
        before: the state to compare with.
        after: the state of interest.
        base: how messages name the state to compare with, as in ``HEAD:corpus/VERSION``.

    Raises:
        InputError: with every problem that keeps a file from being read; rules that it breaks do not.
    """
    found = read_readable(before, after, base=base)
    if found.problems:
        raise InputError(found.problems)
    return found.before, found.after


def read_readable(before: Project, after: Project, *, base: str) -> Readable:
    """Both states without what cannot be read in either, so that nothing seems to have come or gone that did not.

    The arguments are those of :func:`read_snapshots`.
    """
    contents = _contents(before), _contents(after)
    same = {name for name, content in contents[0].items() if contents[1].get(name) == content}
    problems: list[Problem] = []
    old = _read_state(before, same, f"{base}:", problems)
    new = _read_state(after, same, "", problems)
    left_out = old.unreadable | new.unreadable
    splits = _both(old.splits, new.splits)
    registry = _both(old.registry, new.registry)
    snapshots = [
        Snapshot(
            state.version,
            splits=splits[side],
            registry=registry[side],
            articles={name: version for name, version in state.articles.items() if name not in left_out},
        )
        for side, state in enumerate((old, new))
    ]
    return Readable(snapshots[0], snapshots[1], tuple(sorted(left_out)), tuple(sorted(set(problems))))


@dataclass(frozen=True, slots=True)
class _State:
    """One state; ``None`` is what cannot be read."""

    version: str | None
    splits: dict[str, str] | None
    registry: dict[str, RegistryEntry] | None
    articles: dict[str, Version]
    unreadable: set[str]


def _read_state(project: Project, same: set[str], prefix: str, problems: list[Problem]) -> _State:
    """Reads on after a problem, so that all are told; ``prefix`` goes before their paths."""

    def attempt(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except InputError as error:
            problems.extend(dataclasses.replace(problem, path=prefix + problem.path) for problem in error.problems)
            return None

    articles = {
        path.stem: attempt(partial(_read_version_of_article, project, path))
        for path in project.articles()
        if path.stem not in same
    }
    return _State(
        attempt(partial(read_version, project)) if (project.root / VERSION_FILE).exists() else None,
        attempt(partial(_read_splits, project)),
        attempt(partial(_read_registry, project)),
        articles={name: read for name, read in articles.items() if read is not None},
        unreadable={name for name, read in articles.items() if read is None},
    )


def _both(before: dict[str, V] | None, after: dict[str, V] | None) -> tuple[dict[str, V], dict[str, V]]:
    """Both sides; where one cannot be read, the other stands for it."""
    return before if before is not None else after or {}, after if after is not None else before or {}


def _contents(project: Project) -> dict[str, bytes]:
    """The annotation files as bytes, each with its text, by article."""
    contents = {}
    for path in project.articles():
        text = project.root / "seeds" / f"{path.stem}.txt"
        try:
            content = read_source(project, path).content
            contents[path.stem] = content + (b"\0" + project.read(text) if text.exists() else b"")
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
    splits, _, problems = parse_splits(project.read(project.root / SPLITS_FILE), SPLITS_FILE)
    if problems:
        raise InputError(problems)
    return splits


def _read_registry(project: Project) -> dict[str, RegistryEntry]:
    problems: list[Problem] = []
    registry = read_registry(project, problems)
    if problems:
        raise InputError(problems)
    return registry_entries(registry)
