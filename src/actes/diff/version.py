"""The version of the corpus: how much it must rise for what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from actes.diff.change import Change, Difference
from actes.problem import Problem
from actes.project import VERSION_FILE

Numbers = tuple[int, int, int]

_SHOWN = 3


class Bump(IntEnum):
    """Which number of the version rises."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Demand:
    """The rise that a difference asks for, and the changes that ask for it."""

    bump: Bump
    changes: tuple[Change, ...]


def demand(difference: Difference) -> Demand:
    """The greatest rise that any change asks for; the rules stand at :func:`bump_of`."""
    bumps = [bump_of(change, difference) for change in difference.changes]
    highest = max(bumps, default=Bump.NONE)
    asking = (c for c, bump in zip(difference.changes, bumps, strict=True) if bump == highest and bump != Bump.NONE)
    return Demand(highest, tuple(asking))


def bump_of(change: Change, difference: Difference) -> Bump:
    """The rise that one change asks for.

    - major: a new schema version; any change of a test article, a new one included; an article that is removed;
    - minor: a new article in train or validation, or one that moves between the two; an actor, event, stance or
      registry entry whose id is gone or is another;
    - patch: every other correction;
    - none: a note for reviewers, which the dataset does not have.
    """
    if (change.layer, change.field) == ("article", "note"):
        return Bump.NONE
    if (change.layer, change.field) == ("article", "schema"):
        return Bump.MAJOR
    if change.article and "test" in (side.get(change.article) for side in difference.splits):
        return Bump.MAJOR
    if change.layer == "article" and change.action != "changed":
        return Bump.MAJOR if change.action == "removed" else Bump.MINOR
    if (change.layer, change.field) == ("article", "split"):
        return Bump.MINOR
    loses_id = change.layer in ("actor", "event", "stance", "registry") and change.action in (
        "removed",
        "renamed",
        "merged",
    )
    return Bump.MINOR if loses_id else Bump.PATCH


def least_version(before: str, bump: Bump) -> str:
    """The lowest version that ``before`` may rise to.

    While the first number is 0, nothing has been released for good: minor stands for major too.
    """
    major, minor, patch = _numbers(before)
    if bump == Bump.MAJOR and major > 0:
        return f"{major + 1}.0.0"
    if bump >= Bump.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + bump}"


def check_version(difference: Difference, base: str) -> list[Problem]:
    """The problem of a version that did not rise enough since ``base``; none where it did, or there was none."""
    before, after = difference.versions
    if before is None or after is None:
        return []
    asked = demand(difference)
    least = least_version(before, asked.bump)
    if _numbers(after) >= _numbers(least):
        return []
    if asked.bump == Bump.NONE:
        message = f"{after}, but {before} at {base}; a version never falls: write {least} or higher"
    else:
        changed = sorted({change.article or "the registry" for change in asked.changes})
        more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
        message = (
            f"{after}, and {before} at {base}; the changes ask for {least} or higher "
            f"({asked.bump.name.lower()}, for {', '.join(changed[:_SHOWN])}{more})"
        )
    return [Problem(VERSION_FILE, 1, "", message, "version-bump")]


def _numbers(version: str) -> Numbers:
    major, minor, patch = (int(part) for part in version.split("."))
    return major, minor, patch
