"""The records of many documents in a few large files: OUT/part-00000.jsonl, in the order of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from techpolicy_extract import store

_FORMS = ("jsonl", "parquet")
SIZE = 64 * 10**6  # bytes, if nothing else is said


class Shards:
    """Files of at least `size` bytes of JSON Lines each, but for the last one; a document's records stay together.

    A file is written as a whole when it is full. Those of an earlier run are taken away first. Raises UserError.
    """

    def __init__(self, folder: Path, size: int, form: str) -> None:
        self._folder = folder
        self._size = size
        self._form = form
        self._lines = bytearray()
        self._number = 0
        for name in _FORMS:
            for path in sorted(folder.glob(f"part-[0-9][0-9][0-9][0-9][0-9].{name}")):
                store.remove(path)

    def add(self, lines: bytes) -> None:
        """Add the records of a document."""
        self._lines += lines
        if len(self._lines) >= self._size:
            self.flush()

    def flush(self) -> None:
        """Write what is not written yet."""
        if self._lines:
            path = self._folder / f"part-{self._number:05}.{self._form}"
            store.write(path, _written(bytes(self._lines), self._form))
            self._lines.clear()
            self._number += 1


@contextmanager
def sharded(folder: Path, size: int, form: str) -> Iterator[Shards]:
    """Give the files of a folder, into which no other run writes; the last one is written where all went well."""
    with store.locked(folder):
        shards = Shards(folder, size, form)
        yield shards
        shards.flush()


def _written(lines: bytes, form: str) -> bytes:
    if form == "jsonl":
        return lines
    from techpolicy_extract.tables.rows import parquet_of  # brings in the records

    return parquet_of(lines, "--format parquet")


def size_of(said: str) -> int:
    """Give the bytes of a size such as 64MB, 500kB or 1GB. Raises ValueError where it is none."""
    units = {"gb": 10**9, "mb": 10**6, "kb": 10**3, "b": 1, "": 1}
    number = said.strip().lower().rstrip("gmkb")
    unit = said.strip().lower()[len(number) :].strip()
    if not number.strip().isascii() or not number.strip().isdigit() or unit not in units or not int(number):
        raise ValueError(f"{said!r} is no size such as 64MB")
    return int(number) * units[unit]
