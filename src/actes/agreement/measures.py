"""The figures of two layers: F1 as in the benchmark, alpha on what both have, with intervals over stories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from actes.agreement.alpha import Floats, alpha, coincidences
from actes.agreement.units import properties, shared_units
from actes.article import Article
from actes.ontology import Ontology
from actes.score import Estimate, Metric, bootstrap, count
from actes.score.layout import Form, Layout
from actes.score.resampling import draw_stories, interval


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen; part of the signature."""

    seed: int = 0
    replicates: int = 10_000
    level: float = 0.95
    gamma: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the table: ``counts`` names the block of the score whose items it is about."""

    name: str
    how: str
    metric: Metric
    counts: tuple[str, str]


# SemEval's type is the relaxed one: overlap and the same kind. It can lie below the strict figure where mentions nest,
# for a mention that one layer alone has takes the one inside it.
MEASURES = (
    Measure("mentions", "F1, same span and kind", Metric("mentions", "strict", "f1"), ("mentions", "strict")),
    Measure("mentions", "F1, same span", Metric("mentions", "untyped", "f1"), ("mentions", "untyped")),
    Measure("mentions", "F1, SemEval-2013 type", Metric("mentions", "semeval_type", "f1"), ("mentions", "strict")),
    Measure("coreference", "CoNLL F1", Metric("coreference", "conll", "f1"), ("mentions", "untyped")),
    Measure("triggers", "F1, same span and type", Metric("triggers", "strict", "f1"), ("triggers", "strict")),
    Measure("triggers", "F1, same span", Metric("triggers", "untyped", "f1"), ("triggers", "untyped")),
    Measure("events", "CoNLL F1", Metric("event_coreference", "conll", "f1"), ("triggers", "strict")),
    Measure("arguments", "F1", Metric("arguments", "", "f1"), ("arguments", "")),
    Measure("sources", "F1", Metric("attribution", "", "f1"), ("attribution", "")),
    Measure("stances", "F1 of triples", Metric("stance", "", "f1"), ("stance", "")),
    Measure("stances", "F1 of holder and target", Metric("stance", "holder_target", "f1"), ("stance", "holder_target")),
    Measure("contexts", "F1", Metric("contexts", "", "f1"), ("contexts", "")),
)

ALPHA = "alpha, both have it"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, a fraction, with its interval; ``value`` is ``None`` where there is nothing to agree on.

    ``first`` and ``second`` say how many items each layer has; for alpha, both how many units they share. ``label`` is
    that of a figure by label, which has no interval: many draws of stories have no item of a rare label.
    """

    name: str
    how: str
    value: float | None
    first: int
    second: int
    interval: tuple[float, float] | None = None
    label: str = ""


def f1_figures(
    first: Sequence[Article], second: Sequence[Article], ontology: Ontology, options: Options
) -> Iterator[Figure]:
    """The F1 of each measure, then of each of its labels that a layer uses. F1 is the same both ways round.

    A figure of which neither layer has an item is ``None``: not to see anything there is to agree, which F1, being 0
    there, does not tell.
    """
    statistics = count(first, second, ontology)
    rng = np.random.default_rng(options.seed)
    estimates = bootstrap(statistics, rng=rng, replicates=options.replicates, level=options.level).estimates
    totals = statistics.totals()
    for measure in MEASURES:
        labels, counts = _counts(statistics.layout, measure, totals)
        yield _figure(measure, estimates, "", counts.sum(0))
        for label, of in zip(labels, counts, strict=True):
            if measure.metric._replace(label=label) in estimates and label and of.any():
                yield _figure(measure, estimates, label, of)


def alpha_figures(
    first: Sequence[Article], second: Sequence[Article], ontology: Ontology, options: Options
) -> Iterator[Figure]:
    """Alpha of each property, on the units that both layers have. Draws in which it is undefined are left out."""
    stories = sorted({article.story or article.id for article in first})
    pairs = [(a.story or a.id, list(shared_units(a, b))) for a, b in zip(first, second, strict=True)]
    for name, values in properties(ontology).items():
        tables = np.stack(
            [
                coincidences(
                    [(u.first, u.second) for of, units in pairs if of == story for u in units if u.property == name],
                    values,
                ).ravel()
                for story in stories
            ]
        )
        n_units = round(tables.sum() / 2)
        value, ends = _alpha(tables, len(values), options)
        yield Figure(name, ALPHA, value, n_units, n_units, ends)


def _alpha(tables: Floats, n_values: int, options: Options) -> tuple[float | None, tuple[float, float] | None]:
    shape = (n_values, n_values)
    value = float(alpha(tables.sum(0).reshape(shape)))
    if np.isnan(value):
        return None, None
    rng = np.random.default_rng(options.seed)
    weights = draw_stories(len(tables), rng=rng, replicates=options.replicates)
    draws = np.concatenate([alpha((chunk @ tables).reshape(-1, *shape)) for chunk in weights])
    low, high = interval(draws[~np.isnan(draws)], options.level)
    return value, (float(low), float(high))


def _counts(layout: Layout, measure: Measure, totals: Floats) -> tuple[tuple[str, ...], Floats]:
    """The labels, and how many items of each the first and the second layer have: ``[labels, 2]``."""
    block = layout.block(*measure.counts)
    columns = [Form.MATCHES.value.index(side) for side in ("gold", "predicted")]
    return block.labels, block.of(totals)[:, columns]


def _figure(measure: Measure, estimates: Mapping[Metric, Estimate], label: str, counts: Floats) -> Figure:
    items = round(counts[0]), round(counts[1])
    if not counts.any():
        return Figure(measure.name, measure.how, None, *items, label=label)
    estimate = estimates[measure.metric._replace(label=label)]
    ends = None if label else (estimate.low, estimate.high)
    return Figure(measure.name, measure.how, estimate.value, *items, ends, label)
