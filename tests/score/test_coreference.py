"""Coreference agrees with coval at commit 87071a6 (github.com/ns-moosavi/coval).

Its five functions were called on these clusters through ``coval.eval.evaluator.evaluate_documents``, outside this
repository; what they gave is written down here, small cases as the fractions they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from actes.article import Actor, Article, Event, Mention, Trigger
from actes.score import Metric, count, metrics

from .strategies import ONTOLOGY, Partition, noisy_partition

PrecisionRecall = tuple[float, float]
METRICS = ("mentions", "muc", "b_cubed", "ceaf_e", "lea")

# gold clusters, predicted clusters, and (precision, recall) for each of METRICS
CASES: dict[str, tuple[Partition, Partition, Sequence[PrecisionRecall]]] = {
    "identical": ([[1, 2, 3], [4, 5], [6]], [[1, 2, 3], [4, 5], [6]], [(1, 1)] * 5),
    "all merged": (
        [[1, 2, 3], [4, 5], [6]],
        [[1, 2, 3, 4, 5, 6]],
        [(1, 1), (3 / 5, 1), (7 / 18, 1), (2 / 3, 2 / 9), (4 / 15, 5 / 6)],
    ),
    "all split": (
        [[1, 2, 3], [4, 5], [6]],
        [[1], [2], [3], [4], [5], [6]],
        [(1, 1), (0, 0), (1, 1 / 2), (13 / 36, 13 / 18), (1 / 6, 1 / 6)],
    ),
    "one moved": (
        [[1, 2, 3], [4, 5]],
        [[1, 2], [3, 4, 5]],
        [(1, 1), (2 / 3, 2 / 3), (11 / 15, 11 / 15), (4 / 5, 4 / 5), (3 / 5, 3 / 5)],
    ),
    "missed and spurious": (
        [[1, 2, 3], [4, 5], [6]],
        [[1, 2], [4, 7], [6, 8], [9]],
        [(4 / 7, 2 / 3), (1 / 3, 1 / 3), (3 / 7, 17 / 36), (59 / 120, 59 / 90), (2 / 7, 1 / 6)],
    ),
    "two for one": (
        [[1, 2, 3, 4], [5, 6]],
        [[1, 2], [3, 4], [5], [6]],
        [(1, 1), (1, 1 / 2), (1, 1 / 2), (1 / 3, 2 / 3), (2 / 3, 2 / 9)],
    ),
    "competing": (
        [[1, 2, 3], [4, 5, 6]],
        [[1, 4, 5], [2, 3, 6]],
        [(1, 1), (1 / 2, 1 / 2), (5 / 9, 5 / 9), (2 / 3, 2 / 3), (1 / 3, 1 / 3)],
    ),
    "singletons alone": ([[1], [2], [3]], [[1], [2], [3]], [(1, 1), (0, 0), (1, 1), (1, 1), (1, 1)]),
    "nothing shared": ([[1, 2]], [[3, 4]], [(0, 0)] * 5),
    "no prediction": ([[1, 2], [3]], [], [(0, 0)] * 5),
    "no gold": ([], [[1, 2], [3]], [(0, 0)] * 5),
    "nothing": ([], [], [(0, 0)] * 5),
}

# 200 documents of noisy_partition(Random(20240514)): 3,717 gold mentions in 1,426 clusters
NOISY = [
    (0.9032782443782172, 0.8969599139090665),
    (0.6573426573426573, 0.6154517677869926),
    (0.7090534266299645, 0.6462271780471942),
    (0.6714692984763316, 0.7279744287828953),
    (0.547460380012534, 0.5023092875796671),
]
NOISY_CONLL = (0.6357078449053201 + 0.6761840955953551 + 0.698581114027193) / 3


def actors(name: str, clusters: Partition) -> Article:
    return Article(
        name,
        actors=[Actor(str(i), [Mention(m, m + 1) for m in cluster], "state") for i, cluster in enumerate(clusters)],
    )


def events(name: str, clusters: Partition) -> Article:
    return Article(
        name,
        events=[Event(str(i), "ACCUSE", [Trigger(m, m + 1) for m in cluster]) for i, cluster in enumerate(clusters)],
    )


@pytest.mark.parametrize(("layer", "task"), [(actors, "coreference"), (events, "event_coreference")])
@pytest.mark.parametrize("case", CASES)
def test_small_cases(case, layer, task) -> None:
    gold, predicted, expected = CASES[case]
    statistics = count([layer("a", gold)], [layer("a", predicted)], ONTOLOGY)
    figures = metrics(statistics.totals(), statistics.layout)
    for scheme, (precision, recall) in zip(METRICS, expected, strict=True):
        assert figures[Metric(task, scheme, "precision")] == pytest.approx(precision, abs=1e-12), scheme
        assert figures[Metric(task, scheme, "recall")] == pytest.approx(recall, abs=1e-12), scheme


def test_noisy_documents() -> None:
    rng = Random(20240514)  # noqa: S311  # reproducible, not secret
    documents = [noisy_partition(rng) for _ in range(200)]
    gold, predictions = ([actors(str(i), document[k]) for i, document in enumerate(documents)] for k in (0, 1))
    statistics = count(gold, predictions, ONTOLOGY)
    figures = metrics(statistics.totals(), statistics.layout)
    for scheme, (precision, recall) in zip(METRICS, NOISY, strict=True):
        assert figures[Metric("coreference", scheme, "precision")] == pytest.approx(precision, rel=0, abs=1e-12)
        assert figures[Metric("coreference", scheme, "recall")] == pytest.approx(recall, rel=0, abs=1e-12)
    assert figures[Metric("coreference", "conll", "f1")] == pytest.approx(NOISY_CONLL, rel=0, abs=1e-12)


def test_singletons_cost_muc_a_third_of_conll() -> None:
    article = actors("a", [[1], [2]])
    statistics = count([article], [article], ONTOLOGY)
    conll = metrics(statistics.totals(), statistics.layout)[Metric("coreference", "conll", "f1")]
    assert conll == pytest.approx(2 / 3)


def test_a_mention_in_two_actors_is_refused() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        count([actors("a", [[1]])], [actors("a", [[1], [1]])], ONTOLOGY)


def test_one_word_may_name_events_of_two_types() -> None:
    article = Article("a", events=[Event("x", "ACCUSE", [Trigger(0, 4)]), Event("y", "ASSAULT", [Trigger(0, 4)])])
    statistics = count([article], [article], ONTOLOGY)
    figures = metrics(statistics.totals(), statistics.layout)
    assert figures[Metric("event_coreference", "b_cubed", "f1")] == 1
    assert figures[Metric("triggers", "strict", "support")] == 2
    assert figures[Metric("triggers", "untyped", "support")] == 1
