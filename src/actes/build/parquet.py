"""Rows as the bytes of a Parquet file: the same rows give the same bytes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Row = Mapping[str, Any]

ROWS_PER_GROUP = 2_000
"""So many rows are held at once. Within a group a repeated text is stored once."""
_DICTIONARY_BYTES = 1 << 28  # beyond it the writer would store a repeated text as often as it occurs


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A file, how many rows it holds, and how many bytes they are as an Arrow table."""

    content: bytes
    rows: int
    table_bytes: int

    @property
    def digest(self) -> str:
        """The SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()


def write_parquet(rows: Iterable[Row], schema: pa.Schema, metadata: Mapping[str, str]) -> ParquetFile:
    """``rows`` with ``metadata`` in the footer.

    The Arrow schema itself is not stored beside the Parquet one: nothing of it would be lost, and readers would take
    from it how the writer encoded a column instead of what the column is.
    """
    content = io.BytesIO()
    count = table_bytes = 0
    with pq.ParquetWriter(
        content,
        schema,
        compression="zstd",
        compression_level=3,
        dictionary_pagesize_limit=_DICTIONARY_BYTES,
        store_schema=False,
    ) as writer:
        for group in _groups(rows):
            table = pa.Table.from_pylist(group, schema=schema)
            writer.write_table(table, row_group_size=len(group))
            count += len(group)
            table_bytes += table.nbytes
        writer.add_key_value_metadata(dict(metadata))
    return ParquetFile(content.getvalue(), count, table_bytes)


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while group := list(islice(remaining, ROWS_PER_GROUP)):
        yield group
