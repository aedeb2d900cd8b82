"""From sums to figures: written once, for totals, for stories and for thousands of resamples alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actes.score.layout import Block, Floats, Form, Layout
from actes.score.tasks import ACTES_SCORE, TASKS, Metric

CONLL_SCHEMES = ("muc", "b_cubed", "ceaf_e")


def metrics(totals: ArrayLike, layout: Layout) -> dict[Metric, Floats]:
    """Every figure of every task.

    Args:
        totals: column sums ``[..., layout.width]``, of a corpus, of each story or of each resample.
        layout: the columns.

    Returns:
        Each figure as an array of the leading shape of ``totals``. Figures are fractions, 0 to 1, but for
        ``support``, the number of gold items (or, for an accuracy, of items asked).

        A ratio 0/0 is 0: what was neither asked nor answered earns nothing, as in seqeval, coval and
        scikit-learn with ``zero_division=0``. A label the gold does not use thus counts 0 in a macro figure, which is
        the mean over the ontology's fixed list and so the same average on every corpus, split and resample. F1 is
        2PR/(P+R), 0 where both are.
    """
    table = np.asarray(totals, dtype=np.float64)
    figures: dict[Metric, Floats] = {}
    for task in TASKS:
        for block in layout.blocks:
            if block.task == task.name:
                for (figure, label), values in _FIGURES[block.form](block, block.of(table)):
                    figures[Metric(block.task, block.scheme, figure, label)] = np.asarray(values)
        if task.headline.scheme == "conll":
            figures[task.headline] = _mean([figures[Metric(task.name, scheme, "f1")] for scheme in CONLL_SCHEMES])
    figures[ACTES_SCORE] = _mean([figures[task.headline] for task in TASKS if task.scored])
    return figures


def ratio(numerator: NDArray[np.float64], denominator: NDArray[np.float64]) -> Floats:
    """The quotient, 0 where the denominator is."""
    return np.divide(numerator, denominator, out=np.zeros(np.shape(denominator)), where=denominator > 0)


def f1(precision: Floats, recall: Floats) -> Floats:
    """The harmonic mean, 0 where both are."""
    return ratio(2 * precision * recall, precision + recall)


def _mean(figures: Sequence[Floats]) -> Floats:
    return sum(figures, np.zeros(())) / len(figures)


_Named = Iterator[tuple[tuple[str, str], Floats]]
"""((figure, label), values)."""


def _matches(block: Block, counts: Floats) -> _Named:
    """Micro over all labels, macro over the fixed list, and each label."""
    correct, predicted, gold = (counts[..., i] for i in range(3))
    yield from _ratios("", correct.sum(-1), predicted.sum(-1), gold.sum(-1), support=gold.sum(-1))
    if len(block.labels) > 1:
        yield from _by_label(block, ratio(correct, predicted), ratio(correct, gold), support=gold)


def _relaxed(block: Block, counts: Floats) -> _Named:
    """SemEval-2013 task 9: half credit for ``partial``, which only the partial scheme counts."""
    correct, incorrect, partial, missed, spurious = (counts[..., i] for i in range(5))
    earned = correct + 0.5 * partial
    predicted = correct + incorrect + partial + spurious
    gold = correct + incorrect + partial + missed
    for i, label in enumerate(block.labels):
        yield from _ratios(label, earned[..., i], predicted[..., i], gold[..., i], support=gold[..., i])


def _clusters(_block: Block, counts: Floats) -> _Named:
    precision, recall = (ratio(counts[..., 0, i], counts[..., 0, i + 1]) for i in (0, 2))
    yield ("precision", ""), precision
    yield ("recall", ""), recall
    yield ("f1", ""), f1(precision, recall)


def _accuracy(_block: Block, counts: Floats) -> _Named:
    right, asked = counts[..., 0, 0], counts[..., 0, 1]
    yield ("accuracy", ""), ratio(right, asked)
    yield ("support", ""), asked


def _confusion(block: Block, counts: Floats) -> _Named:
    """F1 of every label, all answers in the denominators; ``f_avg`` is the mean over favor and against."""
    answered = counts[..., : len(block.labels)]
    correct = np.diagonal(answered, axis1=-2, axis2=-1)
    gold = counts.sum(-1)
    precision, recall = ratio(correct, answered.sum(-2)), ratio(correct, gold)
    per_label = f1(precision, recall)
    sides = [block.labels.index(label) for label in ("favor", "against")]
    yield ("f_avg", ""), per_label[..., sides].mean(-1)
    yield ("accuracy", ""), ratio(correct.sum(-1), gold.sum(-1))
    yield ("support", ""), gold.sum(-1)
    yield from _by_label(block, precision, recall, support=gold)


def _by_label(block: Block, precision: Floats, recall: Floats, *, support: Floats) -> _Named:
    per_label = {"precision": precision, "recall": recall, "f1": f1(precision, recall)}
    for figure, values in per_label.items():
        yield (f"macro_{figure}", ""), values.mean(-1)
    for figure, values in (per_label | {"support": support}).items():
        for i, label in enumerate(block.labels):
            yield (figure, label), values[..., i]


def _ratios(label: str, correct: Floats, predicted: Floats, gold: Floats, *, support: Floats) -> _Named:
    precision, recall = ratio(correct, predicted), ratio(correct, gold)
    yield ("precision", label), precision
    yield ("recall", label), recall
    yield ("f1", label), f1(precision, recall)
    yield ("support", label), support


_FIGURES = {
    Form.MATCHES: _matches,
    Form.RELAXED: _relaxed,
    Form.CLUSTERS: _clusters,
    Form.ACCURACY: _accuracy,
    Form.CONFUSION: _confusion,
}
