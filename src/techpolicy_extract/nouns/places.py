"""Find the page and the table cell of a position in the source text."""

from __future__ import annotations

from bisect import bisect_right

from techpolicy_extract.nouns.layout import Layout


class Places:
    """Look up the pages and cells of one document by bisection."""

    def __init__(self, layout: Layout) -> None:
        paged = sorted((s.start, s.end, s.page) for s in layout.stretches if s.page is not None)
        paged += [] if paged else sorted((c.start, c.end, t.page) for t in layout.tables if t.page for c in t.cells)
        self._pages = paged
        self._page_starts = [start for start, _, _ in paged]
        self._cells = sorted(
            (cell.start, cell.end, (number, cell.row, cell.column))
            for number, table in enumerate(layout.tables, 1)
            for cell in table.cells
            if cell.end > cell.start
        )
        self._cell_starts = [start for start, _, _ in self._cells]

    def page(self, position: int) -> int | None:
        """Return the page (from 1) of the last stretch that begins at or before `position`.

        A position before all stretches is on the first stretch's page. None where the file has no pages.
        """
        at = bisect_right(self._page_starts, position) - 1
        return self._pages[max(at, 0)][2] if self._pages else None

    def cell(self, position: int) -> list[int] | None:
        """Return table, row and column (each from 1) of the cell that holds `position`; None outside tables."""
        at = bisect_right(self._cell_starts, position) - 1
        return list(self._cells[at][2]) if at >= 0 and position < self._cells[at][1] else None
