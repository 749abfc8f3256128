"""Tables: those of data become cells with rows and columns, those that only lay out the page become text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from techpolicy_extract.files.readers.layer import CellText
from techpolicy_extract.files.readers.webpage.lines import BLOCKS, text_lines
from techpolicy_extract.files.readers.webpage.tree import Element

_SECTIONS = ("thead", "tbody", "tfoot")
_MOST = 1000  # rows or columns that a cell may span, as browsers have it
_LONG = 600  # characters of a cell that holds most of its table's text: a column of the page
_LAYOUT = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "form", "dl"))


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a data table, and how many first rows are its head."""

    cells: tuple[CellText, ...]
    head: int


def rows_of(table: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table and whether each stands in its head."""
    for child in table.children:
        if not isinstance(child, Element):
            continue
        if child.tag == "tr":
            yield child, False
        elif child.tag in _SECTIONS:
            for row in child.children:
                if isinstance(row, Element) and row.tag == "tr":
                    yield row, child.tag == "thead"


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]


def is_data(table: Element) -> bool:
    """Tell whether a table holds data: rows and columns, no tables inside, no cell that is a page by itself."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = [cells for row, _ in rows_of(table) if (cells := cells_of(row))]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    if any(each.tag in ("table", *_LAYOUT) for each in table.walk() if each is not table):
        return False
    sizes = [sum(len(text.strip()) for text in cell.strings()) for cells in rows for cell in cells]
    return not (max(sizes) > _LONG and max(sizes) > 0.6 * sum(sizes))


def grid(table: Element) -> Grid:
    """Return the cells of a data table at their places; places that rowspan and colspan cover have none."""
    cells: list[CellText] = []
    covered: dict[int, int] = {}  # column → last row that a cell above covers there
    rows = [(row, head) for row, head in rows_of(table) if cells_of(row)]
    head = 0
    for number, (row, marked) in enumerate(rows, 1):
        column = 1
        found = cells_of(row)
        if number == head + 1 and (marked or all(cell.tag == "th" for cell in found)):
            head = number
        for cell in found:
            while covered.get(column, 0) >= number:
                column += 1
            wide = _span(cell.get("colspan"))
            high = min(_span(cell.get("rowspan"), zero=_MOST), len(rows) - number + 1)
            text = "\n".join(line.text for line in text_lines(cell))
            cells.append(CellText(number, column, text, high, wide))
            covered.update(dict.fromkeys(range(column, column + wide), number + high - 1))
            column += wide
    return Grid(tuple(cells), head if head < len(rows) else 0)


def captions(table: Element) -> list[str]:
    """Return the lines of a table's captions."""
    found = [child for child in table.children if isinstance(child, Element) and child.tag == "caption"]
    return [line.text for caption in found for line in text_lines(caption)]


def _span(text: str, zero: int = 1) -> int:
    found = re.match(r"\s*(\d{1,9})", text)
    number = int(found[1]) if found else 1
    return min(number or zero, _MOST)


def holds_blocks(element: Element) -> bool:
    """Tell whether an element holds blocks or line breaks: more than one line."""
    return any(each.tag in BLOCKS or each.tag == "br" for each in element.walk() if each is not element)
