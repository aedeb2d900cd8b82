"""The shipped corpus: clean, canonical, with what an issue of the field can rely on."""

import hashlib
import json

import pytest

from actes.agreement.layers import read_layers
from actes.agreement.measures import Options
from actes.agreement.report import make_report
from actes.annotation.canonical import write_annotation
from actes.build.datasheet import render_datasheet
from actes.build.evidence import parse_evidence
from actes.build.figures import count
from actes.checking import check_project, read_corpus
from actes.cli.build import read_evidence
from actes.evaluation.gold import as_records, make_gold
from actes.files import resource_folder
from actes.project import Project, read_annotation
from actes.vocabulary import read_ontology

PROJECT = Project(resource_folder("schema").parent)


@pytest.fixture(scope="module")
def checked():
    return check_project(PROJECT)


def test_nothing_is_wrong_with_the_corpus(checked):
    assert checked.problems == ()


@pytest.mark.parametrize("path", PROJECT.articles(), ids=lambda path: path.stem)
def test_article_is_canonical_and_annotated_in_every_layer(path):
    anchored, problems = read_annotation(PROJECT, path)
    assert not problems
    assert write_annotation(anchored, read_ontology(anchored.file.schema)) == path.read_text(encoding="utf-8")
    assert anchored.file.actors
    assert anchored.file.events
    assert anchored.file.contexts


def test_the_received_text_is_as_received():
    content = (PROJECT.root / "seeds" / "000_8087a1b56f2cf35b.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == "b9145618947b9e6bf4b613cceb647e1d49ab3c3a4e6e32ccaba5b176316c36de"


def test_the_data_sheet_has_not_drifted():
    # If this fails: make datasheet
    corpus, withheld = read_corpus(PROJECT.root)
    evidence = parse_evidence(read_evidence(PROJECT.root))
    sheet = render_datasheet(corpus, count(corpus), withheld, evidence)
    assert (PROJECT.root / "DATASHEET.md").read_text(encoding="utf-8") == sheet


def test_the_results_of_the_readme_are_on_the_test_split_as_it_is():
    # If this fails: python evaluate.py --baseline linear, then --baseline majority, into the table
    corpus, _ = read_corpus(PROJECT.root)
    gold = make_gold(as_records(corpus.articles, "corpus"), read_ontology(), split="test")
    readme = (PROJECT.root / "README.md").read_text(encoding="utf-8")
    assert f"corpus {corpus.version}, gold\n`{gold.digest[:12]}`" in readme


def test_the_splits_follow_time_and_divide_no_story(checked):
    # The received article, of 2024, trains: it was known before any split was drawn.
    days, stories = {}, {}
    for file in (anchored.file for anchored in checked.files):
        stories.setdefault(file.story, set()).add(checked.splits[file.id])
        if file.origin == "written":
            days.setdefault(checked.splits[file.id], []).append(file.date)
    assert {story for story, splits in stories.items() if len(splits) > 1} == set()
    assert max(days["train"]) < min(days["validation"])
    assert max(days["validation"]) < min(days["test"])


def test_every_article_has_two_layers_and_was_adjudicated(checked):
    ids = {anchored.file.id for anchored in checked.files}
    corpus = PROJECT.root / "corpus"
    for layer in ("whole-article", "layer-by-layer"):
        assert {path.stem for path in (corpus / "annotators" / layer).glob("*.yaml") if path.stem != "about"} == ids
    lines = (corpus / "adjudication.tsv").read_text(encoding="utf-8").splitlines()
    assert {line.split("\t")[0] for line in lines[1:]} == ids


def test_all_quad_classes_are_there(checked):
    types = read_ontology().types
    assert {types[event.type].quad for anchored in checked.files for event in anchored.file.events} == {1, 2, 3, 4}


def test_written_texts_share_no_run_of_twelve_words():
    seen = {}
    for path in sorted((PROJECT.root / "seeds").glob("*.txt")):
        words = path.read_text(encoding="utf-8").split()
        for i in range(len(words) - 11):
            run = " ".join(words[i : i + 12])
            assert seen.setdefault(run, path.name) == path.name, run


def test_the_agreement_of_the_data_sheet_is_that_of_the_committed_layers():
    # If this fails: make validity
    committed = json.loads(read_evidence(PROJECT.root)["agreement"])
    layers = read_layers(PROJECT, ["whole-article", "layer-by-layer"])
    options = Options(replicates=1, seed=0, gamma=False)
    report = make_report(layers, read_ontology(), corpus="", options=options).without_list()
    (now,), (then,) = json.loads(report.to_json())["pairs"], committed["pairs"]
    assert [figure["value"] for figure in then["figures"]] == [figure["value"] for figure in now["figures"]]
    assert then["articles"] == now["articles"]
