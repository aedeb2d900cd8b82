"""Two states of the little valid project, for tests: the second is edited by replacing text in its files."""

import hashlib
from pathlib import Path

from projects import valid_project

from actes.diff.change import Difference
from actes.diff.comparison import compare
from actes.diff.snapshot import read_snapshots
from actes.project import Project

Edit = tuple[str, str]


def edit(project: Project, *edits: Edit, path: str = "corpus/exemple.yaml") -> Project:
    """Replace each text, which must be there once, in a file of the project."""
    file = project.root / path
    content = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert content.count(old) == 1, (old, content.count(old))
        content = content.replace(old, new)
    file.write_text(content, encoding="utf-8")
    return project


def edit_text(project: Project, *edits: Edit) -> Project:
    """The same in the article's text, with the hash that pins it."""
    path = project.root / "seeds" / "exemple.txt"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    edit(project, *edits, path="seeds/exemple.txt")
    return edit(project, (before, hashlib.sha256(path.read_bytes()).hexdigest()))


def two_projects(folder: Path) -> tuple[Project, Project]:
    """Two equal projects."""
    return valid_project(folder / "before"), valid_project(folder / "after")


def difference(before: Project, after: Project) -> Difference:
    """What changed between them."""
    return compare(*read_snapshots(before, after, base="before"))
