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
# Suffix of the copies of source texts beside the outputs: they are not documents.
TEXT_SUFFIX = ".source.txt"

_ARCHIVE = re.compile(r"\.zip!/", re.I)  # ends the name of an archive inside an archive

_URI = re.compile(r"(?:s3|gs|hdfs)://", re.I)  # of storages, which only a cluster reads

# The suffix of a name; 方案2.0 and 第1.2版 have none.
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
        """Return the document's path as it is shown to users."""
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
    """Return a job for each document that `paths` name, and an error for what cannot be a document.

    They come in the order of `paths`, the files of a folder sorted. `a/b.txt` is named `b`; below a folder F,
    F/a/b.txt is named `a/b`; in an archive Z.zip, a/b.txt is named `Z/a/b`. Documents that would share a name keep
    their suffix. A document that is given twice under one name is one job. Other files in folders and archives are
    counted in `others`.
    """
    others = others or Others()
    found = [each for path in paths for each in _search(path, others)]
    names = _names(_without_repeats(each for each in found if isinstance(each, _Found)))
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
    """Yield the document itself, or, of an archive, the documents in it."""
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
    """Yield the files of a folder, sorted, each with whether it is a document.

    Our own outputs and clutter are left out. A document is known by its name or else by its content.
    """
    beside = set(names)
    for name in sorted(beside):
        if not (collection.is_clutter(name) or outputs.is_own(folder.as_posix(), name, beside)):
            file = folder / name
            yield file, name.lower().endswith(SUFFIXES) or collection.is_document(file)


def _count_parts(folders: Iterable[Path], others: Others) -> list[UserError]:
    """Count the files in the folders of saved pages; return an error for each folder that cannot be searched."""
    errors: list[UserError] = []
    for folder in folders:
        walk = os.walk(folder, onerror=lambda error: errors.append(_unreadable(error)))
        if number := sum(not collection.is_clutter(name) for _, _, names in walk for name in names):
            others.add(PAGE, shown(folder), number)
    return errors


def without_suffix(inner: str) -> str:
    """Return a path without the suffix of its name; 方案2.0 has none."""
    return _SUFFIX.sub("", inner)


def _unreadable(error: OSError) -> ReadError:
    return ReadError(f"cannot be searched: {system_fault(error)}", shown(Path(error.filename)), "chmod u+rx")


def _without_repeats(documents: Iterable[_Found]) -> list[_Found]:
    """Leave out repetitions of a file under the same name, as in `seeds seeds/a.txt`."""
    first: dict[tuple[str, str], _Found] = {}
    for each in documents:
        first.setdefault((os.path.realpath(each.path), each.inner), each)
    return list(first.values())


def _names(documents: list[_Found]) -> dict[_Found, str]:
    """Name each document by its path without suffix; those that would share a name keep the suffix."""
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
