"""The tables of a document as grids over its normalised text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from techpolicy_extract.nouns.layout import Table
from techpolicy_extract.nouns.model import Normalized
from techpolicy_extract.nouns.text import MappedText, Span


class GridCell(NamedTuple):
    """A cell: its text at `[start, end)` of the normalised text, and its row and column from 1.

    `rows` and `columns` say how many of each it covers.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of `height` rows and `width` columns.

    `head` is how many first rows are heads. `covering` has the cell at each (row, column); a merged cell is at each
    position that it covers.
    """

    cells: tuple[GridCell, ...]
    head: int
    covering: dict[tuple[int, int], GridCell] = field(repr=False)
    height: int = field(init=False)
    width: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "height", max((row for row, _ in self.covering), default=0))
        object.__setattr__(self, "width", max((column for _, column in self.covering), default=0))

    def row(self, number: int) -> list[GridCell]:
        """Return the cells that cover row `number` (from 1), each once, from left to right."""
        found = (self.covering.get((number, column)) for column in range(1, self.width + 1))
        return list(dict.fromkeys(cell for cell in found if cell is not None))

    def column(self, number: int) -> list[GridCell]:
        """Return the cells that cover column `number` (from 1), each once, from top to bottom."""
        found = (self.covering.get((row, number)) for row in range(1, self.height + 1))
        return list(dict.fromkeys(cell for cell in found if cell is not None))


def lines_of_row(cells: Sequence[int], width: int, tail: bool = False) -> int:
    """Return how many lines make one row of a table in plain text, whose cells can hold paragraphs; at least 1.

    `cells` is how many cells each line has, `width` how many a row has. A line that lacks cells goes on where the next
    lines have the rest of them; with `tail`, one of a single cell goes on with the row where a whole row follows.
    """
    used, held = 1, cells[0]
    while used < len(cells) and held < width and 1 < cells[used] < width and held + cells[used] - 1 <= width:
        held += cells[used] - 1
        used += 1
    if held != width:
        return 1
    while tail and used + 1 < len(cells) and cells[used] == 1 and cells[used + 1] == width:
        used += 1
    return used


def grids_of(normalized: Normalized) -> list[Grid]:
    """Return the tables of a document that have cells, in reading order."""
    return [_grid(table, normalized.mapped) for table in normalized.source.layout.tables if table.cells]


def text_spans(normalized: Normalized) -> list[Span]:
    """Return the spans in the normalised text of the cells that hold text, in ascending order."""
    cells = (cell for table in normalized.source.layout.tables for cell in table.cells if cell.end > cell.start)
    found = (_place(normalized.mapped, cell.start, cell.end) for cell in cells)
    return sorted(span for span in found if span.end > span.start)


def cell_at(cells: Sequence[GridCell], position: int) -> GridCell | None:
    """Return which of some cells in order holds a position of the normalised text, None where none does."""
    at = bisect_right(cells, position, key=lambda cell: cell.start) - 1
    return cells[at] if at >= 0 and position < cells[at].end else None


def _grid(table: Table, mapped: MappedText) -> Grid:
    cells = tuple(
        GridCell(*_place(mapped, cell.start, cell.end), cell.row, cell.column, cell.rows, cell.columns)
        for cell in table.cells
    )
    covering: dict[tuple[int, int], GridCell] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                covering.setdefault((row, column), cell)
    return Grid(cells, table.head, covering)


def _place(mapped: MappedText, start: int, end: int) -> Span:
    """Return the span in the normalised text of a stretch of the source, without the white space around it."""
    low, high = bisect_left(mapped.starts, start), bisect_left(mapped.starts, end)
    while low < high and mapped.text[low].isspace():
        low += 1
    while high > low and mapped.text[high - 1].isspace():
        high -= 1
    return Span(low, high)
