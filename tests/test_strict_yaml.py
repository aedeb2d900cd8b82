"""The strict YAML reader: strings only, nothing guessed, lines right, hostile input refused quickly."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actes.annotation.strict_yaml import MAX_CHARACTERS, Source, load
from actes.problem import InputError


def refused(text):
    with pytest.raises(InputError) as caught:
        load(text if isinstance(text, bytes) else text.encode(), "f.yaml")
    (problem,) = caught.value.problems
    return problem.code, problem.line


@pytest.mark.parametrize("scalar", ["on", "NO", "yes", "2024-09", "12:30", "010", "1_000", "49.3", "null", "~", "Q42"])
def test_a_scalar_stays_what_was_written(scalar):
    assert load(f"a: {scalar}\n".encode(), "f") == {"a": scalar}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: &x 2\n", "yaml-alias", 2),
        ("a: 1\nb: *x\n", "yaml-alias", 2),
        ("a: 1\n<<: {b: 2}\n", "yaml-key", 2),
        ("? [a]\n: b\n", "yaml-key", 1),
        ("a: 1\n---\nb: 2\n", "yaml-documents", 2),
        ("a: 1\na: 2\n", "yaml-duplicate-key", 2),
        ("a: !!str 1\n", "yaml-tag", 1),
        ("a:\n  exact: mot\n", "yaml-unquoted", 2),
        ("a: 1\nb: [\n", "yaml-syntax", 3),
        ("", "yaml-syntax", 1),
        ("\t- a\n", "yaml-syntax", 1),
        ("a: 1\r\n", "yaml-encoding", 1),
        (b"a: 1\nb: \xe9\n", "yaml-encoding", 2),
        ("a: b # c\n", "yaml-comment", 1),
        ("a: l'affaire # 3\n", "yaml-comment", 1),
        ('é: "ç # d"\nb: "û"\n# fin\n', "yaml-comment", 3),
        ("[" * 100_000, "yaml-size", 1),
        ("[" * 15_000, "yaml-depth", 1),
        ("\n".join("[" * 100_000), "yaml-depth", 13),
        ("- " * 9_000, "yaml-depth", 1),
        ("{a: " * 5_000, "yaml-depth", 1),
        ("a: " + "x" * 30_000, "yaml-size", 1),
        ("a\n" * MAX_CHARACTERS, "yaml-size", 0),
        ("a: \x07\n", "yaml-syntax", 1),
        ("a: &a [x]\nb: [*a, *a]\n", "yaml-alias", 1),
    ],
)
def test_refused_with_its_line(text, code, line):
    assert refused(text) == (code, line)


@pytest.mark.parametrize("text", ['é: "ç # d"\n', "a: 'it''s # 3'\n", "a: b#c\n", "a: |\n  x # y\n"])
def test_a_hash_inside_a_text_is_no_comment(text):
    assert load(text.encode(), "f") == yaml.safe_load(text)


def test_lines_of_places_and_of_the_nearest_place():
    document = Source("f", b"a:\n  - b: 1\n    c: {d: 2,\n      e: 3}\n")
    assert document.line_of(("a",)) == 1
    assert document.line_of(("a", 0, "b")) == 2
    assert document.line_of(("a", 0, "c", "e")) == 4
    assert document.line_of(("a", 0, "zzz")) == 2
    assert document.line_of(("a", 7)) == 1
    assert document.line_of(("a", 0, "b", "deeper")) == 2


values = st.recursive(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdé", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abc", min_size=1), values, min_size=1))
def test_reads_what_pyyaml_writes(value):
    text = yaml.safe_dump(value, default_style='"', allow_unicode=True, default_flow_style=None, width=10_000)
    assert load(text.replace("!!str ", "").encode(), "f") == value


def read_or_refused(content):
    """Whether it is read; anything but one problem is an error of ours."""
    try:
        load(content, "f")
    except InputError as error:
        return len(error.problems) == 1
    return True


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    assert read_or_refused(content)


@given(st.text("[]{}:,-?!&*#|>'\"%@` \nab", max_size=60))
def test_any_yaml_like_text_is_read_or_refused(text):
    assert read_or_refused(text.encode())
