"""Write a DuckDB database with one table for each type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techpolicy_extract.files import store
from techpolicy_extract.files.extras import needed
from techpolicy_extract.lexicon.labels import type_name
from techpolicy_extract.nouns.errors import DiskError, UserError
from techpolicy_extract.products.tables.arrow import arrow_table
from techpolicy_extract.products.tables.columns import typed_columns
from techpolicy_extract.products.tables.model import Table
from techpolicy_extract.products.tables.writing import Writing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PURPOSE = "--format duckdb"


def write(writing: Writing) -> list[str]:
    """Write one database; tables and columns have their Chinese names as comments."""
    with needed("duckdb", _PURPOSE):
        import duckdb
    try:
        with store.placing(writing.out) as path, duckdb.connect(path) as database:
            for table in writing.selection.tables:
                _add(database, table)
    except duckdb.Error as error:
        if "space" in str(error):
            hint = "free some space, or choose another --out"
            raise DiskError("no space left on the disk", writing.out.as_posix(), hint) from None
        if not isinstance(error, duckdb.IOException):
            raise
        raise UserError(
            "the database cannot be written there", writing.out.as_posix(), "choose another --out"
        ) from None
    return []


def _add(database: DuckDBPyConnection, table: Table) -> None:
    columns = typed_columns(table.type)
    database.register("given", arrow_table(columns, table.entries, _PURPOSE))
    database.execute(f'CREATE TABLE "{table.type}" AS SELECT * FROM given')
    database.unregister("given")
    database.execute(f"COMMENT ON TABLE \"{table.type}\" IS '{type_name(table.type)}'")
    for column in columns:
        database.execute(f'COMMENT ON COLUMN "{table.type}"."{column.name}" IS \'{column.label}\'')
