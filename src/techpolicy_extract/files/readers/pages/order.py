"""Bring the pieces of a page into reading order: rows from the top, columns of text one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from techpolicy_extract.files.readers.pages.lines import around, centre, level
from techpolicy_extract.files.readers.pages.page import Line

# The pieces of one row, from the left.
Row = list[Line]

_GUTTER = 0.8  # ems between columns, at least
_COLUMN = 8  # ems that a column of text is wide, at least
_LINES = 4  # lines of a column of text, at least
_FILLED = 0.7  # of the column's width: running text fills its lines, the cells of a table do not
_OVERLAP = 0.35  # of the height on either side of the middle: rows that share it overlap


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Group pieces into rows, from the top."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda each: (centre(each.box), each.box.left)):
        home = next((row for row in reversed(rows[-4:]) if level(row[0].box, line.box)), None)
        if home is None:
            rows.append([line])
        else:
            home.append(line)
    for row in rows:
        row.sort(key=lambda each: each.box.left)
    return rows


def blocks_of(lines: Sequence[Line]) -> list[list[Row]]:
    """Return the blocks of a page in reading order; each is a list of rows of one column of text."""
    if not lines:
        return []
    found = _columns(lines)
    if found is None:
        return [_in_order(lines)]
    blocks: list[list[Row]] = []
    for part in found:
        blocks += blocks_of(part)
    return blocks


def _columns(lines: Sequence[Line]) -> list[list[Line]] | None:
    """Find two columns of running text side by side; return the lines above, left, right and below, or None."""
    ordered = sorted(lines, key=lambda each: centre(each.box))
    best: list[list[Line]] | None = None
    size = 0
    for edge in _edges(lines):
        start = 0
        crossing = [n for n, line in enumerate(ordered) if _crosses(line, edge)]
        for stop in (*crossing, len(ordered)):
            band = ordered[start:stop]
            left = [line for line in band if line.box.right < edge]
            right = [line for line in band if line.box.left > edge - 3]
            if len(band) > size and _is_text(left) and _is_text(right) and _beside(left, right):
                best = [ordered[:start], left, right, ordered[stop:]]
                size = len(band)
            start = stop + 1
    return best


def _edges(lines: Sequence[Line]) -> list[float]:
    """Return the positions at which several lines begin, except the leftmost."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[round(line.box.left / 3)] = counts.get(round(line.box.left / 3), 0) + 1
    first = min(line.box.left for line in lines)
    return [3.0 * place - 1.5 for place in sorted(counts) if counts[place] >= _LINES // 2 and 3 * place > first + 50]


def _crosses(line: Line, edge: float) -> bool:
    return line.box.left <= edge - 3 and line.box.right > edge - _GUTTER * line.size


def _is_text(lines: Sequence[Line]) -> bool:
    """Tell whether lines fill a column as running text does."""
    if len(lines) < _LINES:
        return False
    box = around(line.box for line in lines)
    width = box.right - box.left
    usual = median(line.box.right - line.box.left for line in lines)
    return width >= _COLUMN * median(line.size for line in lines) and usual >= _FILLED * width


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether at least half of the shorter column stands beside the other one."""
    one, other = around(line.box for line in left), around(line.box for line in right)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _in_order(lines: Sequence[Line]) -> list[Row]:
    """Return rows from the top; of rows that overlap, as 文件 does beside two names in a letterhead, left ones first."""
    rows = rows_of(lines)
    ordered: list[Row] = []
    group: list[Row] = []
    bottom = 0.0
    for row in rows:
        middle, height = centre(row[0].box), row[0].box.bottom - row[0].box.top
        if group and middle - _OVERLAP * height >= bottom:
            ordered += _beside_first(group)
            group, bottom = [], 0.0
        group.append(row)
        bottom = max(bottom, middle + _OVERLAP * height)
    return ordered + _beside_first(group)


def _beside_first(group: list[Row]) -> list[Row]:
    if len(group) < 2:
        return group
    pieces = sorted((line for row in group for line in row), key=lambda each: each.box.left)
    parts: list[list[Line]] = [[]]
    right = pieces[0].box.right
    for piece in pieces:
        if piece.box.left > right:
            parts.append([])
        parts[-1].append(piece)
        right = max(right, piece.box.right)
    if len(parts) == 1:
        return group
    return [row for part in parts for row in rows_of(part)]
