"""Lines and tables of figures, as aligned text or as Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the names of the columns, and the rows; the first column is words, the others are figures."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def text(table: Table) -> Iterator[str]:
    """Lay a table out in columns; a Chinese character takes two places."""
    if not table.rows:
        yield f"{table.title}: none"
        return
    widths = [max(map(width, column)) for column in zip(table.columns, *table.rows, strict=True)]
    yield table.title
    for row in (table.columns, *table.rows):
        first, *others = (
            _padded(cell, room, left=i == 0) for i, (cell, room) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join((f"  {first}", *others)).rstrip()


def markdown(table: Table) -> Iterator[str]:
    """Write a table as Markdown."""
    yield from (f"#### {table.title}", "")
    if not table.rows:
        yield "none"
        return
    yield from (_piped(table.columns), _piped(["---", *["---:"] * (len(table.columns) - 1)]))
    yield from (_piped(row) for row in table.rows)


def one_line(text: str) -> str:
    """Put a text with line breaks and wide spaces on one line."""
    return " ".join(text.split())


def width(said: str) -> int:
    """Give the places that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in said)


def _padded(said: str, room: int, left: bool) -> str:
    space = " " * (room - width(said))
    return said + space if left else space + said


def _piped(cells: Sequence[str]) -> str:
    escaped = [cell.replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(escaped)} |"
