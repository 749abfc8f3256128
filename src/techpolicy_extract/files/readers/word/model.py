"""What a story of a Word file becomes when read: paragraphs and tables. Data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from techpolicy_extract.nouns.layout import Origin


class Note(NamedTuple):
    """A reference to a footnote (`fn`) or endnote (`en`) by its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its number: text, in which tabs and line breaks stay, and the notes that it refers to."""

    text: str
    origin: Origin
    place: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell at its first row and column, from 1, how many of each it spans, and its content."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: tuple[Paragraph | Grid, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells by row, then column, and how many first rows it repeats on each page as its head."""

    place: str
    entries: tuple[Entry, ...]
    head: int = 0


Block = Paragraph | Grid
