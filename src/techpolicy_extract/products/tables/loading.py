"""Read outputs of `extract all`, and check each record against its type."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from techpolicy_extract.files import outputs
from techpolicy_extract.files.readers import shown
from techpolicy_extract.nouns.errors import ReadError, UserError
from techpolicy_extract.nouns.library_faults import system_fault
from techpolicy_extract.products.tables.cells import full_day
from techpolicy_extract.products.tables.columns import DAYS
from techpolicy_extract.products.tables.model import Entry, Row
from techpolicy_extract.records import TYPES
from techpolicy_extract.records.validation import fault_of

_HINT = "write it anew with `extract all`"
_LARGEST = 2**63 - 1  # the largest value in a column of integers


@dataclass
class Found:
    """What was read: entries by type, in the order of `TYPES`, and an error for each file that could not be read."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: {kind: [] for kind in TYPES})
    errors: list[UserError] = field(default_factory=list)

    @property
    def documents(self) -> list[Row]:
        """Return the document records."""
        return [each.record for each in self.entries["document"]]


def load(paths: Iterable[str]) -> Found:
    """Read the files at `paths`; folders are searched at all depths. A broken file becomes an error."""
    found = Found()
    seen: set[str] = set()
    for each in _discover(paths):
        if isinstance(each, UserError):
            found.errors.append(each)
            continue
        real = os.path.realpath(each)
        if real in seen:
            continue
        seen.add(real)
        try:
            documents = list(_read(each))
        except UserError as error:
            found.errors.append(error)
            continue
        for rows in documents:
            for row in rows:
                found.entries[row["type"]].append(Entry(rows[0], row))
    return found


def _discover(paths: Iterable[str]) -> Iterator[Path | UserError]:
    """Yield the files; a path that cannot be found is yielded as an error in its place."""
    for path in map(Path, paths):
        try:
            files = outputs.find(path)
        except UserError as error:
            yield error
            continue
        if not files:
            hint = "run `extract all` first, or name its --out folder"
            yield ReadError("no outputs of `extract all` in this folder", shown(path), hint)
        yield from files.values()


def _read(path: Path) -> Iterator[list[Row]]:
    """Yield the records of each document in a file, the document first. Raises ReadError at the first bad line."""
    where = shown(path)
    found = False
    try:
        for rows in outputs.by_document(_row(line, place) for place, line in outputs.lines(path)):
            found = True
            yield _of_one(rows, where)
    except OSError as error:
        raise ReadError(f"cannot be read: {system_fault(error)}", where, "chmod u+r, or leave it out") from None
    if not found:
        raise ReadError("does not begin with a document record", where, _HINT)


def _of_one(rows: list[Row], where: str) -> list[Row]:
    if rows[0]["type"] != "document":
        raise ReadError("does not begin with a document record", where, _HINT)
    for row in rows[1:]:
        if row["doc_id"] != rows[0]["doc_id"]:
            raise ReadError(f"a record is not of the document before it ({row['id']})", where, _HINT)
    return rows


def _row(line: bytes, where: str) -> Row:
    try:
        row = json.loads(line.decode("utf-8"), parse_constant=_refused)
    except UnicodeDecodeError:
        raise ReadError("is not UTF-8", where, _HINT) from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON: {error}", where, _HINT) from None
    if not isinstance(row, dict):
        raise ReadError("is not a record", where, _HINT)
    outputs.require_version(row, where)
    if fault := fault_of(row) or _misfit(row, b"\\u" in line):
        raise ReadError(f"is not a record of this version: {fault}", where, _HINT)
    # Keys in the order of the schema; taking them from the model saves memory, because all records share the strings.
    return {name: row[name] for name in TYPES[row["type"]].model_fields}


def _misfit(row: Row, escaped: bool) -> str | None:
    """Return why no table can hold a record, None where one can. Only `escaped` text can hold lone surrogates."""
    if escaped and any("\ud800" <= char <= "\udfff" for char in json.dumps(row, ensure_ascii=False)):
        return "a text holds half a character"
    for name, value in row.items():
        if name in DAYS and value is not None and full_day(value) is None:
            return f"{name}: {value!r} is not a full date"
        if not _fits(value):
            return f"{name}: the number is too large"
    return None


def _fits(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(_fits, value))
    if isinstance(value, float):
        return isfinite(value)
    return not isinstance(value, int) or -_LARGEST <= value <= _LARGEST


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")
