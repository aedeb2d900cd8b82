"""Agreement of layers: what is read, what is measured, what is left to settle."""

import json
from dataclasses import replace
from random import Random

import pytest
from diff.edits import edit
from hypothesis import given
from msgspec.structs import replace as replaced
from projects import VALID, add_article, valid_project
from score.strategies import ONTOLOGY, articles, examples, shuffled

from actes.agreement.disagreements import disagreements
from actes.agreement.layers import About, Layer, Layers, read_layers
from actes.agreement.measures import Options, alpha_figures, f1_figures
from actes.agreement.report import make_report
from actes.agreement.units import Unit, shared_units
from actes.checking import read_corpus
from actes.problem import InputError
from actes.vocabulary import read_ontology

from .annotators import CONTEXT, FORM, KIND, LESS, POLARITY, STATUS, add_layer, annotated_project

FAST = Options(replicates=50)


def report_of(project, *names, options=FAST):
    return make_report(read_layers(project, names), read_ontology("1.0"), corpus="1.0.0", options=options)


def figures_of(pair):
    return {(figure.name, figure.how): figure for figure in pair.figures}


def codes_of(run):
    with pytest.raises(InputError) as caught:
        run()
    return [(problem.path, problem.code) for problem in caught.value.problems]


@examples
@given(articles())
def test_a_layer_agrees_with_itself(article):
    article = replaced(article, stances=[replaced(s, id=str(i)) for i, s in enumerate(article.stances)])
    same = shuffled(article, Random(0))  # noqa: S311  # other ids and another order, nothing secret
    figures = [*f1_figures([article], [same], ONTOLOGY, FAST), *alpha_figures([article], [same], ONTOLOGY, FAST)]
    for figure in figures:
        assert figure.first == figure.second
        if figure.value is not None and "CoNLL" not in figure.how and "SemEval" not in figure.how:
            assert figure.value == 1
    assert disagreements([(article, same)]) == ()


def test_the_same_annotation_agrees_in_everything(tmp_path):
    (pair,) = report_of(annotated_project(tmp_path), "anna", "bruno").pairs
    figures = figures_of(pair)
    values = {key: figure.value for key, figure in figures.items()}
    assert values.pop(("coreference", "CoNLL F1")) == pytest.approx(1)
    assert {how: value for (name, how), value in values.items() if value != 1} == {"alpha, both have it": None}
    assert figures["status", "alpha, both have it"].first == 4
    assert pair.todo == ()


def test_figures_by_hand(tmp_path):
    (pair,) = report_of(annotated_project(tmp_path, KIND, LESS, STATUS, POLARITY), "anna", "bruno").pairs
    figures = figures_of(pair)
    strict = figures["mentions", "F1, same span and kind"]
    # Eight mentions and seven; bruno has "Elle" not at all and the other mention of the NGO as one of a group.
    assert (strict.first, strict.second) == (8, 7)
    assert strict.value == pytest.approx(2 * 6 / (8 + 7))
    assert figures["mentions", "F1, same span"].value == pytest.approx(2 * 7 / (8 + 7))
    assert figures["stances", "F1 of triples"].value == pytest.approx(1 / 2)
    assert figures["stances", "F1 of holder and target"].value == 1
    assert figures["contexts", "F1"].value == 1
    # Three persons and an organisation, which is a group to bruno: of 8 values 6 person, 1 organisation, 1 group.
    assert figures["kind", "alpha, both have it"].value == pytest.approx(1 - 7 * 2 / (64 - 36 - 1 - 1))
    # Four events actual to anna, one of them possible to bruno.
    assert figures["status", "alpha, both have it"].value == pytest.approx(1 - 7 * 2 / (64 - 49 - 1))
    assert figures["type", "alpha, both have it"].value == 1
    labels = {(f.name, f.label): (f.value, f.first, f.second) for f in pair.labels if f.how.endswith("and kind")}
    assert labels["mentions", "group"] == (0, 0, 1)
    assert labels["mentions", "organisation"] == (0, 2, 0)
    assert all(figure.interval is None for figure in pair.labels)


def test_what_neither_has_is_no_figure(tmp_path):
    project = annotated_project(tmp_path)
    for name in ("anna", "bruno"):
        path = project.root / "corpus" / "annotators" / name / "exemple.yaml"
        path.write_text(path.read_text(encoding="utf-8").split("stances:\n")[0] + "stances: []\n", encoding="utf-8")
    figures = figures_of(report_of(project, "anna", "bruno").pairs[0])
    assert figures["stances", "F1 of triples"].value is None
    assert figures["polarity", "alpha, both have it"].first == 0


def test_shared_units():
    (article,) = read_layers_of_valid()
    other = replaced(article, events=[replaced(e, id=f"x-{e.id}") for e in article.events], stances=[])
    assert list(shared_units(article, other)).count(Unit("kind", "person", "person")) == 3
    assert [u for u in shared_units(article, other) if u.property == "polarity"] == []
    assert [u.first for u in shared_units(article, article) if u.property == "polarity"] == ["favor", "against"]


