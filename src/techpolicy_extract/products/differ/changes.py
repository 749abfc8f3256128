"""The kinds of difference between two outputs, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
KINDS = ("lost", "gained", "changed", "moved")
ORIGINS = ("source_path",)  # of the document record: where its file was, not what it says, so never a difference
VERSIONS = ("schema_version", "rules_version")  # of the document record: reported once per document, not as changes


class Absent:
    """The type of ABSENT: the record has no such field. A field with the value null is present."""

    def __repr__(self) -> str:
        return "absent"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: its name (`spans.value` for one span), and its old and new value, ABSENT where missing."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A record that differs. `old` is None for a gained record, `new` is None for a lost one.

    The kind `moved` means that only positions differ, and the ids that are made from positions.
    """

    kind: str
    old: Row | None
    new: Row | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def row(self) -> Row:
        """Return the new record, or the old one where the record is lost."""
        return self.new or self.old or {}


@dataclass(frozen=True, slots=True)
class Difference:
    """How two lists of records differ.

    `versions` are the schema and rules versions that differ. `order` is True where unchanged records, or their fields,
    stand in another order.
    """

    changes: tuple[Change, ...] = ()
    versions: tuple[FieldChange, ...] = ()
    order: bool = False

    @property
    def equal(self) -> bool:
        """Return whether the records are the same; versions do not count."""
        return not self.changes and not self.order


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two folders of outputs differ. `both` has the difference of each document that is on both sides, by name.

    `only_old` and `only_new` have, by name, the number of records of each document that is on one side only.
    """

    both: dict[str, Difference] = field(default_factory=dict)
    only_old: dict[str, int] = field(default_factory=dict)
    only_new: dict[str, int] = field(default_factory=dict)

    @property
    def equal(self) -> bool:
        """Return whether both sides have the same documents with the same records."""
        return not self.only_old and not self.only_new and all(each.equal for each in self.both.values())

    def count(self, kind: str) -> int:
        """Count the changes of a kind over all documents."""
        return sum(change.kind == kind for each in self.both.values() for change in each.changes)
