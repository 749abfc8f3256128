"""Find the documents that the arguments of a command name, and name their outputs."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from techpolicy_extract.files import outputs
from techpolicy_extract.files.readers import SUFFIXES, collection, shown
from techpolicy_extract.files.readers.archive import safe_name
from techpolicy_extract.files.readers.others import PAGE, Others, is_of_page, kind_of_file, pages_among
from techpolicy_extract.nouns.errors import ReadError, UserError
from techpolicy_extract.nouns.library_faults import system_fault

STDIN = Path("-")
# How the copies of source texts end that are written beside the outputs: no documents of their own.
TEXT_SUFFIX = ".source.txt"

_ARCHIVE = re.compile(r"\.zip!/", re.I)  # ends the name of an archive inside an archive

_URI = re.compile(r"(?:s3|gs|hdfs)://", re.I)  # of storages, which only a cluster reads

# What ends a name as a suffix does; 方案2.0 and 第1.2版 do not.
_SUFFIX = re.compile(r"(?<=[^/])\.[A-Za-z][A-Za-z0-9]{0,4}$")


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read (`-` is standard input) and its outputs' name: a relative path without a suffix.

    `entry` is set for a document in an archive or a file of many: its name there. `data` is the document itself where
    it was read before, from standard input or a file of many.
    """

    path: Path
    name: str
    entry: str | None = None
    data: bytes | None = field(default=None, repr=False)

    @property
    def where(self) -> str:
        """Give the document's path as it is shown."""
        return shown(self.path, self.entry)


@dataclass(frozen=True, slots=True)
class _Found:
    """A document and its path below the folder that was searched; for a file named by itself, its file name.

    An entry of an archive stands below a folder named as the archive.
    """

    path: Path
    inner: str
    entry: str | None = None


def discover(paths: Iterable[str], others: Others | None = None) -> list[Job | UserError]:
    """Give a job for each document that `paths` name, in their order, folders sorted; what cannot be one is an error.

    `a/b.txt` is named `b`; below a folder F, F/a/b.txt is named `a/b`; in an archive Z.zip, a/b.txt is named `Z/a/b`.
    Where two would meet in one name, both keep their suffix. A document that is given twice under one name is one job.
    What folders and archives hold beside documents is counted in `others`.
    """
    others = others or Others()
    found = [each for path in paths for each in _search(path, others)]
    names = _names(_once(each for each in found if isinstance(each, _Found)))
    users = Counter(names.values())
    jobs: list[Job | UserError] = []
    for each in found:
        if isinstance(each, UserError):
            jobs.append(each)
        elif each in names:
            name = names.pop(each)
            jobs.append(Job(each.path, name, each.entry) if users[name] == 1 else _clash(each, name))
    return jobs


def _search(path: str, others: Others) -> Iterator[_Found | UserError]:
    if path == "-":
        yield _Found(STDIN, "stdin")
        return
    root = Path(path)
    others.begin(os.path.realpath(root))
    if _URI.match(path) and not root.exists():
        yield ReadError("is in a storage", path, "add --engine ray, or copy it to a local disk")
        return
    if not root.exists():
        yield ReadError("no such file or folder", shown(root), "check the spelling of the path")
        return
    for each in _search_folder(root, others) if root.is_dir() else _opened(root, root.name, others):
        if isinstance(each, UserError) and not (root.is_dir() and each.where == shown(root)):  # it holds no document
            others.add_unread(each)
        yield each


def _opened(path: Path, inner: str, others: Others) -> Iterator[_Found | UserError]:
    """Give a document itself, and of an archive the documents in it."""
    if not collection.is_collection(path):
        yield _Found(path, inner)
        return
    folder = safe_name(without_suffix(inner))
    new = others.is_new(os.path.realpath(path))
    try:
        for each in collection.entries(path, shown(path)):
            if isinstance(each, UserError):
                yield each
            elif isinstance(each, collection.Entry):
                yield _Found(path, f"{folder}/{_ARCHIVE.sub('/', each.name)}", each.name)
            elif new:
                others.add(each.kind, shown(path, each.name))
    except UserError as error:
        yield error
    except OSError as error:
        yield ReadError(f"cannot be read: {system_fault(error)}", shown(path), "copy it to a local disk")


