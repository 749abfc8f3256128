"""Convert field values to cells: for people to read, or typed."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from techpolicy_extract.products.tables.columns import words
from techpolicy_extract.products.tables.model import Column, Entry

_FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Characters that start a formula, in full width too, because some spreadsheets convert it.
_ACTIVE = tuple("=+-@＝＋－＠\t\r")


def full_day(text: object) -> date | None:
    """Return the day of a full ISO date; None for a partial date, a recurring one, or no date."""
    if not isinstance(text, str) or not _FULL.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def shown(column: Column, entry: Entry) -> Any:
    """Return the value of a cell for people: a list is joined, a full date is a date, a partial date stays text."""
    value = column.raw(entry)
    if column.form == "list":
        return str(words("words")["joint"]).join(map(str, value or ())) or None
    if column.form in ("day", "date"):
        return full_day(value) or value
    return value


def typed(column: Column, entry: Entry) -> Any:
    """Return the value of a cell in a typed table.

    A list stays a list, a number becomes a float, a day a date, spans JSON text; all else is unchanged.
    """
    value = column.raw(entry)
    if value is None:
        return None
    if column.form == "number":
        return float(value)
    if column.form == "day":
        return full_day(value)
    if column.form == "json":
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula when it opens a CSV file.

    A single character is no formula: the comparator = is left unchanged.
    """
    return f"'{text}" if text.startswith(_ACTIVE) and len(text) > 1 else text
