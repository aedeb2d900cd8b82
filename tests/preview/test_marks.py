"""What became of every mark, and what is shown of an article that is not whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from diff.edits import edit, edit_text, two_projects
from projects import add_article

from actes.preview.marks import Mark, marks_of
from actes.preview.values import ArticlePreview, State
from actes.project import Project

from .pages import preview

Projects = tuple[Project, Project]


@pytest.fixture
def projects(tmp_path: Path) -> Projects:
    return two_projects(tmp_path)


def only(projects: Projects) -> ArticlePreview:
    (shown,) = preview(*projects).articles
    return shown


def found(shown: ArticlePreview) -> dict[tuple[str, str, str], str]:
    """What changed: (what, words, its entry) -> how."""
    assert shown.article is not None
    text = shown.article.text or ""
    return {(m.what, text[m.start : m.end], m.node): m.change for m in marks_of(shown) if m.change}


def test_mentions_added_removed_changed_and_moved(projects: Projects) -> None:
    edit(
        projects[1],
        ('      - {exact: "la ministre", form: nominal}\n', ""),
        ('{exact: "Per Hansen"}', '{exact: "Per Hansen", form: nominal}\n      - {exact: "Elle", form: pronoun}'),
        ('{exact: "Union des ports"}\n      - {exact: "Elle", form: pronoun}', '{exact: "Union des ports"}'),
        ('{exact: "chef du port", form: nominal}', '{exact: "chef du port", form: nominal}\n      - {exact: "ONG"}'),
    )
    assert found(only(projects)) == {
        ("mention", "la ministre", ""): "removed",
        ("mention", "Per Hansen", "a2"): "changed",
        ("mention", "Elle", "a2"): "changed",
        ("mention", "ONG", "a4"): "added",
    }


def test_an_actor_and_an_event_that_are_gone_take_their_marks_with_them(projects: Projects) -> None:
    chef = "  - id: chef\n    name: chef du port\n    kind: person\n    mentions:\n"
    chef += '      - {exact: "chef du port", form: nominal}\n'
    triggers = "".join(f'      - {{exact: "{word}"}}\n' for word in ("reçoit", "rendue", "rencontré"))
    edit(
        projects[1],
        (chef, ""),
        ("  - id: visite\n    type: CONSULT\n    modes: [visit]\n", "  - id: autre\n    type: AID\n"),
        (triggers, '      - {exact: "pêche"}\n'),
    )
    assert found(only(projects)) == {
        ("mention", "chef du port", ""): "removed",
        ("trigger", "reçoit", ""): "removed",
        ("trigger", "rendue", ""): "removed",
        ("trigger", "rencontré", ""): "removed",
        ("trigger", "pêche", "e1"): "added",
        ("slot", "Oslo", "e1"): "added",
        ("slot", "mardi", "e1"): "added",
    }


def test_places_and_times(projects: Projects) -> None:
    edit(
        projects[1],
        ('      - {role: place, prefix: "à ", exact: "Oslo"}\n', '      - {role: place, exact: "port", suffix: "."}\n'),
        ("value: 2024-05-14}", "value: 2024-05-07}"),
    )
    assert found(only(projects)) == {
        ("slot", "Oslo", ""): "removed",
        ("slot", "port", "e1"): "added",
        ("slot", "mardi", "e1"): "changed",
    }


def test_stances(projects: Projects) -> None:
    edit(
        projects[1],
        ('basis: stated\n    evidence: {exact: "salué"}', 'basis: enacted\n    evidence: {exact: "salué"}'),
        ('evidence: {exact: "dénoncé"}', 'evidence: {exact: "a dénoncé"}'),
    )
    assert found(only(projects)) == {("evidence", "a dénoncé", "s2"): "changed"}


def test_what_is_gone_is_shown_where_its_words_stand_now(projects: Projects) -> None:
    edit(
        projects[1],
        ('      - {exact: "Union des ports"}\n', ""),
        ('      - {exact: "Per Hansen"}\n', '      - {exact: "président"}\n'),
    )
    edit_text(
        projects[1],
        ("Oslo reçoit la ministre\n", "La ville d’Oslo reçoit la ministre\n"),
        ("président Per Hansen", "président"),
    )
    shown = only(projects)
    assert ("mention", "Union des ports", "") in found(shown)  # further on by the words put before it
    assert not any(words == "Per Hansen" for _, words, _ in found(shown))  # gone with its words
    assert shown.former_text is not None


def test_the_state_of_every_article(projects: Projects) -> None:
    annotation = (projects[0].root / "corpus/exemple.yaml").read_text("utf-8")
    text = (projects[0].root / "seeds/exemple.txt").read_text("utf-8")
    rest = annotation[annotation.index("date:") :]
    add_article(projects[0].root, "parti", text, rest)
    add_article(projects[1].root, "venu", text, rest)
    for project in projects:
        add_article(project.root, "meme", text, rest)
    edit(projects[1], ("kind: organisation", "kind: group"))
    assert {shown.name: shown.state for shown in preview(*projects).articles} == {
        "exemple": State.CHANGED,
        "parti": State.REMOVED,
        "venu": State.ADDED,
    }


def test_an_article_with_a_problem_is_shown_though_it_did_not_change(projects: Projects) -> None:
    edit(projects[1], ("kind: person", "kind: group"), path="corpus/registry.yaml")
    shown = only(projects)
    assert shown.state == State.SAME
    assert [fault.problem.code for fault in shown.faults] == ["registry-kind"]
    assert shown.faults[0].line == "link: anne-martin"


def test_quotations_that_fit_nowhere_are_left_out_and_counted(projects: Projects) -> None:
    edit(
        projects[1],
        ('{exact: "Anne Martin"}', '{exact: "Anne Martine"}'),
        ('evidence: {exact: "salué"}', 'evidence: {exact: "saluée"}'),
    )
    shown = only(projects)
    assert (shown.lost, shown.state) == (2, State.UNKNOWN)
    assert shown.article is not None
    assert [m.text for m in (shown.article.actors or [])[0].mentions] == ["la ministre", "La ministre", "elle"]
    assert [stance.id for stance in shown.article.stances or []] == ["ong-contre-accord"]
    assert found(shown) == {}


def test_a_problem_with_words_is_marked_on_them(projects: Projects) -> None:
    edit(projects[1], ('{exact: "Per Hansen"}', '{exact: "Per Hansen"}\n      - {exact: "ar"}'))
    shown = only(projects)
    faulty = [mark for mark in marks_of(shown) if mark.faulty]
    assert faulty == []  # the quotation fits several places, so it has no words
    edit(projects[1], ('{exact: "ar"}', '{exact: "anse"}'))
    faulty = [mark for mark in marks_of(only(projects)) if mark.faulty]
    assert [(mark.what, mark.node) for mark in faulty] == [("mention", "a2")]


def test_an_article_that_cannot_be_read_is_shown_by_its_problems(projects: Projects) -> None:
    edit(projects[1], ("type: CONSULT", "type: CONSULTE"))
    shown = only(projects)
    assert (shown.article, shown.state) == (None, State.UNKNOWN)
    assert [(fault.problem.code, fault.line) for fault in shown.faults] == [("label-unknown", "type: CONSULTE")]


def test_marks_have_names_of_their_own(projects: Projects) -> None:
    edit(projects[1], ("kind: organisation", "kind: group"))
    marks: list[Mark] = marks_of(only(projects))
    assert len({mark.name for mark in marks}) == len(marks)
