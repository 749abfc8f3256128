"""What the columns of a table hold, read off its head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from techpolicy_extract.lexicon.table_heads import UNIT_BRACKET, YEAR, has_word, role_of, says_value
from techpolicy_extract.nouns.grids import Grid, GridCell
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.tables import Column, Head
from techpolicy_extract.nouns.when import Day, When
from techpolicy_extract.patterns.lazy import lazy

_MOST_HEADS = 3  # rows that a head has at most
_MEASURE = lazy(r"%|％|[元件个家人项万亿吨亩篇台套名户所米时天年]|百分点|倍|/")


def read_head(grid: Grid, text: str, lexemes: Sequence[Lexeme]) -> Head | None:
    """Read the head of a table. None where its first rows name no column that the lexicon knows."""
    skip = 0
    while skip < grid.height and len([c for c in grid.row(skip + 1) if c.end > c.start]) <= 1:
        skip += 1  # a title that spans the table, or its unit
    rows = 0
    while rows < _MOST_HEADS and skip + rows < grid.height and _is_head(grid, skip + rows + 1, text, rows):
        rows += 1
    rows = max(rows, min(grid.head - skip, _MOST_HEADS))
    if rows <= 0 or skip + rows >= grid.height:
        return None
    within = range(skip + 1, skip + rows + 1)
    columns = tuple(_column(grid, number, within, text, lexemes) for number in range(1, grid.width + 1))
    return Head(columns, skip + rows) if any(column.role for column in columns) else None


def _is_head(grid: Grid, row: int, text: str, above: int) -> bool:
    """Return whether a row belongs to the head: its cells name columns, or go on with a head above."""
    cells = [cell for cell in grid.row(row) if cell.end > cell.start]
    own = [cell for cell in cells if cell.row == row]
    known = [cell for cell in own if _names_column(text[cell.start : cell.end])]
    if above == 0:
        return len(known) >= 2 or (len(known) >= 1 and len(known) == len(own) and len(cells) >= 2)
    return bool(own) and len(known) == len(own)


def _names_column(words: str) -> bool:
    return role_of(words) is not None or says_value(words)


def _column(grid: Grid, number: int, rows: range, text: str, lexemes: Sequence[Lexeme]) -> Column:
    cells = list(
        dict.fromkeys(cell for row in rows if (cell := grid.covering.get((row, number))) and cell.end > cell.start)
    )
    parts = [re.sub(r"\s", "", text[cell.start : cell.end]) for cell in cells]
    head = "".join(parts)
    role = next((found for part in reversed(parts) if (found := role_of(part))), None)
    if role in (None, "category") and says_value(head):
        role = "value"
    bracket = next((held[1] for part in reversed(parts) if (held := UNIT_BRACKET.search(part))), None)
    if role != "value":
        return Column(number, role, head, unit=bracket if bracket and _MEASURE.search(bracket) else None)
    said = parts[-1] if YEAR.search(parts[-1]) else head  # 规划值 over 2020年 and 2025年 does not say which is aimed at
    aimed, reached = has_word("planned", said), has_word("past", said)
    return Column(
        number, role, head,
        unit=bracket if bracket and _MEASURE.search(bracket) and not YEAR.search(bracket) else None,
        when=time_in(cells, text, lexemes),
        planned=None if aimed == reached else aimed,
        growth=has_word("growth", head),
        cumulative=has_word("cumulative", head),
    )  # fmt: skip


def time_in(cells: Sequence[GridCell], text: str, lexemes: Sequence[Lexeme]) -> Lexeme | None:
    """Return the time in some cells, of the lowest cell that has one; 2025 alone is a year there."""
    for cell in reversed(cells):
        at = bisect_left(lexemes, cell.start, key=lambda lexeme: lexeme.start)
        for lexeme in islice(lexemes, at, None):
            if lexeme.start >= cell.end:
                break
            if lexeme.when is not None:
                return lexeme
        year = YEAR.search(text, cell.start, cell.end)
        if year:
            return Lexeme("when", *year.span(), when=When("day", end=Day("year", year=int(year[0]))))
    return None
