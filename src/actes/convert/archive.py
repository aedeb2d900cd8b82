"""Archives that come with an import: unpacked in memory, nothing of what they name is trusted."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from actes.problem import InputError, Problem

SUFFIX = ".zip"
MAX_BYTES = 64_000_000
"""Of all members of all archives together, unpacked."""
MAX_MEMBERS = 2_000
_EPOCH = (1980, 1, 1, 0, 0, 0)


def unpack(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """``files`` with every archive replaced by its members: ``work.zip`` becomes ``work.zip/article.txt`` and so on.

    Archives inside archives stay as they are.

    Raises:
        InputError: for archives that are broken, too large when unpacked, or hold links or paths out of themselves.
    """
    unpacked: dict[str, bytes] = {}
    left = MAX_BYTES
    for path, content in files.items():
        if not path.lower().endswith(SUFFIX):
            unpacked[path] = content
            continue
        for name, member in _members(content, path, left):
            unpacked[f"{path}/{name}"] = member
            left -= len(member)
    return unpacked


def pack(files: Mapping[str, bytes]) -> bytes:
    """An archive of ``files``; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _members(content: bytes, path: str, left: int) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse(entries, path)
            for entry in entries:
                with archive.open(entry) as member:
                    # The size an archive states is not to be believed: no more than is left is unpacked.
                    read = member.read(left + 1)
                left -= len(read)
                if left < 0:
                    message = f"more than {MAX_BYTES} bytes when unpacked"
                    raise InputError([Problem(path, 0, entry.filename, message, "archive-size")])
                yield entry.filename, read
    except InputError:
        raise
    except Exception as error:  # BadZipFile, and whatever else zipfile and zlib let out of a broken or encrypted one
        raise InputError([Problem(path, 0, "", f"cannot be unpacked: {error}", "file-unreadable")]) from None


def _refuse(entries: Sequence[zipfile.ZipInfo], path: str) -> None:
    problems = []
    seen: set[str] = set()
    if len(entries) > MAX_MEMBERS:
        problems.append(Problem(path, 0, "", f"{len(entries)} members; at most {MAX_MEMBERS} are read", "archive-size"))
    for entry in entries[:MAX_MEMBERS]:
        name = entry.filename
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "/" or ".." in parts or "\\" in name or ":" in parts[0]:
            problems.append(Problem(path, 0, name, "a path that leads out of the archive", "archive-path"))
        elif stat.S_ISLNK(entry.external_attr >> 16):
            problems.append(Problem(path, 0, name, "a symbolic link; pack ordinary files", "file-link"))
        elif name in seen:
            problems.append(Problem(path, 0, name, "the archive holds this name twice", "archive-path"))
        seen.add(name)
    if problems:
        raise InputError(problems)
