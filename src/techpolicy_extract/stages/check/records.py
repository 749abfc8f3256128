"""Believe nothing: every record against its schema, every quote and span against the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from techpolicy_extract.nouns.errors import RecordError
from techpolicy_extract.records.validation import fault_of


def check_records(records: Iterable[dict[str, Any]], source: str, where: str) -> None:
    """Raise RecordError at the first record that breaks its schema or does not stand in the source."""
    seen: set[str] = set()
    for record in records:
        place = f"{where}: {record.get('id', 'a record without id')}"
        if fault := fault_of(record):
            raise RecordError(fault, place)
        if record["id"] in seen:
            raise RecordError("two records have this id", place)
        seen.add(record["id"])
        if source[record["start"] : record["end"]] != record["quote"]:
            raise RecordError("the quote is not what stands at its place in the source", place)
        for name, (start, end) in _spans(record):
            if not 0 <= start < end <= len(source):
                raise RecordError(f"the span of {name!r}, [{start}, {end}), is not in the source", place)


def _spans(record: dict[str, Any]) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, span in record["spans"].items():
        for start, end in span if span and isinstance(span[0], list) else [span]:
            yield name, (start, end)
