"""Typed tables in memory (Arrow), from which Parquet files and DuckDB tables are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from techpolicy_extract.files.extras import needed
from techpolicy_extract.products.tables.cells import typed
from techpolicy_extract.products.tables.model import Column, Entry, Form

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_table(columns: Iterable[Column], entries: Iterable[Entry], purpose: str) -> pa.Table:
    """Return a table of entries; each column has its Chinese name as metadata. `purpose` names the caller in errors.

    Types: string, int64, double (numbers that may have decimals), bool, date32, and lists of these. Raises UserError
    where pyarrow is missing.
    """
    with needed("pyarrow", purpose):
        import pyarrow as pa
    forms: dict[Form | None, pa.DataType] = {
        "text": pa.string(), "date": pa.string(), "json": pa.string(), "integer": pa.int64(), "number": pa.float64(),
        "boolean": pa.bool_(), "day": pa.date32(),
    }  # fmt: skip
    columns, entries = list(columns), list(entries)
    types = [pa.list_(forms[each.element]) if each.form == "list" else forms[each.form] for each in columns]
    pairs = list(zip(columns, types, strict=True))
    fields = [pa.field(column.name, type_, metadata={"label": column.label}) for column, type_ in pairs]
    arrays = [pa.array([typed(column, entry) for entry in entries], type=type_) for column, type_ in pairs]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))
