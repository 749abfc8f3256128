"""A folder of outputs during a run: keep other runs out, and do not repeat what is already done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from techpolicy_extract.engines.document import Outcome, Task, place, text_place
from techpolicy_extract.engines.local import Item, Result
from techpolicy_extract.engines.manifest import Entry, Manifest, Stat, stat_of
from techpolicy_extract.engines.workers import Ready
from techpolicy_extract.files import store
from techpolicy_extract.files.discovery import Job
from techpolicy_extract.files.readers.others import Others
from techpolicy_extract.nouns.errors import ReadError, UserError
from techpolicy_extract.rules import packs
from techpolicy_extract.rules.version import version

Found = Iterable[Job | UserError]

# Outcomes noted between two commits of the manifest. A killed run loses at most these; they are done again.
_BATCH = 64
_DISKS = 2  # documents whose outputs are being flushed to disk at the same time


def all_of(jobs: Found) -> Iterator[Item]:
    """Yield all jobs as items to process; an error among them keeps its place."""
    for job in jobs:
        yield Ready(job) if isinstance(job, UserError) else job


class Folder:
    """Uses a folder's manifest to skip documents that are done, and records new outcomes in it."""

    def __init__(self, manifest: Manifest, task: Task, disk: Executor, force: bool = False) -> None:
        self._manifest = manifest
        self._task = task
        self._force = force
        self._stats: dict[str, Stat] = {}  # of the documents that are being processed
        self._open: list[Future[None]] = []  # writes that must be on disk before the manifest is committed
        self._disk = disk

    def put_others(self, others: Others) -> None:
        """Record in the manifest the files that are no documents. Raises UserError."""
        self._manifest.put_others(others)

    def left(self, jobs: Found) -> Iterator[Item]:
        """Yield the jobs that must be done; for the others, their known outcome wrapped in `Ready`."""
        for job in jobs:
            if isinstance(job, UserError):
                yield Ready(job)
            elif self._task.folder(job) is None:
                yield job
            elif not self._manifest.claim(job):
                hint = "name the folder that holds both, or run them with two --out"
                yield Ready(ReadError(f"another input is to be written to {job.name}.jsonl as well", job.where, hint))
            elif not self._force and (known := self._known(job)):
                yield Ready(known)
            else:
                self._stats[job.name] = stat_of(job)
                yield job

    def _known(self, job: Job) -> Outcome | None:
        """Return the outcome of an earlier run if it would be the same now and its outputs are unchanged, else None."""
        entry = self._manifest.known(job)
        if entry is None or entry.message is not None or not _outputs_stand(entry, job, self._task):
            return None
        return Outcome(replace(job, data=None), summary=entry.summary, source=entry.sha256, known=True)

    def note(self, result: Result) -> None:
        """Record the outcome of a document. Raises UserError where the disk is full."""
        if isinstance(result, Outcome) and not result.known and self._task.folder(result.job) and not result.final:
            self._manifest.put(self._manifest.entry(result, self._stats.pop(result.job.name)))
            self._open.append(self._lasting(result.job))
            if len(self._open) >= _BATCH:
                self.settle()

    def settle(self) -> None:
        """Wait until the written outputs are on disk, then commit the manifest. Raises UserError."""
        for write in self._open:
            write.result()
        self._manifest.commit()
        self._open.clear()

    def _lasting(self, job: Job) -> Future[None]:
        """Start flushing a document's outputs to disk, while the next documents are processed."""
        out, stage = self._task.out, self._task.stages[-1]
        paths = [] if out is None else [place(job, stage, out), text_place(job, stage, out)]
        return self._disk.submit(_wait_for, paths)


def _wait_for(paths: Iterable[Path]) -> None:
    for path in paths:
        store.sync(path)


def _outputs_stand(entry: Entry, job: Job, task: Task) -> bool:
    """Return whether the outputs are unchanged and the files of the stages between, if kept, exist."""
    if task.out is None:
        return False
    last = task.stages[-1]
    wanted = (place(job, last, task.out), entry.output_sha256), (text_place(job, last, task.out), entry.text_sha256)
    try:
        between = task.stages[:-1] if task.keep else ()
        return all(sha256(path.read_bytes()).hexdigest() == digest for path, digest in wanted) and all(
            place(job, stage, task.out).is_file() for stage in between
        )
    except OSError:
        return False


@contextmanager
def opened(folder: Path, task: Task, force: bool = False) -> Iterator[Folder]:
    """Lock a folder against other runs and yield it with its manifest. Raises LockedError, UserError, RuleError."""
    with (
        store.locked(folder),
        Manifest(folder, rules_version(task.rules)) as manifest,
        ThreadPoolExecutor(_DISKS) as disk,
    ):
        found = Folder(manifest, task, disk, force)
        try:
            yield found
        finally:
            found.settle()


def rules_version(rules: Path | None) -> str:
    """Return the version of the package's rules together with the packs of a folder. Raises RuleError."""
    return version(tuple(packs.read_folder(rules))) if rules else version()
