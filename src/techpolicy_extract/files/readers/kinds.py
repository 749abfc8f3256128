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
# Kinds of files that are no documents or are not read: what each is called, and what to try.
_AS_TABLE = "save the sheet that you need as PDF"
_PICTURE, _PACKED = "run text recognition on it", "unpack it, or pack it as ZIP"
_MAIL = "save its text and its attachments as files of their own"
NOT_READ: dict[str, tuple[str, str]] = {
    "zip": ("a ZIP archive", "unpack it, or give it to `extract all`"),
    "xlsx": ("an Excel workbook (XLSX)", _AS_TABLE),
    "xls": ("an Excel workbook (XLS)", _AS_TABLE),
    "ods": ("an OpenDocument spreadsheet (ODS)", _AS_TABLE),
    "pptx": ("a presentation (PPTX)", "save it as PDF"),
    "ppt": ("a presentation (PPT)", "save it as PDF"),
    "odp": ("an OpenDocument presentation (ODP)", "save it as PDF"),
    "protected": ("protected by a password", "open it, remove the password, save it again"),
    "eml": ("an e-mail", _MAIL),
    "msg": ("an Outlook e-mail (MSG)", _MAIL),
    "png": ("a PNG image, not plain text", _PICTURE),
    "jpeg": ("a JPEG image, not plain text", _PICTURE),
    "gif": ("a GIF image, not plain text", _PICTURE),
    "tiff": ("a TIFF image, not plain text", _PICTURE),
    "bmp": ("a BMP image, not plain text", _PICTURE),
    "webp": ("a WebP image, not plain text", _PICTURE),
    "gzip": ("a gzip archive, not plain text", _PACKED),
    "7z": ("a 7z archive, not plain text", _PACKED),
    "rar": ("a RAR archive, not plain text", _PACKED),
    "emptyzip": ("an empty ZIP archive, not plain text", "pack it again"),
    "elf": ("a program, not plain text", "name a document"),
}
# Kinds of documents that are known by their content alone; plain text never is.
CERTAIN = frozenset({"pdf", "docx", "ofd", "doc", "wps", "rtf", "odt", "html", "mhtml"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype\s{1,20}html|html|head|body)[\s>]", re.I)
_TAG = re.compile(rb"<(?:p|div|table|span|meta|title|br|h[1-6])[\s>/]", re.I)
_MIME = re.compile(rb"^(?:From|MIME-Version|Snapshot-Content-Location|Content-Type): ?", re.I | re.M)
# What files that are no text begin with.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"PK\x05\x06", "emptyzip"),
    (b"\x7fELF", "elf"),
)
# Header fields of e-mails: those that people fill in, and those that programs add. A person's note may have the former.
_WRITTEN = frozenset((b"from", b"to", b"cc", b"subject", b"date"))
_SENT = frozenset((b"to", b"cc", b"received", b"return-path", b"delivered-to", b"message-id"))
_TECHNICAL = frozenset((b"mime-version", b"content-type", b"content-transfer-encoding", b"dkim-signature"))
_PROGRAMS = _TECHNICAL | (_SENT - _WRITTEN)
_FIELD = re.compile(rb"([!-9;-~]{1,76}):|[ \t]")  # a field, or the line that goes on with it
# Zipped formats, by an entry that each has.
_ENTRIES = (
    *(("word/document", "docx"), ("OFD.xml", "ofd"), ("xl/workbook.", "xlsx"), ("ppt/presentation.", "pptx")),
    ("META-INF/manifest.xml", "odt"),
)
_OPEN_DOCUMENTS = {b"opendocument.spreadsheet": "ods", b"opendocument.presentation": "odp"}
# Old Office documents, by a stream that each has in its directory, where names are in UTF-16 (MS-CFB 2.6.1); the
# streams of Outlook (MS-OXMSG 2.2) have numbers behind their names.
_STREAMS = tuple(
    (stream.encode("utf-16-le"), kind)
    for stream, kind in (
        *(("WordDocument\0", "doc"), ("Workbook\0", "xls"), ("Book\0", "xls"), ("PowerPoint Document\0", "ppt")),
        *(("EncryptedPackage\0", "protected"), ("__nameid_version", "msg"), ("__substg1.0_", "msg")),
    )
)


