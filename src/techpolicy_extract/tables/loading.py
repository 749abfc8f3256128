"""Read what `extract all` wrote: files of JSON Lines, a document each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from techpolicy_extract.errors import ReadError, UserError
from techpolicy_extract.readers import shown
from techpolicy_extract.records import TYPES
from techpolicy_extract.records.validation import fault_of
from techpolicy_extract.tables.cells import full_day
from techpolicy_extract.tables.columns import DAYS
from techpolicy_extract.tables.model import Entry, Row

SUFFIX = ".jsonl"
_HINT = "write it anew with `extract all`"
_LARGEST = 2**63 - 1  # what a column of integers holds


@dataclass
class Found:
    """What was read: entries by type, in the order of `TYPES`; and a line for each file that was not."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: {kind: [] for kind in TYPES})
    errors: list[UserError] = field(default_factory=list)

    @property
    def documents(self) -> list[Row]:
        """Give the document records."""
        return [each.record for each in self.entries["document"]]


def load(paths: Iterable[str]) -> Found:
    """Read the files that `paths` name, folders searched at all depths; a broken one is an error, the rest goes on."""
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
            rows = _read(each)
        except UserError as error:
            found.errors.append(error)
        else:
            for row in rows:
                found.entries[row["type"]].append(Entry(rows[0], row))
    return found


def _discover(paths: Iterable[str]) -> Iterator[Path | UserError]:
    """Find the files, folders sorted; hidden files and folders are left out."""
    for path in paths:
        root = Path(path)
        if not root.exists():
            yield ReadError("no such file or folder", shown(root), "run `extract all` first, or check the spelling")
        elif root.is_dir():
            yield from _search(root)
        else:
            yield root


def _search(root: Path) -> Iterator[Path | UserError]:
    files: list[Path] = []
    errors: list[UserError] = []
    seen: set[str] = set()

    def unreadable(error: OSError) -> None:
        errors.append(ReadError(f"cannot be searched: {error.strerror}", shown(Path(error.filename)), "chmod u+rx"))

    for folder, folders, names in os.walk(root, followlinks=True, onerror=unreadable):
        real = os.path.realpath(folder)
        if real in seen:  # a link back to a folder above
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        files += (Path(folder, each) for each in names if each.endswith(SUFFIX) and not each.startswith("."))
    yield from errors
    if not files and not errors:
        yield ReadError(
            f"no *{SUFFIX} in this folder", shown(root), "run `extract all` first, or name its --out folder"
        )
    yield from sorted(files, key=lambda each: each.parts)


def _read(path: Path) -> list[Row]:
    """Read a file: its document first, then its other records. Raises ReadError at the first line that is none."""
    where = shown(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ReadError("is not UTF-8", where, _HINT) from None
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where, "chmod u+r, or leave it out") from None
    # Not splitlines(): JSON strings may hold line separators of Unicode.
    rows = [_row(line, f"{where}:{number}") for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not rows or rows[0]["type"] != "document":
        raise ReadError("does not begin with a document record", where, _HINT)
    for row in rows[1:]:
        if row["type"] == "document" or row["doc_id"] != rows[0]["doc_id"]:
            raise ReadError(f"holds records of more than one document ({row['id']})", where, _HINT)
    return rows


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON: {error}", where, _HINT) from None
    if not isinstance(row, dict):
        raise ReadError("is not a record", where, _HINT)
    if fault := fault_of(row) or _misfit(row, "\\u" in line):
        raise ReadError(f"is not a record of this version: {fault}", where, _HINT)
    # Keys in the order of the schema, and one string for each in all records, not one a line.
    return {name: row[name] for name in TYPES[row["type"]].model_fields}


def _misfit(row: Row, escaped: bool) -> str | None:
    """Say what a record holds that no table could; only an escaped text can hold half a character."""
    if escaped and any("\ud800" <= char <= "\udfff" for char in json.dumps(row, ensure_ascii=False)):
        return "a text holds half a character"
    for name, value in row.items():
        if name in DAYS and value is not None and full_day(value) is None:
            return f"{name}: {value!r} is not a full date"
        if not _fits(value):
            return f"{name}: the number is too large"
    return None


def _fits(value: Any) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return not isinstance(value, int) or -_LARGEST <= value <= _LARGEST


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")
