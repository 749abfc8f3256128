"""The manifest of a folder of outputs: the outcome of each document, so that the next run does only what is left."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from techpolicy_extract.engines import left_out
from techpolicy_extract.engines.document import Outcome
from techpolicy_extract.files import readers
from techpolicy_extract.files.discovery import STDIN, Job
from techpolicy_extract.files.readers.others import Others, Some
from techpolicy_extract.nouns.errors import DiskError, UserError
from techpolicy_extract.nouns.library_faults import base_fault
from techpolicy_extract.nouns.version import __version__
from techpolicy_extract.pipeline import Summary
from techpolicy_extract.records import SCHEMA_VERSION

NAME = ".manifest.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS documents (
    name TEXT PRIMARY KEY, source TEXT NOT NULL, path TEXT NOT NULL,
    size INTEGER, mtime_ns INTEGER, sha256 TEXT NOT NULL,
    rules TEXT NOT NULL, program TEXT NOT NULL,
    message TEXT, hint TEXT, summary TEXT, output_sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL
) WITHOUT ROWID
"""
_SHARDS = """
CREATE TABLE IF NOT EXISTS shards (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, full INTEGER NOT NULL, digests TEXT NOT NULL, names TEXT NOT NULL
)
"""
_PUT = f"INSERT OR REPLACE INTO documents VALUES ({', '.join('?' * 13)})"
_MAJOR = int(SCHEMA_VERSION.partition(".")[0])  # kept in the database as its user_version
Stat = tuple[int | None, int | None]  # size, time of the last change in nanoseconds


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest holds about one document. `message` is its error, None where it went through.

    `source` is the document as the run was given it, `path` its absolute file path. `size` (bytes) and `mtime_ns` are
    those of `path`, None where the document came without a file of its own: from standard input or as one of many in a
    file.
    """

    name: str
    source: str
    path: str
    size: int | None
    mtime_ns: int | None
    sha256: str
    rules: str
    program: str
    message: str | None
    hint: str | None
    summary: Summary | None
    output_sha256: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Shard:
    """What the manifest holds about one shard.

    `kind` is suffix and size, `full` whether it has reached that size, `digests` the SHA-256 of its files by file name,
    `names` the names of its documents in order.
    """

    kind: str
    full: bool
    digests: dict[str, str]
    names: list[str]


class Manifest:
    """The manifest of a folder during a run; use it in a `with` statement. `rules` is the version of the rules.

    Raises UserError where the file is not a manifest of ours or cannot be written.
    """

    def __init__(self, folder: Path, rules: str) -> None:
        self._folder = folder
        self._rules = rules
        self._path = folder / NAME
        with _explained(self._path):
            self._base = sqlite3.connect(self._path)
            self._forget_other_schema()
            self._base.execute(_TABLE)
            self._base.execute(_SHARDS)
            for table in left_out.TABLES:
                self._base.execute(table)
            self._base.execute("CREATE TEMP TABLE claimed (name TEXT PRIMARY KEY) WITHOUT ROWID")
            self._base.commit()

    def _forget_other_schema(self) -> None:
        """Drop what a run with another major version of the schema recorded: its outputs are written again."""
        if self._base.execute("PRAGMA user_version").fetchone()[0] != _MAJOR:
            for table in ("documents", "shards"):
                self._base.execute(f"DROP TABLE IF EXISTS {table}")
            self._base.execute(f"PRAGMA user_version = {_MAJOR}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with _explained(self._path):
            try:
                self._base.commit()
            finally:
                self._base.close()

    def claim(self, job: Job) -> bool:
        """Return whether a job is the first of this run with its name. Names are kept on disk: there may be many."""
        with _explained(self._path):
            return self._base.execute("INSERT OR IGNORE INTO claimed VALUES (?)", (_told(job.name),)).rowcount == 1

    def known(self, job: Job) -> Entry | None:
        """Return the entry of an earlier run where document, rules and program are unchanged, else None."""
        with _explained(self._path):
            row = self._base.execute("SELECT * FROM documents WHERE name = ?", (_told(job.name),)).fetchone()
        if row is None:
            return None
        entry = _entry(row)
        if (entry.source, entry.rules, entry.program) != (_told(job.where), self._rules, __version__):
            return None
        if (path := _path_of(job)) != entry.path:  # the documents were moved together with their outputs
            entry = replace(entry, path=path)
            self.put(entry)
        if (entry.size, entry.mtime_ns) == (stat := stat_of(job)) and stat != (None, None):
            return entry
        if _digest(job) != entry.sha256:
            return None
        self.put(replace(entry, size=stat[0], mtime_ns=stat[1]))
        return entry

    def forget(self, name: str) -> None:
        """Delete the entry of a document. Call `commit` to make it permanent."""
        with _explained(self._path):
            self._base.execute("DELETE FROM documents WHERE name = ?", (name,))

    def entry(self, outcome: Outcome, stat: Stat) -> Entry:
        """Return the entry to record for an outcome; `stat` was taken before the document was read."""
        job, error = outcome.job, outcome.error
        message, hint = (error.message, error.hint) if error else (None, None)
        return Entry(
            job.name, job.where, _path_of(job), *stat, outcome.source, self._rules, __version__,
            message, hint, outcome.summary, outcome.digest, outcome.text_digest,
        )  # fmt: skip

    def put(self, entry: Entry) -> None:
        """Insert or replace an entry. Call `commit` to make it permanent."""
        values = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
        counts = entry.summary and [dict(entry.summary.records), dict(entry.summary.issues)]
        values["summary"] = json.dumps(counts, sort_keys=True)
        with _explained(self._path):
            self._base.execute(_PUT, [_told(each) if isinstance(each, str) else each for each in values.values()])

    def commit(self) -> None:
        """Commit all changes since the last commit."""
        with _explained(self._path):
            self._base.commit()

    def put_others(self, found: Others) -> None:
        """Record the files that are no documents, in place of what earlier runs found under the same paths."""
        with _explained(self._path), self._base:
            unread = {_told(root): faults for root, faults in found.unread.items()}
            left_out.put(self._base, {_told(root): kinds for root, kinds in found.found.items()}, unread)

    def shard(self, number: int) -> Shard | None:
        """Return the shard with this number, None where there is none."""
        with _explained(self._path):
            query = "SELECT kind, full, digests, names FROM shards WHERE number = ?"
            row = self._base.execute(query, (number,)).fetchone()
            return row and Shard(row[0], bool(row[1]), json.loads(row[2]), json.loads(row[3]))

    def put_shard(self, number: int, shard: Shard, entries: list[Entry]) -> None:
        """Record a shard and its documents in one transaction, so that a killed run records all or nothing."""
        row = number, shard.kind, shard.full, json.dumps(shard.digests), json.dumps(shard.names)
        with _explained(self._path), self._base:
            for entry in entries:
                self.put(entry)
            self._base.execute("INSERT INTO shards VALUES (?, ?, ?, ?, ?)", row)

    def forget_shards(self, first: int) -> None:
        """Delete the shards from number `first` on, and the entries of their documents."""
        with _explained(self._path), self._base:
            for (names,) in self._base.execute("SELECT names FROM shards WHERE number >= ?", (first,)).fetchall():
                named = [(_told(name),) for name in json.loads(names)]
                self._base.executemany("DELETE FROM documents WHERE name = ?", named)
            self._base.execute("DELETE FROM shards WHERE number >= ?", (first,))


def entries(folder: Path) -> Iterator[Entry]:
    """Yield the entries in a folder's manifest, sorted by name. Raises UserError where there is no manifest."""
    with _opened(folder) as base:
        for row in base.execute("SELECT * FROM documents ORDER BY name"):
            yield _entry(row)


