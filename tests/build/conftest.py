"""The example corpus and the folder built from it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"  # read when huggingface_hub is first imported
sys.path.insert(0, str(Path(__file__).parent))

import example_corpus

from actes.build import MANIFEST, build
from actes.corpus import Corpus
from actes.files import write_folder
from actes.ontology import Ontology

LICENCES = {"LICENSE": b"Apache-2.0\n", "LICENSE-DATA": b"CC BY 4.0\n"}


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return example_corpus.corpus()


@pytest.fixture(scope="session")
def ontology(corpus: Corpus) -> Ontology:
    return corpus.ontology


@pytest.fixture(scope="session")
def files(corpus: Corpus) -> dict[str, bytes]:
    return build(corpus, licences=LICENCES)


@pytest.fixture(scope="session")
def folder(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    destination = tmp_path_factory.mktemp("built") / "actes"
    write_folder(files, destination, marker=MANIFEST)
    return destination
