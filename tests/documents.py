"""Read short texts as documents, for tests of their records."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from techpolicy_extract import pipeline
from techpolicy_extract.nouns.model import Extracted, Segmented, Source
from techpolicy_extract.rules import packs
from techpolicy_extract.stages.check.records import check
from techpolicy_extract.stages.match import extract
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.segment import segment

Row = dict[str, Any]
QUANTITIES = ("target", "result")
NUMBERED = ("target", "result", "provision", "fund")


def source_of(text: str, path: str = "text.txt") -> Source:
    """Make a source of a text, as if it had been read from a UTF-8 file."""
    return Source(path, text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), "utf-8")


def segmented(text: str) -> Segmented:
    return segment(normalize(source_of(text)))


def extracted(text: str) -> Extracted:
    return extract(segmented(text), packs.builtin())


@cache
def _records(text: str) -> tuple[Row, ...]:
    return tuple(pipeline.find(segmented(text), packs.builtin()).records)


def records(text: str, *types: str) -> list[Row]:
    """Return the records of a text in order: those of the given types, or all where none is given."""
    return [row for row in _records(text) if not types or row["type"] in types]


def checked(text: str) -> list[Row]:
    """Return all records of a text. Raises RecordError where one breaks its schema or is not in the text."""
    rows = records(text)
    check(rows, text, "text")
    return rows


def holds(row: Row, wanted: Row) -> bool:
    """Return whether a record has all the wanted fields; the wanted value "none" means null."""
    return all(row.get(name) == (None if value == "none" else value) for name, value in wanted.items())


def differences(row: Row, wanted: Row) -> list[str]:
    """Return a line for each field of a record that is not as wanted."""
    return [
        f"{name}: expected {value!r}, got {row.get(name)!r}"
        for name, value in wanted.items()
        if not holds(row, {name: value})
    ]


def shown(rows: list[Row], *names: str) -> str:
    """Show records, one a line: type, rule, text and the named fields."""
    lines = []
    for row in rows:
        fields = ", ".join(f"{name}={row.get(name)!r}" for name in names)
        lines.append(f"  {row['type']} by {row['rule']}: {row['text']!r} {fields}".rstrip())
    return "\n".join(lines) or "  nothing"
