"""Nouns that the tables share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = dict[str, Any]

# What a column holds. `day` is a full ISO date, `date` one that may be known to the year, month or quarter only.
Form = Literal["text", "integer", "number", "boolean", "list", "day", "date", "json"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and the document that it was found in (None where that is not known)."""

    document: Row | None
    record: Row


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its Chinese head, what it holds, and the field of record or document that it shows.

    `element` is what the elements of a list are; None for other columns.
    """

    name: str
    label: str
    form: Form
    field: str
    joined: bool = False
    element: Form | None = None

    def raw(self, entry: Entry) -> Any:
        """Give the field's value as the JSON Lines have it."""
        return (entry.document or {}).get(self.field) if self.joined else entry.record.get(self.field)


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one type, in the order of their documents."""

    type: str
    entries: Sequence[Entry]
