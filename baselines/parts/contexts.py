"""The contexts of an article: one logistic regression per context over TF-IDF of words and character n-grams.

Contexts are about the article as a whole: a word counts by how often it occurs and by how few articles have it, which
is what TF-IDF says. Its counts are hashed, so that no corpus is too small to have a vocabulary. With few articles per
context no probability comes near a half; so the most probable contexts are predicted, as many as training articles have
on average.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from .classifier import Classifier, fit_classifier

MOST = 3
"""An article has at most three contexts (rule C1 of the guide)."""

_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Contexts:
    """One yes-or-no classifier per context seen in training."""

    weighting: Any
    classifiers: dict[str, Classifier]
    count: int

    def predict(self, text: str) -> list[str]:
        """The most probable contexts, in the order of the alphabet."""
        matrix = self.weighting.transform([text])
        chances = {}
        for label, classifier in self.classifiers.items():
            chances[label] = float(classifier.probabilities(matrix)[0, classifier.labels.index(_YES)])
        return sorted(sorted(chances, key=lambda label: (-chances[label], label))[: self.count])


def fit_contexts(texts: Sequence[str], contexts: Sequence[Sequence[str]]) -> Contexts:
    """Learn the contexts of ``texts``."""
    weighting = _weighting()
    matrix = weighting.fit_transform([*texts, ""])[:-1]
    classifiers = {
        label: fit_classifier(matrix, [_YES if label in labels else _NO for labels in contexts], default=_NO)
        for label in sorted({label for labels in contexts for label in labels})
    }
    return Contexts(weighting, classifiers, usual_count(contexts))


def usual_count(contexts: Sequence[Sequence[str]]) -> int:
    """How many contexts an article has on average, from one to three."""
    return min(max(round(sum(map(len, contexts)) / max(len(contexts), 1)), 1), MOST)


def _weighting() -> Pipeline:
    words = HashingVectorizer(ngram_range=(1, 2), n_features=2**16, norm=None, alternate_sign=False)
    letters = HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), n_features=2**17, norm=None, alternate_sign=False
    )
    return make_pipeline(make_union(words, letters), TfidfTransformer(sublinear_tf=True))
