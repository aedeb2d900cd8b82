"""A corpus of two articles, the folder built from it, and ways to score it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mini_corpus import build_folder, loader, mini_project

from actes.corpus import Corpus


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mini") / "project"


@pytest.fixture(scope="session")
def corpus(root: Path) -> Corpus:
    return mini_project(root)


@pytest.fixture(scope="session")
def folder(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_folder(corpus, tmp_path_factory.mktemp("built") / "actes")


@pytest.fixture(scope="session")
def load(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    return loader(folder, tmp_path_factory.mktemp("cache"))
