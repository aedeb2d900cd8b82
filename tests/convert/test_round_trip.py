"""Every article of the corpus, and a hard one, comes back from every tool as it went, byte for byte."""

import json
from pathlib import Path

import pytest
from projects import add_article, valid_project
from work import ONTOLOGY, article, written

from actes.convert import export_articles, import_article, read_articles
from actes.convert.standoff import RELATIONS, ROLE_LABELS
from actes.convert.tools import TOOLS, label_studio
from actes.project import Project

CORPUS = Project(Path(__file__).parents[2])
FORMATS = {**TOOLS, "predictions": label_studio(predictions=True)}
HARD_TEXT = (
    "À 🇫🇷 « l’été » 👩‍👩‍👧 a dit\tnon.\n\nAnne \U0001f389 Martin\u00a0! Anne Martin\u202f? l’ONU & <l’ONU> ; a=b \\n\n"
)
HARD = r"""date: 2024-05-14
story: dur-2024
origin: written
licence: CC-BY-4.0
contexts: []
actors:
  - id: anne-martin
    name: "Anne ; Martin = \\ \"<&>\" 🎉"
    kind: person
    mentions:
      - {exact: "Anne \U0001f389 Martin"}
      - {exact: "Anne Martin"}
  - id: onu
    name: ONU
    kind: organisation
    country: UNO
    sectors: [GOV, MIL]
    mentions:
      - {prefix: "l'", exact: "ONU", suffix: " &"}
      - {exact: "ONU", suffix: ">", form: nominal}
events:
  - id: refus
    type: REJECT
    status: possible
    sources: [onu, anne-martin]
    triggers:
      - {exact: "dit"}
    arguments:
      - {role: actor, actor: onu}
      - {role: time, exact: "été", value: 2024-06/..}
stances:
  - id: auteur-contre-refus
    holder: author
    target: refus
    polarity: against
    basis: stated
    evidence: {exact: "non"}
  - id: onu-contre-anne
    holder: onu
    target: anne-martin
    polarity: ambivalent
    basis: attributed
    sources: [anne-martin]
    evidence: {exact: "non"}
note: "Une ligne.\nUne autre ; « a=b » \\ fin 🎉"
"""


def pytest_generate_tests(metafunc):
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", CORPUS.articles(), ids=lambda path: path.stem)
    if "tool" in metafunc.fixturenames:
        metafunc.parametrize("tool", FORMATS.values(), ids=FORMATS)


def needs(tool):
    if tool.title == "UIMA CAS":
        pytest.importorskip("cassis")
    return tool


def returned(anchored, tool, previous=None):
    (came,) = read_articles(export_articles([anchored], needs(tool), ONTOLOGY), tool)
    return import_article(came, previous)


def test_every_article_comes_back(path, tool):
    anchored = article(CORPUS, path.stem)
    back = returned(anchored, tool, anchored)
    assert written(back.anchored) == path.read_text(encoding="utf-8")
    assert back.named == ()


def test_a_hard_article_comes_back(tool, tmp_path):
    project = valid_project(tmp_path)
    add_article(tmp_path, "dur", HARD_TEXT, HARD)
    anchored = article(project, "dur")
    assert written(returned(anchored, tool, anchored).anchored) == written(anchored)


def test_a_region_has_one_relation_to_another(path):
    # Of two, the page of Label Studio keeps the first when an annotator presses Update.
    files = export_articles([article(CORPUS, path.stem)], TOOLS["labelstudio"], ONTOLOGY)
    (task,) = json.loads(files["tasks.json"])
    relations = [r for r in task["annotations"][0]["result"] if r["type"] == "relation"]
    assert len({(r["from_id"], r["to_id"]) for r in relations}) == len(relations)


def test_without_the_file_in_the_corpus_the_graph_comes_back_with_the_shortest_quotations(tool):
    anchored = article()
    alone = returned(anchored, tool).anchored
    assert alone.file.actors[0].mentions[0].exact == "la ministre"
    assert set(alone.spans.values()) == set(anchored.spans.values())


def test_an_export_is_the_same_bytes_each_time(tool):
    articles = [article(CORPUS, path.stem) for path in CORPUS.articles()[:2]]
    assert export_articles(articles, needs(tool), ONTOLOGY) == export_articles(articles, tool, ONTOLOGY)


def test_every_role_has_a_relation():
    assert set(ROLE_LABELS) == set(ONTOLOGY.roles)
    assert set(ROLE_LABELS) < set(RELATIONS)
