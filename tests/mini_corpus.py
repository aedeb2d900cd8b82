"""The valid project with a second article, for tests that need two splits and spans that nest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from projects import add_article, valid_project

from actes.build import MANIFEST, build
from actes.checking import read_corpus
from actes.corpus import Corpus
from actes.files import write_folder

os.environ["HF_HUB_OFFLINE"] = "1"  # read when huggingface_hub is first imported

_TEXT = """Le ministre de l’Environnement de Norvège condamne Paris 🇫🇷

La France a dénoncé cette visite à Oslo, dit-il. Sa critique est vive.
"""
_ANNOTATION = """\
date: 2024-05-15
story: suite-2024
origin: written
licence: CC-BY-4.0
contexts: [diplomatic, environment]
actors:
  - id: ministre
    name: ministre de l’Environnement
    kind: person
    country: NOR
    sectors: [GOV]
    mentions:
      - {exact: "Le ministre de l’Environnement de Norvège", form: nominal}
      - {exact: "il", prefix: "dit-", form: pronoun}
  - id: norvege
    name: Norvège
    kind: state
    country: NOR
    mentions:
      - {exact: "Norvège"}
  - id: france
    name: France
    kind: state
    country: FRA
    mentions:
      - {exact: "Paris", form: metonym}
      - {exact: "France"}
events:
  - id: critique
    type: ACCUSE
    modes: [disapprove]
    status: actual
    triggers:
      - {exact: "condamne"}
      - {exact: "critique"}
    arguments:
      - {role: actor, actor: ministre}
      - {role: recipient, actor: france}
  - id: reponse
    type: ACCUSE
    modes: [disapprove]
    status: actual
    triggers:
      - {exact: "dénoncé"}
    arguments:
      - {role: actor, actor: france}
  - id: visite
    type: CONSULT
    modes: [visit]
    status: planned
    triggers:
      - {exact: "visite"}
    arguments:
      - {role: place, exact: "Oslo"}
stances:
  - id: ministre-contre-france
    holder: ministre
    target: france
    polarity: against
    basis: stated
    evidence: {exact: "condamne"}
  - id: france-contre-visite
    holder: france
    target: visite
    polarity: against
    basis: stated
    evidence: {exact: "dénoncé"}
"""


def mini_project(folder: Path) -> Corpus:
    """Write the project: ``exemple`` is in train, ``suite`` in test."""
    valid_project(folder)
    add_article(folder, "suite", _TEXT, _ANNOTATION)
    splits = folder / "corpus" / "splits.tsv"
    splits.write_text(splits.read_text(encoding="utf-8").replace("suite\ttrain", "suite\ttest"), encoding="utf-8")
    return read_corpus(folder)[0]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the project is."""
    return tmp_path_factory.mktemp("mini") / "project"


@pytest.fixture(scope="session")
def corpus(root: Path) -> Corpus:
    """The two articles."""
    return mini_project(root)


@pytest.fixture(scope="session")
def folder(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset folder built from them."""
    destination = tmp_path_factory.mktemp("built") / "actes"
    write_folder(build(corpus, licences={}), destination, marker=MANIFEST)
    return destination


@pytest.fixture(scope="session")
def load(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """``load_dataset`` of that folder, with a cache of its own."""
    import datasets

    cache = str(tmp_path_factory.mktemp("cache"))
    return lambda *names, **options: datasets.load_dataset(str(folder), *names, cache_dir=cache, **options)
