"""Read files of JSON Lines, and find them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from techpolicy_extract.errors import UserError

Row = dict[str, Any]
RECORDS = ".jsonl"  # how outputs of `extract all` end
TEXT = ".source.txt"  # and the copies of source texts beside them


def find(path: Path, suffix: str = RECORDS) -> dict[str, Path]:
    """Give the files below a folder by relative name, sorted, hidden ones left out; a file stands for itself.

    Raises UserError where there is no such path.
    """
    if not path.exists():
        raise UserError("no such file or folder", path.as_posix(), "check the spelling of the path")
    if not path.is_dir():
        return {path.name: path}
    found = {each.relative_to(path).as_posix(): each for each in path.rglob(f"*{suffix}") if each.is_file()}
    return {name: found[name] for name in sorted(found) if not any(part.startswith(".") for part in name.split("/"))}


def is_foreign(path: Path) -> bool:
    """Tell whether a file begins with JSON that is no document; what cannot be read may be ours, damaged."""
    with suppress(OSError, ValueError), path.open("rb") as stream:
        first = json.loads(stream.readline())
        return not isinstance(first, dict) or first.get("type") != "document"
    return False


def read(path: Path) -> list[Row]:
    """Read a file. Raises UserError, with the number of the line, where one is no JSON object."""
    return list(rows(read_bytes(path), path.as_posix()))


def read_bytes(path: Path) -> bytes:
    """Give the bytes of a file. Raises UserError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"cannot be read: {error.strerror}", path.as_posix(), "check its permissions") from error


def rows(data: bytes, where: str) -> Iterator[Row]:
    """Yield the objects of JSON Lines. Raises UserError, with the number of the line, where one is none."""
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
