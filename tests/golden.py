"""Write the golden outputs of the seeds and of the documents in tests/made: `python -m tests.golden [FOLDER]`.

Prints what changed, and always exits with 1: read the difference before you commit it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from techpolicy_extract.cli.terminal.differences import difference_text
from techpolicy_extract.products.differ import compare
from tests.eval import ROOT, made_outputs, rows_of, seed_outputs

GOLDEN = ROOT / "tests" / "golden"
_VERSION = re.compile(rb',"rules_version":"[0-9a-f]{12}"')


def outputs() -> dict[str, bytes]:
    """Return the output of each document that has a golden one, by name."""
    return seed_outputs() | made_outputs()


def path_of(name: str, folder: Path = GOLDEN) -> Path:
    return folder / f"{name}.jsonl"


def without_version(data: bytes) -> bytes:
    """Remove the version of the rules: every edit of a rule changes it, and it says nothing about records."""
    return _VERSION.sub(b"", data, count=1)


def stored(name: str, folder: Path = GOLDEN) -> bytes | None:
    """Return the golden output of a document, None where it has not been written yet."""
    path = path_of(name, folder)
    return path.read_bytes() if path.exists() else None


def told(old: bytes, new: bytes) -> list[str]:
    """Return lines that say what changed from one output to the other, as `extract diff` does."""
    if old == new:
        return []
    found = compare(rows_of(old), rows_of(new))
    versions = [f"the records are the same, {each.name} is not" for each in found.versions]
    return list(difference_text(found)) or versions or ["the bytes differ, the records do not"]


def write(folder: Path = GOLDEN) -> Iterator[str]:
    """Write the outputs of all documents; yield what changed, document by document."""
    folder.mkdir(parents=True, exist_ok=True)
    found = outputs()
    for name, output in found.items():
        data, old = without_version(output), stored(name, folder)
        path_of(name, folder).write_bytes(data)
        lines = [] if old is None else told(old, data)
        yield f"{name}: {'written for the first time' if old is None else 'changed' if lines else 'as before'}"
        yield from (f"  {line}" for line in lines)
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem not in found:
            path.unlink()
            yield f"{path.stem}: taken away, there is no such document"


def main() -> int:
    """Write the golden outputs and print what changed; return 1."""
    for line in write(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN):
        print(line)
    print("\nread the difference, then commit")
    return 1


if __name__ == "__main__":
    sys.exit(main())
