"""ACTES: actors, events and stance in French geopolitical news.

``evaluate(gold, predictions)`` scores, ``read_corpus(folder)`` reads the corpus of a checkout.
"""

from typing import Any

__all__ = ["__version__", "evaluate", "read_corpus"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import what is public only when it is used: the commands need not wait for numpy and scipy."""
    if name == "evaluate":
        from actes.evaluation.api import evaluate

        return evaluate
    if name == "read_corpus":
        from actes.checking import read_corpus

        return read_corpus
    raise AttributeError(f"module 'actes' has no attribute {name!r}")
