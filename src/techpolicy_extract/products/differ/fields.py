"""Compare the fields of two records, and tell which of them only give the record's position."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from techpolicy_extract.products.differ.changes import ABSENT, ORIGINS, VERSIONS, FieldChange, Row

_PLACES = ("start", "end", "spans")
# Fields that identify a record or section, or refer to one: they change when a position changes.
_NAMES = frozenset(("id", "doc_id", "fund_id"))
_REFERENCES = frozenset(("section_id", "parent_id", "part_of", "records"))


def content(row: Row, ignore: frozenset[str] = frozenset()) -> str:
    """Return a record's content as text, without ids, references and positions; equal content gives equal text."""
    kept = {
        name: value
        for name, value in row.items()
        if name not in (*_NAMES, *_REFERENCES, *_PLACES)
        and not _is_origin(row, name)
        and not ignored(row, name, ignore)
    }
    return _canonical(kept)


def ignored(row: Row, name: str, ignore: frozenset[str]) -> bool:
    """Return whether a field is ignored: by name, with its type (`target.action`), or by its parent (`spans`)."""
    parent = name.partition(".")[0]
    return not ignore.isdisjoint((name, parent, f"{row.get('type')}.{name}", f"{row.get('type')}.{parent}"))


def field_changes(old: Row, new: Row, ignore: frozenset[str] = frozenset()) -> list[FieldChange]:
    """Return the fields that differ, in the order of the new record, without the document's versions and path."""
    return [
        each
        for each in _all_changes(_flat(old), _flat(new))
        if not ignored(new, each.name, ignore) and not _is_version(new, each.name) and not _is_origin(new, each.name)
    ]


def version_changes(old: Row, new: Row, ignore: frozenset[str] = frozenset()) -> list[FieldChange]:
    """Return the versions that differ between two document records."""
    return [
        each for each in _all_changes(old, new) if _is_version(new, each.name) and not ignored(new, each.name, ignore)
    ]


def says_place(change: FieldChange, now: Mapping[str, str]) -> bool:
    """Return whether a field only gives its record's position. `now` maps old ids to new ones."""
    name = change.name.partition(".")[0]
    if name in _REFERENCES:
        return _canonical(_renamed(change.old, now)) == _canonical(change.new)
    return name in _NAMES or name in _PLACES


def is_place(change: FieldChange) -> bool:
    """Return whether a field is a position in the source text."""
    return change.name.partition(".")[0] in _PLACES


def same(one: Any, other: Any) -> bool:
    """Return whether two values have the same JSON form: 1 and 1.0 differ, and so do 1 and true."""
    return one is other or (ABSENT not in (one, other) and _canonical(one) == _canonical(other))


def _all_changes(old: Row, new: Row) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name, ABSENT), new.get(name, ABSENT)
        if not same(before, after):
            yield FieldChange(name, before, after)


def _is_version(row: Row, name: str) -> bool:
    return row.get("type") == "document" and name in VERSIONS


def _is_origin(row: Row, name: str) -> bool:
    return row.get("type") == "document" and name in ORIGINS


def _flat(row: Row) -> Row:
    """Return a record with one field `spans.NAME` for each of its spans."""
    spans = row.get("spans")
    if not isinstance(spans, dict):
        return row
    flat: Row = {}
    for name, value in row.items():
        flat |= {f"spans.{each}": span for each, span in spans.items()} if name == "spans" else {name: value}
    return flat


def _renamed(value: Any, now: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(one, now) for one in value]
    return now.get(value, value) if isinstance(value, str) else value


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
