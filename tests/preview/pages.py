"""Two states of the valid project as a preview."""

from __future__ import annotations

from actes.checking import check_project
from actes.diff.comparison import compare
from actes.diff.snapshot import read_readable
from actes.preview import Compared, Preview, read_preview, to_be_shown
from actes.project import Project


def preview(before: Project, after: Project) -> Preview:
    """What a reviewer is shown of what changed."""
    found = read_readable(before, after, base="main")
    since = Compared("main", found, compare(found.before, found.after))
    problems = list(check_project(after).problems)
    return read_preview(after, to_be_shown(after, since, problems), problems, since)