def read_layers_of_valid():
    return read_corpus(VALID)[0].articles


def test_disagreements_are_listed_worst_article_first(tmp_path):
    project = annotated_project(tmp_path, STATUS)
    annotation = (VALID / "corpus" / "exemple.yaml").read_text(encoding="utf-8").split("language: fr\n")[1]
    add_article(project.root, "suite", (VALID / "seeds" / "exemple.txt").read_text(encoding="utf-8"), annotation)
    for name in ("anna", "bruno"):
        gold = (project.root / "corpus" / "suite.yaml").read_bytes()
        (project.root / "corpus" / "annotators" / name / "suite.yaml").write_bytes(gold)
    edit(project, CONTEXT, KIND, FORM, path="corpus/annotators/bruno/suite.yaml")
    (pair,) = report_of(project, "anna", "bruno").pairs
    assert [(todo.article, len(todo.changes)) for todo in pair.todo] == [("suite", 4), ("exemple", 1)]
    assert [(c.layer, c.field, c.before, c.after) for c in pair.todo[1].changes] == [
        ("event", "status", ("actual",), ("possible",))
    ]


def test_ids_and_names_are_no_disagreement(tmp_path):
    mine = ("  - id: chef\n    name: chef du port\n", "  - id: responsable\n    name: le chef\n")
    project = annotated_project(tmp_path, mine, ("id: ong-contre-accord", "id: refus"))
    (pair,) = report_of(project, "anna", "bruno").pairs
    assert pair.todo == ()


def test_people_and_models_are_told_apart(tmp_path):
    project = annotated_project(tmp_path, LESS)
    for name in ("modele-a", "modele-b"):
        add_layer(project, name, kind="model")
    report = report_of(project)
    assert [(pair.group, pair.first, pair.second) for pair in report.pairs] == [
        ("People", "anna", "bruno"),
        ("A person and a model", "anna", "modele-a"),
        ("A person and a model", "anna", "modele-b"),
        ("A person and a model", "bruno", "modele-a"),
        ("A person and a model", "bruno", "modele-b"),
        ("Models", "modele-a", "modele-b"),
        ("Gold and a person", "anna", "gold"),
        ("Gold and a person", "bruno", "gold"),
        ("Gold and a model", "modele-a", "gold"),
        ("Gold and a model", "modele-b", "gold"),
    ]
    content = json.loads(report.to_json())
    assert content["layers"][2]["about"]["kind"] == "model"
    assert len(content["pairs"]) == 10
    assert content["pairs"][0]["disagreements"][0]["changes"][0]["detail"] == "Elle"


def test_layers_without_a_common_article_are_named():
    about = About(kind="person", version="1", procedure="p", date="2024")
    (article,) = read_layers_of_valid()
    layers = Layer("a", about, {"exemple": article}), Layer("b", about, {})
    report = make_report(Layers(layers, ()), read_ontology("1.0"), corpus="1.0.0", options=FAST)
    assert (report.pairs, report.apart) == ((), (("a", "b"),))


def test_the_signature_changes_with_the_layers(tmp_path):
    one = report_of(annotated_project(tmp_path / "one"))
    other = report_of(annotated_project(tmp_path / "other", LESS))
    assert one.signature != other.signature
    assert one.signature == report_of(annotated_project(tmp_path / "again")).signature
    assert replace(FAST, seed=1) != FAST


def test_gold_under_adjudication_is_left_out(tmp_path):
    project = edit(annotated_project(tmp_path), ('"chef du port", form', '"chef du port", disputed: [anna], form'))
    report = report_of(project)
    assert report.unsettled == ("exemple",)
    assert report.apart == (("anna", "gold"), ("bruno", "gold"))


def test_problems_of_layers_are_all_told(tmp_path):
    assert codes_of(lambda: read_layers(valid_project(tmp_path))) == [("corpus/annotators", "layer-unknown")]
    project = annotated_project(tmp_path)
    assert codes_of(lambda: read_layers(project, ["ana"])) == [("corpus/annotators/ana", "layer-unknown")]
    edit(project, ('"Per Hansen"', '"Pär Hansen"'), path="corpus/annotators/bruno/exemple.yaml")
    (project.root / "corpus" / "annotators" / "anna" / "about.yaml").unlink()
    assert codes_of(lambda: read_layers(project)) == [
        ("corpus/annotators/anna/about.yaml", "file-missing"),
        ("corpus/annotators/bruno/exemple.yaml", "anchor-missing"),
    ]


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ([("kind: person", "kind: robot")], "field-form"),
        ([("version: guide 1.0\n", "")], "field-missing"),
        ([("date: 2024-05", "date: mai")], "date-invalid"),
        ([("date: 2024-05", "date: 2024-05\nauthor: x")], "field-unknown"),
        ([("kind: person", "kind: [person]")], "field-type"),
    ],
)
def test_about_is_read_strictly(tmp_path, edits, code):
    project = edit(annotated_project(tmp_path), *edits, path="corpus/annotators/anna/about.yaml")
    assert codes_of(lambda: read_layers(project)) == [("corpus/annotators/anna/about.yaml", code)]
