"""Exports made to keep an import busy: refused soon, however much is in them."""

import json

import pytest
from work import article, task

from actes.convert import MAX_REGIONS, MAX_RELATIONS, import_article, read_articles
from actes.convert.brat_lines import MAX_LINES
from actes.convert.tools import TOOLS
from actes.problem import MAX_TOLD, InputError

WORDS = " ".join(f"mot{number:05}" for number in range(MAX_REGIONS + 1))


def regions(count, *, step=9, length=8, label="Actor"):
    for number in range(count):
        place = {"start": step * number, "end": step * number + length}
        name = f"r{number}"
        yield {"id": name, "from_name": "span", "type": "labels", "value": {**place, "labels": [label]}}
        yield {"id": name, "from_name": "kind", "type": "choices", "value": {**place, "choices": ["person"]}}


def relations(count, label, among):
    for number in range(count):
        ends = {"from_id": f"r{number % among}", "to_id": f"r{(number + 1) % among}"}
        yield {"type": "relation", **ends, "direction": "right", "labels": [label]}


def imported(text, results):
    work, _ = task()
    work["data"]["text"] = text
    work["annotations"] = [{"result": list(results)}]
    (came,) = read_articles({"export.json": json.dumps([work]).encode()}, TOOLS["labelstudio"])
    return import_article(came, article())


def codes_of(run):
    with pytest.raises(InputError) as caught:
        run()
    assert len(caught.value.problems) <= MAX_TOLD + 1
    return {problem.code for problem in caught.value.problems}


def test_a_long_chain_of_coreference_is_one_actor():
    chain = [*regions(MAX_REGIONS), *relations(MAX_REGIONS - 1, "coref", MAX_REGIONS)]
    (actor,) = imported(WORDS, chain).anchored.file.actors
    assert len(actor.mentions) == MAX_REGIONS


@pytest.mark.parametrize(
    ("text", "results", "codes"),
    [
        (WORDS, [*regions(MAX_REGIONS + 1)], {"file-size"}),
        (WORDS, [*regions(2), *relations(MAX_RELATIONS + 1, "coref", 2)], {"file-size"}),
        ("x " * 150_000, [], {"file-size"}),
        (WORDS, [*regions(2), *relations(MAX_RELATIONS, "holder", 2)], {"import-relation", "problem-limit"}),
        (WORDS, [*regions(MAX_REGIONS, label="Place")], {"import-lost", "problem-limit"}),
        ("a " * 20_000, [*regions(2_000, step=2, length=1)], {"anchor-ambiguous", "problem-limit"}),
    ],
    ids=["regions", "relations", "text", "bad relations", "loose places", "a text that repeats itself"],
)
def test_too_much_is_refused(text, results, codes):
    assert codes_of(lambda: imported(text, results)) == codes


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["junk"] * (MAX_LINES + 1), {"file-size"}),
        (["A1\tform T1" + " " * 1_000_000 + "!"], {"reference-unknown"}),
        (["R1\tcoref Arg1:E1 Arg2:E2" + " " * 1_000_000 + "!"], {"import-syntax"}),
        (["#1\tAnnotatorNotes T1\t" + "\\" * 1_000_001], {"import-lost"}),
        (["#1\tAnnotatorNotes T1\t" + "a=b;" * 250_000], {"import-lost"}),
        (
            [f"T{n}\tASSAULT {9 * n} {9 * n + 8}\tmot{n:05}" for n in range(MAX_REGIONS)],
            {"label-unknown", "problem-limit"},
        ),
    ],
    ids=["lines", "spaces", "more spaces", "backslashes", "fields", "spans"],
)
def test_long_lines_and_many_are_refused(lines, codes):
    def run():
        files = {"x.txt": WORDS.encode(), "x.ann": "\n".join(lines).encode()}
        (came,) = read_articles(files, TOOLS["brat"])
        import_article(came, article())

    assert codes <= codes_of(run)
