"""Alpha has the values that its author published, and those of the package ``krippendorff``."""

from fractions import Fraction

import numpy as np
import pytest

from actes.agreement.alpha import alpha, coincidences

# The first three are the worked examples of Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, sections A
# to C, which prints .095, .692 and .743: a string for each observer, a point where there is no value. The fourth is
# random. All four values are also those of the package krippendorff 0.9.0, level_of_measurement="nominal":
# 0.09523809523809534, 0.6919642857142858, 0.743421052631579, 0.0945121951219513.
CASES = {
    "A": (["0100000010", "1110010000"], Fraction(2, 21)),
    "B": (["aabbdcccedda", "babbbccceddd"], Fraction(155, 224)),
    "C": (["123321412...", "1233224125.3", ".3332342251.", "12332441251."], Fraction(113, 152)),
    "random": (["21.00020100..010.001", "0.01012.10210120001.", ".2..2211102.2.200.12"], Fraction(31, 328)),
}


def units(observers):
    return [[value for value in column if value != "."] for column in zip(*observers, strict=True)]


def alpha_of(observers):
    values = sorted(set("".join(observers)) - {"."})
    return float(alpha(coincidences(units(observers), values)))


@pytest.mark.parametrize(("observers", "expected"), CASES.values(), ids=CASES)
def test_published_values(observers, expected):
    assert alpha_of(observers) == pytest.approx(float(expected), abs=1e-12)


def test_observers_have_no_order():
    for observers, _ in CASES.values():
        assert alpha_of(observers[::-1]) == pytest.approx(alpha_of(observers), abs=1e-12)


def test_full_agreement_is_1_and_full_disagreement_is_below_0():
    assert alpha_of(["aabbc", "aabbc"]) == 1
    assert alpha_of(["aabb", "bbaa"]) < 0


def test_undefined_without_units_and_without_variation():
    assert np.isnan(alpha(coincidences([], ["a", "b"])))
    assert np.isnan(alpha(coincidences([["a", "a"]] * 5, ["a", "b"])))
    assert np.isnan(alpha(coincidences([["a"], ["b"]], ["a", "b"])))


def test_many_tables_at_once():
    tables = np.stack([coincidences(units(CASES["B"][0]), "abcde"), coincidences([], "abcde")])
    assert alpha(tables) == pytest.approx([155 / 224, np.nan], nan_ok=True)


def test_an_unknown_value_is_refused():
    with pytest.raises(ValueError, match="unknown value 'z'; there are a, b"):
        coincidences([["a", "z"]], ["a", "b"])
