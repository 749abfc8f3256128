"""Read the two sides of a comparison: files or folders of JSON Lines."""

from __future__ import annotations

from pathlib import Path

from techpolicy_extract.files import jsonl, outputs
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.differ.changes import Comparison, Difference
from techpolicy_extract.products.differ.compare import compare


def compare_files(old: Path, new: Path, ignore: frozenset[str] = frozenset()) -> Comparison:
    """Compare two files, or the outputs with the same relative name in two folders; names are sorted.

    Raises UserError where a path is missing, one path is a file and the other a folder, or a line is no record.
    """
    before, after = jsonl.find(old), jsonl.find(new)
    if not old.is_dir() and not new.is_dir():
        before, after = {new.name: old}, {new.name: new}
    elif old.is_dir() != new.is_dir():
        raise UserError(
            "a file cannot be compared with a folder", old.as_posix(), f"{new.as_posix()} is the other side"
        )
    if not before and not after:
        raise UserError("no *.jsonl in either folder", old.as_posix(), "name folders that `extract all` has written")
    for found in (before, after):
        outputs.refuse_shards(found.values(), "diff")
    both = [name for name in before if name in after]
    return Comparison(
        {name: _compared(before[name], after[name], ignore) for name in both},
        {name: len(_rows(path, jsonl.read_bytes(path))) for name, path in before.items() if name not in after},
        {name: len(_rows(path, jsonl.read_bytes(path))) for name, path in after.items() if name not in before},
    )


def _compared(old: Path, new: Path, ignore: frozenset[str]) -> Difference:
    before, after = jsonl.read_bytes(old), jsonl.read_bytes(new)
    if before == after:  # nearly all documents are equal: only their version has to be checked
        _rows(old, before.partition(b"\n")[0])
        return Difference()
    return compare(_rows(old, before), _rows(new, after), ignore)


def _rows(path: Path, data: bytes) -> list[jsonl.Row]:
    """Return the records of an output. Raises UserError for a line that is no record, and for another schema."""
    rows = list(jsonl.rows(data, path.as_posix()))
    for row in rows[:1]:
        outputs.require_version(row, path.as_posix())
    return rows
