"""Find ruled tables: the cells between lines, merged ones included, and the text in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from techpolicy_extract.files.readers.layer import CellText
from techpolicy_extract.files.readers.pages.cells import cell_text
from techpolicy_extract.files.readers.pages.lines import around
from techpolicy_extract.files.readers.pages.page import Line, Page
from techpolicy_extract.nouns.layout import Box

_SNAP = 2.5  # points: ends of lines so near to each other meet
_MANY = 800  # joined lines of a page: more are a drawing
_OPEN = 12.0  # points by which horizontal lines stick out of a table whose sides are open


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page or several: the edges of its columns, its cells, and its number of rows."""

    box: Box
    edges: tuple[float, ...]
    cells: tuple[CellText, ...]
    rows: int
    page: int
    head: int = 0


@dataclass(slots=True)
class _Rule:
    """A ruled line: its height, or distance from the left, its start and end, and whether it is horizontal (`flat`)."""

    at: float
    start: float
    end: float
    flat: bool


def grids_of(page: Page) -> tuple[list[Grid], list[Line]]:
    """Return the ruled tables of a page, from the top, and the lines and asides outside them."""
    rest = list(page.lines)
    asides = list(page.asides)
    grids: list[Grid] = []
    for rules in _groups(_joined(page.rules)):
        raster = _Raster.of(rules)
        if raster is None:
            continue
        held = [line for line in (*rest, *asides) if raster.holds(line.box)]
        if len(held) < 2:
            continue
        grids.append(raster.grid(held, page.number))
        taken = {id(line) for line in held}
        rest = [line for line in rest if id(line) not in taken]
        asides = [line for line in asides if id(line) not in taken]
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left)), rest + asides


def _joined(boxes: Sequence[Box]) -> list[_Rule]:
    """Join the pieces of lines that are drawn cell by cell."""
    by_place: dict[tuple[bool, int], list[_Rule]] = defaultdict(list)
    for box in boxes:
        flat = box.right - box.left > box.bottom - box.top
        low, high = (box.left, box.right) if flat else (box.top, box.bottom)
        at = (box.top + box.bottom) / 2 if flat else (box.left + box.right) / 2
        by_place[flat, round(at / 2)].append(_Rule(at, low, high, flat))
    joined: list[_Rule] = []
    for place in sorted(by_place):
        last: _Rule | None = None
        for rule in sorted(by_place[place], key=lambda each: each.start):
            if last is not None and rule.start <= last.end + _SNAP:
                last.end = max(last.end, rule.end)
            else:
                last = rule
                joined.append(rule)
    return joined if len(joined) <= _MANY else []


def _groups(rules: list[_Rule]) -> list[list[_Rule]]:
    """Group lines that touch."""
    groups: list[list[_Rule]] = []
    left = list(rules)
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            rule = waiting.pop()
            group.append(rule)
            near = [other for other in left if _touch(rule, other)]
            met = {id(other) for other in near}
            left = [other for other in left if id(other) not in met]
            waiting += near
        groups.append(group)
    return groups


def _touch(one: _Rule, other: _Rule) -> bool:
    if one.flat == other.flat:
        overlap = one.start <= other.end + _SNAP and other.start <= one.end + _SNAP
        return abs(one.at - other.at) <= _SNAP and overlap
    return one.start - _SNAP <= other.at <= one.end + _SNAP and other.start - _SNAP <= one.at <= other.end + _SNAP