def unread(folder: Path) -> Iterator[Entry]:
    """Yield an entry without a name for each file or folder that could not be opened. Raises UserError as `entries`."""
    with _opened(folder) as base:
        for where, message, hint in left_out.read_unread(base):
            yield Entry("", where, "", None, None, "", "", "", message, hint, None, "", "")


def others(folder: Path) -> dict[str, Some]:
    """Return the files found that are no documents, by kind. Raises UserError where there is no manifest."""
    with _opened(folder) as base:
        return left_out.read(base)


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open a folder's manifest for reading. Raises UserError where there is none, or it has another schema."""
    path = folder / NAME
    if not path.is_file():
        raise UserError("has no manifest", folder.as_posix(), "name a folder that `extract all` has written")
    with _explained(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        if (major := base.execute("PRAGMA user_version").fetchone()[0]) != _MAJOR:
            message = f"was written with schema {major or 1}.x, this program reads {_MAJOR}.x"
            raise UserError(message, path.as_posix(), "run `extract all` again with this folder as --out")
        yield base


def shards(folder: Path) -> Iterator[Shard]:
    """Yield the shards in a folder's manifest, in order. Raises UserError where there is no manifest."""
    with _opened(folder) as base:
        for kind, full, digests, names in base.execute("SELECT kind, full, digests, names FROM shards ORDER BY number"):
            yield Shard(kind, bool(full), json.loads(digests), [_told(name) for name in json.loads(names)])


def stat_of(job: Job) -> Stat:
    """Return size in bytes and time of change of a job's file, (None, None) where it has no file or it is gone."""
    if job.path == STDIN or job.data is not None:
        return None, None
    try:
        found = job.path.stat()
    except OSError:
        return None, None
    return found.st_size, found.st_mtime_ns


def _entry(row: tuple[Any, ...]) -> Entry:
    values = dict(zip(Entry.__dataclass_fields__, row, strict=True))
    counts = json.loads(values["summary"])
    values["summary"] = counts and Summary(*map(Counter, counts))
    return Entry(**values)


def _path_of(job: Job) -> str:
    """Return the absolute path of a job's file, because later commands may be run from another folder."""
    return readers.shown(job.path if job.path == STDIN else job.path.absolute())


def _digest(job: Job) -> str | None:
    """Return the SHA-256 of a document as it is now; None where it cannot be read (processing it reports why)."""
    try:
        return sha256(job.data if job.data is not None else readers.content(job.path, job.entry)).hexdigest()
    except UserError:
        return None


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        kind = DiskError if "full" in str(error) or "readonly" in str(error) else UserError
        hint = "free some space, or choose another --out" if "full" in str(error) else "choose another --out"
        raise kind(base_fault(error), path.as_posix(), hint) from error
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        hint = "remove it: then every document is done again"
        raise UserError("is no manifest of this version", path.as_posix(), hint) from error


def _told(text: str) -> str:
    """Write a name with bytes that are not UTF-8 so that the database can hold it: 甲\\xff."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
