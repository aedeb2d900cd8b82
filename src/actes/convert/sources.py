"""The files that an import is given: read at the rim, within limits, links refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from actes.convert.archive import MAX_BYTES, MAX_MEMBERS
from actes.files import read_bytes
from actes.problem import InputError, Problem


def read_sources(paths: Sequence[Path]) -> dict[str, bytes]:
    """The content of files, and of all files in folders, by their path.

    Raises:
        InputError: with every link, and every file that is missing, unreadable or too much.
    """
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    left = MAX_BYTES
    for path in _files(paths, problems):
        if len(contents) == MAX_MEMBERS:
            problems.append(Problem(str(path), 0, "", f"more than {MAX_MEMBERS} files", "file-size"))
            break
        try:
            contents[str(path)] = read_bytes(path, str(path), limit=left)
            left -= len(contents[str(path)])
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return contents


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in paths:
        if path.is_symlink():
            problems.append(Problem(str(path), 0, "", "a symbolic link; name the file itself", "file-link"))
        elif path.is_dir():
            yield from _files(sorted(path.iterdir()), problems)
        else:
            yield path
