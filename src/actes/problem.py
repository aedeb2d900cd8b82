"""A problem: something wrong with a user's input, said so that they can mend it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actes.codes import CODES
from actes.printable import printable, printable_json, printable_lines

MAX_TOLD = 500
"""Problems of one file that are told at once."""
MAX_SHOWN = 2_000
"""Characters of a problem that are printed."""

Pointer = tuple[str | int, ...]
"""Where in a document: ``("actors", 2, "mentions", 0)``."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem. ``line`` counts from 1; 0 means the file as a whole. ``code`` never changes its meaning."""

    path: str
    line: int
    pointer: str
    message: str
    code: str

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"{self.code!r} is not in actes.codes.CODES")


class InputError(Exception):
    """Input that cannot be used; carries every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(render_text(self.problems)))


def limited(problems: Iterable[Problem], path: str) -> Iterator[Problem]:
    """The first problems of a file; where there are more, that is the last.

    Nobody reads a thousand, and a file made to have a hundred thousand must not keep the checker busy for an hour.
    """
    for number, problem in enumerate(problems):
        if number == MAX_TOLD:
            message = f"more than {MAX_TOLD} problems of this kind; the others are told when these are mended"
            yield Problem(path, 0, "", message, "problem-limit")
            return
        yield problem


def render_pointer(pointer: Pointer) -> str:
    """``actors[2].mentions[0]``."""
    rendered = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in pointer)
    return rendered.removeprefix(".")


def render_text(problems: Iterable[Problem]) -> list[str]:
    """One line per problem: ``path:line pointer: message [code]``."""
    return [_shortened(printable(_text_line(problem))) for problem in problems]


def render_json(problems: Iterable[Problem]) -> list[str]:
    """One JSON object per problem."""
    return [
        printable_json(
            json.dumps(
                {"path": p.path, "line": p.line, "pointer": p.pointer, "message": p.message, "code": p.code},
                ensure_ascii=False,
            )
        )
        for p in problems
    ]


def render_github(problems: Iterable[Problem]) -> list[str]:
    """Workflow commands that GitHub shows on the changed lines of a pull request."""
    lines = []
    for p in problems:
        place = f"file={_github_property(p.path)},line={max(p.line, 1)},title={_github_property(p.code)}"
        text = f"{p.pointer}: {p.message}" if p.pointer else p.message
        lines.append(f"::error {place}::{_github_data(_shortened(text))}")
    return lines


def _text_line(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    pointer = f" {problem.pointer}" if problem.pointer else ""
    return f"{place}{pointer}: {problem.message} [{problem.code}]"


def _shortened(line: str) -> str:
    """A message quotes the input, which may be a megabyte: enough of both ends, the code among them."""
    if len(line) <= MAX_SHOWN:
        return line
    half = MAX_SHOWN // 2
    return f"{line[:half]} … {line[-half:]}"


def _github_data(text: str) -> str:
    """As GitHub's runner reads it, which knows line ends; other control characters have no form there."""
    return printable_lines(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")
