"""Data types that the tables share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = dict[str, Any]

# The form of a column's values. `day` is a full ISO date, `date` may be known to the year, month or quarter only.
Form = Literal["text", "integer", "number", "boolean", "list", "day", "date", "json"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and its document record (None where that is not known)."""

    document: Row | None
    record: Row


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its Chinese name, the form of its values, and the field of record or document that it shows.

    `joined` means that the field is the document's. `element` is the form of the elements of a list, None for other
    columns.
    """

    name: str
    label: str
    form: Form
    field: str
    joined: bool = False
    element: Form | None = None

    def raw(self, entry: Entry) -> Any:
        """Return the field's value as it is in the JSON Lines."""
        return (entry.document or {}).get(self.field) if self.joined else entry.record.get(self.field)


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one type, in the order of their documents."""

    type: str
    entries: Sequence[Entry]
