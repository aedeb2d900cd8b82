"""The columns of a configuration, described once: the Arrow schema and the card's YAML are both derived from this.

A closed vocabulary is a string in Parquet and a ``class_label`` in the card alone: an unknown label then fails to load,
and a new order of the labels cannot change what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pyarrow as pa


class Scalar(StrEnum):
    """An open value, by the name that Arrow and ``datasets`` share."""

    TEXT = "string"
    INTEGER = "int32"
    NUMBER = "float64"


@dataclass(frozen=True, slots=True)
class Labels:
    """A value of a closed vocabulary, in the order that numbers it."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of one feature."""

    item: Feature


@dataclass(frozen=True, slots=True)
class Group:
    """Columns inside a column."""

    columns: tuple[Column, ...]


Feature = Scalar | Labels | ListOf | Group


@dataclass(frozen=True, slots=True)
class Column:
    """A named feature; ``about`` says in a phrase what it holds."""

    name: str
    feature: Feature
    about: str


SPANS = ListOf(Group((Column("start", Scalar.INTEGER, "first"), Column("end", Scalar.INTEGER, "behind the last"))))
"""Places in the text, half-open, in code points."""


def labels(vocabulary: Iterable[str]) -> Labels:
    """The labels of a vocabulary, each once."""
    return Labels(tuple(dict.fromkeys(vocabulary)))


def arrow_schema(columns: Iterable[Column]) -> pa.Schema:
    """The schema of the Parquet files."""
    return pa.schema(_arrow_fields(columns))


def yaml_features(columns: Iterable[Column]) -> list[dict[str, Any]]:
    """The ``features`` block of the card."""
    return [{"name": column.name, **_yaml_feature(column.feature)} for column in columns]


def _arrow_fields(columns: Iterable[Column]) -> list[pa.Field]:
    return [pa.field(column.name, _arrow_type(column.feature)) for column in columns]


def _arrow_type(feature: Feature) -> pa.DataType:
    match feature:
        case ListOf(item):
            return pa.list_(pa.field("element", _arrow_type(item)))
        case Group(columns):
            return pa.struct(_arrow_fields(columns))
        case Labels():
            return pa.string()
        case Scalar():
            return pa.type_for_alias(feature.value)


def _yaml_feature(feature: Feature) -> Mapping[str, Any]:
    match feature:
        case ListOf(Group(columns)):
            return {"list": yaml_features(columns)}
        case ListOf(item):
            inner = _yaml_feature(item)
            return {"list": inner.get("dtype", inner)}
        case Group(columns):
            return {"struct": yaml_features(columns)}
        case Labels(names):
            return {"dtype": {"class_label": {"names": {str(i): name for i, name in enumerate(names)}}}}
        case Scalar():
            return {"dtype": feature.value}
