"""Choose the records to write: by type, and by an expression over their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from techpolicy_extract.files.extras import needed
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.tables import refusals
from techpolicy_extract.products.tables.arrow import arrow_table
from techpolicy_extract.products.tables.columns import JOINED, typed_columns
from techpolicy_extract.products.tables.loading import Found
from techpolicy_extract.products.tables.model import Column, Entry, Table
from techpolicy_extract.records import TYPES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, Expression

_PLACE = "#"  # a column name that no field can have
# Keep an expression from reading files, loading extensions, seeing Python variables, or undoing these settings.
_LOCKS = (
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",
    "SET autoload_known_extensions = false",
    "SET lock_configuration = true",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The tables to write, one for each type; the types that lack a name in the expression; and the names they lack."""

    tables: tuple[Table, ...]
    lacking: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def select(found: Found, types: Sequence[str] = (), where: str | None = None) -> Selection:
    """Return the entries of `types` (all where empty) for which the SQL expression `where` is true.

    Besides the columns of its type, an expression may name those of the document without the prefix `document_`, where
    the type has no column of that name. A type that lacks a named column has no entries in the result. Raises UserError
    where `where` is no expression, tries to read files, or names a column that no type has.
    """
    tables = [Table(kind, found.entries[kind]) for kind in TYPES if not types or kind in types]
    if where is None:
        return Selection(tuple(tables))
    return _filtered(tables, where)


def _filtered(tables: list[Table], where: str) -> Selection:
    with needed("duckdb", "--where"):
        import duckdb
    with needed("pyarrow", "--where"):
        import pyarrow  # noqa: F401  # what is compared is handed over in its form
    kept: list[Table] = []
    lacking: dict[str, Exception] = {}
    if any("\ud800" <= char <= "\udfff" for char in where):  # a byte on the command line that is not UTF-8
        raise UserError("is not UTF-8", "--where", "type it again")
    try:
        expression = duckdb.SQLExpression(where)  # accepts one expression, and no statement
    except duckdb.Error as error:
        raise refusals.of_syntax(error, where) from None
    for table in tables:
        try:
            kept.append(replace(table, entries=_matching(table, expression)))
        except duckdb.BinderException as error:
            lacking[table.type] = error
            kept.append(replace(table, entries=()))
        except duckdb.ParserException as error:
            raise refusals.of_syntax(error, where) from None
        except duckdb.Error as error:
            raise refusals.of_values(error) from None
    if len(lacking) == len(tables):
        raise _refusal(lacking, where)
    return Selection(tuple(kept), tuple(lacking), tuple(dict.fromkeys(map(refusals.unsuited, lacking.values()))))


def _refusal(lacking: dict[str, Exception], where: str) -> UserError:
    """Return the error for an expression that fails for each of the chosen types."""
    for error in lacking.values():
        if refusals.missing(error) is None:
            return refusals.of_values(error)
    names = dict.fromkeys(name for error in lacking.values() if (name := refusals.missing(error)))
    columns = {kind: _columns(kind) for kind in TYPES}
    return refusals.of_columns(list(names), {kind: columns[kind] for kind in lacking}, columns, where)


def _matching(table: Table, expression: Expression) -> list[Entry]:
    with _database(table) as database:
        rows = database.table("records").filter(expression).select(f'"{_PLACE}"').fetchall()
    return [table.entries[place] for place in sorted(place for (place,) in rows)]


def _database(table: Table) -> DuckDBPyConnection:
    """Open a database in memory with one table, `records`; it can read nothing else."""
    import duckdb
    import pyarrow as pa

    rows = arrow_table(_columns(table.type), table.entries, "--where")
    rows = rows.append_column(_PLACE, pa.array(range(rows.num_rows), type=pa.int64()))
    database = duckdb.connect()
    database.register("given", rows)
    database.execute("CREATE TABLE records AS SELECT * FROM given")
    database.unregister("given")
    for lock in _LOCKS:
        database.execute(lock)
    return database


def _columns(kind: str) -> list[Column]:
    """Return the type's columns, and the document's under their plain names where the type has no such column."""
    columns = typed_columns(kind)
    names = {each.name for each in columns}
    plain = [replace(each, name=each.field) for each in columns if each.joined and each.field in JOINED]
    return [*columns, *(each for each in plain if each.name not in names)]
