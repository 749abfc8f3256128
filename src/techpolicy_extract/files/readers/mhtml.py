"""Read web archives (MHTML): the page is one part of a mail, and only that part is read."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from techpolicy_extract.files.readers import html
from techpolicy_extract.files.readers.layer import Layer
from techpolicy_extract.files.readers.webpage import charset
from techpolicy_extract.nouns.errors import ReadError

_PAGES = ("text/html", "application/xhtml+xml")
_MOST = 20_000  # parts that are read at most
_AGAIN = "save the page again, as a web page"


def read(data: bytes, name: str) -> Layer:
    """Read a web archive. Raises ReadError where no part of it is a page with a document."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data.lstrip(b"\xef\xbb\xbf\r\n\t "))
        part = _root(message)
        payload = part.get_payload(decode=True) if part else None
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise ReadError("is a damaged web archive", name, _AGAIN) from error
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise ReadError("is a web archive without a page in it", name, _AGAIN)
    text, encoding, unread = charset.decode(payload, name, str(part.get_param("charset") or "") or None)
    address = _header(part, "Content-Location") or _header(message, "Snapshot-Content-Location")
    return html.read_text(text, encoding, name, [unread] if unread else [], address)


def _root(message: Message) -> Message | None:
    """Choose the part that is the page: what `start` or the archive's address names, else the first page."""
    parts = [part for part, _ in zip(message.walk(), range(_MOST), strict=False) if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "").strip("<> ")
    address = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    for wanted, header in ((start, "Content-ID"), (address, "Content-Location")):
        for part in pages:
            if wanted and _header(part, header).strip("<> ") == wanted:
                return part
    return pages[0] if pages else None


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name) or "").split())
