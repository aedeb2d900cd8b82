"""What git knows of a checkout. It is only asked: nothing here changes a repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

from actes.problem import InputError, Problem

MAIN = ("origin/main", "main")
"""What a branch is compared with where nothing is named: the first of these that exists."""


def ask(root: Path, *arguments: str) -> bytes | None:
    """What git prints in the folder ``root``; ``None`` where it refuses, or is not installed."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # a list of arguments, no shell
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def commit(root: Path, revision: str) -> str | None:
    """The full name of the commit that ``revision`` names, if it names one."""
    printed = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return printed.decode("ascii").strip() if printed is not None else None


def branched_from(root: Path, revision: str | None) -> tuple[str, str]:
    """Where the work in ``root`` left ``revision``: what to call the place, and the full name of its commit.

    Comparing with that commit rather than with ``revision`` leaves out what others changed there in the meantime, as
    the page of a pull request does.

    Args:
        root: a folder of the repository.
        revision: a branch, or another revision; by default the first of :data:`MAIN` that there is.

    Raises:
        InputError: there is no such revision, or nothing common in the history that is here.
    """
    names = MAIN if revision is None else (revision,)
    name = next((name for name in names if commit(root, name)), None)
    if name is None:
        message = f"no {' and no '.join(names)} in a git repository here; say with --base what to compare with"
        raise InputError([Problem(names[0], 0, "", message, "revision-unknown")])
    common = ask(root, "merge-base", str(commit(root, name)), "HEAD")
    if common is None:
        message = "HEAD and it have no commit in common here; in a shallow clone: git fetch --unshallow"
        raise InputError([Problem(name, 0, "", message, "revision-unknown")])
    return name, common.decode("ascii").strip()
