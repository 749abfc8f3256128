"""Turn DuckDB's errors for a --where expression into one line that says what to change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.tables.model import Column

_WHERE = "--where"
_COLUMN = re.compile(r'(?:Referenced column|does not have a column named) "([^"]*)"')
_TABLE = re.compile(r'Referenced table "([^"]*)" not found')
_SIGNATURE = re.compile(r"(?:argument types|in function:?) '([^']*)'")
_FUNCTION = re.compile(r"(?:Function|Macro) with name (\S+) does not exist")
_TEXT = re.compile(r"""string ['"](.*?)['"] to (\w+)""", re.DOTALL)
_DAY = re.compile(r"""(?:date|time).*?["'](.*?)["']""", re.DOTALL)
_NEAR = re.compile(r'at or near "(.*)"', re.DOTALL)
_QUOTES = "“”‘’「」"
_FORM = "write it as in region = '四川省' and amount > 1e9"


def missing(error: Exception) -> str | None:
    """Return the column that DuckDB does not find; None for any other error."""
    found = _COLUMN.search(str(error))
    return found[1] if found else None


def unsuited(error: Exception) -> str:
    """Return the name that a type lacks: the column, or the function for values of its columns' types."""
    found = _COLUMN.search(str(error)) or _SIGNATURE.search(str(error)) or _TABLE.search(str(error))
    return found[1] if found else "?"


def of_columns(names: Sequence[str], chosen: Mapping[str, Sequence[Column]], all_: Mapping[str, Sequence[Column]],
               where: str) -> UserError:  # fmt: skip
    """Return the error for an expression in which every chosen type lacks one of the columns `names`.

    `chosen` and `all_` have the columns of the chosen types and of all types.
    """
    known = {column.name for columns in chosen.values() for column in columns}
    name = next((each for each in names if each.lower() not in known), None)
    if name is None:
        message = f"no record type has all of these columns: {', '.join(names)}"
        return UserError(message, _WHERE, "run it once for each type, with --type")
    message = f"there is no column {name!r}"
    if holders := [kind for kind, columns in all_.items() if any(each.name == name for each in columns)]:
        return UserError(message, _WHERE, f"these types have it: {', '.join(holders)}")
    labels = {column.label: column.name for columns in chosen.values() for column in columns}
    plain = name.strip(_QUOTES)
    close = _close(plain, labels | {each: each for each in known})
    if not close and (plain != name or f'"{name}"' in where):
        return UserError(message, _WHERE, f"text stands in single quotes: '{plain}'")
    if close:
        return UserError(message, _WHERE, f"did you mean {', '.join(close)}?")
    return UserError(message, _WHERE, "columns are the keys of records, and document_title, document_region …")


def of_syntax(error: Exception, where: str) -> UserError:
    """Return the error for a text that is no SQL expression, with the character at which it goes wrong."""
    if not where.strip():
        return UserError("is empty", _WHERE, _FORM)
    said = str(error)
    place = _place(where)
    if "unterminated" in said:
        return UserError(f"a quotation that begins at character {place or 1} does not end", _WHERE, "put ' behind it")
    if near := _NEAR.search(said):
        message = f"is no SQL expression: it goes wrong at character {place or '?'}, {near[1]!r}"
        return UserError(message, _WHERE, _FORM)
    if "Chained" in said:
        return UserError("has two comparisons in a row", _WHERE, "join them with AND")
    return UserError("is not one SQL expression", _WHERE, _FORM)


def of_values(error: Exception) -> UserError:
    """Return the error for an expression that is well formed but cannot be evaluated."""
    said, kind = str(error), type(error).__name__
    outside = any(each in said for each in ("Table with name", "table function", "Table Function"))
    if outside or kind in ("PermissionException", "IOException", "HTTPException"):
        return UserError("reaches for something other than the records", _WHERE, "name columns and values only")
    if found := _TABLE.search(said):
        return UserError(f"there is no table {found[1]!r}", _WHERE, "write columns without a table before them")
    if found := _FUNCTION.search(said):
        hint = "functions are DuckDB's: lower, contains, list_contains, regexp_matches"
        return UserError(f"there is no function {found[1]!r}", _WHERE, hint)
    if kind == "ConversionException":
        return _of_conversion(said)
    if any(each in said for each in ("aggregate", "window", "UNNEST")):
        hint = "an expression looks at one record: leave out sums, windows and unnest"
        return UserError("looks at several records at once", _WHERE, hint)
    if found := _SIGNATURE.search(said):
        message = f"the function takes no values of these types: {found[1]}"
        return UserError(message, _WHERE, "change their type, as in CAST(amount AS VARCHAR)")
    if "parameters" in said:
        return UserError("leaves a value open (? or $1)", _WHERE, "write the value itself")
    return _of_anything_else(said, kind)


def _of_conversion(said: str) -> UserError:
    hint = "compare text with text, numbers with numbers; lists with list_contains"
    found = _TEXT.search(said)
    if found and found[2] in ("BOOLEAN", "BOOL"):
        return UserError(f"{found[1]!r} is not true or false", _WHERE, hint)
    if found and found[2] != "DATE":
        return UserError(f"{found[1]!r} is not a number", _WHERE, hint)
    if found := found or _DAY.search(said):
        return UserError(f"{found[1]!r} is not a day", _WHERE, hint)
    return UserError("compares values of different kinds", _WHERE, hint)


def _of_anything_else(said: str, kind: str) -> UserError:
    if "Cannot compare" in said:
        return _of_conversion("")
    if kind == "OutOfRangeException":
        return UserError("a number is too large to be worked out", _WHERE, "use smaller numbers")
    if kind == "OutOfMemoryException":
        return UserError("needs more memory than there is", _WHERE, "choose fewer types with --type")
    if kind == "InvalidInputException":
        return UserError(
            "a function is given a value that it does not take", _WHERE, "look at its patterns and formats"
        )
    return UserError("cannot be worked out for these records", _WHERE, _FORM)


def _close(name: str, columns: Mapping[str, str]) -> list[str]:
    """Return up to three columns whose name or Chinese name is close to `name`."""
    found = get_close_matches(name.lower(), columns, 3)
    return list(dict.fromkeys(columns[each] for each in found))


def _place(where: str) -> int | None:
    """Return the character, counted from 1, at which an expression goes wrong; None where DuckDB does not say."""
    import duckdb

    before = "SELECT "
    with duckdb.connect() as database:
        database.execute("SET errors_as_json = true")
        try:
            database.extract_statements(before + where)  # parses, but runs nothing
        except duckdb.Error as error:
            try:
                position = int(json.loads(str(error).partition(": ")[2])["position"])
            except (ValueError, KeyError, TypeError):
                return None
            data = (before + where).encode()[:position]  # DuckDB counts bytes
            return len(data.decode("utf-8", "ignore")) - len(before) + 1
    return None
