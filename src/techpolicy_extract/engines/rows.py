"""Read files that hold many documents, one a row: JSON Lines, plain or compressed, and Parquet. Rows are streamed."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from techpolicy_extract.files import outputs, parquet, readers
from techpolicy_extract.files.discovery import Job, discover
from techpolicy_extract.files.readers.archive import safe_name
from techpolicy_extract.files.readers.others import Others
from techpolicy_extract.nouns.errors import ExtraError, ReadError, UserError
from techpolicy_extract.nouns.library_faults import json_fault, packed_fault, system_fault

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
# A line may be longer than its text: JSON escapes one character with up to six.
_LONGEST = 6 * readers.LIMIT
# Compressed bytes that are decompressed at a time.
_PIECE = 2**12


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields in a row that hold a document's name and its text."""

    id: str = "id"
    text: str = "text"


def is_rows(path: str) -> bool:
    """Return whether a path names a file of many documents, by its suffix."""
    return path.lower().endswith(SUFFIXES) and not Path(path).is_dir()


def find(
    paths: Iterable[str], fields: Fields, others: Others | None = None
) -> tuple[Iterable[Job | UserError], int | None]:
    """Return the jobs for `paths`, and their number: None where files of many documents are among them.

    The rows of such files come after all other jobs, and are read only as they are asked for. Files that are no
    documents are counted in `others`.
    """
    paths = list(paths)
    found = discover((path for path in paths if not is_rows(path)), others)
    many = [Path(path) for path in paths if is_rows(path)]
    if not many:
        return found, len(found)
    return _chained(found, many, fields), None


def _chained(found: list[Job | UserError], many: list[Path], fields: Fields) -> Iterator[Job | UserError]:
    yield from found
    for path in many:
        yield from read(path, fields)


def read(path: Path, fields: Fields) -> Iterator[Job | UserError]:
    """Yield a job for each row, named by its id. A bad row is yielded as an error with its number; reading goes on."""
    where = readers.shown(path)
    if outputs.is_shard(path) and path.suffix == ".parquet":  # it has the columns of a file of documents, too
        yield _own(where)
        return
    try:
        for number, row in _parquet(path, where, fields) if path.suffix.lower() == ".parquet" else _json(path, where):
            yield row if isinstance(row, UserError) else _job(path, f"{where}:{number}", row, fields)
    except UserError as error:
        yield error
    except FileNotFoundError:
        yield ReadError("no such file or folder", where, "check the spelling of the path")
    except OSError as error:
        yield ReadError(f"cannot be read: {system_fault(error)}", where, "copy it to a local disk")


def _job(path: Path, where: str, row: Any, fields: Fields) -> Job | UserError:
    if not isinstance(row, dict):
        return ReadError("not a record: a JSON object is wanted", where, "a document a line is wanted")
    for name, option in ((fields.id, "--id-field"), (fields.text, "--text-field")):
        if name not in row:
            return ReadError(f"has no field {name!r}", where, f"name the field with {option}")
    key, text = row[fields.id], row[fields.text]
    if isinstance(key, bool) or not isinstance(key, str | int) or not str(key).strip():
        return ReadError(f"its field {fields.id!r} is no name", where, "name the field with --id-field")
    if not isinstance(text, str):
        return ReadError(f"its field {fields.text!r} is no text", where, "name the field with --text-field")
    return Job(path, _name(str(key)), str(key), text.encode("utf-8", "surrogatepass"))


def _name(key: str) -> str:
    """Turn an id into a name for outputs that stays below their folder; no part of it starts with a dot."""
    clean = safe_name(key).encode("utf-8", "replace").decode("utf-8")
    return "/".join(f"_{part[1:]}" if part.startswith(".") else part for part in clean.split("/"))


def _parquet(path: Path, where: str, fields: Fields) -> Iterator[tuple[int, Any]]:
    hint = "name the field with --id-field or --text-field"
    return enumerate(parquet.rows(path, where, (fields.id, fields.text), hint), 1)


def _json(path: Path, where: str) -> Iterator[tuple[int, Any]]:
    with _opened(path, where) as stream:
        for number, line in enumerate(_lines(stream, where), 1):
            if isinstance(line, UserError):
                yield number, ReadError(line.message, f"{where}:{number}", line.hint)
            elif line.strip():
                yield number, (row := _parsed(line, f"{where}:{number}"))
                if isinstance(row, OwnOutputError):
                    return


class OwnOutputError(ReadError):
    """The file is an output of this program, not a file of documents."""


def _parsed(line: bytes, where: str) -> Any:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return ReadError(f"not JSON: {json_fault(error)}", where, "a document a line is wanted")
    if isinstance(row, dict) and row.get("type") == "document" and "doc_id" in row:
        return _own(where)
    return row


def _own(where: str) -> OwnOutputError:
    hint = "name the documents it was made from"
    return OwnOutputError("is an output of `extract all`, no documents", where, hint)


def _lines(stream: BinaryIO, where: str) -> Iterator[bytes | UserError]:
    """Yield lines; a line longer than any allowed document is yielded as an error and never held in memory."""
    while line := stream.readline(_LONGEST):
        if len(line) < _LONGEST or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
            pass
        yield ReadError(f"larger than {readers.LIMIT >> 20} MiB", where, "split it into one file a document")


@contextmanager
def _opened(path: Path, where: str) -> Iterator[BinaryIO]:
    """Open a file, decompressed where its suffix says so. Raises ReadError where it is damaged."""
    suffix = path.suffix.lower()
    damage: tuple[type[Exception], ...] = (EOFError, zlib.error, gzip.BadGzipFile)
    with path.open("rb") as raw:
        stream: Any = raw
        if suffix == ".gz":
            stream = gzip.GzipFile(fileobj=raw)
        elif suffix == ".zst":
            try:
                import zstandard
            except ImportError:
                raise ExtraError(extra="tables", where=where) from None
            damage = (*damage, zstandard.ZstdError)
            stream = io.BufferedReader(_Frames(raw, zstandard.ZstdDecompressor().decompressobj))
        try:
            yield stream
        except damage as error:
            raise ReadError(f"is cut short or damaged: {packed_fault(error)}", where, "fetch it again") from error


class _Frames(io.RawIOBase):
    """Decompress a file of Zstandard frames. Raises EOFError where the last frame is cut short.

    The library's own reader accepts a file that is cut short as if it were whole.
    """

    def __init__(self, raw: BinaryIO, frame: Callable[[], Any]) -> None:
        self._raw = raw
        self._frame = frame
        self._open: Any = None
        self._packed = b""
        self._plain = b""

    def readable(self) -> bool:
        """Return True: `BufferedReader` asks before it reads."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill part of the buffer and return the number of bytes; 0 means the end."""
        while not self._plain:
            self._packed = self._packed or self._raw.read(_PIECE)
            if not self._packed:
                if self._open is not None:
                    raise EOFError("its last frame is not whole")
                return 0
            self._open = self._open or self._frame()
            self._plain, self._packed = self._open.decompress(self._packed), b""
            if self._open.eof:
                self._packed, self._open = self._open.unused_data, None
        given = min(len(buffer), len(self._plain))
        buffer[:given] = self._plain[:given]
        self._plain = self._plain[given:]
        return given
