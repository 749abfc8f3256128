"""Write the records of many documents to a few large files, in document order: OUT/part-00000.jsonl.

Their source texts are beside them, one row a document: OUT/texts-00000.jsonl. A run keeps the first shards as long as
their documents are unchanged, and writes the others again. The result is the same as that of a run into an empty
folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

from techpolicy_extract.engines.document import Outcome, Task
from techpolicy_extract.engines.folder import rules_version
from techpolicy_extract.engines.local import Item, Result
from techpolicy_extract.engines.manifest import Entry, Manifest, Shard, Stat, stat_of
from techpolicy_extract.engines.workers import Ready
from techpolicy_extract.files import jsonl, parquet, store
from techpolicy_extract.files.discovery import Job
from techpolicy_extract.files.readers.others import Others
from techpolicy_extract.nouns.errors import ReadError, UserError

SIZE = 64 * 10**6  # bytes, the default
_FILE = re.compile(r"(?:part|texts)-([0-9]{5,})\.(?:jsonl|parquet)")


@dataclass(frozen=True, slots=True)
class Form:
    """The form of shards: files of at least `size` bytes (counted as JSON Lines), `suffix` jsonl or parquet.

    All records of a document stay in one file. `force` writes every shard again.
    """

    size: int = SIZE
    suffix: str = "jsonl"
    force: bool = False

    @property
    def kind(self) -> str:
        """Return what all shards of a run have in common, as text: suffix and size."""
        return f"{self.suffix} {self.size}"


@dataclass(slots=True)
class _Open:
    """The shard that is being filled, in memory: its number, lines of records and of texts, and its documents."""

    number: int = 0
    lines: bytearray = field(default_factory=bytearray)
    texts: bytearray = field(default_factory=bytearray)
    entries: list[Entry] = field(default_factory=list)


class Shards:
    """Keeps the shards of an earlier run that are unchanged, and writes the others. Methods raise UserError."""

    def __init__(self, folder: Path, manifest: Manifest, form: Form) -> None:
        self._folder = folder
        self._manifest = manifest
        self._form = form
        self._open = _Open()
        self._stats: dict[str, Stat] = {}  # of the documents that are being processed

    def put_others(self, others: Others) -> None:
        """Record in the manifest the files that are no documents. Raises UserError."""
        self._manifest.put_others(others)

    def left(self, jobs: Iterable[Job | UserError]) -> Iterator[Item]:
        """Yield the outcomes of the documents in kept shards, wrapped in `Ready`, then the jobs that must be done."""
        rest = map(self._claimed, jobs)
        begun: list[Job | UserError] = []
        number = 0
        while not self._form.force and (shard := self._standing(number)):
            begun = list(_taken(rest, len(shard.names) + (not shard.full)))  # if not full, it takes one more
            found = self._found(shard, begun)
            if found is None:
                break
            yield from map(Ready, found)
            begun, number = [], number + 1
        self._open.number = number
        self._manifest.forget_shards(number)
        for path in sorted(self._folder.iterdir()):
            if (match := _FILE.fullmatch(path.name)) and int(match[1]) >= number:
                store.remove(path)
        for job in chain(begun, rest):
            if isinstance(job, Job):
                self._stats[job.name] = stat_of(job)
            yield Ready(job) if isinstance(job, UserError) else job

    def _claimed(self, job: Job | UserError) -> Job | UserError:
        if isinstance(job, UserError) or self._manifest.claim(job):
            return job
        return ReadError(f"another document has the name {job.name}", job.where, "give each of them its own")

    def _standing(self, number: int) -> Shard | None:
        """Return the shard with this number where it is of this kind and its files are unchanged, else None."""
        shard = self._manifest.shard(number)
        if shard is None or shard.kind != self._form.kind:
            return None
        try:
            same = all(_digest(self._folder / name) == digest for name, digest in shard.digests.items())
        except OSError:
            return None
        return shard if same else None

    def _found(self, shard: Shard, jobs: list[Job | UserError]) -> list[Result] | None:
        """Return the outcomes of a shard's documents, errors in their places; None where the documents have changed."""
        if [job.name for job in jobs if isinstance(job, Job)] != shard.names:
            return None
        found: list[Result] = []
        for job in jobs:
            if isinstance(job, UserError):
                found.append(job)
            elif entry := self._manifest.known(job):
                found.append(_outcome(job, entry))
            else:
                return None
        return found

    def note(self, result: Result) -> None:
        """Add the records and the source text of a document; write the shard once it is full."""
        if isinstance(result, UserError) or result.known or result.final:
            return
        stat = self._stats.pop(result.job.name)
        again = result.error and not result.settled  # it may go through the next time
        self._open.entries.append(self._manifest.entry(result, (None, None) if again else stat))
        if result.data:
            self._open.lines += result.data
            self._open.texts += _row_of(result)
        if len(self._open.lines) >= self._form.size:
            self.flush()

    def flush(self) -> None:
        """Write the shard in memory, if it has documents, and start the next one."""
        number, entries = self._open.number, self._open.entries
        if not entries:
            return
        digests = {}
        for name, lines in (("part", self._open.lines), ("texts", self._open.texts)):
            if lines:
                path = self._folder / f"{name}-{number:05}.{self._form.suffix}"
                data = _written(bytes(lines), name, self._form.suffix)
                store.write(path, data)
                digests[path.name] = sha256(data).hexdigest()
        full = len(self._open.lines) >= self._form.size
        shard = Shard(self._form.kind, full, digests, [entry.name for entry in entries])
        self._manifest.put_shard(number, shard, entries)
        self._open = _Open(number + 1)


@contextmanager
def sharded(folder: Path, task: Task, form: Form) -> Iterator[Shards]:
    """Lock a folder and yield its shards; write the last shard where no exception was raised."""
    with store.locked(folder), Manifest(folder, rules_version(task.rules)) as manifest:
        shards = Shards(folder, manifest, form)
        yield shards
        shards.flush()


def _taken(jobs: Iterator[Job | UserError], count: int) -> Iterator[Job | UserError]:
    """Take `count` jobs from the iterator, and the errors among them."""
    while count and (job := next(jobs, None)) is not None:
        count -= isinstance(job, Job)
        yield job


def _outcome(job: Job, entry: Entry) -> Outcome:
    error = None if entry.message is None else UserError(entry.message, job.where, entry.hint or "")
    known = Outcome(replace(job, data=None), error, summary=entry.summary, source=entry.sha256, known=True)
    return replace(known, settled=error is not None)


def _row_of(outcome: Outcome) -> bytes:
    document = json.loads(outcome.data[: outcome.data.index(b"\n")])
    text = outcome.text.decode("utf-8", "surrogatepass")
    row = {"id": outcome.job.name, "doc_id": document["doc_id"], "text": text}
    return jsonl.dumps(row, compact=True).encode("utf-8", "backslashreplace") + b"\n"


def _written(lines: bytes, name: str, suffix: str) -> bytes:
    if suffix == "jsonl":
        return lines
    return (parquet.of_records if name == "part" else parquet.of_texts)(lines, "--format parquet")


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def size_of(said: str) -> int:
    """Return the bytes of a size such as 64MB, 500kB or 1GB. Raises ValueError where the text is no such size."""
    units = {"gb": 10**9, "mb": 10**6, "kb": 10**3, "b": 1, "": 1}
    number = said.strip().lower().rstrip("gmkb")
    unit = said.strip().lower()[len(number) :].strip()
    if not number.strip().isascii() or not number.strip().isdigit() or unit not in units or not int(number):
        raise ValueError(f"{said!r} is no size such as 64MB")
    return int(number) * units[unit]
