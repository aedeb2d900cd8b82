"""Every problem of a checkout, and the corpus of one that has none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from actes.annotation.model import RegistryFile
from actes.annotation.resolve import Anchored, to_article
from actes.annotation.rules import check_file
from actes.annotation.rules.corpus import check_links, check_splits, parse_splits
from actes.annotation.strict_yaml import Source
from actes.corpus import Corpus, RegistryEntry
from actes.problem import InputError, Problem, limited
from actes.project import (
    LAYER_FORM,
    LAYER_NAME,
    LAYERS_FOLDER,
    REGISTRY_FILE,
    SPLITS_FILE,
    Project,
    Versioned,
    migrated,
    read_about,
    read_annotation,
    read_registry,
    read_texts,
    read_version,
    upgraded,
)
from actes.vocabulary import read_ontology

_REGISTRY = Source(REGISTRY_FILE, b"")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the readable files, and the problems of all."""

    files: tuple[Anchored, ...]
    registry: RegistryFile
    splits: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_corpus(root: Path) -> tuple[Corpus, int]:
    """The corpus of a checkout, and how many withheld articles were left out because their text is not here.

    Raises:
        InputError: with every problem, if there is any.
    """
    project = Project(root)
    checked = check_project(project)
    if checked.problems:
        raise InputError(checked.problems)
    present = [upgraded(anchored) for anchored in checked.files if anchored.text is not None]
    corpus = Corpus(
        version=read_version(project),
        ontology=read_ontology(),
        articles=tuple(to_article(a, checked.splits[a.file.id]) for a in present),
        registry=registry_entries(migrated(checked.registry, _REGISTRY)),
    )
    return corpus, len(checked.files) - len(present)


def check_project(project: Project) -> Checked:
    """Read and check every file of the corpus."""
    paths = project.articles()
    if not paths:
        message = "no annotation file; a corpus is a folder with corpus/*.yaml (use --root to name it)"
        raise InputError([Problem(project.shown(project.root / "corpus"), 0, "", message, "corpus-empty")])
    problems: list[Problem] = []
    files = _read_files(project, paths, problems)
    layers = _read_files(project, project.layers(), problems)
    problems.extend(layer_name_problems(project))
    registry = read_registry(project, problems)
    # An article that so far only annotators have, awaiting adjudication, has a text and a split already.
    known = {path.stem for path in [*paths, *project.layers()]} | {anchored.file.id for anchored in files}
    splits = _check_splits(project, files, known, problems)
    problems.extend(link_problems([*files, *layers], registry))
    problems.extend(_orphan_texts(project, known))
    abouts = (partial(read_about, project, name) for name in project.layer_names())
    texts = partial(read_texts, project, {path.stem for path in paths})
    reads: list[Callable[[], object]] = [partial(read_version, project), texts, *abouts]
    for read in reads:
        try:
            read()
        except InputError as error:
            problems.extend(error.problems)
    return Checked(tuple(files), registry, splits, tuple(sorted(set(problems))))


def layer_name_problems(project: Project) -> Iterator[Problem]:
    """Names of annotators' folders that are none: they are printed, and asked for on command lines."""
    for name in project.layer_names():
        if not LAYER_NAME.fullmatch(name):
            yield Problem(f"{LAYERS_FOLDER}/{name}", 0, "", f"{name!r}: {LAYER_FORM}", "field-form")


def check_paths(project: Project, paths: Iterable[Path]) -> list[Problem]:
    """The problems of some annotation files, by the rules that look at one file, and their links."""
    problems: list[Problem] = []
    files = _read_files(project, paths, problems)
    problems.extend(link_problems(files, read_registry(project, problems)))
    return sorted(set(problems))


def link_problems(files: Iterable[Anchored], registry: RegistryFile) -> Iterator[Problem]:
    """Links are compared under the newest schema; what waits for a decision is compared as it stands.

    An annotator who sees another kind than the registry disagrees, which is theirs to do; the gold has to agree.
    """

    def current(struct: Versioned, source: Source) -> Versioned:
        try:
            return migrated(struct, source)
        except InputError:
            return struct

    renewed = [dataclasses.replace(anchored, file=current(anchored.file, anchored.source)) for anchored in files]
    found = check_links(renewed, current(registry, _REGISTRY), REGISTRY_FILE)
    theirs = f"{LAYERS_FOLDER}/"
    kept = (p for p in found if not (p.code == "registry-kind" and p.path.startswith(theirs)))
    yield from limited(kept, REGISTRY_FILE)


def _read_files(project: Project, paths: Iterable[Path], problems: list[Problem]) -> list[Anchored]:
    files = []
    for path in paths:
        try:
            anchored, anchor_problems = read_annotation(project, path)
        except InputError as error:
            problems.extend(error.problems)
            continue
        files.append(anchored)
        problems.extend(anchor_problems)
        problems.extend(check_file(anchored, read_ontology(anchored.file.schema)))
    return files


def _check_splits(
    project: Project, files: list[Anchored], known: Collection[str], problems: list[Problem]
) -> Mapping[str, str]:
    try:
        content = project.read(project.root / SPLITS_FILE)
        splits, lines, line_problems = parse_splits(content, SPLITS_FILE)
    except InputError as error:
        problems.extend(error.problems)
        return {}
    problems.extend(line_problems)
    problems.extend(check_splits(files, splits, lines, SPLITS_FILE, known))
    return splits


def _orphan_texts(project: Project, annotated: Collection[str]) -> Iterator[Problem]:
    for text in sorted((project.root / "seeds").glob("*.txt")):
        if text.stem not in annotated:
            message = (
                f"no annotation file corpus/{text.stem}.yaml, and no annotator's layer has it; "
                "annotate the text or remove it"
            )
            yield Problem(project.shown(text), 0, "", message, "text-orphan")


def registry_entries(registry: RegistryFile) -> dict[str, RegistryEntry]:
    """The entries by their ids, as values of the corpus."""
    return {
        entry.id: RegistryEntry(
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            spellings=tuple(entry.spellings),
            country=entry.country,
            sectors=tuple(entry.sectors),
            wikidata=entry.wikidata,
        )
        for entry in registry.actors
    }
