"""Scoring: gold and predictions to per-document sufficient statistics, and from these to every figure.

::

    statistics = count(gold, predictions, ontology)            # one row per article; merge(parts) joins shards
    figures = metrics(statistics.totals(), statistics.layout)  # {Metric: value}
    intervals = bootstrap(statistics, rng=np.random.default_rng(0))
"""

from actes.score.counting import count
from actes.score.figures import metrics
from actes.score.layout import Block, Form, Layout, layout
from actes.score.statistics import Row, Statistics, merge
from actes.score.tasks import ACTES_SCORE, TASKS, Metric, Task
