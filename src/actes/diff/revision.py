"""The corpus as it was in a revision of git."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actes import git
from actes.files import write_folder
from actes.problem import InputError, Problem
from actes.project import Project

_FOLDERS = ("corpus", "seeds")


@contextmanager
def base_project(base: str, root: Path) -> Iterator[Project]:
    """The project to compare with: the folder ``base`` if it has a corpus, else that revision of git.

    Args:
        base: a folder, or what git calls a revision.
        root: the project whose repository is asked. It may lie anywhere in it.

    Raises:
        InputError: ``base`` is neither, or the revision has no corpus.
    """
    if (Path(base) / "corpus").is_dir():
        yield Project(Path(base))
        return
    files = _revision_files(base, root)
    with tempfile.TemporaryDirectory(prefix="actes-") as temporary:
        folder = Path(temporary) / "base"
        write_folder(files, folder, marker="corpus")
        yield Project(folder)


def _revision_files(revision: str, root: Path) -> dict[str, bytes]:
    """The ordinary files of ``corpus/`` and ``seeds/``, by their path from the root of the project."""
    name = git.commit(root, revision)
    if name is None:
        raise _unknown(revision, "neither a folder with corpus/ in it nor a revision of this git repository")
    there = (git.ask(root, "ls-tree", "--name-only", "-z", name) or b"").decode("utf-8").split("\0")
    if "corpus" not in there:
        raise _unknown(revision, "this revision has no corpus/ here")
    archive = git.ask(root, "archive", "--format=tar", name, "--", *(folder for folder in _FOLDERS if folder in there))
    if archive is None:
        raise _unknown(revision, "git cannot give the files of this revision; is it complete (a shallow clone)?")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = {member.name: tar.extractfile(member) for member in tar if member.isfile()}
        return {path: content.read() for path, content in members.items() if content is not None}


def _unknown(revision: str, message: str) -> InputError:
    return InputError([Problem(revision, 0, "", message, "revision-unknown")])
