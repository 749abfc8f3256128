"""Open a PDF, go through its pages, and say what of it could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium

from techpolicy_extract.files.readers.layer import Layer, LayerWriter
from techpolicy_extract.files.readers.pages import Page, write_pages
from techpolicy_extract.files.readers.pdf.damage import damage_of, mended
from techpolicy_extract.files.readers.pdf.metadata import hints_of
from techpolicy_extract.files.readers.pdf.ocr import Recogniser, recogniser
from techpolicy_extract.files.readers.pdf.sheet import Sheet, read_sheet
from techpolicy_extract.nouns.errors import ReadError

PAGES = 5000
_PASSWORD, _SECURITY = 4, 5  # error numbers of pdfium


def layer_of(data: bytes, name: str) -> Layer:
    """Return the text layer of a PDF. Raises ReadError where no page of it can be read."""
    writer = LayerWriter()
    with closing(_opened(data, name)) as document:
        count = len(document)
        if count > PAGES:
            raise ReadError(f"has {count} pages, more than {PAGES}", name, "split it into one file a document")
        writer.hints |= hints_of(document.get_metadata_dict())
        reading = _Reading(document, name)
        pages = list(reading.pages())
    write_pages(writer, pages)
    writer.pages = count
    writer.ocr = reading.recognised
    damage = damage_of(data)
    if damage:
        reading.unread += [f"page {page.number} is empty" for page in pages if page.number in reading.empty]
    writer.unread += damage + reading.unread
    return writer.layer()


def _opened(data: bytes, name: str) -> pdfium.PdfDocument:
    tries = [data]
    for attempt in tries:
        try:
            document = pdfium.PdfDocument(attempt)
            if len(document):
                return document
            document.close()
        except pdfium.PdfiumError as error:
            _refuse_locked(error, name)
        if attempt is data and (whole := mended(data)) is not None:
            tries.append(whole)
    raise ReadError("is a damaged PDF file without a page that can be read", name, "fetch the document again")


def _refuse_locked(error: pdfium.PdfiumError, name: str) -> None:
    if error.err_code == _PASSWORD:
        raise ReadError("is protected by a password", name, "open it, remove the password, save it again") from None
    if error.err_code == _SECURITY:
        raise ReadError("is encrypted in a way that cannot be read", name, "print it into a new PDF file") from None


class _Reading:
    """Go through the pages, and gather on the way what could not be read."""

    def __init__(self, document: pdfium.PdfDocument, name: str) -> None:
        self._document = document
        self._name = name
        self._recogniser: Recogniser | None = None
        self._asked = False
        self.recognised = False
        self.unread: list[str] = []
        self.empty: set[int] = set()

    def pages(self) -> Iterator[Page]:
        """Yield the pages that can be read. Raises ReadError where none has text."""
        worded = pictures = 0
        for number in range(1, len(self._document) + 1):
            try:
                with closing(self._document[number - 1]) as page:
                    sheet = read_sheet(page, number)
                    read = self._recognise(page, sheet) if sheet.fault else sheet.page
            except pdfium.PdfiumError:
                self.unread.append(f"page {number} is damaged")
                continue
            pictures += bool(sheet.fault)
            worded += bool(read.lines)
            if not read.lines and not sheet.fault:
                self.empty.add(number)
            yield read
        if not worded:
            self._refuse(pictures)

    def _recognise(self, page: pdfium.PdfPage, sheet: Sheet) -> Page:
        """Return the page with what is recognised in its picture, or with what text it has."""
        if not self._asked:
            self._recogniser, self._asked = recogniser(), True
        if self._recogniser is None:
            self.unread.append(f"page {sheet.page.number} {sheet.fault}")
            return sheet.page
        read = self._recogniser.page(page, sheet.page.number)
        if not read.lines:
            self.unread.append(f"page {sheet.page.number} {sheet.fault}, and nothing is recognised in it")
            return sheet.page
        self.recognised = True
        return read

    def _refuse(self, pictures: int) -> None:
        if len(self.unread) == len(self._document) and not pictures:
            hint = "fetch the document again"
            raise ReadError("is a damaged PDF file without a page that can be read", self._name, hint)
        hint = "fetch the document in another format"
        if pictures and self._recogniser is None:
            hint = "to recognise its pictures: pip install 'techpolicy-extract[ocr]'"
        raise ReadError("has no text layer (no_text_layer)", self._name, hint)
