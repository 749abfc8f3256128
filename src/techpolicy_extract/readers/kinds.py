"""Tell what a file is by its content; the suffix decides only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

# What a folder is searched for by name; a file with another suffix is taken where its content is surely a document.
SUFFIXES = (
    *(".txt", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".docx", ".docm", ".pdf", ".ofd"),
    *(".doc", ".wps", ".rtf", ".odt", ".zip"),
)
HEAD = 4096  # bytes of a file that tell its kind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream's name in the directory of the container
_ZIP = b"PK\x03\x04"
_HTML = re.compile(rb"<(?:!doctype\s{1,20}html|html|head|body)[\s>]", re.I)
_TAG = re.compile(rb"<(?:p|div|table|span|meta|title|br|h[1-6])[\s>/]", re.I)
_MIME = re.compile(rb"^(?:From|MIME-Version|Snapshot-Content-Location|Content-Type): ?", re.I | re.M)
# Zipped formats, by an entry that each has.
_ENTRIES = (("word/document", "docx"), ("OFD.xml", "ofd"), ("xl/workbook.xml", "xlsx"), ("ppt/", "pptx"))


def kind_of(data: bytes, name: str) -> str:
    """Give the kind of a file: txt html mhtml docx pdf ofd office (what LibreOffice must convert) zip xlsx pptx.

    An Office file that a password protects is of the kind protected.

    `data` may be its beginning only, of at least HEAD bytes; then a zipped document may be told as zip.
    """
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_ZIP):
        return _zipped(data)
    if head.startswith(_OLE) and _ENCRYPTED in data:
        return "protected"
    if head.startswith((_OLE, b"{\\rtf")) or b"<office:document" in head:
        return "office"
    return _marked_up(head, PurePath(name).suffix.lower())


def _marked_up(head: bytes, suffix: str) -> str:
    plain = head.replace(b"\x00", b"")  # UTF-16
    if len(_MIME.findall(plain)) >= 2 and b"multipart/related" in plain.lower():
        return "mhtml"
    if _HTML.search(plain) and plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return "html"
    if suffix in (".html", ".htm", ".shtml", ".xhtml") and _TAG.search(plain):
        return "html"
    return "txt"


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        # Cut short, or only its beginning: its first entries stand in front.
        return next((kind for entry, kind in _ENTRIES if entry.split("/")[0].encode() in data[:HEAD]), "zip")
    if "mimetype" in names and b"application/vnd.oasis.opendocument" in data[:200]:
        return "office"
    return next((kind for entry, kind in _ENTRIES if any(name.startswith(entry) for name in names)), "zip")
