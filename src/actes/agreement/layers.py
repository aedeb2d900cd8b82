"""The layers: what each annotator made, as they made it, and who or what they are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from actes.annotation.model import About
from actes.annotation.resolve import Anchored, to_article
from actes.annotation.rules import check_file
from actes.annotation.structure import suggestion
from actes.article import Article
from actes.checking import layer_name_problems
from actes.problem import InputError, Problem
from actes.project import LAYERS_FOLDER, Project, read_about, read_annotation, upgraded
from actes.vocabulary import read_ontology

GOLD = "gold"
"""The name of the annotations in ``corpus/`` itself."""

_OPEN = {"adjudication-open", "draft-open"}


@dataclass(frozen=True, slots=True)
class Layer:
    """The articles of one annotator. ``about`` is ``None`` for the gold."""

    name: str
    about: About | None
    articles: Mapping[str, Article]

    @property
    def kind(self) -> str:
        """``person``, ``model`` or ``gold``."""
        return self.about.kind if self.about else GOLD

    @property
    def digest(self) -> str:
        """SHA-256 over the articles, sorted by id."""
        digest = hashlib.sha256()
        for name in sorted(self.articles):
            digest.update(hashlib.sha256(msgspec.json.encode(self.articles[name])).digest())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers, the gold last, and the gold articles that were left out: still under adjudication, or a draft."""

    layers: tuple[Layer, ...]
    unsettled: tuple[str, ...]


def read_layers(project: Project, names: Sequence[str] = ()) -> Layers:
    """Read layers, and of the gold those articles that some layer has.

    Args:
        project: where they are.
        names: which ones, ``gold`` among them; all, and the gold, if none is named.

    Raises:
        InputError: a layer that does not exist, and every problem of those that do.
    """
    known = project.layer_names()
    if not known:
        message = f"no annotator's layer; it is a folder {LAYERS_FOLDER}/NAME with about.yaml and ID.yaml files"
        raise InputError([Problem(LAYERS_FOLDER, 0, "", message, "layer-unknown")])
    unknown = [name for name in names if name not in (*known, GOLD)]
    if unknown:
        raise InputError(
            Problem(
                f"{LAYERS_FOLDER}/{name}", 0, "", f"no such layer; {suggestion(name, [*known, GOLD])}", "layer-unknown"
            )
            for name in unknown
        )
    problems = list(layer_name_problems(project))
    layers = [_read_layer(project, name, problems) for name in known if not names or name in names]
    unsettled: list[str] = []
    if not names or GOLD in names:
        annotated = {path.stem for path in project.layers()}
        articles = {}
        for path in project.articles():
            if path.stem in annotated:
                article, found = _read_article(project, path)
                if found and all(problem.code in _OPEN for problem in found):
                    unsettled.append(path.stem)
                elif article is not None:
                    articles[path.stem] = article
                problems.extend(problem for problem in found if problem.code not in _OPEN)
        layers.append(Layer(GOLD, None, articles))
    if problems:
        raise InputError(problems)
    return Layers(tuple(layer for layer in layers if layer is not None), tuple(unsettled))


def layer_path(project: Project, name: str, article: str) -> Path:
    """The file of an article in a layer, or in the gold."""
    folder = project.root / ("corpus" if name == GOLD else f"{LAYERS_FOLDER}/{name}")
    return folder / f"{article}.yaml"


def read_checked(project: Project, path: Path) -> tuple[Anchored | None, list[Problem]]:
    """An annotation file under the newest schema, and everything wrong with it; ``None`` where it cannot be used."""
    try:
        anchored, problems = read_annotation(project, path)
    except InputError as error:
        return None, error.problems
    problems += check_file(anchored, read_ontology(anchored.file.schema))
    if problems:
        return None, problems
    try:
        return upgraded(anchored), []
    except InputError as error:
        return None, error.problems


def _read_layer(project: Project, name: str, problems: list[Problem]) -> Layer | None:
    articles = {}
    for path in project.layers():
        if path.parent.name == name:
            article, found = _read_article(project, path)
            problems.extend(found)
            if article is not None:
                articles[path.stem] = article
    try:
        return Layer(name, read_about(project, name), articles)
    except InputError as error:
        problems.extend(error.problems)
        return None


def _read_article(project: Project, path: Path) -> tuple[Article | None, list[Problem]]:
    anchored, problems = read_checked(project, path)
    return (to_article(anchored) if anchored else None), problems
