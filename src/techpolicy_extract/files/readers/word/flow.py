"""Write the blocks of a Word file into a text layer, and decide what is a table and where notes go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from techpolicy_extract.files.readers.layer import CellText, LayerWriter
from techpolicy_extract.files.readers.word.model import Block, Grid, Note, Paragraph

_TABS = re.compile(r"(?<! ) *\t[\t ]*")
_LABEL = re.compile(r"[、.．。)）\n]$|^第\w{1,5}[编篇部章节条]$")  # what stands before a tab: a number that was typed
_ENDED = re.compile(r"[。！？；!?;][”’」』）)]*\s*$")
_LETTERHEAD = re.compile(r"文件|签发人[：:].*")
_BLANKS = re.compile(r"\s+")


class Flow:
    """Write blocks in their order; `notes` returns the blocks of a note.

    A note is written behind the next paragraph from its reference on that ends a sentence, or behind the table that
    refers to it, so that it splits no sentence and parts no heading from its text. Empty paragraphs become one
    blank line.
    """

    def __init__(self, writer: LayerWriter, notes: Callable[[Note], Iterable[Block]]) -> None:
        self._writer = writer
        self._notes = notes
        self._waiting: list[Note] = []
        self._held: Paragraph | None = None  # until the paragraph after it is known
        self._tabs = 0  # of the paragraph before the held one
        self._gap = False

    def write(self, blocks: Iterable[Block]) -> None:
        """Write all blocks, and the notes that are still waiting."""
        for block in _laid_out(blocks):
            if isinstance(block, Grid):
                self._release(None)
                self._table(block)
            else:
                self._release(block)
                self._held = block
        self._release(None)
        self._write_notes()

    def _release(self, after: Paragraph | None) -> None:
        """Write the held paragraph: as a row of cells where it has two tabs, or one tab as a neighbour has."""
        held, self._held = self._held, None
        before, self._tabs = self._tabs, _tabs(held.text) if held else 0
        if held is None:
            return
        aligned = self._tabs > 1 or (self._tabs == 1 and 1 in (before, _tabs(after.text) if after else 0))
        self._paragraph(held, _TABS.sub("\t", held.text.strip("\t ")) if aligned else _untabbed(held.text))
        self._waiting += held.notes
        if _ENDED.search(held.text):
            self._write_notes()

    def _paragraph(self, paragraph: Paragraph, text: str) -> None:
        bare = text.strip("\n")
        if not bare.strip():
            self._gap = True
            return
        self._part(self._gap or text.startswith("\n"))
        self._writer.paragraph(bare, paragraph.origin, paragraph.place)
        self._gap = text.endswith("\n")

    def _part(self, gap: bool) -> None:
        self._writer.end_line(blank=int(gap))
        self._gap = False

    def _table(self, grid: Grid) -> None:
        self._part(self._gap)
        cells = [CellText(e.row, e.column, "\n".join(_lines(e.blocks)), e.rows, e.columns) for e in grid.entries]
        self._writer.table(cells, grid.head, grid.place)
        for entry in grid.entries:
            self._waiting += (note for each in _paragraphs(entry.blocks) for note in each.notes)
        self._write_notes()

    def _write_notes(self) -> None:
        waiting, self._waiting = self._waiting, []
        for note in waiting:
            for each in _paragraphs(self._notes(note)):
                self._paragraph(each, _untabbed(each.text))


def _laid_out(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield paragraphs and tables of data; for a table that only lays text out, its content."""
    for block in blocks:
        if isinstance(block, Grid) and _is_layout(block):
            for entry in block.entries:
                yield from _laid_out(entry.blocks)
        else:
            yield block


def _is_layout(grid: Grid) -> bool:
    """Tell whether a table is a box or a frame around text: one column, tables in its cells, or a letterhead."""
    if len({entry.column for entry in grid.entries}) <= 1:
        return True
    inner = (each for entry in grid.entries for each in entry.blocks if isinstance(each, Grid))
    return any(not _is_layout(each) for each in inner) or _is_letterhead(grid)


def _is_letterhead(grid: Grid) -> bool:
    """Tell whether the last column holds only 文件, beside the bodies that issue together, or who signs."""
    last = max(entry.column for entry in grid.entries)
    held = "".join(line for entry in grid.entries if entry.column == last for line in _lines(entry.blocks))
    return bool(_LETTERHEAD.fullmatch(_BLANKS.sub("", held)))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for entry in block.entries:
                yield from _paragraphs(entry.blocks)


def _lines(blocks: Iterable[Block]) -> list[str]:
    return [text for each in _paragraphs(blocks) if (text := _untabbed(each.text).strip())]


def _tabs(text: str) -> int:
    """Count the tabs that separate cells: those at the ends and behind a number do not."""
    pieces = _TABS.split(text.strip("\t "))
    return sum(bool(piece) and not _LABEL.search(piece) for piece in pieces[:-1])


def _untabbed(text: str) -> str:
    """Replace tabs inside the lines of a text by one space, and those at the ends by nothing."""
    return "\n".join(_TABS.sub(" ", line.strip("\t")) for line in text.split("\n"))
