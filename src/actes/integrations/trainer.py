"""``compute_metrics`` for the transformers ``Trainer``, for each configuration that a classifier is trained on.

::

    names = dataset["train"].features["actor_tags"].feature.names
    trainer = Trainer(..., compute_metrics=token_metrics(names))

The figures are those of the benchmark on the rows that the Trainer sees: what truncation cut off is not among them.
They choose a checkpoint; a score to be quoted comes from ``evaluate.py``. Neither torch nor transformers is imported.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from actes.integrations.figures import SIDES, Figures, pair_figures, set_figures, span_figures

IGNORED = -100
"""The label of what is not scored: special tokens, the later pieces of a word, padding."""


class Evaluated(Protocol):
    """What the Trainer gives: ``transformers.EvalPrediction``."""

    predictions: Any
    label_ids: Any


ComputeMetrics: TypeAlias = Callable[[Evaluated | tuple[Any, Any]], Figures]


def token_metrics(label_names: Sequence[str]) -> ComputeMetrics:
    """Strict span F1, precision and recall over IOB2 tags, and each per label: ``f1``, ``person_f1``.

    Args:
        label_names: the names of the tags, in the order of their numbers: ``features["actor_tags"].feature.names``.

    Raises:
        ValueError: a name is neither O nor B- or I- and a label. Later, when called: the predictions are not one
            number, or one score per name, for each label; one is NaN or has no name.
    """
    labels = tuple(dict.fromkeys(name[2:] for name in label_names if name != "O"))
    odd = [name for name in label_names if name != "O" and (name[:2] not in ("B-", "I-") or not name[2:])]
    if odd or not labels:
        raise ValueError(f"names of IOB2 tags are wanted, such as O, B-person, I-person; not {odd or label_names}")

    def compute_metrics(evaluated: Evaluated | tuple[Any, Any]) -> Figures:
        scores, gold = _arrays(evaluated)
        predicted = _chosen(scores, gold, label_names)
        return span_figures(_tags(gold, gold, label_names), _tags(predicted, gold, label_names), labels)

    return compute_metrics


def pair_metrics(label_names: Sequence[str]) -> ComputeMetrics:
    """``f_avg``, ``accuracy``, ``macro_f1``, and F1, precision and recall per label: ``favor_f1``.

    Args:
        label_names: the names of the labels, in the order of their numbers: ``features["label"].names``.

    Raises:
        ValueError: favor or against is missing. Later, when called: as for :func:`token_metrics`.
    """
    if not set(SIDES) <= set(label_names):
        raise ValueError(f"labels with favor and against are wanted, not {', '.join(label_names)}")

    def compute_metrics(evaluated: Evaluated | tuple[Any, Any]) -> Figures:
        scores, gold = _arrays(evaluated)
        asked = gold != IGNORED
        return pair_figures(gold[asked], _chosen(scores, gold, label_names)[asked], label_names)

    return compute_metrics


def context_metrics(label_names: Sequence[str], *, threshold: float = 0.5) -> ComputeMetrics:
    """Micro F1, precision and recall, ``macro_f1``, and each per label: ``military_f1``.

    Args:
        label_names: the names of the labels, in the order of the columns: ``features["labels"].feature.names``.
        threshold: the probability from which a label is answered. Predictions of floats are logits; those of whole
            numbers or booleans are answers already.

    Raises:
        ValueError: the threshold is not between 0 and 1. Later, when called: predictions and labels are not both
            ``[rows, labels]``; one is NaN.
    """
    if not 0 < threshold < 1:
        raise ValueError(f"a probability between 0 and 1 is wanted, not {threshold}")
    least = math.log(threshold / (1 - threshold))

    def compute_metrics(evaluated: Evaluated | tuple[Any, Any]) -> Figures:
        scores, gold = _arrays(evaluated)
        if not scores.shape == gold.shape == (len(gold), len(label_names)):
            raise ValueError(f"predictions {scores.shape} and labels {gold.shape}, for {len(label_names)} names")
        _refuse_nan(scores[gold != IGNORED])
        answered = scores >= least if scores.dtype.kind == "f" else scores > 0
        return set_figures((gold == 1).astype(np.int64), (answered & (gold != IGNORED)).astype(np.int64), label_names)

    return compute_metrics


def _arrays(evaluated: Evaluated | tuple[Any, Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Scores and labels; of a model that returns more than its scores, these are the first."""
    scores, gold = evaluated if isinstance(evaluated, tuple) else (evaluated.predictions, evaluated.label_ids)
    return np.asarray(scores[0] if isinstance(scores, tuple) else scores), np.asarray(gold).astype(np.int64)


def _chosen(scores: NDArray[Any], gold: NDArray[np.int64], names: Sequence[str]) -> NDArray[np.int64]:
    """The number of the answer for each label: that of the highest score, or what is a number already."""
    asked = gold != IGNORED
    if scores.shape == (*gold.shape, len(names)):
        _refuse_nan(scores[asked])
        numbers = np.asarray(scores.argmax(-1), np.int64)
    elif scores.shape == gold.shape and scores.dtype.kind in "iu":
        numbers = scores.astype(np.int64)
    else:
        raise ValueError(
            f"predictions {scores.shape} of {scores.dtype} for labels {gold.shape} and {len(names)} names; "
            "one score per name, or one whole number, is wanted for each label"
        )
    unnamed = {int(number) for side in (gold, numbers) for number in np.unique(side[asked])} - set(range(len(names)))
    if unnamed:
        raise ValueError(f"no name for {sorted(unnamed)}; there are {len(names)} names")
    return numbers


def _refuse_nan(scores: NDArray[Any]) -> None:
    if scores.dtype.kind == "f" and np.isnan(scores).any():
        raise ValueError(f"{int(np.isnan(scores).sum())} scores are NaN; has training diverged?")


def _tags(numbers: NDArray[np.int64], gold: NDArray[np.int64], names: Sequence[str]) -> Iterator[list[str]]:
    """The tags of each row where there is a label."""
    for row, asked in zip(numbers, gold != IGNORED, strict=True):
        yield [names[number] for number in row[asked]]
