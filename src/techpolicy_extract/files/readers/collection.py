"""ZIP archives that hold documents: which of their entries are documents, and the bytes of one.

An entry is named by its path in the archive; an entry of an archive inside it as `inner.zip!/path`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from techpolicy_extract.files.readers.archive import LIMITS, Archive
from techpolicy_extract.files.readers.kinds import CERTAIN, HEAD, SUFFIXES, ZIP, kind_of, kind_of_entries
from techpolicy_extract.files.readers.others import OTHER, PAGE, is_of_page, kind_by_name, pages_among
from techpolicy_extract.nouns.errors import ReadError

INSIDE = "!/"  # stands between an archive and its entry in the path of a document

_CLUTTER = ("__MACOSX", "Thumbs.db", "desktop.ini")


class Entry(NamedTuple):
    """A document in an archive: its name there, and its unpacked size."""

    name: str
    size: int


class Other(NamedTuple):
    """A file in an archive that is no document: its name there, and its kind as in `others`."""

    name: str
    kind: str


Found = Entry | Other | ReadError


def is_clutter(name: str) -> bool:
    """Tell whether a file or folder of this name is not the user's: hidden, a lock of Word, a store of thumbnails."""
    return name.startswith((".", "~$")) or name in _CLUTTER


def is_document(path: Path) -> bool:
    """Tell whether a file is surely a document, or an archive, by its content alone.

    A file that cannot be opened and has an unknown suffix counts as one: reading it then says why it cannot be
    read.
    """
    if not path.is_file():  # a pipe can be read only once
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return kind_by_name(path.name) == OTHER
    return kind_of(head, path.name) in CERTAIN or is_collection(path)


def is_collection(path: Path) -> bool:
    """Tell whether a file is a ZIP archive, not a zipped document; a damaged one is if it is named .zip."""
    if not path.is_file():
        return False
    named = path.suffix.lower() == ".zip"
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
            return head.startswith(b"PK") and kind_of_entries(Archive(stream, "").names) == "zip"
    except ReadError:
        return named
    except OSError:
        return False


def entries(path: Path, where: str) -> list[Found]:
    """Return what an archive holds, sorted: documents, other files, and an error for each unreadable entry.

    An archive without a document has an error for that. Raises ReadError where the archive itself cannot be
    searched or holds more than LIMITS allow.
    """
    with path.open("rb") as stream:
        found = list(_search(Archive(stream, where), where, "", 0))
    documents = [each for each in found if isinstance(each, Entry)]
    if len(documents) > LIMITS.entries:
        raise ReadError(f"holds more than {LIMITS.entries} documents", where, "split the archive")
    if sum(each.size for each in documents) > LIMITS.total:
        raise ReadError(f"unpacks to more than {LIMITS.total >> 20} MiB", where, "split the archive")
    if all(isinstance(each, Other) for each in found):
        found.append(_without_documents(where))
    return found


def read_entry(path: Path, where: str, entry: str) -> bytes:
    """Return the bytes of a document in an archive. Raises ReadError."""
    with path.open("rb") as stream:
        archive = Archive(stream, where)
        at = entry.find(INSIDE)
        while at >= 0 and entry not in archive:  # a folder may well be called 注意!
            if entry[:at] in archive:
                inner = Archive(archive.read(entry[:at]), f"{where}{INSIDE}{entry[:at]}")
                return inner.read(entry[at + len(INSIDE) :])
            at = entry.find(INSIDE, at + 1)
        return archive.read(entry)


def _without_documents(where: str) -> ReadError:
    return ReadError("no documents in this archive", where, f"documents end in {', '.join(SUFFIXES)}")


def _search(archive: Archive, where: str, prefix: str, depth: int) -> Iterator[Found]:
    names = [name for name in archive.names if not any(map(is_clutter, name.split("/")))]
    if names and all(map(archive.is_locked, names)):
        archive.read(names[0])  # raises one error for the archive, not one for each document
    pages = pages_among(names)
    for name in sorted(names, key=lambda each: each.split("/")):
        try:
            kind = _kind(archive, name)
        except ReadError as error:
            yield error
            continue
        if kind == "zip":
            yield from _inner(archive, where, name, depth)
        elif kind:
            yield Entry(prefix + name, archive.size(name))
        else:
            of_page = any(is_of_page(folder.as_posix(), pages) for folder in PurePosixPath(name).parents)
            yield Other(prefix + name, PAGE if of_page else kind_by_name(name))


def _inner(archive: Archive, where: str, name: str, depth: int) -> Iterator[Found]:
    """Search an archive inside an archive, but none inside that one."""
    place = f"{where}{INSIDE}{name}"
    if depth:
        yield ReadError("lies in an archive inside an archive", place, "unpack it")
        return
    try:
        found = list(_search(Archive(archive.read(name), place), place, f"{name}{INSIDE}", depth + 1))
    except ReadError as error:
        found = [error]
    yield from found or [_without_documents(place)]


def _kind(archive: Archive, name: str) -> str:
    """Return zip for an archive, document for an entry that is one by its name or content, "" for all else.

    Raises ReadError where the entry cannot be read and its name does not tell what it is.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in SUFFIXES and suffix != ".zip":
        return "document"
    try:
        head = archive.head(name, HEAD)
        kind = kind_of(head, name)
        if head.startswith(ZIP) and kind not in CERTAIN:
            kind = kind_of(archive.read(name), name)
    except ReadError:  # report an archive; ignore a damaged entry whose name is not a document's
        if suffix != ".zip" and kind_by_name(name) == OTHER:
            raise
        kind = ""
    return "document" if kind in CERTAIN else "zip" if "zip" in (kind, suffix[1:]) else ""
