"""Process one document: read it, run it through its stages, write the outputs, and return the outcome.

Nothing here knows of other documents or of the terminal. All arguments and results can be pickled, so that `process`
runs on any machine.
"""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from techpolicy_extract import pipeline
from techpolicy_extract.files import discovery, readers, store
from techpolicy_extract.files.discovery import STDIN, Job
from techpolicy_extract.files.outputs import FOLDERS
from techpolicy_extract.nouns.errors import DiskError, ExtraError, ReadError, RuleError, UserError
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.pipeline import State, Summary
from techpolicy_extract.products import rulecheck
from techpolicy_extract.rules.packs import RuleSet

# Errors that every other document would run into as well.
_FINAL = (RuleError, DiskError)


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with each document: which stages to run, and where to write their outputs.

    Where there is no folder `out`, the outcome carries the bytes of the last stage; with `echo` it does so for standard
    input only. With `texts`, the outcome carries the source text as well. `keep` writes the outputs of the stages
    between, too. `rules` is a folder of rule packs to use besides those of the package. `hint` says what to run where
    the file of the stage before is missing.
    """

    stages: tuple[str, ...] = pipeline.STAGES
    out: Path | None = None
    keep: bool = False
    rules: Path | None = None
    hint: str = ""
    echo: bool = False
    texts: bool = False

    def folder(self, job: Job) -> Path | None:
        """Return the folder for a document's outputs, None where the outcome carries them."""
        return None if self.echo and job.path == STDIN else self.out

    def load_rules(self) -> RuleSet | None:
        """Return the rules for `process`, None for the package's own rules. Raises RuleError."""
        return rulecheck.load(self.rules) if self.rules else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document. It went through all stages where `error` is None.

    `known` means that an earlier run processed it and nothing was done now. `trace` is the traceback of a fault of
    ours. `final` means that every other document would meet the same error; `settled` means that the cause lies in the
    document itself, so that another run would fail in the same way. `data` holds the bytes of the last stage where the
    task has no folder, `text` those of the source text where the task asks for it. `digest` and `text_digest` are their
    SHA-256; `source` is the SHA-256 of the document, empty where it could not be read.
    """

    job: Job
    error: UserError | None = None
    trace: str = ""
    final: bool = False
    settled: bool = False
    summary: Summary | None = None
    data: bytes = b""
    text: bytes = b""
    digest: str = ""
    text_digest: str = ""
    source: str = ""
    known: bool = False


def process(job: Job, task: Task, rules: RuleSet | None = None) -> Outcome:
    """Run one document through the stages of a task. Errors are returned in the outcome, not raised.

    `rules` are those of `task.load_rules()`, loaded once for many documents.
    """
    job_only = replace(job, data=None)
    try:
        return replace(_through(job, task, rules), job=job_only)
    except BrokenPipeError:
        raise
    except UserError as error:
        where = error.where or job.where
        kept = isinstance(error, (*_FINAL, ExtraError))
        named = error.at(where) if kept else UserError(error.message, where, error.hint)
        readable = job.data is not None or os.access(job.path, os.R_OK)
        settled = readable and type(error) is ReadError  # an ExtraError goes away with the extra
        return Outcome(job_only, named, final=isinstance(error, _FINAL), settled=settled, source=_digest(job.data))
    except Exception:  # a fault of ours in one document must not cost the user the others
        ours = UserError("internal error", job.where, "please report it with the lines above")
        return Outcome(job_only, ours, traceback.format_exc())


def read(job: Job) -> Source:
    """Read the document of a job. Raises ReadError."""
    if job.data is None:
        return readers.read(job.path, job.entry)
    return readers.read_bytes(job.data, job.name if job.path == STDIN else job.where)


def place(job: Job, stage: str, folder: Path) -> Path:
    """Return the path of a stage's output for this job."""
    return folder / FOLDERS[stage] / f"{job.name}.json" if stage in FOLDERS else folder / f"{job.name}.jsonl"


def text_place(job: Job, stage: str, folder: Path) -> Path:
    """Return the path of the source text beside a stage's output for this job."""
    return folder / FOLDERS.get(stage, "") / f"{job.name}{discovery.TEXT_SUFFIX}"


def _through(job: Job, task: Task, rules: RuleSet | None) -> Outcome:
    advance = partial(pipeline.advance, rules=rules) if rules else pipeline.advance
    stage, last = task.stages[0], task.stages[-1]
    data, text = b"", None
    try:
        state = _start(job, task)
        source = state.sha256 if isinstance(state, Source) else ""
        for stage in task.stages:
            state = advance(stage, state)
            pipeline.check_words(state)
            if stage == last or task.keep:
                data, text = pipeline.dump(state), _text(state)
                _put(data, text, job, stage, task.folder(job))
    except Exception:
        take_away(job, stage, task)
        raise
    summary = pipeline.summary(state) if last == "validate" else None
    found = Outcome(job, summary=summary, digest=_digest(data), text_digest=_digest(text), source=source)
    if task.folder(job) is None:
        found = replace(found, data=data, text=(text or b"") if task.texts else b"")
    return found


def _start(job: Job, task: Task) -> State:
    """Return the input of the task's first stage: the document, or the output of the stage before."""
    stage = task.stages[0]
    if stage == "normalize":
        return pipeline.begin(read(job))
    before = pipeline.STAGES[pipeline.STAGES.index(stage) - 1]
    folder = task.folder(job)
    if folder is None:
        return pipeline.load(before, job.data or b"", job.name)
    path = place(job, before, folder)
    return pipeline.load(before, store.read(path, task.hint), path.as_posix())


def _text(state: State) -> bytes | None:
    text = pipeline.source_text(state)
    return None if text is None else text.encode("utf-8", "surrogatepass")


def _digest(data: bytes | None) -> str:
    return "" if data is None else sha256(data).hexdigest()


def _put(data: bytes, text: bytes | None, job: Job, stage: str, folder: Path | None) -> None:
    """Write a stage's output and, for stages with positions in the source text, that text beside it.

    The write does not wait for the disk. After a power failure a damaged file no longer has the SHA-256 in the
    manifest, and its document is done again.
    """
    if folder is None:
        return
    store.write(place(job, stage, folder), data, lasting=False)
    if text is not None:
        store.write(text_place(job, stage, folder), text, lasting=False)


def take_away(job: Job, failed: str, task: Task) -> None:
    """Remove the outputs of an earlier run from the failed stage on, so that no stale file is left."""
    folder = task.folder(job)
    if folder is None:
        return
    written = task.stages if task.keep else task.stages[-1:]
    for stage in written:
        if pipeline.STAGES.index(stage) >= pipeline.STAGES.index(failed):
            with suppress(UserError):  # the user must hear of the failure itself
                store.remove(place(job, stage, folder))
                store.remove(text_place(job, stage, folder))
