"""Write the golden outputs of the seeds: `python -m tests.golden [FOLDER]`.

Prints what changed and always ends with exit code 1: the difference is there to be read before it is committed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.eval import ROOT, rows_of, seed_outputs
from tests.scoring import Row

GOLDEN = ROOT / "tests" / "golden"
_QUIET = frozenset(("rules_version",))  # changes with every rule: told once, not once a document


def path_of(name: str, folder: Path = GOLDEN) -> Path:
    return folder / f"{name}.jsonl"


def stored(name: str, folder: Path = GOLDEN) -> bytes | None:
    """Give the golden output of a seed; None where it has not been written yet."""
    path = path_of(name, folder)
    return path.read_bytes() if path.exists() else None


def changes(old: list[Row], new: list[Row]) -> Iterator[str]:
    """Say which records are gained, lost and changed, and in which fields."""
    before, after = {row["id"]: row for row in old}, {row["id"]: row for row in new}
    for key in (key for key in before if key not in after):
        yield f"- lost {key}: {before[key]['text'][:80]!r}"
    for key, row in after.items():
        if key not in before:
            yield f"+ gained {key}: {row['text'][:80]!r}"
        elif row != before[key]:
            yield f"* changed {key}: {row['text'][:80]!r}"
            yield from (f"    {line}" for line in fields(before[key], row))
    if list(before) != list(after) and set(before) == set(after):
        yield "  the order of the records has changed"


def fields(old: Row, new: Row) -> Iterator[str]:
    """Say which fields of a record differ."""
    for name in dict.fromkeys((*old, *new)):
        if name not in old or name not in new:
            yield f"{name}: {'gone' if name in old else 'new'}"
        elif old[name] != new[name]:
            yield f"{name}: {old[name]!r} → {new[name]!r}"
    if list(old) != list(new) and set(old) == set(new):
        yield "the order of the fields has changed"


def write(folder: Path = GOLDEN) -> Iterator[str]:
    """Write the outputs of all seeds; yield what changed, seed by seed."""
    folder.mkdir(parents=True, exist_ok=True)
    outputs = seed_outputs()
    for name, data in outputs.items():
        old = stored(name, folder)
        path_of(name, folder).write_bytes(data)
        lines = _told(old, data)
        yield f"{name}: {'written for the first time' if old is None else 'changed' if lines else 'as before'}"
        yield from (f"  {line}" for line in lines)
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem not in outputs:
            path.unlink()
            yield f"{path.stem}: taken away, there is no such seed"


def _told(old: bytes | None, new: bytes) -> list[str]:
    """Say what changed; of a rules_version alone only that."""
    if old is None or old == new:
        return []
    before, after = ([_without_version(row) for row in rows_of(data)] for data in (old, new))
    return list(changes(before, after)) or ["the rules have another version, the records are the same"]


def _without_version(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _QUIET}


def main() -> int:
    """Write, print, end red."""
    for line in write(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN):
        print(line)
    print("\nread the difference, then commit")
    return 1


if __name__ == "__main__":
    sys.exit(main())
