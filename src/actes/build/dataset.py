"""The dataset folder as a value: every file of a Hub repository, from a checked corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from actes.build.bio import misfits
from actes.build.card import render_card
from actes.build.configs import CONFIGS, Config
from actes.build.croissant import render_croissant
from actes.build.datasheet import render_datasheet
from actes.build.evidence import parse_evidence
from actes.build.features import arrow_schema
from actes.build.figures import count
from actes.build.parquet import ParquetFile, Row, write_parquet
from actes.build.published import Published
from actes.corpus import SPLITS, Corpus
from actes.problem import InputError

MANIFEST = "actes.sha256"
"""The digests of all other files (``sha256sum --check actes.sha256``), and the mark of a folder that we built."""


def build(
    corpus: Corpus,
    *,
    licences: Mapping[str, bytes],
    withheld: int = 0,
    evidence: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """The files of the dataset by their path in the folder.

    The same corpus gives the same bytes under one version of pyarrow, which writes its own version into every file.

    Args:
        corpus: a checked corpus with at least one article.
        licences: the licence files, copied under their names.
        evidence: the files of ``corpus/validity/results`` by the names of :data:`actes.build.evidence.FILES`.
        withheld: how many articles were left out because their text is not at hand; the card says so.

    Raises:
        InputError: with every mention and trigger that is no whole number of tokens.
    """
    problems = [problem for article in corpus.articles for problem in misfits(article)]
    if problems:
        raise InputError(problems)
    published = [_publish(config, corpus) for config in CONFIGS]
    figures = count(corpus)
    files = {
        "README.md": render_card(corpus, published, figures, withheld).encode(),
        "DATASHEET.md": render_datasheet(corpus, figures, withheld, parse_evidence(evidence)).encode(),
        "croissant.json": render_croissant(corpus, published, figures),
        **licences,
        **{one.path(split): file.content for one in published for split, file in one.files.items()},
    }
    files[MANIFEST] = _manifest(files)
    return dict(sorted(files.items()))


def _publish(config: Config, corpus: Corpus) -> Published:
    columns = config.columns(corpus.ontology)
    schema = arrow_schema(columns)
    metadata = {"actes.version": corpus.version, "actes.schema": corpus.ontology.version, "actes.config": config.name}
    files: dict[str, ParquetFile] = {}
    for split in SPLITS:
        file = write_parquet(_rows(config, corpus, split), schema, metadata)
        if file.rows:  # load_dataset refuses a split without rows
            files[split] = file
    return Published(config, columns, files)


def _rows(config: Config, corpus: Corpus, split: str) -> Iterator[Row]:
    for article in corpus.articles:
        if article.split == split:
            yield from config.rows(article, corpus.ontology)


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()
