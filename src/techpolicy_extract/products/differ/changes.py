"""What can differ between two outputs: nouns without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
KINDS = ("lost", "gained", "changed", "moved")
ORIGINS = ("source_path",)  # of the document record: where its file lay, not what it says; no difference
VERSIONS = ("schema_version", "rules_version")  # of the document record: told once, no difference of their own


class Absent:
    """The value of a field that a record does not have at all; null is a value."""

    def __repr__(self) -> str:
        return "absent"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: its name (`spans.value` for one span) and its values, ABSENT where it is not there."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A record that differs. `old` is None where it is gained, `new` where it is lost.

    `moved` is a record whose fields differ in places, and in the ids that places give, only.
    """

    kind: str
    old: Row | None
    new: Row | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def row(self) -> Row:
        """Give the record as it is now; as it was, where it is lost."""
        return self.new or self.old or {}


@dataclass(frozen=True, slots=True)
class Difference:
    """How two lists of records differ.

    `versions` are the schema and rules versions that differ; `order` says that records, or the fields of a record, that
    are the same stand in another order.
    """

    changes: tuple[Change, ...] = ()
    versions: tuple[FieldChange, ...] = ()
    order: bool = False

    @property
    def equal(self) -> bool:
        """Say whether the records are the same; versions do not count."""
        return not self.changes and not self.order


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two folders of outputs differ: by name the difference of each document that is on both sides.

    `only_old` and `only_new` have the number of records of each document that is on one side.
    """

    both: dict[str, Difference] = field(default_factory=dict)
    only_old: dict[str, int] = field(default_factory=dict)
    only_new: dict[str, int] = field(default_factory=dict)

    @property
    def equal(self) -> bool:
        """Say whether the same documents are on both sides with the same records."""
        return not self.only_old and not self.only_new and all(each.equal for each in self.both.values())

    def count(self, kind: str) -> int:
        """Count the changes of a kind over all documents."""
        return sum(change.kind == kind for each in self.both.values() for change in each.changes)
