"""Run documents through their stages and report their outcomes; one that fails does not stop the rest."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from techpolicy_extract import engines
from techpolicy_extract.cli.terminal.output import STREAM, Stream, quiet_when_gone
from techpolicy_extract.cli.terminal.report import Report
from techpolicy_extract.engines import Outcome, Task
from techpolicy_extract.engines.cluster import Cluster
from techpolicy_extract.engines.cluster import run as run_on_cluster
from techpolicy_extract.engines.folder import all_of, opened
from techpolicy_extract.engines.local import Crew, Item, Result
from techpolicy_extract.engines.local import run as run_local
from techpolicy_extract.engines.rows import Fields, find
from techpolicy_extract.engines.shards import Form, sharded
from techpolicy_extract.engines.storage import find as find_stored
from techpolicy_extract.engines.workers import cores
from techpolicy_extract.files.discovery import STDIN, Job, discover
from techpolicy_extract.files.readers.others import Others
from techpolicy_extract.nouns.errors import LockedError, UserError
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.pipeline import STAGES

J = TypeVar("J", bound=Job | UserError)

DEFAULT_OUT = Path("out")
TIMEOUT = 600.0  # seconds a document may take, the default
# Fewer documents than these are done before workers have started.
_FEW = 16


@dataclass(frozen=True, slots=True)
class Many:
    """How to process many documents.

    `jobs` is the number of workers and `timeout` the seconds a document may take: None for the default, a timeout of 0
    for no limit. `force` processes again what is done. `shard` is the form of the large files, None where each document
    has its own file.
    """

    jobs: int | None = None
    timeout: float | None = None
    force: bool = False
    fields: Fields = field(default_factory=Fields)
    shard: Form | None = None
    cluster: Cluster | None = None

    def crew(self, total: int | None) -> Crew:
        """Choose the workers for `total` documents, None where the number is not known."""
        if self.jobs == 1 and self.timeout is None:
            return Crew()
        few = total is not None and total < _FEW
        workers = self.jobs or (0 if few and self.timeout is None else cores())
        timeout = TIMEOUT if self.timeout is None else self.timeout
        return Crew(workers if total is None else min(workers, total), timeout or None)


@dataclass(frozen=True, slots=True)
class Order:
    """The options of a command: stages to run, paths, where to write, and extra rule packs.

    `out` is - for standard output, and `stream` writes there. `many` is None for a single stage.
    """

    stages: tuple[str, ...]
    paths: tuple[str, ...]
    out: Path | None = None
    quiet: bool = False
    keep: bool = False
    rules: Path | None = None
    stream: Stream = field(default_factory=Stream)
    many: Many | None = None

    def task(self) -> Task:
        """Return what to do with each document."""
        elsewhere = self.many and (self.many.shard or (self.many.cluster and self.many.cluster.out))
        out = None if self.out == STREAM or elsewhere else self.out or DEFAULT_OUT
        hint = _first(STAGES[STAGES.index(self.stages[0]) - 1], self.paths, out) if out else ""
        shards = bool(self.many and self.many.shard)
        return Task(self.stages, out, self.keep, self.rules, hint, echo=self.out is None, texts=shards)

    def found(self, others: Others) -> tuple[Iterable[Job | UserError], int | None]:
        """Return the jobs and their number; count in `others` the files that are no documents."""
        if self.many and self.many.cluster:
            return find_stored(self.paths, self.many.fields, others)
        if self.many:
            return find(self.paths, self.many.fields, others)
        found = discover(self.paths, others)
        return found, len(found)


def run(order: Order) -> int:
    """Run the stages on every document; return the exit code."""
    others = Others()
    found, total = order.found(others)
    with Report(total, order.quiet, others) as report:
        try:
            with quiet_when_gone():
                _work(order, found, report, (order.many or Many(jobs=1)).crew(total))
                order.stream.close()
        except KeyboardInterrupt:
            return report.interrupted()
        except LockedError as error:
            report.failed(error)
            return 2
        except UserError as error:  # every other document would meet the same error
            report.failed(error)
    return report.exit_code()


def read(job: Job) -> Source:
    """Read the document of a job, also from standard input. Raises ReadError."""
    return engines.read(_fed_one(job))


def _work(order: Order, found: Iterable[Job | UserError], report: Report, crew: Crew) -> None:
    task = order.task()
    if order.rules:
        task.load_rules()  # report a faulty pack before anything is written
    with ExitStack() as stack:
        outputs = _outputs(order, task, found, stack, report.others)
        jobs = outputs.left(map(_fed_one, found))
        cluster = order.many and order.many.cluster
        results = run_on_cluster(jobs, task, cluster) if cluster else run_local(jobs, task, crew)
        for result in stack.enter_context(closing(results)):
            if isinstance(result, Outcome) and result.final and result.error:
                raise result.error
            outputs.note(result)
            if isinstance(result, Outcome) and result.data:
                outputs.write(result.data)
            _tell(result, report)


@dataclass(frozen=True, slots=True)
class _Outputs:
    """Where outputs go: `left` yields the jobs to do, `note` records an outcome, `write` writes what workers do not."""

    left: Callable[[Iterable[Job | UserError]], Iterator[Item]]
    note: Callable[[Result], None]
    write: Callable[[bytes], None]


def _outputs(
    order: Order, task: Task, found: Iterable[Job | UserError], stack: ExitStack, others: Others | None
) -> _Outputs:
    """Open the place of the outputs, which `stack` closes; record `others` in its manifest."""
    told = others and any(others.unread.values())
    empty = isinstance(found, list) and not told and not any(isinstance(each, Job) for each in found)
    streamed = order.out == STREAM or (order.out is None and set(order.paths) == {"-"})
    stored = order.many and order.many.cluster and order.many.cluster.out
    if order.many is None or streamed or stored or empty:
        return _Outputs(all_of, lambda _: None, order.stream.write)
    if order.many.shard:
        shards = stack.enter_context(sharded(order.out or DEFAULT_OUT, task, order.many.shard))
        shards.put_others(others or Others())
        return _Outputs(shards.left, shards.note, lambda _: None)
    folder = stack.enter_context(opened(order.out or DEFAULT_OUT, task, order.many.force))
    folder.put_others(others or Others())
    return _Outputs(folder.left, folder.note, order.stream.write)


def _fed_one(job: J) -> J:
    """Read standard input into the job that stands for it: workers have no standard input."""
    if isinstance(job, Job) and job.path == STDIN and job.data is None:
        return replace(job, data=sys.stdin.buffer.read())
    return job


def _tell(result: Result, report: Report) -> None:
    if isinstance(result, UserError):
        report.failed(result)
    elif result.error and result.trace:
        report.broken(result.error, result.trace)
    elif result.error:
        report.failed(result.error)
    elif result.known:
        report.known(result.summary)
    else:
        report.done(result.summary)


def _first(before: str, paths: tuple[str, ...], folder: Path) -> str:
    """Return what to run first: with the same paths, because outputs are named after them."""
    named = shlex.join(paths) if len(paths) <= 3 else f"{shlex.join(paths[:2])} …"
    return f"run `extract {before} {named} --out {shlex.quote(str(folder))}` first"
