"""Scoring: gold and predictions to per-document sufficient statistics, and from these to every figure.

::

    statistics = count(gold, predictions, ontology)            # one row per article; merge(parts) joins shards
    figures = metrics(statistics.totals(), statistics.layout)  # {Metric: value}
    intervals = bootstrap(statistics, rng=np.random.default_rng(0))
"""

from actes.score.counting import count
from actes.score.figures import metrics
from actes.score.layout import Block, Form, Layout, layout
from actes.score.resampling import FEW_STORIES, Bootstrap, Estimate, Runs, Spread, bootstrap, summarise_runs
from actes.score.significance import Comparison, Difference, compare, holm
from actes.score.statistics import Row, Statistics, merge
from actes.score.tasks import ACTES_SCORE, TASKS, Metric, Task

__all__ = [
    "ACTES_SCORE",
    "FEW_STORIES",
    "TASKS",
    "Block",
    "Bootstrap",
    "Comparison",
    "Difference",
    "Estimate",
    "Form",
    "Layout",
    "Metric",
    "Row",
    "Runs",
    "Spread",
    "Statistics",
    "Task",
    "bootstrap",
    "compare",
    "count",
    "holm",
    "layout",
    "merge",
    "metrics",
    "summarise_runs",
]
