"""The differences between gold and prediction, article by article.

``values`` says what a difference is; ``article`` finds all of one article, with the module of each layer.
"""

from actes.report.faults.article import errors
from actes.report.faults.values import LAYERS, Claim, Fault, Kind

__all__ = ["LAYERS", "Claim", "Fault", "Kind", "errors"]
