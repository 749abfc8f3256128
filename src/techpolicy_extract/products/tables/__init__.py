"""Write records as tables: workbooks, CSV, Parquet, DuckDB, calendars, data frames."""

from __future__ import annotations

from techpolicy_extract.products.tables.frames import frame
from techpolicy_extract.products.tables.loading import Found, load
from techpolicy_extract.products.tables.selection import Selection, select
from techpolicy_extract.products.tables.writers import FORMATS, write
from techpolicy_extract.products.tables.writing import Writing

__all__ = ["FORMATS", "Found", "Selection", "Writing", "frame", "load", "select", "write"]
