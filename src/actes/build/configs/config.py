"""What a configuration of the dataset is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from actes.article import Article
from actes.build.features import Column
from actes.build.parquet import Row
from actes.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Config:
    """One view of the corpus: its columns, which depend on the vocabularies, and the rows an article gives."""

    name: str
    row: str
    """What one row is."""
    use: str
    """What it is for."""
    columns: Callable[[Ontology], tuple[Column, ...]]
    rows: Callable[[Article, Ontology], Iterable[Row]]
