"""The two sides of every comparison."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
U = TypeVar("U")


class Sides(NamedTuple, Generic[T]):
    """The same thing of the gold and of the prediction."""

    gold: T
    predicted: T

    def map(self, function: Callable[[T], U]) -> Sides[U]:
        """``function`` of either side."""
        return Sides(function(self.gold), function(self.predicted))

    def zip(self, other: Sides[U]) -> Sides[tuple[T, U]]:
        """Either side with the same side of ``other``."""
        return Sides((self.gold, other.gold), (self.predicted, other.predicted))
