"""The only module that opens and writes files."""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from actes.problem import InputError, Problem


def read_bytes(path: Path, shown: str, *, code: str = "file-missing", limit: int | None = None) -> bytes:
    """The content of ``path``; ``shown`` is its name in messages.

    Raises:
        InputError: ``code`` where there is no such file, ``file-unreadable`` where it cannot be read, ``file-size``
            where it is larger than ``limit`` bytes.
    """
    try:
        there = path.stat()
        if not stat.S_ISREG(there.st_mode):  # a pipe would be waited for, a device may have no end
            raise InputError([Problem(shown, 0, "", "cannot be read: not an ordinary file", "file-unreadable")])
        if limit is not None and there.st_size > limit:
            message = f"{there.st_size} bytes; at most {limit} are read"
            raise InputError([Problem(shown, 0, "", message, "file-size")])
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError([Problem(shown, 0, "", "no such file", code)]) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise InputError([Problem(shown, 0, "", message, "file-unreadable")]) from None


def read_input(path: Path | None, shown: str, *, limit: int) -> bytes:
    """What a user hands over: a file of any sort, a pipe included, or standard input where ``path`` is ``None``.

    Raises:
        InputError: as :func:`read_bytes`; never more than ``limit`` bytes are read.
    """
    try:
        if path is None:
            content = sys.stdin.buffer.read(limit + 1)
        else:
            with path.open("rb") as stream:
                content = stream.read(limit + 1)
    except FileNotFoundError:
        raise InputError([Problem(shown, 0, "", "no such file", "file-missing")]) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise InputError([Problem(shown, 0, "", message, "file-unreadable")]) from None
    if len(content) > limit:
        raise InputError([Problem(shown, 0, "", f"more than {limit} bytes, which is all that is read", "file-size")])
    return content


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, compressed (``.gz``, ``.zst``) or not, one at a time.

    Raises:
        InputError: where there is no such file or it cannot be read or uncompressed.
    """
    import pyarrow  # costs 0.1 s, which commands without predictions need not wait for

    compression = {".gz": "gzip", ".zst": "zstd"}.get(path.suffix)
    if not path.is_file():
        message = "no such file" if not path.exists() else "not a file"
        raise InputError([Problem(str(path), 0, "", message, "file-missing")])
    try:
        with pyarrow.input_stream(path, compression=compression) as stream:
            yield from io.BufferedReader(stream)
    except OSError as error:
        raise InputError([Problem(str(path), 0, "", f"cannot be read: {error}", "file-unreadable")]) from None


def read_parquet_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, a batch in memory at a time.

    Raises:
        InputError: where there is no such file or it is not Parquet.
    """
    import pyarrow.parquet

    if not path.is_file():
        raise InputError([Problem(str(path), 0, "", "no such file", "file-missing")])
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1024):
                yield from batch.to_pylist()
    except (OSError, pyarrow.ArrowException) as error:
        raise InputError([Problem(str(path), 0, "", f"cannot be read: {error}", "file-unreadable")]) from None


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` whole or not at all: to a temporary file beside it, then moved."""
    with _reported(path), _beside(path) as temporary:
        temporary.write_bytes(content)
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)


def write_together(files: Mapping[Path, bytes], *, new: Collection[Path] = ()) -> None:
    """Write several files, all or none: each beside its place first, then all moved; what fails is taken back.

    Args:
        files: path -> content.
        new: those of the paths at which nothing may be yet.

    Raises:
        InputError: something is at a path of ``new``, or a file cannot be written; all is then as it was.
    """
    for path in new:
        if os.path.lexists(path):
            message = "is there already, and is not written over; choose another name"
            raise InputError([Problem(os.fspath(path), 0, "", message, "output-exists")])
    with ExitStack() as stack:
        staged: dict[Path, Path] = {}
        kept: dict[Path, Path | None] = {}
        try:
            for path, content in files.items():
                with _reported(path):
                    staged[path] = stack.enter_context(_beside(path))
                    staged[path].write_bytes(content)
            for path, temporary in staged.items():
                with _reported(path):
                    kept[path] = _copied(path, temporary) if path.exists() else None
                    temporary.replace(path)
        except BaseException:
            for path, copy in kept.items():
                if copy is not None:
                    copy.replace(path)
                elif not staged[path].exists():  # it was moved to its place
                    path.unlink()
            raise


def _copied(path: Path, temporary: Path) -> Path:
    """A copy of the file that ``temporary`` is to replace, kept beside it until all is done."""
    copy = temporary.with_name(f"{temporary.name}.kept")
    shutil.copy2(path, copy)
    shutil.copymode(path, temporary)
    return copy


def write_folder(files: Mapping[str, bytes], destination: Path, *, marker: str) -> None:
    """Write ``files`` (relative path -> content) as the folder ``destination``, whole or not at all.

    An existing destination is replaced only where it is empty or holds ``marker``, the file by which an earlier output
    of ours is known: nothing of anybody else's is ever deleted.

    Raises:
        InputError: where the destination is somebody else's or cannot be written.
    """
    if destination.exists():
        ours = destination.is_dir() and (not any(destination.iterdir()) or (destination / marker).is_file())
        if not ours:
            message = "exists and was not made by this command; choose another --output or remove it yourself"
            raise InputError([Problem(str(destination), 0, "", message, "output-exists")])
    with _reported(destination), _beside(destination) as temporary:
        temporary.mkdir()
        for name, content in files.items():
            path = temporary / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if destination.exists():
            shutil.rmtree(destination)
        temporary.replace(destination)


def make_private_folder(path: Path) -> None:
    """A folder that is there, and if it is made now, is for its owner alone.

    Raises:
        InputError: where it cannot be made.
    """
    with _reported(path):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def resource_folder(name: str) -> Path:
    """A folder of the repository that the installed package carries too (``schema``, ``baselines``)."""
    packaged = Path(__file__).parent / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A path in a new temporary folder next to ``path``, so that moving it there is one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise InputError([Problem(os.fspath(path), 0, "", message, "output-unwritable")]) from None
