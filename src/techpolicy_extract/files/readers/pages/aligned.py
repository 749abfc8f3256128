"""Find tables without ruled lines: rows of at least three pieces that stand below each other."""

from __future__ import annotations

from collections.abc import Sequence

from techpolicy_extract.files.readers.layer import CellText
from techpolicy_extract.files.readers.pages.grids import Grid
from techpolicy_extract.files.readers.pages.lines import around
from techpolicy_extract.files.readers.pages.order import Row

_ROWS = 3
_COLUMNS = 3
_NEAR = 0.8  # ems that edges or middles may differ


def aligned(rows: Sequence[Row]) -> Grid | None:
    """Return the table that begins with the first of `rows`; None where no table does."""
    count = len(rows[0])
    if count < _COLUMNS:
        return None
    taken = 1
    while taken < len(rows) and len(rows[taken]) == count and _below(rows[taken - 1], rows[taken]):
        taken += 1
    if taken < _ROWS:
        return None
    cells = tuple(
        CellText(row, column, piece.text, box=piece.box)
        for row, pieces in enumerate(rows[:taken], 1)
        for column, piece in enumerate(pieces, 1)
    )
    columns = [around(row[number].box for row in rows[:taken]) for number in range(count)]
    edges = (*(box.left for box in columns), columns[-1].right)
    box = around(piece.box for row in rows[:taken] for piece in row)
    return Grid(box, edges, cells, taken, rows[0][0].page)


def _below(upper: Row, lower: Row) -> bool:
    """Tell whether each piece stands below its counterpart: left edges, right edges or middles agree."""
    if lower[0].box.top - upper[0].box.bottom > 2 * lower[0].size:
        return False
    for one, other in zip(upper, lower, strict=True):
        near = _NEAR * other.size
        left, right = one.box.left - other.box.left, one.box.right - other.box.right
        if min(abs(left), abs(right), abs(left + right) / 2) > near:
            return False
    return True
