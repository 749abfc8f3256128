"""Read a table: where its cells stand once merged cells are joined and deleted rows are left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from techpolicy_extract.files.readers.word.model import Block, Entry, Grid
from techpolicy_extract.files.readers.word.names import SDT, SDT_CONTENT, TC, TR, VAL, WRAPPERS, flag, value, w, whole
from techpolicy_extract.files.readers.xmltree import Element

CellReader = Callable[[Iterable[Element], str], tuple[Block, ...]]

_WIDEST = 1000  # columns that a cell may span


@dataclass(slots=True)
class _Cell:
    """A cell at grid columns `[start, end)`. One that is merged into the cell above or before it has no node."""

    start: int
    end: int
    node: Element | None
    upward: bool = False
    rows: int = 1


def read_grid(table: Element, place: str, read: CellReader) -> Grid:
    """Read a table; `read` returns the content of a cell.

    Columns are those that cells begin at: a grid line that no cell uses, as Word keeps many, does not count.
    """
    rows = [row for row in _inside(table, TR) if not _is_gone(row)]
    lines = [_cells(row) for row in rows]
    _merge_down(lines)
    edges = sorted({cell.start for line in lines for cell in line})
    entries = []
    for number, line in enumerate(lines, 1):
        for cell in line:
            if cell.node is None:
                continue
            column = bisect_left(edges, cell.start) + 1
            columns = bisect_left(edges, cell.end) + 1 - column
            blocks = read(cell.node, f"{place}[{number},{column}]")
            entries.append(Entry(number, column, cell.rows, max(columns, 1), blocks))
    return Grid(place, tuple(entries), _head(rows))


def _inside(node: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls and tracked insertions."""
    stack = [iter(node)]
    while stack:
        each = next(stack[-1], None)
        if each is None:
            stack.pop()
        elif each.tag == tag:
            yield each
        elif each.tag == SDT:
            stack.append(iter(each.findall(SDT_CONTENT)))
        elif each.tag in WRAPPERS:
            stack.append(iter(each))


def _is_gone(row: Element) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and (properties.find(w("del")) is not None or bool(flag(properties, "hidden")))


def _cells(row: Element) -> list[_Cell]:
    cells: list[_Cell] = []
    column = whole(value(row.find(w("trPr")), "gridBefore"), 0)
    for node in _inside(row, TC):
        properties = node.find(w("tcPr"))
        end = column + min(max(whole(value(properties, "gridSpan"), 1), 1), _WIDEST)
        if properties is not None and properties.find(w("cellDel")) is not None:
            cells.append(_Cell(column, end, None))
        elif _merged(properties, "hMerge") and cells:
            cells[-1].end = end
        elif _merged(properties, "vMerge"):
            cells.append(_Cell(column, end, node, upward=True))
        else:
            cells.append(_Cell(column, end, node))
        column = end
    return cells


def _merged(properties: Element | None, name: str) -> bool:
    """Tell whether a cell is merged into the one above (vMerge) or before (hMerge) it; the first of them is not."""
    mark = None if properties is None else properties.find(w(name))
    return mark is not None and mark.get(VAL, "continue") != "restart"


def _merge_down(lines: list[list[_Cell]]) -> None:
    """Merge the cells that are marked so into the cell above that begins at the same column."""
    owners: dict[int, _Cell] = {}
    for line in lines:
        before, owners = owners, {}
        for cell in line:
            owner = before.get(cell.start)
            if cell.upward and owner is not None:
                owner.rows += 1
                cell.node = None
            owners[cell.start] = owner if cell.upward and owner is not None else cell


def _head(rows: list[Element]) -> int:
    """Count the first rows that are marked as heads; 0 where all rows are."""
    marked = [bool(flag(row.find(w("trPr")), "tblHeader")) for row in rows]
    return 0 if all(marked) else marked.index(False)
