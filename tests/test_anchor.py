"""Quotations fit one place or say why not; any span can be quoted back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.annotation.anchor import Anchorable, AnchorError, Span

TEXT = "Choïgou a vu Kim.\n\nKim reçoit Choïgou à l’aube\u00a0: Choïgou rit."


def failure(exact, prefix=None, suffix=None):
    with pytest.raises(AnchorError) as caught:
        Anchorable(TEXT).resolve(exact, prefix, suffix)
    return caught.value


def test_one_place():
    assert Anchorable(TEXT).resolve("reçoit") == Span(23, 29)
    assert Anchorable(TEXT).resolve("Choïgou", prefix="reçoit ") == Span(30, 37)
    assert Anchorable(TEXT).resolve("Kim", suffix=" reçoit") == Span(19, 22)


@pytest.mark.parametrize(
    "quoted", ["l'aube :", "l’aube\u202f:", "l\u02bcaube\u00a0:", unicodedata.normalize("NFD", "à l'aube")]
)
def test_spaces_apostrophes_and_composition_are_folded(quoted):
    assert Anchorable(TEXT).resolve(quoted)


def test_several_places_are_listed_with_what_settles_each():
    error = failure("Choïgou")
    assert error.code == "anchor-ambiguous"
    assert "occurs 3 times" in error.message
    assert 'line 1: suffix " a"' in error.message
    assert 'line 3: prefix "reçoit "' in error.message
    assert 'prefix "l’aube\u00a0: "' in error.message or 'prefix ": "' in error.message


def test_no_place():
    assert failure("Poutine").code == "anchor-missing"
    assert 'there is "Kim"' in failure("kim").message
    assert "not with this prefix" in failure("Kim", prefix="voir ").message


def test_overlapping_places_are_all_found():
    assert len(Anchorable("aaaa").find("aa", None, None)) == 3


@given(st.text("ab l'’é\u00a0\n", min_size=1, max_size=60), st.data())
def test_every_span_can_be_quoted_back(text, data):
    text = unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = Anchorable(text)
    quote = place.quote(Span(start, end))
    assert place.resolve(quote.exact, quote.prefix, quote.suffix) == Span(start, end)


@given(st.text(max_size=40), st.text(min_size=1, max_size=5), st.text(max_size=3), st.text(max_size=3))
def test_any_quotation_fits_or_is_refused(text, exact, prefix, suffix):
    place = Anchorable(unicodedata.normalize("NFC", text))
    try:
        span = place.resolve(exact, prefix, suffix)
    except AnchorError:
        return
    assert 0 <= span.start <= span.end <= len(place.text)
