"""The gamma of unitising: do two layers cut the same units out of the text, and label them alike.

Source: Mathet, Widlöcher and Métivier 2015, The Unified and Holistic Method Gamma for Inter-Annotator Agreement Measure
and Alignment. Computed by ``pygamma-agreement``, which few people need and nobody must install, in a process of its
own: it draws from NumPy's global generator, logs at every step, and its solver writes to standard output.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

import msgspec

from actes.article import Article
from actes.problem import InputError, Problem

LAYERS = ("mentions", "triggers")

Units = list[tuple[int, int, str]]
Request = tuple[int, list[tuple[Units, Units]]]
"""The seed, and of every article the units of both annotations."""


def gammas(pairs: Sequence[tuple[Article, Article]], *, seed: int) -> Mapping[str, float | None]:
    """Gamma of mentions with kinds and of triggers with types: the mean over articles.

    Args:
        pairs: two annotations of each article.
        seed: of the chance corpora on which the expected disorder is estimated.

    Returns:
        For each of ``LAYERS`` at most 1; ``None`` where no article has a unit in both annotations.

    Raises:
        InputError: the package is not installed.
    """
    if importlib.util.find_spec("pygamma_agreement") is None:
        message = "pygamma-agreement is not installed; pip install pygamma-agreement, or leave --gamma out"
        raise InputError([Problem("--gamma", 0, "", message, "extra-missing")])
    found = {layer: [(_units(a, layer), _units(b, layer)) for a, b in pairs] for layer in LAYERS}
    asked = {layer: [sides for sides in units if all(sides)] for layer, units in found.items()}
    command = [sys.executable, "-m", "actes.agreement.gamma"]
    request = msgspec.json.encode((seed, [sides for layer in LAYERS for sides in asked[layer]]))
    done = subprocess.run(command, input=request, capture_output=True, check=False)  # noqa: S603  # this very module
    if done.returncode != 0:
        raise RuntimeError(f"pygamma-agreement failed:\n{done.stderr.decode('utf-8', 'replace')}")
    values = iter(msgspec.json.decode(done.stdout, type=list[float]))
    by_layer = {layer: [next(values) for _ in asked[layer]] for layer in LAYERS}
    return {layer: fmean(of) if of else None for layer, of in by_layer.items()}


def _units(article: Article, layer: str) -> Units:
    return sorted(set(_mentions(article) if layer == "mentions" else _triggers(article)))


def _mentions(article: Article) -> Iterable[tuple[int, int, str]]:
    return ((m.start, m.end, actor.kind) for actor in article.actors or () for m in actor.mentions)


def _triggers(article: Article) -> Iterable[tuple[int, int, str]]:
    return ((t.start, t.end, event.type) for event in article.events or () for t in event.triggers)


def _answer() -> None:
    """In the process of its own: a request on standard input, a value for each article on standard output."""
    output = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    seed, articles = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    package, core, random = (importlib.import_module(n) for n in ("pygamma_agreement", "pyannote.core", "numpy.random"))
    random.seed(seed)
    values = [_article_gamma(package, core.Segment, sides) for sides in articles]
    with os.fdopen(output, "wb") as stream:
        stream.write(msgspec.json.encode(values))


def _article_gamma(package: Any, segment: Any, sides: tuple[Units, Units]) -> float:
    continuum = package.Continuum()
    for annotator, units in zip(("first", "second"), sides, strict=True):
        for start, end, label in units:
            continuum.add(annotator, segment(start, end), label)
    return float(continuum.compute_gamma(fast=True).gamma)


if __name__ == "__main__":
    _answer()
