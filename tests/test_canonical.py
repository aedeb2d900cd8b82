"""The canonical writer: idempotent, nothing lost, other readers read the same strings."""

import pytest
import yaml
from projects import valid_project

from actes.annotation.canonical import write_annotation
from actes.annotation.resolve import to_article
from actes.annotation.strict_yaml import load
from actes.project import Project, read_annotation
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology("1.0")


@pytest.fixture
def project(tmp_path) -> Project:
    return valid_project(tmp_path)


def rewrite(project, old, new):
    path = project.root / "corpus" / "exemple.yaml"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    anchored, problems = read_annotation(project, path)
    assert not problems
    return anchored


def test_the_valid_file_is_canonical(project):
    path = project.root / "corpus" / "exemple.yaml"
    anchored, _ = read_annotation(project, path)
    assert write_annotation(anchored, ONTOLOGY) == path.read_text(encoding="utf-8")


def test_order_style_and_defaults_do_not_matter(project):
    path = project.root / "corpus" / "exemple.yaml"
    canonical = path.read_text(encoding="utf-8")
    anchored = rewrite(
        project,
        '      - {exact: "reçoit"}\n      - {exact: "rendue"}\n',
        "      - exact: 'rendue'\n      - {'exact': \"re\\u00e7oit\"}\n",
    )
    assert write_annotation(anchored, ONTOLOGY) == canonical


def test_the_graph_survives(project):
    path = project.root / "corpus" / "exemple.yaml"
    anchored, _ = read_annotation(project, path)
    path.write_text(write_annotation(anchored, ONTOLOGY), encoding="utf-8")
    again, _ = read_annotation(project, path)
    assert to_article(again) == to_article(anchored)


@pytest.mark.parametrize(
    "note",
    [
        "on",
        "NO",
        "l'affaire # 3",
        "a: b",
        "- x",
        '"',
        "\\",
        "a\u00a0b",
        "12",
        "fin\u202f!",
        "é" * 200,
        "\uffff",
    ],
)
def test_any_note_is_read_back_by_us_and_by_pyyaml(project, note):
    anchored = rewrite(
        project, "contexts:", f"note: {yaml.safe_dump(note, default_style=chr(34), width=9999)}contexts:"
    )
    text = write_annotation(anchored, ONTOLOGY)
    assert load(text.encode(), "f")["note"] == note
    assert yaml.safe_load(text)["note"] == note
    assert "\u00a0" not in text
