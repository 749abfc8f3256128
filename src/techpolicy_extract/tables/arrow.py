"""Typed tables in memory, as Arrow has them: what Parquet files and DuckDB are made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from techpolicy_extract.extras import needed
from techpolicy_extract.tables.cells import typed
from techpolicy_extract.tables.model import Column, Entry

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_table(columns: Iterable[Column], entries: Iterable[Entry], purpose: str) -> pa.Table:
    """Make a table of entries; each field carries its Chinese head as metadata. `purpose` is what asks for it.

    Types: string, int64, double (numbers that may have decimals), bool, date32, list<string>. Raises UserError where
    pyarrow is missing.
    """
    with needed("pyarrow", purpose):
        import pyarrow as pa
    forms = {
        "text": pa.string(), "date": pa.string(), "json": pa.string(), "integer": pa.int64(), "number": pa.float64(),
        "boolean": pa.bool_(), "list": pa.list_(pa.string()), "day": pa.date32(),
    }  # fmt: skip
    columns, entries = list(columns), list(entries)
    fields = [pa.field(each.name, forms[each.form], metadata={"label": each.label}) for each in columns]
    arrays = [pa.array([typed(column, entry) for entry in entries], type=forms[column.form]) for column in columns]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))
