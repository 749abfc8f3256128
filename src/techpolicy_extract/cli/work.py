"""Take documents through their stages, one after the other; what fails does not stop the rest."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from techpolicy_extract import corpus, pipeline, readers, store
from techpolicy_extract.cli.output import STREAM, Stream, quiet_when_gone
from techpolicy_extract.cli.report import Report
from techpolicy_extract.corpus import STDIN, Job, discover
from techpolicy_extract.errors import RuleError, UserError
from techpolicy_extract.model import Source
from techpolicy_extract.rulecheck import load

Advance = Callable[[str, pipeline.State], pipeline.State]
DEFAULT_OUT = Path("out")
FOLDERS = {"normalize": "1-normalized", "segment": "2-sections", "extract": "3-records"}


@dataclass(frozen=True, slots=True)
class Order:
    """What a command asks for: stages to run in a row, on what, where to write, and by which packs besides our own.

    `out` is - for standard output, and `stream` what is written there.
    """

    stages: tuple[str, ...]
    paths: tuple[str, ...]
    out: Path | None = None
    quiet: bool = False
    keep: bool = False
    rules: Path | None = None
    stream: Stream = field(default_factory=Stream)

    def folder(self, job: Job) -> Path | None:
        """Give the folder of a document's outputs; None is standard output."""
        return None if self.out == STREAM else self.out or (None if job.path == STDIN else DEFAULT_OUT)


def run(order: Order) -> int:
    """Run the stages on every document and give the exit code."""
    jobs = discover(order.paths)
    with Report(len(jobs), order.quiet) as report:
        try:
            advance = partial(pipeline.advance, rules=load(order.rules)) if order.rules else pipeline.advance
            with quiet_when_gone():
                for job in jobs:
                    _attempt(job, order, report, advance)
                order.stream.close()
        except KeyboardInterrupt:
            return report.interrupted()
        except RuleError as error:  # it would be the same for every document
            report.failed(error)
    return report.exit_code()


def _attempt(job: Job | UserError, order: Order, report: Report, advance: Advance) -> None:
    if isinstance(job, UserError):
        report.failed(job)
        return
    try:
        state = _through(job, order, advance)
    except (RuleError, BrokenPipeError):
        raise
    except UserError as error:
        report.failed(UserError(error.message, error.where or job.where, error.hint))
    except Exception:  # a fault of ours in one document must not cost the user the others
        report.crashed(job.where)
    else:
        report.done(pipeline.summary(state) if order.stages[-1] == "validate" else None)


def _through(job: Job, order: Order, advance: Advance) -> pipeline.State:
    """Take one document through the stages that are asked for, and write what they give."""
    folder = order.folder(job)
    stage, last = order.stages[0], order.stages[-1]
    try:
        state = _start(job, order, folder)
        for stage in order.stages:
            state = advance(stage, state)
            if stage == last or order.keep:
                _put(pipeline.dump(state), job, stage, order)
                _put_text(state, job, stage, folder)
    except Exception:
        _take_away(job, stage, order, folder)
        raise
    return state


def _start(job: Job, order: Order, folder: Path | None) -> pipeline.State:
    """Read what the first stage works on: the document, or the file of the stage before."""
    stage = order.stages[0]
    if stage == "normalize":
        return pipeline.begin(read(job))
    before = pipeline.STAGES[pipeline.STAGES.index(stage) - 1]
    if folder is None:
        return pipeline.load(before, sys.stdin.buffer.read(), job.name)
    path = _place(job, before, folder)
    return pipeline.load(before, store.read(path, _first(before, order, folder)), path.as_posix())


def read(job: Job) -> Source:
    """Read the document of a job. Raises ReadError."""
    standard = job.path == STDIN
    return readers.read_bytes(sys.stdin.buffer.read(), job.name) if standard else readers.read(job.path, job.entry)


def _first(before: str, order: Order, folder: Path) -> str:
    """Say what to run first: on the very same paths, because outputs are named after them."""
    paths = shlex.join(order.paths) if len(order.paths) <= 3 else f"{shlex.join(order.paths[:2])} …"
    return f"run `extract {before} {paths} --out {shlex.quote(str(folder))}` first"


def _put(data: bytes, job: Job, stage: str, order: Order) -> None:
    folder = order.folder(job)
    if folder is None:
        order.stream.write(data)
    else:
        store.write(_place(job, stage, folder), data)


def _put_text(state: pipeline.State, job: Job, stage: str, folder: Path | None) -> None:
    """Write the source text beside what has positions in it: the first stage's output, and the last one's."""
    text = pipeline.source_text(state)
    if folder is not None and text is not None:
        store.write(_text_place(job, stage, folder), text.encode("utf-8", "surrogatepass"))


def _take_away(job: Job, failed: str, order: Order, folder: Path | None) -> None:
    """Remove what an earlier run left in the place of an output that this run could not make."""
    if folder is None:
        return
    written = order.stages if order.keep else order.stages[-1:]
    for stage in written:
        if pipeline.STAGES.index(stage) >= pipeline.STAGES.index(failed):
            with suppress(UserError):  # the failure itself is what the user must hear of
                store.remove(_place(job, stage, folder))
                store.remove(_text_place(job, stage, folder))


def _place(job: Job, stage: str, folder: Path) -> Path:
    return folder / FOLDERS[stage] / f"{job.name}.json" if stage in FOLDERS else folder / f"{job.name}.jsonl"


def _text_place(job: Job, stage: str, folder: Path) -> Path:
    return folder / FOLDERS.get(stage, "") / f"{job.name}{corpus.TEXT_SUFFIX}"
