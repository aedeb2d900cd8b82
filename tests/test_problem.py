"""How problems are printed: for people, and as the commands of a GitHub workflow."""

import re

from hypothesis import given
from hypothesis import strategies as st

from actes.printable import printable_lines
from actes.problem import Problem, render_github, render_text

ANYTHING = st.text(st.characters(codec="utf-8"))
COMMAND = re.compile(r"::error file=([^,:]*),line=(\d+),title=([^,:]*)::(.*)")


def unescaped(text: str) -> str:
    """What GitHub's runner reads."""
    for escape, character in (("0D", "\r"), ("0A", "\n"), ("3A", ":"), ("2C", ","), ("25", "%")):
        text = text.replace(f"%{escape}", character)
    return text


def test_an_annotation():
    problem = Problem("corpus/a,b:c.yaml", 7, "actors[0]", "100 % wrong:\r\n::set-output name=x::y", "format")
    assert render_github([problem]) == [
        "::error file=corpus/a%2Cb%3Ac.yaml,line=7,title=format::actors[0]: 100 %25 wrong:%0D%0A::set-output name=x::y"
    ]


def test_a_problem_of_a_whole_file_is_on_its_first_line():
    assert render_github([Problem("a", 0, "", "m", "format")]) == ["::error file=a,line=1,title=format::m"]


@given(ANYTHING, st.integers(0, 10_000), ANYTHING)
def test_github_reads_what_was_meant_on_one_line(path, line, message):
    (printed,) = render_github([Problem(path, line, "", message, "format")])
    assert "\n" not in printed
    assert "\r" not in printed
    found = COMMAND.fullmatch(printed)
    assert found is not None
    assert unescaped(found[1]) == printable_lines(path)
    assert int(found[2]) == max(line, 1)
    assert unescaped(found[4]) == printable_lines(message)
    assert is_harmless(printed)


@given(ANYTHING, ANYTHING)
def test_a_line_for_people_cannot_drive_their_terminal(path, message):
    (printed,) = render_text([Problem(path, 1, "", message, "format")])
    assert is_harmless(printed)


def is_harmless(text):
    return all(c.isprintable() or c in "\u00a0\u202f" for c in text)
