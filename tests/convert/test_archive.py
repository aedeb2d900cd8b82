"""Archives: what they hold is unpacked in memory, and nothing they say of paths and sizes is believed."""

import io
import stat
import struct
import zipfile

import pytest

from actes.convert.archive import MAX_BYTES, pack, unpack
from actes.problem import InputError


def codes_of(content):
    with pytest.raises(InputError) as caught:
        unpack({"work.zip": content})
    assert all(problem.path == "work.zip" for problem in caught.value.problems)
    return {problem.code for problem in caught.value.problems}


def zipped(*entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return buffer.getvalue()


def test_an_archive_is_its_members():
    files = {"a.txt": b"a", "b/c.txt": b"c"}
    assert unpack({"x.ZIP": pack(files), "y.txt": b"y"}) == {"x.ZIP/a.txt": b"a", "x.ZIP/b/c.txt": b"c", "y.txt": b"y"}
    assert pack(files) == pack(files)


def test_an_archive_in_an_archive_stays_packed():
    inner = pack({"a.txt": b"a"})
    assert unpack({"x.zip": pack({"y.zip": inner})}) == {"x.zip/y.zip": inner}


@pytest.mark.parametrize("name", ["../evil.ann", "/etc/passwd", "a/../../b", "C:/x", "..\\evil", "a\\..\\..\\b"])
def test_a_path_out_of_the_archive_is_refused(name):
    entry = zipfile.ZipInfo("x" * len(name))
    content = zipped((entry, b"")).replace(b"x" * len(name), name.encode())  # ZipInfo itself mends some names
    assert codes_of(content) == {"archive-path"}


def test_a_name_that_comes_twice_is_refused():
    assert codes_of(zipped(("aa", b"1"), ("bb", b"2")).replace(b"bb", b"aa")) == {"archive-path"}


def test_a_link_is_refused():
    entry = zipfile.ZipInfo("link.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert codes_of(zipped((entry, b"/etc/passwd"))) == {"file-link"}


def test_a_bomb_is_refused():
    assert codes_of(zipped(("zeros", bytes(MAX_BYTES + 1)))) == {"archive-size"}


def test_a_bomb_that_understates_its_size_is_refused():
    content = zipped(("zeros", bytes(MAX_BYTES + 1)))
    assert codes_of(content.replace(struct.pack("<I", MAX_BYTES + 1), struct.pack("<I", 1))) <= {
        "archive-size",
        "file-unreadable",
    }


def test_bombs_are_counted_together():
    half = pack({"zeros": bytes(MAX_BYTES // 2 + 1)})
    with pytest.raises(InputError) as caught:
        unpack({"a.zip": half, "b.zip": half})
    assert [problem.code for problem in caught.value.problems] == ["archive-size"]


def test_many_members_are_refused():
    assert codes_of(zipped(*((f"{n}.txt", b"") for n in range(2001)))) == {"archive-size"}


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", pack({"a": b"aaaa"})[:-8]])
def test_what_is_no_archive_is_refused(content):
    assert codes_of(content) == {"file-unreadable"}
