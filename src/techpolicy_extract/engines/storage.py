"""Documents and outputs under URIs that `pyarrow.fs` opens: s3://, gs://, hdfs://, file://.

The worker that processes a document fetches it and stores its outputs itself.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from techpolicy_extract.engines import rows
from techpolicy_extract.engines.document import Outcome, Task, place, process, text_place
from techpolicy_extract.files import outputs
from techpolicy_extract.files.discovery import Job, without_suffix
from techpolicy_extract.files.readers import LIMIT, SUFFIXES
from techpolicy_extract.files.readers.collection import is_clutter
from techpolicy_extract.files.readers.others import Others, kind_by_name
from techpolicy_extract.nouns.errors import ExtraError, ReadError, UserError
from techpolicy_extract.nouns.library_faults import storage_fault
from techpolicy_extract.rules.packs import RuleSet

_URI = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):/+", re.I)  # a scheme has two letters or more: C:/ is a drive
_RENAMES = ("local", "hdfs")  # on these a file is visible while it is written; object stores show whole objects only

Found = Job | UserError


@dataclass(frozen=True, slots=True)
class StoredJob(Job):
    """A document that is stored under a URI."""

    uri: str = ""

    @property
    def where(self) -> str:
        """Return the URI, where other jobs return their path."""
        return self.uri


def uri_of(path: str | Path | None) -> str | None:
    """Return the URI that a path stands for, None where it is no URI. `Path` turns s3://bucket into s3:/bucket."""
    match = _URI.match(str(path)) if path is not None else None
    if match is None:
        return None
    slashes = "///" if match["scheme"].lower() == "file" else "//"
    return f"{match['scheme'].lower()}:{slashes}{str(path)[match.end() :]}"


def find(paths: Iterable[str], fields: rows.Fields, others: Others | None = None) -> tuple[Iterable[Found], int | None]:
    """Return the jobs for paths and URIs, and their number, as `rows.find` does; jobs of URIs come last."""
    paths, others = list(paths), others or Others()
    local, total = rows.find([path for path in paths if uri_of(path) is None], fields, others)
    uris = [uri for path in paths if (uri := uri_of(path))]
    many = [uri for uri in uris if rows.is_rows(uri)]
    stored = _named([each for uri in uris if uri not in many for each in _search(uri, others)])
    count = None if total is None or many else total + len(stored)
    return (_chained(local, stored, many, fields), count) if uris else (local, total)


def process_stored(job: Job, task: Task, rules: RuleSet | None, out: str | None) -> Outcome:
    """Run a document through its task as `process` does; fetch it from its URI and store its outputs under `out`."""
    try:
        if isinstance(job, StoredJob) and job.data is None:
            job = replace(job, data=_fetch(job.uri))
    except UserError as error:
        return _put_away(Outcome(job, error), task, out)
    if out is None:
        return process(job, task, rules)
    with TemporaryDirectory() as folder:
        outcome = process(job, replace(task, out=Path(folder)), rules)
        if outcome.error:
            return _put_away(outcome, task, out)
        try:
            for path in sorted(each for each in Path(folder).rglob("*") if each.is_file()):
                _put(f"{out.rstrip('/')}/{path.relative_to(folder).as_posix()}", path.read_bytes())
        except UserError as error:
            return Outcome(outcome.job, error)
    return outcome


def _chained(local: Iterable[Found], stored: list[Found], many: list[str], fields: rows.Fields) -> Iterator[Found]:
    yield from local
    yield from stored
    for uri in many:
        yield from _rows(uri, fields)


def _search(uri: str, others: Others) -> Iterator[tuple[str, str] | UserError]:
    """Yield URI and relative path of each document, sorted. A single file counts as a document whatever its suffix."""
    from pyarrow.fs import FileSelector, FileType

    try:
        with _explained(uri):
            system, base = _opened(uri)
            info = system.get_file_info(base)
            if info.type == FileType.File:
                yield uri, info.base_name
                return
            if info.type == FileType.NotFound:
                raise ReadError("no such file or folder", uri, "check the spelling of the path")
            below = [each.path for each in system.get_file_info(FileSelector(base, recursive=True)) if each.is_file]
    except UserError as error:
        yield error
        return
    inner = sorted(PurePosixPath(path).relative_to(base).as_posix() for path in below)
    wanted = []
    others.begin(uri.rstrip("/"))
    for path in _without_ours(inner):
        if path.lower().endswith(SUFFIXES):  # by the suffix alone: the content is not fetched
            wanted.append(path)
        else:
            others.add(kind_by_name(path), f"{uri.rstrip('/')}/{path}")
    if not wanted:
        yield ReadError("no documents in this folder", uri, "name a folder of documents")
    yield from ((f"{uri.rstrip('/')}/{path}", path) for path in wanted)


