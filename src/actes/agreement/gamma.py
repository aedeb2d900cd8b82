"""The gamma of unitising: do two layers cut the same units out of the text, and label them alike.

Source: Mathet, Widlöcher and Métivier 2015, The Unified and Holistic Method Gamma for Inter-Annotator Agreement Measure
and Alignment. Computed by ``pygamma-agreement``, which few people need and nobody must install.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from actes.article import Article
from actes.problem import InputError, Problem

Units = list[tuple[int, int, str]]

LAYERS = ("mentions", "triggers")


def gamma(pairs: Sequence[tuple[Article, Article]], layer: str, *, seed: int) -> float | None:
    """The mean over articles of gamma, of mentions with kinds or triggers with types.

    Args:
        pairs: two annotations of each article.
        layer: one of ``LAYERS``.
        seed: of the chance corpora that the expected disorder is estimated on.

    Returns:
        At most 1; ``None`` where no article has a unit in both annotations.

    Raises:
        InputError: the package is not installed.
    """
    package = _package()
    units = [(_units(first, layer), _units(second, layer)) for first, second in pairs]
    with _seeded_and_silent(seed):
        values = [_article_gamma(package, *sides) for sides in units if all(sides)]
    return float(np.mean(values)) if values else None


@contextmanager
def _seeded_and_silent(seed: int) -> Iterator[None]:
    """Draws come from NumPy's global generator, and each of them logs which solver it uses: both are given back."""
    state, disabled = np.random.get_state(), logging.root.manager.disable
    np.random.seed(seed)
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        np.random.set_state(state)
        logging.disable(disabled)


def _package() -> Any:
    try:
        return importlib.import_module("pygamma_agreement")
    except ImportError:
        message = "pygamma-agreement is not installed; pip install pygamma-agreement, or leave --gamma out"
        raise InputError([Problem("--gamma", 0, "", message, "extra-missing")]) from None


def _article_gamma(package: Any, first: Units, second: Units) -> float:
    segment = importlib.import_module("pyannote.core").Segment
    continuum = package.Continuum()
    for annotator, units in (("first", first), ("second", second)):
        for start, end, label in units:
            continuum.add(annotator, segment(start, end), label)
    return float(continuum.compute_gamma(fast=True).gamma)


def _units(article: Article, layer: str) -> Units:
    return sorted(set(_mentions(article) if layer == "mentions" else _triggers(article)))


def _mentions(article: Article) -> Iterable[tuple[int, int, str]]:
    return ((m.start, m.end, actor.kind) for actor in article.actors or () for m in actor.mentions)


def _triggers(article: Article) -> Iterable[tuple[int, int, str]]:
    return ((t.start, t.end, event.type) for event in article.events or () for t in event.triggers)
