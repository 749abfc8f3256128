"""Format lines and tables of figures, as aligned text or as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, column names and rows. The first column holds words, the others figures."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def text(table: Table) -> Iterator[str]:
    """Yield a table in aligned columns; a Chinese character is two columns wide."""
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
    """Yield a table as Markdown."""
    yield from (f"#### {table.title}", "")
    if not table.rows:
        yield "none"
        return
    yield from (_piped(table.columns), _piped(["---", *["---:"] * (len(table.columns) - 1)]))
    yield from (_piped(row) for row in table.rows)


def one_line(text: str) -> str:
    """Put a text on one line, each stretch of white space as one space, with control characters written out."""
    return plain(" ".join(text.split()))


def plain(text: str) -> str:
    """Write out control characters, direction marks and lone surrogates as \\uXXXX; tabs and line breaks stay.

    Names of files, documents and rule packs may hold such characters: a terminal must show them and not obey them.
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def width(said: str) -> int:
    """Return the number of columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in said)


def _padded(said: str, room: int, left: bool) -> str:
    space = " " * (room - width(said))
    return said + space if left else space + said


def _piped(cells: Sequence[str]) -> str:
    escaped = [cell.replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(escaped)} |"
