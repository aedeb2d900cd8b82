"""UIMA CAS: UTF-16 outside, code points inside; hostile XML is refused before a library sees it."""

import re

import pytest
from projects import add_article, valid_project
from test_round_trip import HARD, HARD_TEXT
from work import article, exported, imported, written

from actes.convert import read_articles
from actes.convert.archive import unpack
from actes.convert.tools import TOOLS
from actes.problem import InputError

cassis = pytest.importorskip("cassis")
TOOL = "cas"
XMI, TYPES = "exemple.zip/exemple.xmi", "exemple.zip/TypeSystem.xml"


@pytest.fixture(scope="module")
def files():
    return unpack(exported(TOOL))


def problems_of(files):
    with pytest.raises(InputError) as caught:
        imported(TOOL, files)
    return caught.value.problems


def changed(files, pattern, new, path=XMI):
    content, count = re.subn(pattern, new, files[path].decode(), count=1, flags=re.DOTALL)
    assert count == 1
    return {**files, path: content.encode()}


def test_offsets_are_utf_16_in_the_file(tmp_path):
    project = valid_project(tmp_path)
    add_article(tmp_path, "dur", HARD_TEXT, HARD)
    xmi = unpack(exported(TOOL, article(project, "dur")))["dur.zip/dur.xmi"].decode()
    begin = int(re.search(r'Actor [^>]*begin="(\d+)"', xmi)[1])
    assert begin == len(HARD_TEXT[: HARD_TEXT.index("Anne")].encode("utf-16-le")) // 2
    assert begin != HARD_TEXT.index("Anne")


def test_other_tools_sentences_and_tokens_say_nothing(files):
    types = cassis.load_typesystem(files[TYPES].decode())
    token = types.create_type("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    cas = cassis.load_cas_from_xmi(files[XMI].decode(), typesystem=types)
    cas.add(token(begin=0, end=4))
    again = {XMI: cas.to_xmi().encode(), TYPES: types.to_xml().encode()}
    assert written(imported(TOOL, again).anchored) == written(article())


def test_a_layer_or_feature_of_ones_own_is_not_dropped(files):
    types = cassis.load_typesystem(files[TYPES].decode())
    own = types.create_type("webanno.custom.Irony")
    types.create_feature(types.get_type("webanno.custom.Actor"), "mood", "uima.cas.String")
    cas = cassis.load_cas_from_xmi(files[XMI].decode(), typesystem=types)
    cas.add(own(begin=0, end=4))
    cas.select("webanno.custom.Actor")[0].mood = "gai"
    problems = problems_of({XMI: cas.to_xmi().encode(), TYPES: types.to_xml().encode()})
    assert {problem.code for problem in problems} == {"import-lost"}
    assert all(problem.line for problem in problems)
    assert {problem.pointer.split()[0] for problem in problems} == {"Irony", "Actor"}


@pytest.mark.parametrize(
    ("pattern", "new", "code"),
    [
        (r'begin="\d+"', 'begin="9999"', "span-range"),
        (r'end="\d+"', 'end="x"', "span-range"),
        (r'(Actor xmi:id=)"4"', r'\1"3"', "id-duplicate"),
        (r'role="recipient"', 'role="patient"', "import-relation"),
        (r' role="recipient"', "", "import-relation"),
        (r'(role="recipient") target="\d+"', r"\1", "reference-unknown"),
        (r'(role="recipient" target)="\d+"', r'\1="77777"', "import-syntax"),
        (r'kind="person"', 'kind="human"', "label-unknown"),
        (r"<custom:Article", '<custom:Nothing xmi:id="9000"/><custom:Article', "import-syntax"),
        (r"</xmi:XMI>", "", "import-syntax"),
    ],
)
def test_what_cannot_be_kept_is_refused(files, pattern, new, code):
    assert code in {problem.code for problem in problems_of(changed(files, pattern, new))}


def test_what_no_view_shows_is_not_dropped(files):
    hidden = '<custom:Actor xmi:id="9000" sofa="1" begin="0" end="4" kind="state"/><custom:Article'
    (problem,) = problems_of(changed(files, "<custom:Article", hidden))
    assert (problem.code, problem.pointer) == ("import-lost", "Actor #9000")
    assert "in no view" in problem.message


@pytest.mark.parametrize(
    ("pattern", "new", "path"),
    [
        ('sofaString="', 'sofaString="' + "x " * 100_001, XMI),
        ("</types>", "<!--" + "x" * 1_000_000 + "--></types>", TYPES),
        ("<custom:Article", "<!--" + "x" * 16_000_000 + "--><custom:Article", XMI),
    ],
    ids=["text", "type system", "document"],
)
def test_too_much_is_refused(files, pattern, new, path):
    assert {problem.code for problem in problems_of(changed(files, pattern, new, path))} == {"file-size"}


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("path", [XMI, TYPES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(files, path, encoding):
    root = files[path].decode().partition("?>")[2]
    hostile = f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}{root}'.encode(encoding)
    assert {problem.code for problem in problems_of({**files, path: hostile})} == {"xml-doctype"}


def test_a_document_without_its_type_system_is_refused(files):
    problems = problems_of({XMI: files[XMI]})
    assert [problem.code for problem in problems] == ["file-missing"]


def test_without_cassis_the_command_that_installs_it_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "cassis", None)
    with pytest.raises(InputError) as caught:
        read_articles({}, TOOLS[TOOL])
    assert [problem.code for problem in caught.value.problems] == ["extra-missing"]
    assert "actes[cas]" in caught.value.problems[0].message
