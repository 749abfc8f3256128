"""The text layer that every reader returns, written piece by piece with the origin of each piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from techpolicy_extract.nouns.layout import Attachment, Box, Cell, Layout, Origin, Removed, Stated, Stretch, Table


@dataclass(frozen=True, slots=True)
class Layer:
    """A file's text layer. `encoding` is that of its bytes, None for a format that is no encoded text."""

    text: str
    encoding: str | None = None
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class CellText:
    """The text of a table's cell, its paragraphs separated by line breaks, and how many rows and columns it spans.

    `page` is set where it is not the one that the table begins on.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    box: Box | None = None
    page: int | None = None


class LayerWriter:
    """Write a text layer from its beginning to its end.

    Paragraphs stand on lines of their own. A table has a line for each row, its cells separated by tabs: an
    indicator table can be read in `NAME.source.txt` as it can be in a spreadsheet.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._stretches: list[Stretch] = []
        self._tables: list[Table] = []
        self.facts: dict[str, Stated] = {}
        self.hints: dict[str, str] = {}
        self.attachments: list[Attachment] = []
        self.removed: list[Removed] = []
        self.unread: list[str] = []
        self.pages: int | None = None
        self.ocr = False

    def write(
        self, text: str, origin: Origin, place: str = "", page: int | None = None, box: Box | None = None
    ) -> tuple[int, int]:
        """Append `text` to the current line and return its span. An empty text makes no stretch."""
        start = self._size
        self._put(text)
        if text:
            self._stretches.append(Stretch(start, self._size, origin, place, page, box))
        return start, self._size

    def end_line(self, blank: int = 0) -> None:
        """End the line, unless it is empty; `blank` lines follow it."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self._put("\n")
        if self._size:
            self._put("\n" * blank)

    def paragraph(
        self, text: str, origin: Origin, place: str = "", page: int | None = None, box: Box | None = None
    ) -> tuple[int, int]:
        """Put `text` on a line of its own and return its span."""
        self.end_line()
        span = self.write(text, origin, place, page, box)
        self.end_line()
        return span

    def table(self, cells: Sequence[CellText], head: int = 0, place: str = "", page: int | None = None) -> None:
        """Write a table. Row and column of a cell count from 1; positions that a merged cell covers hold no cell."""
        if not any(cell.text.strip() for cell in cells):
            return
        self.end_line()
        placed: list[Cell] = []
        row, column = 1, 1
        for cell in sorted(cells, key=lambda each: (each.row, each.column)):
            if cell.row > row:
                self._put("\n")
                row, column = cell.row, 1
            self._put("\t" * (cell.column - column))
            column = cell.column
            where = f"{place}[{cell.row},{cell.column}]"
            span = self.write(cell.text.strip("\n"), "cell", where, cell.page or page, cell.box)
            placed.append(Cell(*span, cell.row, cell.column, cell.rows, cell.columns))
        self._put("\n")
        self._tables.append(Table(tuple(placed), head, page))

    def layer(self, encoding: str | None = None) -> Layer:
        """Return the text layer as written so far."""
        layout = Layout(
            stretches=tuple(self._stretches),
            tables=tuple(self._tables),
            facts=dict(self.facts),
            hints=dict(self.hints),
            attachments=tuple(self.attachments),
            removed=tuple(self.removed),
            unread=tuple(self.unread),
            pages=self.pages,
            ocr=self.ocr,
        )
        return Layer("".join(self._parts), encoding, layout)

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._size += len(text)
