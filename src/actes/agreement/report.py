"""The report on agreement: every pair of layers, people and models apart, and what there is to settle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import combinations

import msgspec

from actes.agreement.disagreements import ToDo, disagreements
from actes.agreement.gamma import gammas
from actes.agreement.layers import Layer, Layers
from actes.agreement.measures import Figure, Options, alpha_figures, f1_figures
from actes.article import Article
from actes.ontology import Ontology
from actes.printable import printable_json
from actes.score.resampling import FEW_STORIES

GROUPS = {
    ("person", "person"): "People",
    ("model", "person"): "A person and a model",
    ("model", "model"): "Models",
    ("gold", "person"): "Gold and a person",
    ("gold", "model"): "Gold and a model",
}
"""The kinds of pairs, sorted within, in the order of the report."""

CAUTION = {
    "Models": "Models share their habits, mistakes included: this shows consistency, not that the labels are right.",
    "Gold and a model": "Gold that was made from models' layers resembles them: this does not show that it is right.",
}


@dataclass(frozen=True, slots=True)
class PairReport:
    """Two layers on the articles that both have."""

    first: str
    second: str
    group: str
    articles: int
    stories: int
    figures: tuple[Figure, ...]
    labels: tuple[Figure, ...]
    """The figures by label."""
    todo: tuple[ToDo, ...]

    @property
    def few_stories(self) -> bool:
        """Whether there are too few stories to trust the intervals."""
        return self.stories < FEW_STORIES


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Every pair of layers that share an article, by group; the layers themselves; what the figures come from."""

    signature: str
    layers: tuple[Layer, ...]
    pairs: tuple[PairReport, ...]
    apart: tuple[tuple[str, str], ...]
    """Pairs of layers without an article in common."""
    unsettled: tuple[str, ...]
    """Gold articles left out because they are still drafts or under adjudication."""
    listed: bool = True
    """Whether the disagreements are to be listed, or only counted."""

    def without_list(self) -> AgreementReport:
        """The figures alone."""
        return replace(self, listed=False)

    def to_json(self) -> str:
        """The report as indented JSON."""
        content = {
            "signature": self.signature,
            "layers": [
                {
                    "name": layer.name,
                    "kind": layer.kind,
                    "articles": sorted(layer.articles),
                    "about": msgspec.to_builtins(layer.about),
                }
                for layer in self.layers
            ],
            "pairs": [_pair_json(pair, listed=self.listed) for pair in self.pairs],
            "without_common_article": [list(pair) for pair in self.apart],
            "unsettled": list(self.unsettled),
        }
        return printable_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def make_report(layers: Layers, ontology: Ontology, *, corpus: str, options: Options) -> AgreementReport:
    """Compare every two layers on the articles they share."""
    pairs, apart = [], []
    for first, second in combinations(layers.layers, 2):
        common = sorted(first.articles.keys() & second.articles.keys())
        if common:
            pairs.append(_pair_report(first, second, common, ontology, options))
        else:
            apart.append((first.name, second.name))
    order = list(GROUPS.values())
    return AgreementReport(
        _signature(layers.layers, ontology, corpus, options),
        layers.layers,
        tuple(sorted(pairs, key=lambda pair: (order.index(pair.group), pair.first, pair.second))),
        tuple(apart),
        layers.unsettled,
    )


def _pair_report(
    first: Layer, second: Layer, common: Sequence[str], ontology: Ontology, options: Options
) -> PairReport:
    ours, theirs = [first.articles[name] for name in common], [second.articles[name] for name in common]
    f1 = list(f1_figures(ours, theirs, ontology, options))
    figures = [figure for figure in f1 if not figure.label]
    figures += alpha_figures(ours, theirs, ontology, options)
    if options.gamma:
        figures += _gamma_figures(list(zip(ours, theirs, strict=True)), figures, options)
    one, other = sorted((first.kind, second.kind))
    return PairReport(
        first.name,
        second.name,
        GROUPS[one, other],
        len(common),
        len({article.story or article.id for article in ours}),
        tuple(figures),
        tuple(figure for figure in f1 if figure.label),
        disagreements(zip(ours, theirs, strict=True)),
    )


def _gamma_figures(
    pairs: Sequence[tuple[Article, Article]], figures: Sequence[Figure], options: Options
) -> list[Figure]:
    """Gamma has no interval: it is a mean over articles, each with an estimate of chance of its own."""
    items = {figure.name: (figure.first, figure.second) for figure in reversed(figures)}
    values = gammas(pairs, seed=options.seed)
    return [Figure(layer, "gamma, mean of articles", value, *items[layer]) for layer, value in values.items()]


def _signature(layers: Sequence[Layer], ontology: Ontology, corpus: str, options: Options) -> str:
    digest = hashlib.sha256("".join(f"{layer.name} {layer.digest}\n" for layer in layers).encode()).hexdigest()
    return (
        f"actes {version('actes')} | schema {ontology.version} | corpus {corpus} | layers {digest[:12]} | "
        f"{options.replicates} replicates over stories, {100 * options.level:g} %, seed {options.seed}"
    )


def _pair_json(pair: PairReport, *, listed: bool) -> dict[str, object]:
    return {
        "first": pair.first,
        "second": pair.second,
        "group": pair.group,
        "articles": pair.articles,
        "stories": pair.stories,
        "few_stories": pair.few_stories,
        "figures": [_figure_json(figure) for figure in pair.figures],
        "labels": [_figure_json(figure) for figure in pair.labels],
        "disagreements": [
            {"article": todo.article, "changes": [change.to_json() for change in todo.changes]}
            for todo in pair.todo
            if listed
        ],
    }


def _figure_json(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "how": figure.how,
        **({"label": figure.label} if figure.label else {}),
        "value": figure.value,
        "interval": figure.interval,
        "first": figure.first,
        "second": figure.second,
    }
