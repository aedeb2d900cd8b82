"""Whatever the bytes of an annotation file, a text, or splits are: a value, or problems. Never anything else."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mutations import MOVES, PIECES, bounded, lines_moved, mutated
from projects import VALID

from actes.annotation.anchor import Anchorable, AnchorError, Span
from actes.annotation.canonical import write_annotation
from actes.annotation.edtf_date import is_edtf
from actes.annotation.model import AnnotationFile, RegistryFile
from actes.annotation.resolve import anchor
from actes.annotation.rules import check_file
from actes.annotation.rules.corpus import parse_splits
from actes.annotation.strict_yaml import Source, load
from actes.annotation.structure import to_struct
from actes.annotation.text import decode_text
from actes.problem import InputError, Problem, render_github, render_json, render_text
from actes.project import Project
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology()
ROOT = Project(VALID.parents[2])
TEXT = (VALID / "seeds" / "exemple.txt").read_text(encoding="utf-8").removesuffix("\n")
FILES = [(VALID / "corpus" / "exemple.yaml").read_bytes(), ROOT.articles()[0].read_bytes()]
REGISTRY = (VALID / "corpus" / "registry.yaml").read_bytes()
SPLITS = (VALID / "corpus" / "splits.tsv").read_bytes()
YAML_LIKE = st.text("[]{}:,-?!&*#|>'\"%@` \n\t\\ab0é\x1b\u202e", max_size=80).map(str.encode)


def told(problems):
    """Problems can be told, in every way, harmlessly and in one line each."""
    assert problems
    for render in (render_text, render_json, render_github):
        for line in render(problems):
            assert all(character.isprintable() or character in "\u00a0\u202f" for character in line)


def read(content, struct=AnnotationFile):
    """An annotation file, as a command reads it, up to its rules and its canonical form."""
    try:
        source = Source("f.yaml", content)
        file = to_struct(load(content, "f.yaml"), source, struct, ONTOLOGY)
        if struct is not AnnotationFile:
            return
        anchored, problems = anchor(source, file, TEXT)
        problems += check_file(anchored, ONTOLOGY)
        if problems:
            told(problems)
        else:
            canonical = write_annotation(anchored, ONTOLOGY).encode()
            again = to_struct(load(canonical, "f.yaml"), Source("f.yaml", canonical), struct, ONTOLOGY)
            assert write_annotation(anchor(source, again, TEXT)[0], ONTOLOGY).encode() == canonical
    except InputError as error:
        told(error.problems)


@bounded
@given(st.one_of(st.binary(max_size=300), YAML_LIKE))
def test_any_bytes_as_an_annotation_file(content):
    read(content)


@bounded
@given(st.sampled_from(FILES), PIECES)
def test_an_annotation_file_with_something_done_to_it(content, pieces):
    read(mutated(content, pieces))


@bounded
@given(st.sampled_from(FILES), MOVES)
def test_an_annotation_file_with_lines_moved(content, moves):
    read(lines_moved(content, moves))


@bounded
@given(PIECES)
def test_a_registry_with_something_done_to_it(pieces):
    read(mutated(REGISTRY, pieces), RegistryFile)


@bounded
@given(st.one_of(st.binary(max_size=100), PIECES.map(lambda pieces: mutated(SPLITS, pieces))))
def test_any_splits(content):
    try:
        _, _, problems = parse_splits(content, "splits.tsv")
    except InputError as error:
        problems = error.problems
    if problems:
        told(problems)


@bounded
@given(st.one_of(st.binary(max_size=200), PIECES.map(lambda pieces: mutated(TEXT.encode(), pieces))))
def test_any_text(content):
    try:
        text = decode_text(content, "f.txt")
    except InputError as error:
        told(error.problems)
    else:
        assert text.encode() == content.removesuffix(b"\n")


@bounded
@given(st.text("0123456789-/.?~%XuyYESs[]{},T:Z+ étX", max_size=70))
@example("2024-05-14/" * 5)
@example(" ../y+12:30:00E3{")
def test_any_date(value):
    assert is_edtf(value) in (True, False)


PERIODIC = st.tuples(st.text("ab ’'é\u00a0\n", min_size=1, max_size=6), st.integers(1, 4000)).map(lambda t: t[0] * t[1])
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((ROOT.root / "seeds").glob("*.txt"))[:4]]
TEXTS = st.one_of(st.text(max_size=80), PERIODIC, st.sampled_from(SEEDS)).map(
    lambda text: unicodedata.normalize("NFC", text)
)


@bounded
@given(TEXTS, st.data())
def test_any_quotation_fits_one_place_or_is_refused(text, data):
    place = Anchorable(text)
    piece = st.text(max_size=4)
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        piece = st.one_of(piece, st.integers(0, 60).map(lambda length: text[start : start + length]))
    exact, prefix, suffix = data.draw(piece), data.draw(st.none() | piece), data.draw(st.none() | piece)
    if not exact.strip():
        exact += "x"
    try:
        span = place.resolve(exact, prefix, suffix)
    except AnchorError as error:
        told([Problem("f", 0, "", error.message, error.code)])
    else:
        assert 0 <= span.start < span.end <= len(text)


@bounded
@given(TEXTS.filter(bool), st.data())
def test_any_span_is_quoted_so_that_it_is_found_again(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 50)))
    place = Anchorable(text)
    quote = place.quote(Span(start, end))
    assert place.resolve(quote.exact, quote.prefix, quote.suffix) == Span(start, end)


def test_the_files_that_are_mutated_are_valid():
    for content in FILES:
        to_struct(load(content, "f"), Source("f", content), AnnotationFile, ONTOLOGY)
    with pytest.raises(InputError):
        load(b"", "f")
