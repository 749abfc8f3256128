"""Read OFD (GB/T 33190-2016), the fixed layout in which Chinese government offices issue documents.

Stamps, annotations and watermarks are left out: they lie beside the page's own content. What a template paints on
several pages is furniture by its nature.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from techpolicy_extract.files.readers.layer import Layer, LayerWriter
from techpolicy_extract.files.readers.ofd.content import POINTS, Painted, paint
from techpolicy_extract.files.readers.ofd.package import Document, Package
from techpolicy_extract.files.readers.ofd.package import Page as Source
from techpolicy_extract.files.readers.pages import Page, lines_of, write_pages
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.layout import Removed

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# An author that is an office, not the user of some computer.
_OFFICE = re.compile(r"[\u4e00-\u9fff（）]{2,}[部委局厅府院办会社室处]")
_UNMAPPED = 0.3  # of a page's characters are private or unassigned: the font does not map them


def read(data: bytes, name: str) -> Layer:
    """Read an OFD file, all its documents. Raises ReadError where it is no OFD, encrypted, or has no readable page."""
    package = Package(data, name)
    documents = package.documents()
    writer = LayerWriter()
    before = 0
    faults: list[ReadError] = []
    for document in documents:
        reading = _Reading(document, before, writer)
        writer.end_line(blank=1)
        write_pages(writer, reading.pages())
        before += len(document.pages)
        faults += reading.faults
    if faults and len(faults) == before:
        raise faults[0]
    writer.pages = before
    writer.hints |= _hints(documents[0])
    layer = writer.layer()
    if not layer.text.strip():
        raise ReadError("has no text, only pictures of it or empty pages", name, "run text recognition on it")
    return layer


def _hints(document: Document) -> dict[str, str]:
    """Return what the file states about its document: title, created_on (an ISO date), issuer; those that it has."""
    day = _DAY.match(document.info("CreationDate"))
    author = document.info("Author")
    hints = {
        "title": document.info("Title"),
        "created_on": day[0] if day else "",
        "issuer": author if _OFFICE.fullmatch(author) else "",
    }
    return {name: hint for name, hint in hints.items() if hint}


class _Reading:
    """Read the pages of one document; `before` is how many pages the documents before it have."""

    def __init__(self, document: Document, before: int, writer: LayerWriter) -> None:
        self.faults: list[ReadError] = []
        self._document = document
        self._before = before
        self._writer = writer

    def pages(self) -> list[Page]:
        """Return the pages that can be read, with what their own templates paint; note the others as unread."""
        if self._document.attached:
            self._writer.unread.append("files are attached to the document")
        read: list[tuple[Page, dict[str, Page]]] = []
        for number, entry in enumerate(self._document.pages, self._before + 1):
            try:
                read.append(self._page(number, entry))
            except ReadError as error:
                self.faults.append(error)
                self._writer.unread.append(f"page {number}: {error.message}")
        users = Counter(template for _, templates in read for template in templates)
        return [self._merged(page, templates, users) for page, templates in read]

    def _page(self, number: int, entry: str) -> tuple[Page, dict[str, Page]]:
        """Read a page and the templates painted on it, each as a page of its own."""
        source = self._document.page(entry)
        painted = paint(source, source.root, self._document.composites)
        turn, most = next(iter(painted.turned.most_common(1)), (0, 0))
        if most > len(painted.glyphs):
            painted = paint(source, source.root, self._document.composites, turn)
        else:
            turn = 0
        templates = {}
        for template in source.templates:
            try:
                root = self._document.template(template)
            except ReadError as error:
                self._writer.unread.append(f"page {number}: {error.message}")
                continue
            if root is not None:
                drawn = paint(source, root, self._document.composites, turn)
                templates[template] = _as_page(source, drawn, number, turn)
        self._account(painted, number)
        return _as_page(source, painted, number, turn), templates

    def _merged(self, page: Page, templates: dict[str, Page], users: Counter[str]) -> Page:
        """Add to a page what a template paints on it alone; what it paints on several pages is furniture."""
        for number, template in templates.items():
            if users[number] > 1:
                self._writer.removed += (Removed(line.text, page.number) for line in template.lines)
            else:
                page = replace(page, lines=page.lines + template.lines, rules=page.rules + template.rules)
        return page

    def _account(self, painted: Painted, number: int) -> None:
        """Note what of a page is not in the text, and whether its text was recognised from a picture."""
        glyphs = painted.glyphs or painted.hidden
        unmapped = sum(unicodedata.category(glyph.text) in ("Co", "Cn", "Cc") for glyph in glyphs)
        if not glyphs and painted.images:
            self._writer.unread.append(f"page {number} has no text, only pictures")
        elif unmapped > _UNMAPPED * len(glyphs):
            self._writer.unread.append(f"page {number}: its fonts do not say which characters they show")
        elif painted.turned.total() and not painted.glyphs:
            self._writer.unread.append(f"page {number} has text in several directions")
        self._writer.unread += (f"page {number} {lack}" for lack in sorted(painted.lacks))
        # Hidden text lies under the picture of a page that was recognised.
        self._writer.ocr = self._writer.ocr or bool(painted.images and painted.hidden and not painted.glyphs)


def _as_page(source: Source, painted: Painted, number: int, turn: int) -> Page:
    width, height = source.area[2] * POINTS, source.area[3] * POINTS
    if turn in (90, 270):
        width, height = height, width
    lines = lines_of(painted.glyphs or painted.hidden, painted.rules, number)
    return Page(number, width, height, tuple(lines), tuple(painted.rules), turn)
