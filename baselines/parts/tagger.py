"""Tagging: a linear classifier proposes tags token by token, and the best valid sequence is taken.

Transitions are counted, not learned jointly; on the sentences that :mod:`.classifier` names they bring F1 from .24 to
.29.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .bio import OUTSIDE, Span, decode
from .classifier import Classifier, fit_classifier
from .document import Document

_FORBIDDEN = -1e9


@dataclass(frozen=True, slots=True)
class Tagger:
    """Emission probabilities of the classifier, transitions counted in training."""

    classifier: Classifier
    transitions: NDArray[np.float64]
    """Log weight of a tag (column) after a tag (row); the last row is the start of a sentence."""

    def tag(self, document: Document, matrix: Any) -> list[Span]:
        """The spans of a document whose token features are the rows of ``matrix``."""
        scores = self.classifier.log_probabilities(matrix) - self.classifier.costs
        tags: list[str] = []
        for first, last in document.sentence_bounds():
            tags += [self.classifier.labels[i] for i in best_path(scores[first:last], self.transitions)]
        return decode(document, tags)


def fit_tagger(
    documents: Sequence[Document], matrix: Any, tags: Sequence[Sequence[str]], *, eagerness: float = 0.0
) -> Tagger:
    """Learn from one tag sequence per document; ``matrix`` has the tokens of all documents as rows, in order.

    ``eagerness`` is what being outside every span costs.
    """
    all_tags = [tag for sequence in tags for tag in sequence]
    classifier = fit_classifier(matrix, all_tags, default=OUTSIDE, eagerness=eagerness)
    sentences = (
        sequence[first:last]
        for document, sequence in zip(documents, tags, strict=True)
        for first, last in document.sentence_bounds()
    )
    return Tagger(classifier, transition_weights(sentences, classifier.labels))


def transition_weights(sentences: Iterable[Sequence[str]], labels: Sequence[str]) -> NDArray[np.float64]:
    """``log P(tag | previous) - log P(tag)``, smoothed by one: what the previous tag adds to what the words say."""
    index = {label: i for i, label in enumerate(labels)}
    counts = np.zeros((len(labels) + 1, len(labels)))
    for tags in sentences:
        path = [len(labels), *(index[tag] for tag in tags)]
        for before, after in pairwise(path):
            counts[before, after] += 1
    prior = (counts.sum(axis=0) + 1) / (counts.sum() + len(labels))
    # One observation in all, spread like the tags themselves: an unseen row says nothing.
    weights: NDArray[np.float64] = np.log((counts + prior) / (counts.sum(axis=1, keepdims=True) + 1)) - np.log(prior)
    for after, label in enumerate(labels):
        if label.startswith("I-"):
            allowed = {index.get(f"B-{label[2:]}"), after}
            weights[[before for before in range(len(labels) + 1) if before not in allowed], after] = _FORBIDDEN
    return weights


def best_path(scores: NDArray[np.float64], transitions: NDArray[np.float64]) -> list[int]:
    """Viterbi: the label of each row of ``scores`` on the path with the highest sum."""
    if not len(scores):
        return []
    best = scores[0] + transitions[-1]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        reached = best[:, None] + transitions[:-1]
        back.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]
