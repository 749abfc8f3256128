"""The files that a page links to as attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from techpolicy_extract.files.readers.webpage.lines import collapse
from techpolicy_extract.files.readers.webpage.tree import Element, Page
from techpolicy_extract.nouns.layout import Attachment

_FILE = re.compile(r"\.(?:docx?|docm|wps|pdf|ofd|xlsx?|xlsm|et|pptx?|rtf|odt|ods|csv|zip|rar|7z|tar|gz|ceb)$", re.I)
_QUERY = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar)(?=&|$)", re.I)
_SAVED_FROM = re.compile(r"<!--\s{0,4}saved from url=\(\d{1,6}\)(\S{1,2000}?)\s{0,4}-->")


def is_file(href: str) -> bool:
    """Tell whether an address is that of a document or an archive: `/2024/附件1.docx`, `down.jsp?name=a.pdf`."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    if parts.scheme not in ("", "http", "https", "ftp", "file"):
        return False
    return bool(_FILE.search(unquote(parts.path)) or _QUERY.search(unquote(parts.query)))


def attachments(links: Iterator[Element], base: str) -> Iterator[Attachment]:
    """Yield the attachments among links, each address once; `base` is the page's own, "" where it is not known."""
    seen: set[str] = set()
    for link in links:
        href = link.get("href").strip()
        if link.tag != "a" or not is_file(href):
            continue
        url = _joined(base, href)
        if url not in seen:
            seen.add(url)
            yield Attachment(_name(link, href), url)


def address_of(page: Page, text: str, address: str = "") -> str:
    """Return the page's address: `address` where it is given, else the one in the page; "" without either."""
    saved = _SAVED_FROM.search(text, 0, 8192)
    said = [each.get("href") for each in page.head if each.get("rel").lower() == "canonical"]
    said += [each.get("content") for each in page.head if each.get("property") == "og:url"]
    return next((each for each in (address, *(saved.groups() if saved else ()), *said) if each.startswith("http")), "")


def base_of(page: Page, address: str) -> str:
    """Return what relative addresses are relative to: `<base href>`, else the page's own address."""
    base = next((each.get("href") for each in page.head if each.tag == "base" and each.get("href")), "")
    return _joined(address, base) if base else address


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return href


def _name(link: Element, href: str) -> str:
    text = collapse("".join(link.strings()).replace("\xa0", " ").replace("\u3000", " "))
    return text or link.get("title").strip() or unquote(urlsplit(href).path.rsplit("/", 1)[-1])
