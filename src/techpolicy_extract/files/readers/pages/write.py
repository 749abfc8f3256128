"""Write pages as a text layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from techpolicy_extract.files.readers.layer import CellText, LayerWriter
from techpolicy_extract.files.readers.pages.aligned import aligned
from techpolicy_extract.files.readers.pages.cells import glue
from techpolicy_extract.files.readers.pages.frames import Block
from techpolicy_extract.files.readers.pages.furniture import furniture_of, text_of
from techpolicy_extract.files.readers.pages.grids import Grid, continued, grids_of
from techpolicy_extract.files.readers.pages.lines import around, centre
from techpolicy_extract.files.readers.pages.order import Row, blocks_of, rows_of
from techpolicy_extract.files.readers.pages.page import Line, Page, turned
from techpolicy_extract.files.readers.pages.paragraphs import Joiner, PlacedLine
from techpolicy_extract.nouns.layout import Box, Removed

Content = Block | Grid


def write_pages(writer: LayerWriter, pages: Iterable[Page]) -> None:
    """Write the pages of a document, in order, into `writer`, and set its `removed` and `pages`."""
    kept = list(pages)
    content = _joined(writer, _content(writer, kept))
    _Written(writer, {page.number: page for page in kept}, content).write()
    writer.pages = len(kept)


def _content(writer: LayerWriter, pages: Sequence[Page]) -> list[list[Content]]:
    """Return the tables and text blocks of each page, and note its furniture in `writer.removed`."""
    found = [grids_of(page) for page in pages]
    rows = [rows_of(lines) for _, lines in found]
    content: list[list[Content]] = []
    for page, (grids, lines), own, gone in zip(pages, found, rows, furniture_of(pages, rows), strict=True):
        writer.removed += [Removed(text, page.number) for text in page.marks]
        for row in own:
            if id(row[0]) in gone:
                writer.removed.append(Removed(text_of(row), page.number))
        left = [line for line in lines if id(line) not in gone]
        content.append(list(_page_content(page, grids, left)))
    return content


def _page_content(page: Page, grids: Sequence[Grid], lines: Sequence[Line]) -> Iterable[Content]:
    """Yield what is above a table, the table, what is below, and last the lines that run another way."""
    aside = {id(line) for line in page.asides}
    upright = [line for line in lines if id(line) not in aside]
    for grid in grids:
        yield from _texts(page, [line for line in upright if centre(line.box) < grid.box.top])
        upright = [line for line in upright if centre(line.box) >= grid.box.top]
        yield grid
    yield from _texts(page, upright)
    for line in lines:
        if id(line) in aside:
            yield Block([line], (2, 0))


def _texts(page: Page, lines: Sequence[Line]) -> Iterable[Content]:
    for rows in blocks_of(lines):
        start = number = 0
        while number < len(rows):
            table = aligned(rows[number:])
            if table is None:
                number += 1
                continue
            yield from _block(page, rows[start:number])
            yield table
            number += table.rows
            start = number
        yield from _block(page, rows[start:])


def _block(page: Page, rows: Sequence[Row]) -> Iterable[Block]:
    if rows:
        yield Block([_whole(row) for row in rows], (page.number % 2, round(page.width)))


def _whole(row: Row) -> Line:
    """Return the pieces of a row as one line."""
    if len(row) == 1:
        return row[0]
    longest = max(row, key=lambda piece: len(piece.text))
    return Line(text_of(row), longest.page, around(piece.box for piece in row), longest.size)


def _joined(writer: LayerWriter, pages: Sequence[Sequence[Content]]) -> list[Content]:
    """Return the content of all pages; a table that goes on at the top of the next page is one table."""
    content: list[Content] = []
    for page in pages:
        rest = list(page)
        if rest and content and isinstance(rest[0], Grid) and isinstance(content[-1], Grid):
            whole = continued(content[-1], rest[0])
            if whole is not None:
                content[-1] = whole[0]
                if whole[1]:
                    writer.removed.append(Removed(whole[1], rest[0].page))
                rest.pop(0)
        content += rest
    return content


class _Written:
    """Write content into the layer, boxes as they are on the unturned page."""

    def __init__(self, writer: LayerWriter, pages: dict[int, Page], content: Sequence[Content]) -> None:
        self._writer = writer
        self._pages = pages
        self._content = content

    def write(self) -> None:
        joiner = Joiner([each for each in self._content if isinstance(each, Block)])
        paragraph: list[PlacedLine] = []
        number = 0
        for each in self._content:
            if isinstance(each, Grid):
                self._paragraph(paragraph)
                paragraph = []
                self._grid(each)
                continue
            for line in joiner.placed_lines(number):
                if paragraph and not joiner.goes_on(paragraph, line):
                    self._paragraph(paragraph)
                    paragraph = []
                paragraph.append(line)
            number += 1
        self._paragraph(paragraph)

    def _paragraph(self, paragraph: Sequence[PlacedLine]) -> None:
        for number, (line, *_) in enumerate(paragraph):
            after = paragraph[number + 1].line.text if number + 1 < len(paragraph) else ""
            blank = glue(line.text, after, paragraph[number].room / line.size)
            self._writer.write(line.text + blank, "line", "", line.page, self._box(line.page, line.box))
        self._writer.end_line()

    def _grid(self, grid: Grid) -> None:
        cells = [self._cell(cell, cell.page or grid.page) for cell in grid.cells]
        self._writer.table(cells, grid.head, "", grid.page)

    def _cell(self, cell: CellText, page: int) -> CellText:
        box = self._box(page, cell.box) if cell.box else None
        return CellText(cell.row, cell.column, cell.text, cell.rows, cell.columns, box, cell.page)

    def _box(self, number: int, box: Box) -> Box:
        page = self._pages[number]
        back = turned(box, (page.width, page.height), -page.turn % 360)
        return Box(*(round(edge, 2) for edge in back))
