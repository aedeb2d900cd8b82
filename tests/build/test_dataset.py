import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from actes.build import MANIFEST, build
from actes.corpus import Corpus
from actes.files import write_folder
from actes.problem import InputError


def test_the_same_corpus_gives_the_same_bytes(corpus: Corpus, files: dict[str, bytes]) -> None:
    again = build(corpus, licences={"LICENSE-DATA": b"CC BY 4.0\n", "LICENSE": b"Apache-2.0\n"})
    assert list(again) == list(files)
    assert again == files


def test_the_bytes_do_not_depend_on_the_process(corpus: Corpus) -> None:
    script = (
        "import sys, example_corpus\n"
        "from actes.build import MANIFEST, build\n"
        "sys.stdout.buffer.write(build(example_corpus.corpus(), licences={})[MANIFEST])"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, env=environment)
    assert done.stdout == build(corpus, licences={})[MANIFEST]


def test_the_manifest_has_the_digest_of_every_other_file(files: dict[str, bytes]) -> None:
    lines = files[MANIFEST].decode().splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines)
    assert set(listed) == set(files) - {MANIFEST}
    assert all(hashlib.sha256(files[name]).hexdigest() == digest for name, digest in listed.items())


def test_licences_are_copied(files: dict[str, bytes]) -> None:
    assert files["LICENSE-DATA"] == b"CC BY 4.0\n"


def test_an_earlier_build_is_replaced_and_nothing_else(files: dict[str, bytes], tmp_path: Path) -> None:
    write_folder({**files, "data/old.parquet": b""}, tmp_path / "built", marker=MANIFEST)
    write_folder(files, tmp_path / "built", marker=MANIFEST)
    assert not (tmp_path / "built/data/old.parquet").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/README.md").write_text("# Not yours")
    with pytest.raises(InputError):
        write_folder(files, tmp_path / "mine", marker=MANIFEST)
