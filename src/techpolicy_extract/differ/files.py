"""Read the two sides of a comparison: files or folders of JSON Lines."""

from __future__ import annotations

from pathlib import Path

from techpolicy_extract import jsonl, outputs
from techpolicy_extract.differ.changes import Comparison, Difference
from techpolicy_extract.differ.compare import compare
from techpolicy_extract.errors import UserError


def compare_files(old: Path, new: Path, ignore: frozenset[str] = frozenset()) -> Comparison:
    """Compare two files, or the outputs of two folders that have the same relative name, names sorted.

    Raises UserError where a path is missing, a file stands against a folder, or a line is no record.
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
        {name: len(jsonl.read(path)) for name, path in before.items() if name not in after},
        {name: len(jsonl.read(path)) for name, path in after.items() if name not in before},
    )


def _compared(old: Path, new: Path, ignore: frozenset[str]) -> Difference:
    before, after = jsonl.read_bytes(old), jsonl.read_bytes(new)
    if before == after:  # nearly all are: then there is nothing to parse
        return Difference()
    return compare(list(jsonl.rows(before, old.as_posix())), list(jsonl.rows(after, new.as_posix())), ignore)
