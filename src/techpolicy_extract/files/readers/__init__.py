"""Read files into `Source`s: one module a format, chosen by the file's content."""

from __future__ import annotations

import os
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from techpolicy_extract.files.readers import collection
from techpolicy_extract.files.readers.kinds import NOT_READ, SUFFIXES, kind_of
from techpolicy_extract.files.readers.layer import Layer
from techpolicy_extract.nouns.errors import ExtraError, ReadError
from techpolicy_extract.nouns.library_faults import system_fault
from techpolicy_extract.nouns.model import Source

__all__ = ["INVISIBLE", "LIMIT", "SUFFIXES", "content", "layer_of", "read", "read_bytes", "shown"]

# The module that reads a kind: `read(data, name) -> Layer`. It is imported when a file of its kind turns up.
_READERS = {
    "txt": "txt",
    "html": "html",
    "mhtml": "mhtml",
    "docx": "word",
    "pdf": "pdf",
    "ofd": "ofd",
    **dict.fromkeys(("doc", "wps", "rtf", "odt"), "office"),
}
# The library of the extra [docs] that each kind needs.
_LIBRARIES = {
    **dict.fromkeys(("html", "mhtml"), "selectolax"),
    **dict.fromkeys(("docx", "ofd", "doc", "wps", "rtf", "odt"), "lxml"),
    "pdf": "pypdfium2",
}

# A document of this size would be some thirty million characters: it is a collection or a mistake.
LIMIT = 64 * 2**20

# Layout characters that `str.strip` leaves: a file of nothing else is empty too.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\x00"


def read(path: Path, entry: str | None = None) -> Source:
    """Read a file, or an entry of an archive.

    Raises ReadError, with what to try, where it is missing, unreadable, too large or no document.
    """
    return read_bytes(content(path, entry), shown(path, entry))


def content(path: Path, entry: str | None = None) -> bytes:
    """Return the bytes of a file, LIMIT + 1 at most, or of an entry of an archive. Raises ReadError."""
    where = shown(path)
    try:
        if path.is_dir():
            raise ReadError("is a folder, not a document", where, "name the files in it")
        if entry is not None:
            return collection.read_entry(path, where, entry)
        with path.open("rb") as stream:
            return stream.read(LIMIT + 1)
    except FileNotFoundError:
        raise ReadError("no such file or folder", where, "check the spelling of the path") from None
    except PermissionError:
        raise ReadError("permission denied", where, "give yourself the right to read it: chmod u+r") from None
    except OSError as error:
        raise ReadError(f"cannot be read: {system_fault(error)}", where, "copy it to a local disk") from error


def read_bytes(data: bytes, name: str) -> Source:
    """Read the bytes of a document called `name`. Raises ReadError where they hold no readable text."""
    if len(data) > LIMIT:
        raise ReadError(f"larger than {LIMIT >> 20} MiB", name, "split it into one file a document")
    if not data.strip():
        raise ReadError("the file is empty", name, "fetch the document again")
    kind = kind_of(data, name)
    layer = layer_of(kind, data, name)
    if not layer.text.strip().strip(INVISIBLE).strip():
        raise ReadError("the file holds nothing but white space", name, "fetch the document again")
    return Source(name, layer.text, sha256(data).hexdigest(), layer.encoding, kind, layer.layout)


def layer_of(kind: str, data: bytes, name: str) -> Layer:
    """Read the text layer of a file of a kind. Raises ReadError, also for kinds that are not read.

    Raises ExtraError where the kind needs a library that is not installed.
    """
    if kind in NOT_READ:
        what, hint = NOT_READ[kind]
        raise ReadError(f"is {what}", name, hint)
    if kind in _LIBRARIES:
        try:
            import_module(_LIBRARIES[kind])
        except ImportError:
            raise ExtraError(extra="docs", where=name) from None
    layer: Layer = import_module(f"{__name__}.{_READERS.get(kind, 'txt')}").read(data, name)
    return layer


def shown(path: Path, entry: str | None = None) -> str:
    """Return a path as text that can be written anywhere, also where its bytes are no valid UTF-8.

    A document in an archive is `notices.zip!/folder/notice.docx`.
    """
    place = os.fsencode(path.as_posix()).decode("utf-8", "replace")
    return place if entry is None else f"{place}{collection.INSIDE}{entry}"
