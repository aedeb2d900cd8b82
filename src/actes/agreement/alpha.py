"""Krippendorff's alpha for nominal data.

Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C (any number of observers, missing data,
nominal). Parity: the package ``krippendorff`` 0.9.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def coincidences(units: Iterable[Sequence[str]], values: Sequence[str]) -> Floats:
    """How often two values meet in a unit: ``[V, V]``, symmetric.

    A unit of m values adds 1/(m - 1) for each of its m (m - 1) ordered pairs. A unit with a single value is paired with
    nothing, and adds nothing.

    Args:
        units: the values that observers gave to each unit; who gave none is left out.
        values: all that can be given, in the order of the table.

    Raises:
        ValueError: a value is not among ``values``.
    """
    place = {value: i for i, value in enumerate(values)}
    table = np.zeros((len(values), len(values)))
    for unit in units:
        try:
            given = [place[value] for value in unit]
        except KeyError as unknown:
            raise ValueError(f"unknown value {unknown}; there are {', '.join(values)}") from None
        for i, one in enumerate(given):
            for j, other in enumerate(given):
                if i != j:
                    table[one, other] += 1 / (len(given) - 1)
    return table


def alpha(table: Floats) -> Floats:
    """Alpha of coincidences ``[..., V, V]``: 1 - observed over expected disagreement.

    With n_c the marginals and n their sum, 1 - (n - 1) (n - sum o_cc) / (n² - sum n_c²). 1 is full agreement, 0 what
    chance would give, and less is possible. NaN where it is undefined: without units, and where all values are the
    same, for then nothing shows that anybody told two things apart.
    """
    marginals = table.sum(-1)
    n = marginals.sum(-1)
    disagreement = n - np.trace(table, axis1=-2, axis2=-1)
    expected = n**2 - (marginals**2).sum(-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * disagreement / expected, np.nan)