def _without_ours(inner: list[str]) -> Iterator[str]:
    """Leave out hidden and temporary files, and outputs of this program."""
    folders: dict[str, set[str]] = {}
    for path in inner:
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, set()).add(name)
    for path in inner:
        folder, _, name = path.rpartition("/")
        if not (outputs.is_own(folder, name, folders[folder]) or any(map(is_clutter, path.split("/")))):
            yield path


def _named(found: list[tuple[str, str] | UserError]) -> list[Found]:
    """Make jobs with the names of their outputs: the path without suffix, or with it where two would be the same."""
    users = Counter(without_suffix(each[1]) for each in found if isinstance(each, tuple))
    taken: set[str] = set()
    jobs: list[Found] = []
    for each in found:
        if isinstance(each, UserError):
            jobs.append(each)
            continue
        uri, inner = each
        name = without_suffix(inner) if users[without_suffix(inner)] == 1 else inner
        if name in taken:
            hint = "name the folder that holds both, or run them with two --out"
            jobs.append(ReadError(f"another input is to be written to {name}.jsonl as well", uri, hint))
        else:
            taken.add(name)
            jobs.append(StoredJob(Path(inner), name, uri=uri))
    return jobs


def _rows(uri: str, fields: rows.Fields) -> Iterator[Found]:
    """Yield the documents of a file of many, which is first copied to this machine."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / PurePosixPath(uri).name
        try:
            with _explained(uri):
                system, path = _opened(uri)
                with system.open_input_stream(path, compression=None) as stream, copy.open("wb") as target:
                    shutil.copyfileobj(stream, target)
        except UserError as error:
            yield error
            return
        for each in rows.read(copy, fields):
            if isinstance(each, UserError):
                yield ReadError(each.message, each.where.replace(str(copy), uri), each.hint)
            else:
                yield StoredJob(each.path, each.name, each.entry, each.data, f"{uri}!/{each.entry}")


def _fetch(uri: str) -> bytes:
    with _explained(uri):
        system, path = _opened(uri)
        with system.open_input_stream(path, compression=None) as stream:
            data: bytes = stream.read(LIMIT + 1)  # one byte more shows that the document is too large
            return data


def _put(uri: str, data: bytes) -> None:
    """Store a file under a URI, whole or not at all."""
    with _explained(uri):
        system, path = _opened(uri)
        beside = f"{path}.{_process()}.tmp" if system.type_name in _RENAMES else path
        if beside != path:
            system.create_dir(path.rpartition("/")[0], recursive=True)
        with system.open_output_stream(beside, compression=None) as stream:
            stream.write(data)
        if beside != path:
            system.move(beside, path)


def _put_away(outcome: Outcome, task: Task, out: str | None) -> Outcome:
    """Remove the outputs of an earlier run for a document that failed; return the outcome unchanged."""
    if out is not None:
        for path in (place(outcome.job, task.stages[-1], Path()), text_place(outcome.job, task.stages[-1], Path())):
            uri = f"{out.rstrip('/')}/{path.as_posix()}"
            with suppress(UserError), _explained(uri):
                system, below = _opened(uri)
                system.delete_file(below)
    return outcome


def _process() -> str:
    """Return a name for this process: where Ray does a block twice, two processes may write the same file."""
    return f"{socket.gethostname()}-{os.getpid()}"


def _opened(uri: str) -> tuple[Any, str]:
    try:
        from pyarrow.fs import FileSystem
    except ModuleNotFoundError:
        raise ExtraError(extra="cluster", where=uri) from None
    system, path = FileSystem.from_uri(uri)
    return system, path


@contextmanager
def _explained(uri: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise ReadError("no such file or folder", uri, "check the spelling of the path") from None
    except OSError as error:
        raise ReadError(
            f"cannot be reached: {storage_fault(error)}", uri, "check network, credentials and rights"
        ) from error
    except ValueError as error:  # also ArrowInvalid: an unknown scheme
        raise ReadError("is no URI of a known storage", uri, "use s3://, gs://, hdfs:// or file://") from error
