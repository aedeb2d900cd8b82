"""Answers and their figures for the two tasks, by the definitions of the benchmark: see actes.integrations.figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from actes.integrations.figures import Figures, pair_figures, set_figures
from actes.pairs import NONE
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology()
PAIR_LABELS = (NONE, *ONTOLOGY.polarities)
CONTEXTS = tuple(label.name for label in ONTOLOGY.contexts.values())
NO_CONTEXT = "aucun"
OTHER = "autre"
"""The label of all that an answer says and that is no context: wrong, not passed over."""

_LABELS = (*CONTEXTS, OTHER)
_NUMBERS = {label.casefold(): number for number, label in enumerate(_LABELS)}
_SEPARATOR = re.compile(r"[,;.\n]")

PairAnswer = tuple[int, int]
"""The label's number and the answer's."""
ContextAnswer = tuple[list[int], list[int]]
"""The labels' numbers and the answers'."""


def answered_pair(doc: Mapping[str, Any], results: Sequence[tuple[float, bool]]) -> dict[str, PairAnswer]:
    """The most likely choice beside the label, for every figure."""
    answer = (doc["label"], int(np.argmax([likelihood for likelihood, _ in results])))
    return dict.fromkeys(("f_avg", "macro_f1", "accuracy"), answer)


def f_avg(answers: Sequence[PairAnswer]) -> float:
    """Mean F1 of favor and against, all four labels in the denominators."""
    return _pair_figures(answers)["f_avg"]


def macro_f1_of_pairs(answers: Sequence[PairAnswer]) -> float:
    """Mean F1 of the four labels, whether or not they occur."""
    return _pair_figures(answers)["macro_f1"]


def accuracy(answers: Sequence[PairAnswer]) -> float:
    """The share of right answers; most pairs are ``none``."""
    return _pair_figures(answers)["accuracy"]


def context_names(doc: Mapping[str, Any]) -> str:
    """The right answer, for examples in the prompt."""
    return ", ".join(CONTEXTS[number] for number in doc["labels"]) or NO_CONTEXT


def answered_contexts(doc: Mapping[str, Any], results: Sequence[str]) -> dict[str, ContextAnswer]:
    """The contexts named in the answer beside the labels, for every figure."""
    names = [part.strip(" \t«»\"'’*-").casefold() for part in _SEPARATOR.split(results[0])]
    found = sorted({_NUMBERS.get(name, _NUMBERS[OTHER]) for name in names if name not in ("", NO_CONTEXT)})
    return dict.fromkeys(("micro_f1", "macro_f1"), (list(doc["labels"]), found))


def micro_f1(answers: Sequence[ContextAnswer]) -> float:
    """F1 over all labels of all articles; what is no context counts as a wrong one, once per article."""
    return _context_figures(answers, _LABELS)["f1"]


def macro_f1_of_contexts(answers: Sequence[ContextAnswer]) -> float:
    """Mean F1 of the contexts, whether or not they occur."""
    return _context_figures(answers, CONTEXTS)["macro_f1"]


def _pair_figures(answers: Sequence[PairAnswer]) -> Figures:
    gold, predicted = np.array(answers, np.int64).reshape(-1, 2).T
    return pair_figures(gold, predicted, PAIR_LABELS)


def _context_figures(answers: Sequence[ContextAnswer], labels: Sequence[str]) -> Figures:
    gold, predicted = (
        np.array([[number in said for number in range(len(labels))] for said in side], np.int64)
        for side in zip(*answers, strict=True)
    )
    return set_figures(gold, predicted, labels)
