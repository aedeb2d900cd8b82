"""Little git repositories with a valid corpus on main and a branch to work on."""

from __future__ import annotations

import subprocess
from pathlib import Path

from projects import valid_project

from actes.project import Project


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", errors="replace").stdout


def repository(folder: Path) -> Project:
    """The valid project, committed on main; a branch is checked out."""
    project = valid_project(folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / ".gitignore").write_text("/build/\n", encoding="utf-8")
    commit(project)
    git(folder, "checkout", "--quiet", "-b", "work")
    return project


def commit(project: Project) -> None:
    """Commit all there is."""
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", "--allow-empty", "--message", "work")


def changed_lines(project: Project) -> dict[str, set[int]]:
    """What git says has changed since main: the new lines of every file, and those around a gap."""
    changed: dict[str, set[int]] = {}
    lines: set[int] = set()
    for line in git(project.root, "diff", "--unified=0", "--no-renames", "--text", "main").split("\n"):
        if line.startswith("+++ "):
            lines = changed.setdefault(line.removeprefix("+++ b/"), set())
        elif line.startswith("@@ "):
            start, _, count = line.split(" ")[2].removeprefix("+").partition(",")
            first, n = int(start), int(count or 1)
            lines.update(range(first, first + n) if n else (first, first + 1))
    return changed
