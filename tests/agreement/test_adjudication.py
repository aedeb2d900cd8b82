"""The merged file: agreed parts filled, both readings of the others, no way past the check before they are settled."""

import re

import pytest
from diff.edits import edit
from projects import VALID

from actes.agreement.layers import layer_path, read_checked
from actes.agreement.merge import merge
from actes.annotation.canonical import write_annotation
from actes.annotation.resolve import anchor
from actes.annotation.rules import adjudication
from actes.annotation.strict_yaml import Source
from actes.checking import check_project
from actes.project import read_annotation
from actes.vocabulary import read_ontology

from .annotators import CONTEXT, FORM, KIND, LESS, POLARITY, STATUS, VALUE, annotated_project

ONTOLOGY = read_ontology("1.0")
VALID_FILE = (VALID / "corpus" / "exemple.yaml").read_text(encoding="utf-8")


def merged(project, first="anna", second="bruno"):
    """The canonical text of the merged layers, and how many disputes it holds."""
    sides = [(name, read_checked(project, layer_path(project, name, "exemple"))[0]) for name in (first, second)]
    anchored, problems = anchor(Source("x", b""), merge(*sides), sides[0][1].text)
    assert not problems
    disputes = [finding for rule in adjudication.RULES for finding in rule(anchored, ONTOLOGY)]
    return write_annotation(anchored, ONTOLOGY), len(disputes)


def test_layers_that_agree_give_their_annotation(tmp_path):
    assert merged(annotated_project(tmp_path)) == (VALID_FILE, 0)


def test_ids_are_those_of_the_first(tmp_path):
    other = [
        ("- id: ong\n", "- id: union\n"),
        ("actor: ong}", "actor: union}"),
        ("holder: ong\n", "holder: union\n"),
        ("id: critique", "id: denonciation"),
        ("id: ong-contre-accord", "id: refus"),
    ]
    assert merged(annotated_project(tmp_path, *other)) == (VALID_FILE, 0)


READINGS = (
    "readings:\n{i}  - {{layer: anna, field: {f}, value: {a}}}\n{i}  - {{layer: bruno, field: {f}, value: {b}}}\n"
)


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (KIND, "  - id: ong\n    " + READINGS.format(i="    ", f="kind", a="organisation", b="group")),
        (STATUS, "  - id: critique\n    " + READINGS.format(i="    ", f="status", a="actual", b="possible")),
        (POLARITY, "    " + READINGS.format(i="    ", f="polarity", a="against", b="ambivalent") + "    holder: ong\n"),
        (CONTEXT, READINGS.format(i="", f="contexts", a="diplomatic", b="military") + "contexts: [diplomatic]\n"),
        (
            ('    evidence: {exact: "salué"}', '    evidence: {prefix: "Elle ", exact: "l’a dit"}'),
            READINGS.format(i="    ", f="evidence", a="salué", b='"Elle [l’a dit]"'),
        ),
        (
            ("    link: anne-martin\n", ""),
            "      - {layer: anna, field: link, value: anne-martin}\n      - {layer: bruno, field: link}\n",
        ),
        (LESS, '      - {exact: "Elle", disputed: [anna], form: pronoun}\n'),
        (
            FORM,
            '      - {exact: "chef du port", disputed: [anna], form: nominal}\n'
            '      - {exact: "chef du port", disputed: [bruno], form: metonym}\n',
        ),
        (
            VALUE,
            '      - {role: time, exact: "mardi", value: 2024-05-14, disputed: [anna]}\n'
            '      - {role: time, exact: "mardi", value: 2024-05, disputed: [bruno]}\n',
        ),
        (
            ("      - {role: recipient, actor: president}\n", "      - {role: recipient, actor: ong}\n"),
            "      - {role: recipient, actor: president, disputed: [anna]}\n"
            "      - {role: recipient, actor: ong, disputed: [bruno]}\n",
        ),
        (('      - {exact: "rendue"}\n', ""), '      - {exact: "rendue", disputed: [anna]}\n'),
    ],
)
def test_both_readings_stand_in_the_file(tmp_path, edited, expected):
    content, disputes = merged(annotated_project(tmp_path, edited))
    assert expected in content
    assert disputes == len(re.findall(r"disputed:|layer: anna", content))


OSLO = """\
  - id: visite-oslo
    name: Oslo
    kind: state
    mentions:
      - {exact: "Oslo", suffix: " reçoit"}
"""
DIRE = """\
  - id: dire
    type: ACCUSE
    status: actual
    triggers:
      - {exact: "dit"}
    arguments:
      - {role: actor, actor: visite-oslo}
"""


def test_entries_of_one_layer_alone_are_marked_and_keep_their_references(tmp_path):
    added = ("events:\n", OSLO + "events:\n"), ("stances:\n", DIRE + "stances:\n")
    project = annotated_project(tmp_path, *added)
    edit(project, ("id: soutien\n", "id: visite-oslo\n"), path="corpus/annotators/anna/exemple.yaml")
    content, disputes = merged(project)
    assert "  - id: visite-oslo-2\n    disputed: [bruno]\n    name: Oslo\n" in content
    assert "      - {role: actor, actor: visite-oslo-2}\n" in content
    assert "  - id: dire\n    disputed: [bruno]\n" in content
    assert disputes == 2


def test_either_way_round_there_is_as_much_to_settle(tmp_path):
    project = annotated_project(tmp_path, KIND, STATUS, LESS, VALUE, POLARITY)
    assert merged(project)[1] == merged(project, "bruno", "anna")[1] == 6


def test_the_check_refuses_it_until_all_is_settled(tmp_path):
    project = annotated_project(tmp_path, KIND, LESS)
    content, disputes = merged(project)
    path = project.root / "corpus" / "exemple.yaml"
    path.write_text(content, encoding="utf-8")
    assert [problem.code for problem in check_project(project).problems] == ["adjudication-open"] * disputes
    anchored, _ = read_annotation(project, path)
    assert write_annotation(anchored, ONTOLOGY) == content
    settled = re.sub(r"    readings:\n(?:      - .*\n)*", "", content).replace(", disputed: [anna]", "")
    path.write_text(settled, encoding="utf-8")
    assert check_project(project).problems == ()
    assert settled == VALID_FILE


def test_notes_are_both_kept(tmp_path):
    project = annotated_project(tmp_path)
    for name in ("anna", "bruno"):
        path = layer_path(project, name, "exemple")
        path.write_text(f"{path.read_text(encoding='utf-8')}note: dit {name}\n", encoding="utf-8")
    assert 'note: "anna: dit anna / bruno: dit bruno"\n' in merged(project)[0]
