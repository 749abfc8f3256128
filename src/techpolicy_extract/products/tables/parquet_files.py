"""Write Parquet files, one for each type."""

from __future__ import annotations

from techpolicy_extract.files import store
from techpolicy_extract.products.tables.arrow import arrow_table
from techpolicy_extract.products.tables.columns import typed_columns
from techpolicy_extract.products.tables.model import Table
from techpolicy_extract.products.tables.writing import Writing

_PURPOSE = "--format parquet"


def write(writing: Writing) -> list[str]:
    """Write OUT/TYPE.parquet for each type, all of them or none. Raises UserError."""
    files = ((f"{table.type}.parquet", _data(table)) for table in writing.selection.tables)
    store.write_folder(writing.out, files)
    return []


def _data(table: Table) -> bytes:
    rows = arrow_table(typed_columns(table.type), table.entries, _PURPOSE)
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(rows, sink, compression="zstd")
    return bytes(sink.getvalue())
