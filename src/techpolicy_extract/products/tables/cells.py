"""Values of cells: for people, and typed."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from techpolicy_extract.products.tables.columns import words
from techpolicy_extract.products.tables.model import Column, Entry

_FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What a spreadsheet may take for a formula, in full width too, as some of them fold it.
_ACTIVE = tuple("=+-@＝＋－＠\t\r")


def full_day(text: object) -> date | None:
    """Give the day that an ISO date names; None for a partial date, a recurring one, or none at all."""
    if not isinstance(text, str) or not _FULL.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def shown(column: Column, entry: Entry) -> Any:
    """Give a cell as a person reads it: a list is joined, a full date is a date, a partial date stays text."""
    value = column.raw(entry)
    if column.form == "list":
        return str(words("words")["joint"]).join(map(str, value or ())) or None
    if column.form in ("day", "date"):
        return full_day(value) or value
    return value


def typed(column: Column, entry: Entry) -> Any:
    """Give a cell of a typed table: a list stays one, a number is a float, a day a date, the rest as it is."""
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
    """Put an apostrophe before what a spreadsheet would run as a formula when it opens a CSV file.

    A sign alone is no formula: the comparator = stays as it is.
    """
    return f"'{text}" if text.startswith(_ACTIVE) and len(text) > 1 else text