@dataclass(frozen=True, slots=True)
class _Raster:
    """A group of ruled lines that makes cells: the positions of its vertical and horizontal lines, and the lines."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    rules: tuple[_Rule, ...]

    @classmethod
    def of(cls, rules: Sequence[_Rule]) -> _Raster | None:
        flat = [rule for rule in rules if rule.flat]
        across = _places([rule.at for rule in rules if not rule.flat])
        down = _places([rule.at for rule in flat])
        if len(flat) < 2 or not across or len(down) < 2:
            return None
        low, high = sorted(rule.start for rule in flat)[1], sorted(rule.end for rule in flat)[-2]
        across = [low] * (low < across[0] - _OPEN) + across + [high] * (high > across[-1] + _OPEN)
        return cls(tuple(across), tuple(down), tuple(rules)) if len(across) > 2 else None

    def holds(self, box: Box) -> bool:
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        return self.across[0] <= x <= self.across[-1] and self.down[0] <= y <= self.down[-1]

    def grid(self, lines: Sequence[Line], number: int) -> Grid:
        """Return the table with the lines put into its cells."""
        homes = self._homes()
        texts: dict[tuple[int, int], list[Line]] = defaultdict(list)
        for line in lines:
            row = _index(self.down, (line.box.top + line.box.bottom) / 2)
            column = _index(self.across, (line.box.left + line.box.right) / 2)
            texts[homes[row, column][:2]].append(line)
        cells = [self._cell(home, texts[home[:2]]) for home in sorted(set(homes.values()))]
        box = Box(self.across[0], self.down[0], self.across[-1], self.down[-1])
        return Grid(box, self.across, tuple(cells), len(self.down) - 1, number)

    def _cell(self, home: tuple[int, int, int, int], lines: list[Line]) -> CellText:
        row, column, rows, columns = home
        width = self.across[column + columns] - self.across[column]
        box = around(line.box for line in lines) if lines else None
        return CellText(row + 1, column + 1, cell_text(lines, width), rows, columns, box)

    def _homes(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        """Return for each field of the raster its cell: first row and column, from 0, and how many of each."""
        rows, columns = len(self.down) - 1, len(self.across) - 1
        homes: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for row in range(rows):
            for column in range(columns):
                if (row, column) in homes:
                    continue
                wide = 1
                while (
                    column + wide < columns
                    and (row, column + wide) not in homes
                    and not self._has_line_left(row, column + wide)
                ):
                    wide += 1
                high = 1
                while row + high < rows and all(
                    (row + high, each) not in homes and not self._has_line_above(row + high, each)
                    for each in range(column, column + wide)
                ):
                    high += 1
                for y in range(row, row + high):
                    for x in range(column, column + wide):
                        homes[y, x] = (row, column, high, wide)
        return homes

    def _has_line_left(self, row: int, column: int) -> bool:
        """Tell whether a ruled line is on the left of a field."""
        return self._ruled(False, self.across[column], (self.down[row] + self.down[row + 1]) / 2)

    def _has_line_above(self, row: int, column: int) -> bool:
        """Tell whether a ruled line is above a field."""
        return self._ruled(True, self.down[row], (self.across[column] + self.across[column + 1]) / 2)

    def _ruled(self, flat: bool, at: float, middle: float) -> bool:
        return any(
            rule.flat == flat and abs(rule.at - at) <= 2 * _SNAP and rule.start <= middle <= rule.end
            for rule in self.rules
        )


def _places(values: Sequence[float]) -> list[float]:
    """Return positions, each group of near ones merged into its mean."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _SNAP:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _index(places: Sequence[float], value: float) -> int:
    return max(number for number in range(len(places) - 1) if number == 0 or places[number] <= value)


def continued(first: Grid, second: Grid) -> tuple[Grid, str] | None:
    """Join a table with one on the next page that has the same columns; return it and its repeated head's text.

    None where the second is another table.
    """
    if len(first.edges) != len(second.edges):
        return None
    if any(abs(one - other) > 2 * _SNAP for one, other in zip(first.edges, second.edges, strict=True)):
        return None
    repeated = first.head or _same_rows(first, second)
    if first.head and _same_rows(first, second) < first.head:
        repeated = 0
    said = " ".join(cell.text for cell in second.cells if cell.row <= repeated and cell.text)
    moved = tuple(
        replace(cell, row=cell.row + first.rows - repeated, page=second.page)
        for cell in second.cells
        if cell.row > repeated
    )
    rows = first.rows + second.rows - repeated
    return replace(first, cells=first.cells + moved, rows=rows, head=max(first.head, repeated)), said


def _same_rows(first: Grid, second: Grid) -> int:
    """Return how many first rows of both tables are the same, three at most."""
    count = 0
    for row in range(1, min(first.rows, second.rows, 4)):
        one, other = ([(c.column, c.text) for c in grid.cells if c.row == row] for grid in (first, second))
        if one != other or not any(text for _, text in one):
            break
        count = row
    return count