def kind_of(data: bytes, name: str) -> str:
    """Return the kind of a file: txt html mhtml docx pdf ofd doc wps rtf odt, or one of NOT_READ.

    protected is a document of today's Office under a password. `data` may be its beginning only, of at least HEAD
    bytes; then a zipped document may be told as zip, and an old workbook or an Outlook e-mail as doc.
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
    if b"<office:document" in head:
        return _open_document(head)
    return _by_magic(head) or _marked_up(head, suffix)


def kind_of_entries(names: Iterable[str]) -> str:
    """Return the kind of a ZIP archive by the names of its entries: zip where it is no zipped document."""
    names = list(names)
    kind = next((kind for entry, kind in _ENTRIES if any(name.startswith(entry) for name in names)), "zip")
    return "zip" if kind == "odt" and "content.xml" not in names else kind


def _by_magic(head: bytes) -> str:
    """Return the kind of a picture, an archive or a program; an empty string for all else."""
    if head.startswith(b"BM") and head[6:10] == bytes(4):  # two letters alone begin many a text
        return "bmp"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")


def _open_document(head: bytes) -> str:
    """Tell a text in OpenDocument from a spreadsheet and a presentation by the media type at its beginning."""
    return next((kind for media, kind in _OPEN_DOCUMENTS.items() if media in head), "odt")


def _marked_up(head: bytes, suffix: str) -> str:
    plain = head.replace(b"\x00", b"")  # UTF-16
    fields = _mail_fields(plain)
    archived = suffix in (".mht", ".mhtml") or not fields & _SENT
    if archived and len(_MIME.findall(plain)) >= 2 and b"multipart/related" in plain.lower():
        return "mhtml"
    if len(fields) >= 2 and (suffix == ".eml" or fields & _PROGRAMS):
        return "eml"
    if _HTML.search(plain) and plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return "html"
    if suffix in (".html", ".htm", ".shtml", ".xhtml") and _TAG.search(plain):
        return "html"
    return "txt"


def _mail_fields(plain: bytes) -> set[bytes]:
    """Return the names of the fields of an e-mail with which a file begins; none where its first lines are no header.

    A folder of mail (mbox) has a line `From NAME DAY` above them.
    """
    lines = plain.lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ").splitlines()
    names: set[bytes] = set()
    for number, line in enumerate(lines):
        field = _FIELD.match(line)
        if not line.strip():
            break
        if field and field[1]:
            names.add(field[1].lower())
        elif not (field and names) and not (number == 0 and line.startswith(b"From ")) and line is not lines[-1]:
            return set()  # the last line may be cut
    return names & (_WRITTEN | _PROGRAMS)


def _zipped(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kind = kind_of_entries(archive.namelist())
            return _open_document(data[:200]) if kind == "odt" else kind
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        # Cut short, or only its beginning: its first entries stand in front.
        if b"application/vnd.oasis.opendocument" in data[:200]:
            return _open_document(data[:200])
        named = {".docx": "docx", ".docm": "docx", ".ofd": "ofd", ".odt": "odt"}.get(suffix, "zip")
        return next((kind for entry, kind in _ENTRIES[:4] if _folder(entry) in data[:HEAD]), named)


def _folder(entry: str) -> bytes:
    """Return the folder of an entry with its slash, word/, or the entry itself where it is in none."""
    return (entry[: entry.find("/") + 1] or entry).encode()


def _compound(data: bytes) -> str:
    """Tell an old Office document by its first telling stream: those of embedded objects come after its own.

    A document that is attached to an e-mail may stand before the e-mail's own directory, so that is looked at first.
    """
    directory = 1 + int.from_bytes(data[48:52], "little") << min(int.from_bytes(data[30:32], "little"), 12)
    for start in (directory, 0):
        found = ((data.find(stream, start), kind) for stream, kind in _STREAMS)
        if telling := [(place, kind) for place, kind in found if place >= 0]:
            return min(telling)[1]
    return "doc"
