"""Documents whose sources are gone since the run: what is left of them in a folder of outputs, and taking it away."""

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

_INSIDE = "!/"  # between an archive and its entry
_UNKNOWN = "\ufffd"  # stands in a path for bytes that are no text


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of gone documents in a folder of outputs: as the run was told of them, by name."""

    folder: Path
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken out of a folder: its files there, removed or left, by their names in the folder."""

    name: str
    source: str
    files: list[str]
    left: list[str]


def is_gone(entry: Entry) -> bool:
    """Tell whether the file of a document is no longer there; what cannot be told, is there.

    A project may have been moved with its outputs: then the documents are where the run was told, seen from here.
    """
    if entry.size is None or _UNKNOWN in entry.path:
        return False
    return not any(_may_exist(each) for each in (entry.path, entry.source.partition(_INSIDE)[0]))


def remains(path: Path) -> Iterator[Remains]:
    """Yield what is left of gone documents in what a path of outputs holds; a manifest that is none is passed over."""
    for folder in _folders(path):
        with suppress(UserError, OSError):
            inside = _in_shards(folder, path)
            found = [each.source for each in entries(folder) if is_gone(each) and _is_left(each, folder, path, inside)]
            if found:
                yield Remains(folder, found)


def prune(folder: Path) -> list[Removed]:
    """Remove the outputs of gone documents, and what the manifest has of them; what is not as it was written is left.

    Raises UserError where there is no manifest, where the documents are in shards, or where an older manifest does not
    say in which folder they lay; LockedError where a run is at work. Then nothing is removed.
    """
    next(entries(folder), None)  # raises where there is none, before a folder is made
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
    except (OSError, ValueError):  # perhaps it is there: it cannot be looked at
        return True
    return True


def _folders(path: Path) -> list[Path]:
    """Return the folders with a manifest that have to do with a path: those below it, and the nearest one above."""
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
    """Return a folder as it is named from here, where it is below."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _in_shards(folder: Path, path: Path) -> frozenset[str]:
    """Return the names of the documents in those shards of a folder that are in what `path` holds."""
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
        return found  # no name that a run gives
    for path, is_ours in _written(entry, folder):
        if not path.is_file() or path.is_symlink():
            continue
        if is_ours:
            store.remove(path)
        (found.files if is_ours else found.left).append(path.relative_to(folder).as_posix())
        _tidy(path.parent, folder)
    return found


def _written(entry: Entry, folder: Path) -> Iterator[tuple[Path, bool]]:
    """Yield the files that a run writes of a document, and whether each is still as it was written."""
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
    """Tell whether a stage's file was made of the document with this SHA-256."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return bool(json.loads(path.read_bytes())["source"]["sha256"] == source)
    return False


def _tidy(place_: Path, folder: Path) -> None:
    """Remove the folders that a document leaves empty."""
    while place_ != folder:
        try:
            place_.rmdir()
        except OSError:
            return
        place_ = place_.parent
