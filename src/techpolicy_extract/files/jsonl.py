"""Write JSON; find and read files of JSON Lines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.nouns.library_faults import json_fault, system_fault

Row = dict[str, Any]
RECORDS = ".jsonl"  # suffix of the outputs of `extract all`
TEXT = ".source.txt"  # suffix of the copies of source texts beside them

# Many readers of lines, str.splitlines among them, break a line at these. JSON escapes the others that they break at.
_BREAKS = {mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def dumps(value: Any, *, compact: bool = False, indent: int | None = None) -> str:
    """Return JSON with all characters as they are, except the line separators U+0085, U+2028 and U+2029.

    `compact` leaves out the blanks between values. Without `indent`, every reader of lines sees one line.
    """
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":") if compact else None, indent=indent)
    for mark, escaped in _BREAKS.items():
        said = said.replace(mark, escaped)
    return said


def find(path: Path, suffix: str = RECORDS) -> dict[str, Path]:
    """Return the files below a folder by relative name, sorted; for a file, the file by its own name.

    Hidden files and folders are left out. Links are followed, but not in a circle. Raises UserError where there is
    no such path, or a folder that cannot be searched.
    """
    if not path.exists():
        raise UserError("no such file or folder", path.as_posix(), "check the spelling of the path")
    if not path.is_dir():
        return {path.name: path}
    found: dict[str, Path] = {}
    seen: set[str] = set()
    for folder, folders, names in os.walk(path, followlinks=True, onerror=_unreadable):
        real = os.path.realpath(folder)
        folders[:] = [] if real in seen else [each for each in folders if not each.startswith(".")]
        if real not in seen:
            files = (Path(folder, each) for each in names if each.endswith(suffix) and not each.startswith("."))
            found |= {each.relative_to(path).as_posix(): each for each in files if each.is_file()}
        seen.add(real)
    return {name: found[name] for name in sorted(found)}


def _unreadable(error: OSError) -> NoReturn:
    where = Path(error.filename).as_posix()
    raise UserError(f"cannot be searched: {system_fault(error)}", where, "chmod u+rx") from None


def read(path: Path) -> list[Row]:
    """Return the objects of a JSON Lines file. Raises UserError, with the line's number, where a line is no object."""
    return list(rows(read_bytes(path), path.as_posix()))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises UserError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"cannot be read: {system_fault(error)}", path.as_posix(), "check its permissions") from error


def rows(data: bytes, where: str) -> Iterator[Row]:
    """Yield the objects of JSON Lines. Raises UserError, with the line's number, where a line is no object."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig", "surrogatepass"))
        except ValueError as error:
            raise UserError(f"not JSON: {json_fault(error)}", f"{where}:{number}", "write the output again") from None
        if not isinstance(row, dict):
            raise UserError("not a record: a JSON object is wanted", f"{where}:{number}", "write the output again")
        yield row
