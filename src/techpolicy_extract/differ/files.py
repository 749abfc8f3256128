"""Read the two sides of a comparison: files or folders of JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from techpolicy_extract.differ.changes import Comparison, Difference, Row
from techpolicy_extract.differ.compare import compare
from techpolicy_extract.errors import UserError


def compare_files(old: Path, new: Path, ignore: frozenset[str] = frozenset()) -> Comparison:
    """Compare two files, or the outputs of two folders that have the same relative name, names sorted.

    Raises UserError where a path is missing, a file stands against a folder, or a line is no record.
    """
    before, after = outputs(old), outputs(new)
    if not old.is_dir() and not new.is_dir():
        before, after = {new.name: old}, {new.name: new}
    elif old.is_dir() != new.is_dir():
        raise UserError(
            "a file cannot be compared with a folder", old.as_posix(), f"{new.as_posix()} is the other side"
        )
    if not before and not after:
        raise UserError("no *.jsonl in either folder", old.as_posix(), "name folders that `extract all` has written")
    both = [name for name in before if name in after]
    return Comparison(
        {name: _compared(before[name], after[name], ignore) for name in both},
        {name: len(rows_of(path)) for name, path in before.items() if name not in after},
        {name: len(rows_of(path)) for name, path in after.items() if name not in before},
    )


def _compared(old: Path, new: Path, ignore: frozenset[str]) -> Difference:
    before, after = _bytes(old), _bytes(new)
    if before == after:  # nearly all are: then there is nothing to parse
        return Difference()
    return compare(list(_rows(before, old.as_posix())), list(_rows(after, new.as_posix())), ignore)


def outputs(path: Path) -> dict[str, Path]:
    """Give the outputs below a folder by relative name, sorted, hidden ones left out; a file is an output itself.

    Raises UserError where there is no such path.
    """
    if not path.exists():
        raise UserError("no such file or folder", path.as_posix(), "check the spelling of the path")
    if not path.is_dir():
        return {path.name: path}
    found = {each.relative_to(path).as_posix(): each for each in path.rglob("*.jsonl") if each.is_file()}
    return {name: found[name] for name in sorted(found) if not _hidden(name)}


def rows_of(path: Path) -> list[Row]:
    """Read a file of JSON Lines. Raises UserError, with the number of the line, where one is no JSON object."""
    return list(_rows(_bytes(path), path.as_posix()))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"cannot be read: {error.strerror}", path.as_posix(), "check its permissions") from error


def _rows(data: bytes, where: str) -> Iterator[Row]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig", "surrogatepass"))
        except ValueError as error:
            raise UserError(f"not JSON: {error}", f"{where}:{number}", "write the output again") from None
        if not isinstance(row, dict):
            raise UserError("not a record: a JSON object is wanted", f"{where}:{number}", "write the output again")
        yield row


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))