def _search_folder(root: Path, others: Others) -> Iterator[_Found | UserError]:
    """Find the documents below a folder; a folder that links back to one above it is entered once."""
    files: list[Path] = []
    errors: list[UserError] = []
    seen: set[str] = set()
    walk = os.walk(root, followlinks=True, onerror=lambda error: errors.append(_unreadable(error)))
    for folder, folders, names in walk:
        real = os.path.realpath(folder)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        pages = pages_among(names)
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        parts = [each for each in folders if is_of_page(each, pages)]
        folders[:] = [each for each in folders if each not in parts]
        new = others.is_new(real)
        for file, is_document in _sorted(Path(folder), names):
            if is_document:
                files.append(file)
            elif new:
                others.add(kind_of_file(file), shown(file))
        if new:
            errors += _count_parts((Path(folder, each) for each in parts), others)
    yield from errors
    if not files and not errors:
        yield ReadError("no documents in this folder", shown(root), f"documents end in {', '.join(SUFFIXES)}")
    for file in sorted(files, key=lambda each: each.parts):
        if file.exists() and not file.is_file():
            yield ReadError("is a pipe or a device", shown(file), "name it by itself if it is to be read")
        else:
            yield from _opened(file, file.relative_to(root).as_posix(), others)


def _sorted(folder: Path, names: Iterable[str]) -> Iterator[tuple[Path, bool]]:
    """Give the files of a folder, sorted, and whether each is a document; our own outputs and clutter are left out.

    A document is known by its name or else by its content.
    """
    beside = set(names)
    for name in sorted(beside):
        if not (collection.is_clutter(name) or outputs.is_own(folder.as_posix(), name, beside)):
            file = folder / name
            yield file, name.lower().endswith(SUFFIXES) or collection.is_document(file)


def _count_parts(folders: Iterable[Path], others: Others) -> list[UserError]:
    """Count the files in the folders of saved pages; those that cannot be searched are errors."""
    errors: list[UserError] = []
    for folder in folders:
        walk = os.walk(folder, onerror=lambda error: errors.append(_unreadable(error)))
        if number := sum(not collection.is_clutter(name) for _, _, names in walk for name in names):
            others.add(PAGE, shown(folder), number)
    return errors


def without_suffix(inner: str) -> str:
    """Give a path without what ends its name as a suffix does; 方案2.0 keeps its end."""
    return _SUFFIX.sub("", inner)


def _unreadable(error: OSError) -> ReadError:
    return ReadError(f"cannot be searched: {system_fault(error)}", shown(Path(error.filename)), "chmod u+rx")


def _once(documents: Iterable[_Found]) -> list[_Found]:
    """Drop what is the same file under the same name again, as in `seeds seeds/a.txt`."""
    first: dict[tuple[str, str], _Found] = {}
    for each in documents:
        first.setdefault((os.path.realpath(each.path), each.inner), each)
    return list(first.values())


def _names(documents: list[_Found]) -> dict[_Found, str]:
    """Name the documents: without suffix, but with it where that makes a difference."""
    names = {each: without_suffix(each.inner) for each in documents}
    while True:
        users = Counter(names.values())
        shared = [each for each, name in names.items() if users[name] > 1 and name != each.inner]
        if not shared:
            return names
        names.update((each, each.inner) for each in shared)


def _clash(document: _Found, name: str) -> UserError:
    hint = "name the folder that holds both, or run them with two --out"
    where = shown(document.path, document.entry)
    return ReadError(f"another input is to be written to {name}.jsonl as well", where, hint)
