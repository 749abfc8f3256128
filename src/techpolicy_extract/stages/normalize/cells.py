"""Put the cells of tables on lines of their own, and say where they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from techpolicy_extract.nouns.layout import Layout
from techpolicy_extract.nouns.text import Edit, MappedText, Span
from techpolicy_extract.stages.normalize.lines import Line


def part_cells(mapped: MappedText, layout: Layout) -> MappedText:
    """Turn what parts two cells of a row, tabs or blanks, into a line break. `指标⇥单位⇥2025年` becomes three lines."""
    edits: list[Edit] = []
    for table in layout.tables:
        filled = [cell for cell in table.cells if cell.end > cell.start]
        for left, right in pairwise(filled):
            low, high = (bisect_left(mapped.starts, place) for place in (left.end, right.start))
            if low < high and mapped.text[low:high] != "\n":
                edits.append(Edit(low, high, "\n"))
    return mapped.edit(edits)


def edges(layout: Layout) -> list[int]:
    """List the positions in the source at which a cell begins or a table ends, ascending."""
    found = {cell.start for table in layout.tables for cell in table.cells}
    return sorted(found | {max(cell.end for cell in table.cells) for table in layout.tables if table.cells})


class Cells:
    """Tells which lines of a text are cells of tables: no furniture is looked for there."""

    def __init__(self, layout: Layout) -> None:
        cells = (cell for table in layout.tables for cell in table.cells if cell.end > cell.start)
        self._spans = sorted(Span(cell.start, cell.end) for cell in cells)

    def hold(self, mapped: MappedText, line: Line) -> bool:
        """Return whether the line begins inside a cell."""
        place = mapped.starts[line.start]
        at = bisect_right(self._spans, (place, len(mapped.starts) + place + 1)) - 1
        return at >= 0 and place < self._spans[at].end
