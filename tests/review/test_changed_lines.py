"""Which lines count as changed, and in which order problems are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import valid_project

from actes.problem import Problem
from actes.project import Project
from actes.review.changed_lines import Nearness, changed_lines, nearest_first, nearness

FILE = "corpus/exemple.yaml"


@pytest.fixture
def projects(tmp_path: Path) -> tuple[Project, Project]:
    return valid_project(tmp_path / "before"), valid_project(tmp_path / "after")


def lines(project: Project) -> list[str]:
    return (project.root / FILE).read_text("utf-8").splitlines(keepends=True)


def write(project: Project, content: list[str]) -> None:
    (project.root / FILE).write_text("".join(content), "utf-8")


def test_nothing_changed(projects: tuple[Project, Project]) -> None:
    assert changed_lines(*projects) == {}


def test_a_changed_an_added_and_a_removed_line(projects: tuple[Project, Project]) -> None:
    before, after = projects
    content = lines(after)
    content[4] = "language: en\n"
    content[10:10] = ["one\n", "two\n"]
    del content[30]
    write(after, content)
    assert changed_lines(before, after) == {FILE: {5, 11, 12, 30, 31}}


def test_lines_gone_at_the_end_and_a_whole_file(projects: tuple[Project, Project]) -> None:
    before, after = projects
    write(after, lines(after)[:-3])
    (after.root / "seeds" / "neuf.txt").write_text("a\nb\n")
    (before.root / "corpus" / "gone.yaml").write_text("a: b\n")
    assert changed_lines(before, after) == {FILE: {len(lines(after))}, "seeds/neuf.txt": {1, 2}}


def test_what_is_no_file_to_be_read_has_no_lines(projects: tuple[Project, Project]) -> None:
    before, after = projects
    (after.root / "corpus" / "lien.yaml").symlink_to("/nowhere")
    (after.root / "corpus" / "dossier.yaml").mkdir()
    (after.root / "corpus" / "dossier.yaml" / "x").write_text("x\n")
    changed = changed_lines(before, after)
    assert changed == {"corpus/lien.yaml": set(), "corpus/dossier.yaml/x": {1}}
    assert nearness(Problem("corpus/lien.yaml", 0, "", "", "file-link"), changed) == Nearness.LINE
    assert nearness(Problem("corpus/dossier.yaml", 0, "", "", "file-unreadable"), changed) == Nearness.LINE


def test_the_nearest_problems_come_first() -> None:
    changed = {"b.yaml": frozenset({7}), "c.yaml": frozenset({1})}
    places = [("a.yaml", 1), ("b.yaml", 2), ("b.yaml", 7), ("b.yaml", 0), ("c.yaml", 1), ("d.yaml", 0)]
    problems = [Problem(path, line, "", "", "format") for path, line in places]
    told = [(p.path, p.line) for p in nearest_first(reversed(problems), changed)]
    assert told == [("b.yaml", 0), ("b.yaml", 7), ("c.yaml", 1), ("b.yaml", 2), ("a.yaml", 1), ("d.yaml", 0)]
