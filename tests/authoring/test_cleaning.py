"""Cleaning a received text: every change is told, what would lose something is refused, what is clean stays."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.annotation.text import decode_text
from actes.authoring.cleaning import clean
from actes.files import resource_folder
from actes.problem import InputError

SEEDS = sorted((resource_folder("schema").parent / "seeds").glob("*.txt"))
RECEIVED = "000_8087a1b56f2cf35b"  # as it came, before there were rules
OLDER = ("cp1252", "iso8859-15", "mac-roman", "cp850")


def cleaned(text, **options):
    content = text if isinstance(text, bytes) else text.encode()
    return clean(content, "t.txt", **options)


@pytest.mark.parametrize("path", [p for p in SEEDS if p.stem != RECEIVED], ids=lambda p: p.stem)
def test_a_clean_text_stays_as_it_is(path):
    cleaning = clean(path.read_bytes(), path.name)
    assert cleaning.text.encode() == path.read_bytes()
    assert cleaning.changes == []


@pytest.mark.parametrize("encoding", OLDER)
def test_an_article_in_an_older_encoding_is_read_right_or_refused(encoding):
    right, refused = 0, 0
    for path in SEEDS:
        text = clean(path.read_bytes(), path.name).text
        try:
            content = text.encode(encoding)
        except UnicodeEncodeError:
            continue  # the encoding lacks a character of the article
        try:
            cleaning = clean(content, path.name)
        except InputError as error:
            refused += {problem.code for problem in error.problems} == {"text-encoding"}
            continue
        right += 1
        assert cleaning.text == text
        assert [change.count for change in cleaning.changes] == [sum(not c.isascii() for c in text)]
    assert right > 9 * refused
    assert right > 5


@pytest.mark.parametrize(
    ("received", "text", "told"),
    [
        ("\ufeffTitre\n", "Titre\n", [("byte order mark removed", 1, 1)]),
        ("Titre\n\nÀ\n".encode("utf-16"), "Titre\n\nÀ\n", [("UTF-16 (so its byte order mark says)", 1, 1)]),
        ("Titre\r\n\r\nA.\rB.\r\n", "Titre\n\nA. B.\n", [("carriage returns", 4, 1), ("wrapped lines", 1, 3)]),
        ("Titre\n\nA\u2028b.\u2029C.\n", "Titre\n\nA b.\n\nC.\n", [("paragraph sep", 1, 4)]),
        ("T\n\nUn\u0301 e\u0301te\u0301 là\n", "T\n\nUń été là\n", [("words put into Unicode NFC", 2, 3)]),
        ("T\n\n«\u00a0oui\u00a0» 10\u202f000\n", "T\n\n«\u00a0oui\u00a0» 10\u202f000\n", []),
        ("T\n\na\u00a0 b\u2003c\td\n", "T\n\na\u00a0b c d\n", [("tabs and unusual", 2, 3), ("runs of spaces", 1, 3)]),
        ("T  \n\n  a \n", "T\n\na\n", [("spaces at the ends of lines", 3, 1)]),
        ("T\n\n\x1b[31mrouge\x1b[0m\n\nb\x1b]0;titre\x07\n", "T\n\nrouge\n\nb\n", [("terminal escapes", 3, 3)]),
        ("T\n\nl&#39;&eacute;t&amp;eacute;\n", "T\n\nl'été\n", [("HTML entities", 3, 3)]),
        ("T\n\nR&D; AT&T et &inconnue;\n", "T\n\nR&D; AT&T et &inconnue;\n", []),
        ("T\n\nsou\u00adli\u200bgné \u202eab\u202c\n", "T\n\nsouligné ab\n", [("invisible characters", 4, 3)]),
        ("\n\nT\n\n\n\nA\n\n\n", "T\n\nA\n", [("blank lines at", 4, 1), ("runs of blank lines", 1, 3)]),
        ("T\n\nporte-\nparole\n", "T\n\nporte-parole\n", [("words divided", 1, 3)]),
        ("T\nUn.\nDeux.\n", "T\n\nUn.\n\nDeux.\n", [("line ends taken for ends of paragraphs", 2, 1)]),
        ("T", "T\n", [("final line feed", 1, 1)]),
        ("1 < 2 et <3, a<b, <jean@x.fr>\n", "1 < 2 et <3, a<b, <jean@x.fr>\n", []),
    ],
)
def test_changes_are_made_and_told(received, text, told):
    cleaning = cleaned(received)
    assert cleaning.text == text
    found = [(change.what, change.count, change.line) for change in cleaning.changes]
    for what, count, line in told:
        assert any(w.startswith(what) and (count, line) == (c, n) for w, c, n in found), found
    assert (told == []) == (found == [])


@pytest.mark.parametrize(
    ("received", "code", "line", "said"),
    [
        (b"", "text-empty", 1, ""),
        (b" \n\t\r\n\xc2\xa0\n", "text-empty", 1, ""),
        (b"T\n\na\xff\n", "text-encoding", 3, "byte 4 (0xff)"),
        ("T\n\nÉtat.\n".encode("cp1252"), "text-encoding", 3, "Windows-1252 or Mac Roman"),
        ("Привет, как дела\n".encode("cp1251"), "text-encoding", 1, "byte 0"),
        (b"\xff\xfeT\x00\n", "text-encoding", 0, "byte order mark"),
        ("T\n\nrÃ©union\n".encode(), "text-encoding", 3, "Ã©"),
        ("T\n\nlâ€™accord\n".encode(), "text-encoding", 3, "Windows-1252"),
        ("T\n\nr\ufffdunion\n".encode(), "text-encoding", 3, "lost"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff", "text-encoding", 1, "byte 0 (0x89)"),
        (b"T\n\nun\x00 deux\n", "text-control", 3, "U+0000"),
        (b"T\n\nun\x08 deux\n", "text-control", 3, "U+0008"),
        ("T\n\nl\u0092accord\n".encode(), "text-control", 3, "U+0092"),
        (b"T\n\nx\x1bPabc\n", "text-control", 3, "U+001B"),
        (b"T\n\n&#0; &#x1b;\n", "text-control", 3, "U+FFFD"),
        ("T\n\n\ue000\n".encode(), "text-control", 3, "U+E000"),
        (b"T\n\n<p class='x'>Un</p>\n", "text-html", 3, "2 tags"),
        (b"<!DOCTYPE html>\n\nT\n", "text-html", 1, "a tag"),
        (b"T\n\n&lt;b&gt;\n", "text-html", 3, "a tag"),
        (b"T\n\n<script\nsrc='x'>\n", "text-html", 3, "a tag"),
        (b"T\nUne phrase coup\xc3\xa9e\nen deux.\n", "text-paragraphs", 3, "blank line"),
        (b"x" * 201, "text-headline", 1, "201 characters"),
        (b"Une ligne de texte.\n" * 11 + b"\nUne autre.\n", "text-headline", 1, "--title"),
    ],
)
def test_what_would_lose_something_is_refused(received, code, line, said):
    with pytest.raises(InputError) as caught:
        cleaned(received)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, line), problem
    assert said in problem.message


def test_the_headline_may_be_given():
    long = "Un paragraphe. " * 20
    assert cleaned(long, title="Le  titre\nentier").text == f"Le titre entier\n\n{long.strip()}\n"
    given_again = cleaned(f"L'accord\n\n{long}\n", title="L’accord")
    assert given_again.text.startswith("L'accord\n\nUn")
    with pytest.raises(InputError):
        cleaned(long, title="<b>Titre</b>")


NASTY = st.text(
    st.sampled_from("aé É.-«’' \t\n\n\r\u00a0\u202f\u2003\u0301\u200b\ufeff\x1b[m&;<b>\u0085\u2028\u2029\x00#3"),
    max_size=60,
)


@given(NASTY)
def test_what_is_cleaned_is_clean(text):
    try:
        cleaning = cleaned(text)
    except InputError:
        return
    assert decode_text(cleaning.text.encode(), "t.txt") + "\n" == cleaning.text
    again = cleaned(cleaning.text)
    assert again.text == cleaning.text
    assert again.changes == []


@given(st.text(st.sampled_from("abéÉ.!-«»’' \t\n\n\r\u00a0\u202f\u2003\u0301\u200b\ufeff"), max_size=60))
def test_no_letter_or_sign_is_lost(text):
    try:
        cleaning = cleaned(text)
    except InputError:
        return

    def visible(words):
        kept = "".join(c for c in words if not c.isspace() and c not in "\u200b\ufeff")
        return unicodedata.normalize("NFC", kept)

    # An accent behind a space composes with nothing; without the space it would.
    if not any(c.isspace() and n == "\u0301" for c, n in pairwise(text)):
        assert visible(cleaning.text) == visible(text)
    assert bool(cleaning.changes) == (cleaning.text != text)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_clean_text_or_a_problem(content):
    try:
        text = clean(content, "t.txt").text
    except InputError:
        return
    assert decode_text(text.encode(), "t.txt")
