"""Find outputs of documents whose source files have been deleted since the run, and remove them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from techpolicy_extract.engines.document import place, text_place
from techpolicy_extract.engines.manifest import NAME, Entry, Manifest, entries, shards
from techpolicy_extract.files import store
from techpolicy_extract.files.discovery import Job
from techpolicy_extract.files.outputs import FOLDERS
from techpolicy_extract.nouns.errors import UserError

_INSIDE = "!/"  # separates an archive's path from the name of the entry in it
_UNKNOWN = "\ufffd"  # stands in a path for bytes that could not be decoded


@dataclass(frozen=True, slots=True)
class Remains:
    """Outputs of deleted documents in one folder. `sources` are the documents' names as the run was given them."""

    folder: Path
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was removed from a folder. `files` were removed; `left` had been changed and were kept."""

    name: str
    source: str
    files: list[str]
    left: list[str]


def is_gone(entry: Entry) -> bool:
    """Return whether a document's file no longer exists; where that cannot be decided, return False.

    Documents and outputs may have been moved together. So the path as the run was given it is tried as well, relative
    to the current folder.
    """
    if entry.size is None or _UNKNOWN in entry.path:
        return False
    return not any(_may_exist(each) for each in (entry.path, entry.source.partition(_INSIDE)[0]))


def remains(path: Path) -> Iterator[Remains]:
    """Yield the outputs of deleted documents in each folder of outputs at, below or above `path`.

    A file that is no readable manifest is skipped.
    """
    for folder in _folders(path):
        with suppress(UserError, OSError):
            inside = _in_shards(folder, path)
            found = [each.source for each in entries(folder) if is_gone(each) and _is_left(each, folder, path, inside)]
            if found:
                yield Remains(folder, found)


def prune(folder: Path) -> list[Removed]:
    """Remove the outputs of deleted documents and their manifest entries. Files that were changed since are kept.

    Raises UserError where there is no manifest, where the documents are in shards, or where an older manifest does not
    say in which folder they lay; LockedError where a run is at work. Then nothing is removed.
    """
    next(entries(folder), None)  # raises where there is no manifest, before a folder is created
    with store.locked(folder):
        gone = [each for each in entries(folder) if is_gone(each)]
        many = _in_shards(folder, folder)
        if any(each.name in many for each in gone):
            hint = "run `extract all` as before: it makes them again without these"
            raise UserError("holds the records of many documents in one file", folder.as_posix(), hint)
        if loose := [each.source for each in gone if not Path(each.path).is_absolute()]:
            hint = f"remove the outputs of {', '.join(loose[:3])} by hand"
            raise UserError("does not say in which folder its documents lay", folder.as_posix(), hint)
        with Manifest(folder, "") as manifest:
            removed = []
            for entry in gone:
                removed.append(_removed(entry, folder))
                manifest.forget(entry.name)
                manifest.commit()
        return removed


def _may_exist(path: str) -> bool:
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):  # it cannot be looked at, but may exist
        return True
    return True


def _folders(path: Path) -> list[Path]:
    """Return the folders with a manifest at or below a path, and the nearest one above it."""
    found: list[Path] = []
    for place_, folders, names in os.walk(path):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        if NAME in names:
            found.append(Path(place_))
    if path not in found:
        above = next((each for each in path.absolute().parents if (each / NAME).is_file()), None)
        found += [] if above is None else [_near(above)]
    return found


def _near(folder: Path) -> Path:
    """Return a folder's path relative to the current folder where it lies below it, else unchanged."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _in_shards(folder: Path, path: Path) -> frozenset[str]:
    """Return the names of the documents in those shards of `folder` that lie at or below `path`."""
    return frozenset(
        name
        for shard in shards(folder)
        if any(_holds(path, folder / file) and (folder / file).is_file() for file in shard.digests)
        for name in shard.names
    )


def _is_left(entry: Entry, folder: Path, path: Path, in_shards: frozenset[str]) -> bool:
    file = folder / f"{entry.name}.jsonl"
    return entry.name in in_shards or (entry.message is None and _holds(path, file) and file.is_file())


def _holds(path: Path, file: Path) -> bool:
    return file.absolute().is_relative_to(path.absolute())


def _removed(entry: Entry, folder: Path) -> Removed:
    found = Removed(entry.name, entry.source, [], [])
    if PurePosixPath(entry.name).is_absolute() or ".." in PurePosixPath(entry.name).parts:
        return found  # no run gives such a name: do not touch files outside the folder
    for path, is_ours in _written(entry, folder):
        if not path.is_file() or path.is_symlink():
            continue
        if is_ours:
            store.remove(path)
        (found.files if is_ours else found.left).append(path.relative_to(folder).as_posix())
        _tidy(path.parent, folder)
    return found


def _written(entry: Entry, folder: Path) -> Iterator[tuple[Path, bool]]:
    """Yield each file that a run may have written for a document, and whether it is unchanged."""
    job = Job(Path(entry.path), entry.name)
    yield (path := place(job, "validate", folder)), _digest(path) == entry.output_sha256
    yield (path := text_place(job, "validate", folder)), _digest(path) == entry.text_sha256
    for stage in FOLDERS:
        yield (path := place(job, stage, folder)), _is_of(path, entry.sha256)
        yield (path := text_place(job, stage, folder)), _digest(path) == entry.text_sha256


def _digest(path: Path) -> str | None:
    with suppress(OSError):
        return sha256(path.read_bytes()).hexdigest()
    return None


def _is_of(path: Path, source: str) -> bool:
    """Return whether a stage's output was made from the document with this SHA-256."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return bool(json.loads(path.read_bytes())["source"]["sha256"] == source)
    return False


def _tidy(place_: Path, folder: Path) -> None:
    """Remove the folders from `place_` up to `folder` as long as they are empty."""
    while place_ != folder:
        try:
            place_.rmdir()
        except OSError:
            return
        place_ = place_.parent
