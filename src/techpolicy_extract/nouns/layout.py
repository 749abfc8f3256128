"""Where the parts of a text layer come from in their file: page, box, cell, footnote. Data without behaviour.

Positions are positions in the source text, spans `[start, end)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Origin = Literal["line", "paragraph", "cell", "footnote", "textbox", "element", "metadata"]


class Box(NamedTuple):
    """A rectangle on a page, in points (1/72 inch) from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Stretch(NamedTuple):
    """A stretch of the text and its place of origin.

    `origin` is line for PDF and OFD, paragraph, cell, footnote or textbox for Word, element or metadata for HTML, where
    metadata is what a portal states about the document, no part of its text. `place` says which one: the number of a
    paragraph or footnote, the path of an element (body/div[2]/p[3]). `page` counts from 1.
    """

    start: int
    end: int
    origin: Origin
    place: str = ""
    page: int | None = None
    box: Box | None = None


class Cell(NamedTuple):
    """A cell of a table: the span of its text (empty where start == end), and its row and column from 1.

    `rows` and `columns` say how many of each it covers. A merged cell has its first row and column.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Table(NamedTuple):
    """A table: its cells by row, then column. `head` is how many first rows the file itself marks as heads."""

    cells: tuple[Cell, ...]
    head: int = 0
    page: int | None = None


class Stated(NamedTuple):
    """A value that the file states about the document, and its span in the text; None where it is not in the text."""

    value: str
    span: tuple[int, int] | None = None


class Attachment(NamedTuple):
    """A file that a page links to as an attachment: the link's text, and its address as the page gives it."""

    name: str
    url: str


class Removed(NamedTuple):
    """A running head, a footer or a page number that is not in the text layer, and its page."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a text layer comes from. Plain text has an empty one.

    `facts` are stated on the page around the text (published_on, hosted_on, source, issuer, issued_on, doc_number,
    index_number, validity; days as ISO dates). `hints` come from the file's own metadata (title, created_on,
    published_on, source, issuer) and never prevail over the text; created_on, the day on which the file was made,
    is no date of the document. `unread` has a phrase for each part that could not be read (page 3 has no text), so
    that the result is known to be partial. `ocr` is set where the text was recognised from pictures.
    """

    stretches: tuple[Stretch, ...] = ()
    tables: tuple[Table, ...] = ()
    facts: dict[str, Stated] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    removed: tuple[Removed, ...] = ()
    unread: tuple[str, ...] = ()
    pages: int | None = None
    ocr: bool = False
