"""Marks nest in the page whatever overlaps whatever, and stand where they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actes.preview.marks import RANKS, Mark
from actes.preview.nesting import Closing, Cut, Opening, Token, Words, heights, nest

TEXT = "abcdefghijklmnopqrst"


def mark(start: int, end: int, what: str = "mention", name: str = "") -> Mark:
    return Mark(start=start, end=end, what=what, name=name or f"{start}-{end}-{what}")


def drawn(tokens: list[Token]) -> str:
    """``a[bc]d``: brackets with the first letter of what they mark; a slash where a mark goes on after a cut."""
    pieces = []
    for token in tokens:
        match token:
            case Words():
                pieces.append(TEXT[token.start : token.end])
            case Opening():
                pieces.append(f"[{'' if token.first else '/'}")
            case Closing():
                pieces.append(f"{token.mark.what[0] if token.last else '/'}]")
            case Cut():
                pieces.append("|")
    return "".join(pieces)


def test_a_mark_within_another() -> None:
    assert drawn(nest([mark(2, 4), mark(1, 6)], 0, 8)) == "a[b[cdm]efm]gh"


def test_of_marks_on_the_same_words_evidence_is_outside_and_the_trigger_inside() -> None:
    assert drawn(nest([mark(1, 3, "trigger"), mark(1, 3, "evidence"), mark(1, 3)], 0, 4)) == "a[[[bct]m]e]d"


def test_of_marks_that_cross_the_later_is_cut() -> None:
    assert drawn(nest([mark(1, 5), mark(3, 7, "trigger")], 0, 8)) == "a[bc[de/]m][/fgt]h"


def test_a_mark_that_reaches_over_the_paragraph_goes_on_in_the_next() -> None:
    over = mark(2, 8)
    assert drawn(nest([over], 0, 5)) == "ab[cde/]"
    assert drawn(nest([over], 6, 10)) == "[/ghm]ij"
    assert drawn(nest([over], 8, 10)) == "ij"


def test_a_cut_comes_after_what_closes_and_before_what_opens() -> None:
    assert drawn(nest([mark(1, 3), mark(3, 5)], 0, 6, {3, 6})) == "a[bcm]|[dem]f|"


def test_the_lines_under_the_words() -> None:
    tokens = nest([mark(0, 9, "evidence"), mark(1, 6), mark(1, 6, name="again"), mark(2, 3)], 0, 9)
    found = [height for token, height in zip(tokens, heights(tokens), strict=True) if isinstance(token, Opening)]
    assert found == [2, 1, 1, 0]


places = st.integers(0, len(TEXT))
marks = st.lists(
    st.builds(
        lambda number, start, size, what: mark(start, start + size, what, str(number)),
        st.integers(0, 99),
        places,
        st.integers(1, 9),
        st.sampled_from(RANKS),
    ),
    max_size=8,
    unique_by=lambda each: each.name,
)


@given(marks, places, places)
def test_every_text_and_mark_comes_out_whole_and_nested(found: list[Mark], one: int, other: int) -> None:
    start, end = sorted((one, other))
    tokens = nest(found, start, end)
    stack: list[Mark] = []
    covered: dict[str, str] = {}
    told = {each.name: [0, 0] for each in found}
    words = ""
    for token in tokens:
        match token:
            case Opening():
                stack.append(token.mark)
                told[token.mark.name][0] += token.first
            case Closing():
                assert stack.pop() == token.mark
                told[token.mark.name][1] += token.last
            case Words():
                words += TEXT[token.start : token.end]
                for each in stack:
                    covered[each.name] = covered.get(each.name, "") + TEXT[token.start : token.end]
    assert stack == []
    assert words == TEXT[start:end]
    for each in found:
        assert covered.get(each.name, "") == TEXT[max(each.start, start) : max(start, min(each.end, end))]
        begins, ends = start <= each.start < end, start < each.end <= end
        assert told[each.name] == [begins, ends] if covered.get(each.name) else [0, 0]
