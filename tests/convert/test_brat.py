"""brat: what its server does to a file is read, what cannot be kept is refused with the line."""

import re

import pytest
from work import article, exported, imported, written

from actes.annotation.strict_yaml import load
from actes.convert import read_articles
from actes.convert.tools import TOOLS
from actes.problem import InputError

TOOL = "brat"
FILES = exported(TOOL)
ANN = FILES["exemple.ann"].decode()


def back(ann):
    return imported(TOOL, {**FILES, "exemple.ann": ann.encode()})


def problems_of(ann):
    with pytest.raises(InputError) as caught:
        back(ann)
    return [(problem.line, problem.code) for problem in caught.value.problems]


def line_of(pattern, ann=ANN):
    return next(number for number, line in enumerate(ann.split("\n"), 1) if re.search(pattern, line))


def replaced(pattern, new):
    changed, count = re.subn(pattern, new, ANN, count=1, flags=re.MULTILINE)
    assert count == 1
    return changed


def test_it_is_brat_standoff():
    assert ANN.startswith("T1\tarticle 0 23\tOslo reçoit la ministre\n")
    assert re.search(r"^E1\tCONSULT:T\d+ actor:T\d+ recipient:T\d+ place:T\d+ time:T\d+$", ANN, re.MULTILINE)
    assert re.search(r"^\*\tEquiv T\d+ T\d+ T\d+ T\d+$", ANN, re.MULTILINE)
    assert re.search(r"^N1\tReference T\d+ registry:anne-martin\tAnne Martin$", ANN, re.MULTILINE)
    assert "CONSULT | Consultation" in FILES["visual.conf"].decode()


def test_what_the_server_of_brat_changes_by_itself_is_read():
    # A tab more on each N line at every save, a blank after an event without arguments.
    ann = re.sub(r"^(N\d+\t[^\t]+)\t", r"\1\t\t\t\t", ANN, flags=re.MULTILINE)
    ann = re.sub(r"^(E\d+\t\S+)$", r"\1 ", ann, flags=re.MULTILINE)
    assert ann != ANN
    assert written(back(ann).anchored) == written(article())


def test_a_trigger_stands_for_its_event():
    event, trigger = re.search(r"^(E\d+)\tSUPPORT:(T\d+)$", ANN, re.MULTILINE).groups()
    ann = ANN.replace(f"target:{event}", f"target:{trigger}").replace(f"Arg2:{event}", f"Arg2:{trigger}")
    assert written(back(ann).anchored) == written(article())


def test_the_header_can_be_edited():
    ann = replaced("contexts=diplomatic", "contexts=diplomatic military; note=vu\\\\; relu")
    file = load(written(back(ann).anchored).encode(), "f")
    assert file["contexts"] == ["military", "diplomatic"]
    assert file["note"] == "vu; relu"


@pytest.mark.parametrize(
    ("pattern", "new", "codes"),
    [
        (r"^(T3\tperson) (\d+) (\d+)\t(.*)$", r"\1 \2 \3;150 152\t\4", {"import-lost"}),
        (r"^(T3\tperson) \d+", r"\1 3", {"span-text"}),
        (r"^(T3\tperson) \d+ \d+", r"\1 3 9999", {"span-range"}),
        (r"^T3\tperson", "T3\tpersonne", {"import-conflict", "label-unknown"}),
        (r"^(E1\tCONSULT):T\d+", r"\1:T99", {"reference-unknown"}),
        (r"^(E1\tCONSULT.*)$", r"\1 boss:T3", {"import-relation"}),
        (r"^(E1\tCONSULT.*)$", r"\1 actor2:T99", {"reference-unknown"}),
        (r"^(E1)\tCONSULT", r"\1\tACCUSE", {"import-conflict"}),
        (r"^R1\tcoref", "R1\tfriend", {"import-relation"}),
        (r"^\*\tEquiv", "*\tSame", {"import-lost"}),
        (r"^(A1\tform T\d+) \w+", r"\1", {"import-lost"}),
        (r"^(A1\tform T\d+) \w+", r"\1 nom", {"label-unknown"}),
        (r"^A1\tform T\d+", "A1\tform T99", {"reference-unknown"}),
        (r"^A1\tform", "A1\tmood", {"import-lost"}),
        (r"registry:", "Wikidata:", {"import-lost"}),
        (r"AnnotatorNotes (T3|T2)\t.*", r"AnnotatorNotes \1\tpas sûr", {"import-lost"}),
        (r"AnnotatorNotes (T3|T2)\t(.*)$", r"AnnotatorNotes \1\t\2; id=autre", {"import-lost"}),
        (r"^E1\t", "X1\t", {"import-syntax", "import-lost", "label-unknown", "reference-unknown"}),
        (r"^T3\tperson", "T4\tperson", {"id-duplicate", "reference-unknown"}),
        (r"^E1\tC", "E1\r\tC", {"text-line-end"}),
    ],
)
def test_what_cannot_be_kept_is_refused(pattern, new, codes):
    found = problems_of(replaced(pattern, new))
    assert codes & {code for _, code in found}
    consequences = {"reference-unknown", "import-lost", "field-missing", "label-unknown"}  # of it
    assert {code for _, code in found} <= codes | consequences
    assert all(line for line, _ in found)


def test_the_line_is_told():
    assert (line_of("^R1\t"), "import-relation") in problems_of(replaced(r"^R1\tcoref", "R1\tfriend"))


def test_all_files_are_told_of():
    files = {**FILES, "a.txt": b"alone", "b.ann": b"", "b.txt": b"r\r\n", "c.ann": b"\xff", "c.txt": b"c"}
    with pytest.raises(InputError) as caught:
        read_articles(files, TOOLS[TOOL])
    assert {(problem.path, problem.code) for problem in caught.value.problems} == {
        ("a.txt", "file-missing"),
        ("b.txt", "text-line-end"),
        ("c.ann", "import-syntax"),
    }
