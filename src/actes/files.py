"""The only module that opens and writes files."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
        if limit is not None and path.stat().st_size > limit:
            message = f"{path.stat().st_size} bytes; at most {limit} are read"
            raise InputError([Problem(shown, 0, "", message, "file-size")])
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError([Problem(shown, 0, "", "no such file", code)]) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise InputError([Problem(shown, 0, "", message, "file-unreadable")]) from None


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
