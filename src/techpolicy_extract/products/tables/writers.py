"""Write a selection in one of the formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from techpolicy_extract.products.tables import calendar_file, csv_files, database, parquet_files, workbook
from techpolicy_extract.products.tables.writing import Writing


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its writer, which returns notes for the user, and its default path."""

    write: Callable[[Writing], list[str]]
    default: str


FORMATS = {
    "xlsx": Format(workbook.write, "tables.xlsx"),
    "csv": Format(csv_files.write, "tables-csv"),
    "parquet": Format(parquet_files.write, "tables-parquet"),
    "duckdb": Format(database.write, "tables.duckdb"),
    "ics": Format(calendar_file.write, "deadlines.ics"),
}


def write(form: str, writing: Writing) -> list[str]:
    """Write the files; return a note for each thing that the format could not hold. Raises UserError."""
    return FORMATS[form].write(writing)
