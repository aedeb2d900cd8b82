"""Articles from wherever they are: JSON Lines, Parquet, a Hugging Face dataset, or values at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from actes.article import Article
from actes.evaluation.records import Record, parse_lines, parse_row
from actes.files import read_lines, read_parquet_rows
from actes.problem import InputError, Problem

if TYPE_CHECKING:
    import datasets

Articles: TypeAlias = Union[
    str, Path, "datasets.Dataset", "datasets.IterableDataset", Iterable[Article | Mapping[str, Any]]
]
"""A file (``.jsonl``, also ``.gz`` or ``.zst``; ``.parquet``), a dataset, or articles as values or dictionaries."""


def read_articles(source: Articles, name: str = "predictions") -> Iterator[Record | Problem]:
    """Every article of ``source``, or the problem that keeps it from being one.

    Rows may be articles (a row of the ``articles`` configuration, a prediction) or tagged tokens (a row of ``actors``
    or ``events`` with predicted tags). The class labels of a dataset become their names.

    Args:
        source: where the articles are.
        name: what messages call it, where it is no file.

    Raises:
        InputError: the file does not exist or cannot be read; several datasets are given as one.
    """
    if isinstance(source, str | Path):
        path = Path(source)
        if path.suffix == ".parquet":
            return _parse_rows(read_parquet_rows(path), str(path))
        return parse_lines(read_lines(path), str(path))
    if isinstance(source, Mapping):
        message = (
            f"a mapping with the keys {', '.join(map(str, source))}; give one dataset of it, or a list of articles"
        )
        raise InputError([Problem(name, 0, "", message, "field-type")])
    features = getattr(source, "features", None)
    rows: Iterable[Any] = source if features is None else (_named(row, features) for row in source)
    return _parse_rows(rows, name)


def _parse_rows(rows: Iterable[Article | Mapping[str, Any]], path: str) -> Iterator[Record | Problem]:
    for number, row in enumerate(rows, 1):
        if isinstance(row, Article):
            yield Record(path, number, row)
        else:
            yield parse_row(row, path, number)


def _named(value: Any, feature: Any) -> Any:
    """``value`` with the names of class labels in place of their numbers, at any depth."""
    if value is None:
        return None
    if hasattr(feature, "int2str"):
        known = isinstance(value, int) and 0 <= value < len(feature.names)
        return feature.names[value] if known else value
    if isinstance(feature, Mapping):
        return {key: _named(member, feature[key]) if key in feature else member for key, member in value.items()}
    inner = getattr(feature, "feature", None)
    if inner is not None:
        return [_named(member, inner) for member in value]
    return value
