import io

import pyarrow as pa
import pyarrow.parquet as pq

from actes.build.parquet import ROWS_PER_GROUP, write_parquet

SCHEMA = pa.schema([("id", pa.int32()), ("text", pa.string())])
TEXTS = ["".join(chr(97 + (i * n) % 26) for i in range(5_000)) for n in range(7)]


def rows(count: int) -> list[dict[str, object]]:
    return [{"id": i, "text": TEXTS[i % 7]} for i in range(count)]


def test_rows_come_back_in_order_over_groups() -> None:
    count = 2 * ROWS_PER_GROUP + 1
    file = write_parquet(iter(rows(count)), SCHEMA, {})
    assert file.rows == count
    assert pq.read_table(io.BytesIO(file.content)).to_pylist() == rows(count)
    assert pq.read_metadata(io.BytesIO(file.content)).num_row_groups == 3


def test_a_repeated_text_is_stored_once_in_a_group() -> None:
    once, often = (write_parquet(rows(count), SCHEMA, {}).content for count in (7, ROWS_PER_GROUP))
    assert len(often) - len(once) < 5 * ROWS_PER_GROUP  # the ids, and a number for each text


def test_no_rows_are_a_file_of_the_schema() -> None:
    file = write_parquet([], SCHEMA, {"actes.version": "1.0.0"})
    assert file.rows == 0
    assert pq.read_schema(io.BytesIO(file.content)).names == ["id", "text"]
