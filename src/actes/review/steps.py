"""The steps of a review. Each says what it found in a line; no step keeps another from being run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from actes.checking import check_project
from actes.diff.change import Difference
from actes.diff.comparison import compare
from actes.diff.snapshot import Readable, read_readable
from actes.diff.version import check_version, demand
from actes.diff.wording import counted, summary
from actes.formatting import format_problem, formatted_files
from actes.preview import Compared, read_preview, render_preview, to_be_shown
from actes.problem import InputError, Problem
from actes.project import Project
from actes.review.changed_lines import Lines, Nearness, changed_lines, nearest_first, nearness
from actes.review.comment import render_comment

COMMENT_FILE = "diff.md"
PREVIEW_FILE = "preview.html"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step found: in a line, as problems, and as files to be written."""

    summary: str
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Review:
    """A working folder and what it is compared with. What several steps need is found out once."""

    before: Project
    after: Project
    base: str
    """What messages call the state to compare with."""
    link: str = ""
    """Goes before the paths of files in the comment."""

    def check(self) -> Outcome:
        """Everything that is wrong with the corpus, on changed lines first."""
        count = len(self.after.articles()) + len(self.after.layers())
        found = self._check_problems
        if not found:
            return Outcome(f"{counted(count, 'annotation file')}, no problem")
        near = sum(nearness(problem, self._changed) == Nearness.LINE for problem in found)
        files = len({problem.path for problem in found})
        text = f"{counted(len(found), 'problem')} in {counted(files, 'file')}, {near or 'none'} on changed lines"
        return Outcome(text, tuple(found))

    def format(self) -> Outcome:
        """Whether every file is in canonical form; what cannot be read is told by the check."""
        found, unreadable = self._unformatted
        text = f"{counted(len(formatted_files(self.after)), 'file')}, {len(found)} to format"
        return Outcome(f"{text}{f', {unreadable} that cannot be read' if unreadable else ''}", tuple(found))

    def version(self) -> Outcome:
        """Whether the version of the corpus rose as what changed asks for."""
        before, after = self._difference.versions
        if before is None or after is None:
            return Outcome(f"none to compare with at {self.base}")
        found = tuple(check_version(self._difference, self.base))
        asked = demand(self._difference).bump.name.lower()
        text = f"{before} -> {after}, {'too low' if found else 'right'}: the changes ask for a rise of {asked}"
        return Outcome(f"{text}{self._left_out}", found)

    def diff(self) -> Outcome:
        """The comment for the pull request."""
        comment = render_comment(
            self._difference,
            [*self._check_problems, *self._unformatted[0]],
            self._changed,
            base=self.base,
            left_out=self._readable.left_out,
            link=self.link,
        )
        return Outcome(f"{summary(self._difference)}{self._left_out}", files={COMMENT_FILE: comment.encode()})

    def preview(self) -> Outcome:
        """The page of the changed articles, and of those with problems."""
        problems = [*self._check_problems, *self._unformatted[0]]
        compared = Compared(self.base, self._readable, self._difference)
        names = to_be_shown(self.after, compared, problems)
        page = render_preview(read_preview(self.after, names, problems, compared))
        return Outcome(counted(len(names), "article"), files={PREVIEW_FILE: page.encode()})

    @cached_property
    def _changed(self) -> Lines:
        return changed_lines(self.before, self.after)

    @cached_property
    def _check_problems(self) -> list[Problem]:
        try:
            return nearest_first(check_project(self.after).problems, self._changed)
        except InputError as error:  # there is no article at all
            return error.problems

    @cached_property
    def _unformatted(self) -> tuple[list[Problem], int]:
        """The problems of files that are not in canonical form, and how many files have none to be told."""
        found = []
        unreadable = 0
        for path in formatted_files(self.after):
            try:
                problem = format_problem(self.after, path)
            except InputError:  # what is wrong with it is told by the check
                unreadable += 1
                continue
            if problem is not None:
                found.append(problem)
        return nearest_first(found, self._changed), unreadable

    @property
    def _left_out(self) -> str:
        """What to add where changes are counted."""
        left = self._readable.left_out
        return f", {counted(len(left), 'article')} left out that cannot be read" if left else ""

    @cached_property
    def _readable(self) -> Readable:
        return read_readable(self.before, self.after, base=self.base)

    @cached_property
    def _difference(self) -> Difference:
        return compare(self._readable.before, self._readable.after)


STEPS: Mapping[str, Callable[[Review], Outcome]] = {
    "check": Review.check,
    "format": Review.format,
    "version": Review.version,
    "diff": Review.diff,
    "preview": Review.preview,
}
"""Every step by its name, in the order in which they are run."""
