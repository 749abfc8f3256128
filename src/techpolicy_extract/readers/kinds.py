"""Tell what a file is by its content; the suffix decides only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import PurePath

# What a folder is searched for by name; a file with another suffix is taken where its content is surely a document.
SUFFIXES = (
    *(".txt", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".docx", ".docm", ".pdf", ".ofd"),
    *(".doc", ".wps", ".rtf", ".odt", ".zip"),
)
HEAD = 4096  # bytes of a file that tell its kind
ZIP = b"PK\x03\x04"
# Kinds of documents that are known by their content alone; plain text never is.
CERTAIN = frozenset({"pdf", "docx", "ofd", "doc", "wps", "rtf", "odt", "html", "mhtml"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype\s{1,20}html|html|head|body)[\s>]", re.I)
_TAG = re.compile(rb"<(?:p|div|table|span|meta|title|br|h[1-6])[\s>/]", re.I)
_MIME = re.compile(rb"^(?:From|MIME-Version|Snapshot-Content-Location|Content-Type): ?", re.I | re.M)
# Zipped formats, by an entry that each has.
_ENTRIES = (
    *(("word/document", "docx"), ("OFD.xml", "ofd"), ("xl/workbook.xml", "xlsx"), ("ppt/", "pptx")),
    ("META-INF/manifest.xml", "odt"),
)
# Old Office documents, by a stream that each has in its directory, where names are in UTF-16 (MS-CFB 2.6.1).
_STREAMS = tuple(
    (stream.encode("utf-16-le") + b"\x00\x00", kind)
    for stream, kind in (
        *(("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt")),
        ("EncryptedPackage", "protected"),
    )
)


def kind_of(data: bytes, name: str) -> str:
    """Give the kind of a file: txt html mhtml docx pdf ofd doc wps rtf odt zip, and what is refused: xlsx pptx xls ppt.

    protected is a document of today's Office under a password. `data` may be its beginning only, of at least HEAD
    bytes; then a zipped document may be told as zip, and an old workbook as doc.
    """
    head = data[:HEAD]
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(ZIP):
        return _zipped(data, suffix)
    if head.startswith(_OLE):
        kind = _compound(data)
        return "wps" if kind == "doc" and suffix == ".wps" else kind
    if head.startswith(b"{\\rtf"):
        return "rtf"
    return "odt" if b"<office:document" in head else _marked_up(head, suffix)


def kind_of_entries(names: Iterable[str]) -> str:
    """Give the kind of a ZIP archive by the names of its entries: zip where it is no zipped document."""
    names = list(names)
    kind = next((kind for entry, kind in _ENTRIES if any(name.startswith(entry) for name in names)), "zip")
    return "zip" if kind == "odt" and "content.xml" not in names else kind


def _marked_up(head: bytes, suffix: str) -> str:
    plain = head.replace(b"\x00", b"")  # UTF-16
    if len(_MIME.findall(plain)) >= 2 and b"multipart/related" in plain.lower():
        return "mhtml"
    if _HTML.search(plain) and plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return "html"
    if suffix in (".html", ".htm", ".shtml", ".xhtml") and _TAG.search(plain):
        return "html"
    return "txt"


def _zipped(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return kind_of_entries(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        # Cut short, or only its beginning: its first entries stand in front.
        if b"application/vnd.oasis.opendocument" in data[:200]:
            return "odt"
        named = {".docx": "docx", ".docm": "docx", ".ofd": "ofd", ".odt": "odt"}.get(suffix, "zip")
        return next((kind for entry, kind in _ENTRIES[:4] if entry.split("/")[0].encode() in data[:HEAD]), named)


def _compound(data: bytes) -> str:
    """Tell an old Office document by its first telling stream: those of embedded objects come after its own."""
    found = ((data.find(stream), kind) for stream, kind in _STREAMS)
    return min(((place, kind) for place, kind in found if place >= 0), default=(0, "doc"))[1]
