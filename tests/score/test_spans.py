"""Spans agree with the reference scorers."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from nervaluate import Evaluator
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2
from sklearn.metrics import f1_score, precision_recall_fscore_support

from actes.article import Article
from actes.score import Metric, count, metrics

from .strategies import CONTEXTS, KINDS, ONTOLOGY, Labelled, noisy_spans, with_mentions

TOKENS = 64
EXACT = {"rel": 0, "abs": 1e-12}
SCHEMES = {
    "strict": "semeval_strict",
    "exact": "semeval_exact",
    "partial": "semeval_partial",
    "ent_type": "semeval_type",
}


def noisy_corpus(seed: int, *, nested: bool) -> list[tuple[list[Labelled], list[Labelled]]]:
    rng = Random(seed)  # noqa: S311  # reproducible, not secret
    return [noisy_spans(rng, nested=nested) for _ in range(60)]


def figures(corpus: Sequence[tuple[Sequence[Labelled], Sequence[Labelled]]]) -> dict[str, float]:
    gold = [with_mentions(str(i), spans) for i, (spans, _) in enumerate(corpus)]
    predictions = [with_mentions(str(i), spans) for i, (_, spans) in enumerate(corpus)]
    statistics = count(gold, predictions, ONTOLOGY)
    return {str(name): float(value) for name, value in metrics(statistics.totals(), statistics.layout).items()}


def iob2(spans: Sequence[Labelled]) -> list[str]:
    tags = ["O"] * TOKENS
    for start, end, label in spans:
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


@pytest.mark.parametrize("seed", range(5))
def test_strict_spans_agree_with_seqeval(seed: int) -> None:
    corpus = noisy_corpus(seed, nested=False)
    expected = classification_report(
        *([iob2(side[i]) for side in corpus] for i in (0, 1)), mode="strict", scheme=IOB2, output_dict=True
    )
    ours = figures(corpus)
    for name, macro in (("f1", "f1-score"), ("precision", "precision"), ("recall", "recall")):
        assert ours[f"mentions.strict.{name}"] == pytest.approx(expected["micro avg"][macro], **EXACT)
        assert ours[f"mentions.strict.macro_{name}"] == pytest.approx(expected["macro avg"][macro], **EXACT)
        for kind in KINDS:
            assert ours[f"mentions.strict.{kind}.{name}"] == pytest.approx(expected[kind][macro], **EXACT)
    assert all(ours[f"mentions.strict.{kind}.support"] == expected[kind]["support"] for kind in KINDS)


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_relaxed_schemes_agree_with_nervaluate(seed: int, nested: bool) -> None:
    corpus = noisy_corpus(seed, nested=nested)
    inclusive = [
        [[{"start": start, "end": end - 1, "label": label} for start, end, label in side[i]] for side in corpus]
        for i in (0, 1)
    ]
    expected = Evaluator(*inclusive, tags=list(KINDS), loader="dict").evaluate()
    rng = Random(seed)  # noqa: S311  # reproducible, not secret
    ours = figures([tuple(rng.sample(side, len(side)) for side in sides) for sides in corpus])
    for theirs, scheme in SCHEMES.items():
        for name in ("precision", "recall", "f1"):
            overall = getattr(expected["overall"][theirs], name)
            assert ours[f"mentions.{scheme}.{name}"] == pytest.approx(overall, **EXACT)
            for kind in KINDS:
                per_label = getattr(expected["entities"][kind][theirs], name)
                assert ours[f"mentions.{scheme}.{kind}.{name}"] == pytest.approx(per_label, **EXACT)


@pytest.mark.parametrize("seed", range(5))
def test_contexts_agree_with_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gold, predicted = rng.random((2, 80, len(CONTEXTS))) < [0.5, 0.3, 0.1, 0.0]  # one label never occurs
    sides = [
        [
            Article(str(i), contexts=[c for c, given in zip(CONTEXTS, row, strict=True) if given])
            for i, row in enumerate(s)
        ]
        for s in (gold, predicted)
    ]
    statistics = count(*sides, ONTOLOGY)
    ours = metrics(statistics.totals(), statistics.layout)
    for average, prefix in (("micro", ""), ("macro", "macro_")):
        expected = precision_recall_fscore_support(gold, predicted, average=average, zero_division=0)
        for name, value in zip(("precision", "recall", "f1"), expected[:3], strict=True):
            assert ours[Metric("contexts", "", prefix + name)] == pytest.approx(value, **EXACT)


@pytest.mark.parametrize("seed", range(5))
def test_strict_spans_are_a_multilabel_micro_f1(seed: int) -> None:
    corpus = noisy_corpus(seed, nested=True)
    gold, predicted = ({(i, *span) for i, sides in enumerate(corpus) for span in sides[k]} for k in (0, 1))
    universe = sorted(gold | predicted)
    expected = f1_score([item in gold for item in universe], [item in predicted for item in universe])
    assert figures(corpus)["mentions.strict.f1"] == pytest.approx(expected, **EXACT)
