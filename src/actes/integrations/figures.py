"""Figures of decisions that come as arrays: given pairs, label sets, tagged tokens.

The definitions are those of :mod:`actes.score.figures`, over a fixed label list: a label that neither gold nor
prediction uses counts 0 in a macro figure, and 0/0 is 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from actes.evaluation.tagging import token_spans
from actes.score.figures import f1, ratio

Ints = NDArray[np.int64]
Figures = dict[str, float]
"""``f1``, ``precision``, ``recall`` and ``support``, also ``macro_f1``, and each per label: ``person_f1``."""

SIDES = ("favor", "against")
"""The labels whose mean F1 is ``f_avg``."""


def span_figures(gold: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]], labels: Sequence[str]) -> Figures:
    """Strict micro figures of the spans of IOB2 tags: right if start, end and label are right.

    Tags are read, and those that continue nothing repaired, as predictions are: see
    :func:`actes.evaluation.tagging.token_spans`.

    Args:
        gold: the tags of each sequence of tokens.
        predicted: the same.
        labels: what spans may be labelled.

    Raises:
        ValueError: a tag is not of IOB2 or of no known label; a sequence has not as many tags on both sides.
    """
    counts = np.zeros((len(labels), 3), np.int64)
    number = {label: i for i, label in enumerate(labels)}
    for gold_tags, predicted_tags in zip(gold, predicted, strict=True):
        if len(gold_tags) != len(predicted_tags):
            raise ValueError(f"{len(predicted_tags)} tags predicted for {len(gold_tags)} tokens")
        right, found = set(token_spans(gold_tags)), set(token_spans(predicted_tags))
        for column, spans in enumerate((right & found, found, right)):
            for _, _, label in spans:
                if label not in number:
                    raise ValueError(f"{label!r} is not one of {', '.join(labels)}")
                counts[number[label], column] += 1
    return _match_figures(counts, labels)


def set_figures(gold: Ints, predicted: Ints, labels: Sequence[str]) -> Figures:
    """Micro figures of label sets.

    Args:
        gold: ``[articles, labels]``, 1 where the label belongs to the article, else 0.
        predicted: the same.
        labels: the names of the columns.
    """
    return _match_figures(np.stack([(gold & predicted).sum(0), predicted.sum(0), gold.sum(0)], axis=-1), labels)


def pair_figures(gold: Ints, predicted: Ints, labels: Sequence[str]) -> Figures:
    """``f_avg``, the mean F1 of favor and against with all labels in the denominators, and figures per label.

    Source: SemEval-2016 Task 6, eval.pl.

    Args:
        gold: the number of each pair's label.
        predicted: the number of each pair's answer.
        labels: the names of the numbers, favor and against among them.
    """
    confusion = np.zeros((len(labels), len(labels)), np.int64)
    np.add.at(confusion, (gold, predicted), 1)
    counts = np.stack([confusion.diagonal(), confusion.sum(0), confusion.sum(1)], axis=-1)
    per_label = _label_figures(counts)
    f_avg = float(per_label["f1"][[labels.index(side) for side in SIDES]].mean())
    accuracy = float(confusion.trace() / max(len(gold), 1))
    return {"f_avg": f_avg, "accuracy": accuracy, "support": float(len(gold)), **_named(per_label, labels)}


def _match_figures(counts: Ints, labels: Sequence[str]) -> Figures:
    """From correct, predicted and gold ``[labels, 3]``."""
    micro = {figure: float(values[0]) for figure, values in _label_figures(counts.sum(0, keepdims=True)).items()}
    return {**micro, **_named(_label_figures(counts), labels)}


def _label_figures(counts: Ints) -> dict[str, NDArray[np.float64]]:
    correct, predicted, gold = counts.T.astype(np.float64)
    precision, recall = ratio(correct, predicted), ratio(correct, gold)
    return {"f1": np.asarray(f1(precision, recall)), "precision": precision, "recall": recall, "support": gold}


def _named(per_label: Mapping[str, NDArray[np.float64]], labels: Sequence[str]) -> Figures:
    named = {
        f"{label}_{figure}": float(values[i]) for i, label in enumerate(labels) for figure, values in per_label.items()
    }
    return {"macro_f1": float(per_label["f1"].mean()), **named}
