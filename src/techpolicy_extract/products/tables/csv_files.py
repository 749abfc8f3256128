"""Write CSV files, one for each type: with a byte-order mark and CRLF, so that Excel opens them."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

from techpolicy_extract.files import store
from techpolicy_extract.products.tables.cells import harmless, shown
from techpolicy_extract.products.tables.columns import sheet_columns
from techpolicy_extract.products.tables.model import Table
from techpolicy_extract.products.tables.writing import Writing


def write(writing: Writing) -> list[str]:
    """Write OUT/TYPE.csv for each type, all of them or none. Raises UserError."""
    files = ((f"{table.type}.csv", _data(table)) for table in writing.selection.tables)
    store.write_folder(writing.out, files)
    return []


def _data(table: Table) -> bytes:
    """Return the bytes of a file: one line of field names, so that programs can read it too, then one line a record."""
    columns = sheet_columns(table.type)
    text = StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(each.name for each in columns)
    lines.writerows([_cell(shown(column, entry)) for column in columns] for entry in table.entries)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value
