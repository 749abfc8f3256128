"""Read a story – the body, a cell, a text box, a note – into paragraphs and tables, all tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from techpolicy_extract.files.readers.word.grids import read_grid
from techpolicy_extract.files.readers.word.inline import Inline, read_inline
from techpolicy_extract.files.readers.word.model import Block, Note, Paragraph
from techpolicy_extract.files.readers.word.names import (
    ALTERNATE,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    WRAPPERS,
    P,
    branch,
    flag,
    w,
)
from techpolicy_extract.files.readers.word.numbering import Numbering, Ref, numbered
from techpolicy_extract.files.readers.word.styles import Styles
from techpolicy_extract.files.readers.xmltree import Element
from techpolicy_extract.nouns.layout import Origin

_DEEPEST = 24  # nested stories: tables in cells, text boxes in text boxes


@dataclass(slots=True)
class _Open:
    """A paragraph to which the next ones may still be added, because its mark is deleted or hidden."""

    place: str
    ref: Ref | None = None
    text: str = ""
    notes: list[Note] = field(default_factory=list)
    boxes: list[Element | str] = field(default_factory=list)

    def add(self, inline: Inline, ref: Ref | None) -> None:
        if not self.text.strip():
            self.ref = ref
        self.text += inline.text
        self.notes += inline.notes
        self.boxes += inline.boxes


class Blocks:
    """Read stories. Paragraphs, tables, text boxes and lists are counted on from one story to the next."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.pictures = 0
        self.unread: list[str] = []
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = self._tables = self._boxes = self._depth = 0

    def read(self, nodes: Iterable[Element], origin: Origin = "paragraph", place: str = "") -> Iterator[Block]:
        """Yield the blocks of a story in their order. Without a `place`, paragraphs are counted (p1, p2 …)."""
        if self._depth >= _DEEPEST:
            self.unread.append("a table or text box stands too deep in others")
            return
        self._depth += 1
        opened: _Open | None = None
        for node in _flat(nodes):
            if node.tag == P:
                opened = opened or _Open(place or f"p{self._paragraphs + 1}")
                self._paragraphs += not place
                goes_on = self._add(node, opened)
                if goes_on:
                    continue
            if opened:
                yield from self._close(opened, origin)
                opened = None
            if node.tag == TBL:
                self._tables += 1
                yield read_grid(node, f"t{self._tables}", self._cell)
            elif node.tag == w("altChunk"):
                self.unread.append("a document that is embedded as a whole (altChunk)")
        if opened:
            yield from self._close(opened, origin)
        self._depth -= 1

    def _cell(self, nodes: Iterable[Element], place: str) -> tuple[Block, ...]:
        return tuple(self.read(nodes, "paragraph", place))

    def _add(self, node: Element, opened: _Open) -> bool:
        """Add a paragraph to the open one, and return whether that stays open."""
        inline = read_inline(node, self._styles)
        properties = node.find(PPR)
        mark = None if properties is None else properties.find(RPR)
        if flag(properties, "pageBreakBefore"):
            inline.text = "\n" + inline.text
        opened.add(inline, self._numbering.ref(properties))
        self.pictures += inline.pictures
        gone = mark is not None and any(mark.find(w(name)) is not None for name in ("del", "moveFrom"))
        return gone or bool(flag(mark, "vanish"))

    def _close(self, opened: _Open, origin: Origin) -> Iterator[Block]:
        """Yield a paragraph with its number, and what stands in its text boxes."""
        label = self._numbering.label(opened.ref) if opened.ref else None
        text = opened.text
        if label and text.strip():
            text = numbered(label, text)
        if text.strip() or not opened.boxes:
            yield Paragraph(text, origin, opened.place, tuple(opened.notes))
        for box in opened.boxes:
            self._boxes += 1
            place = f"box{self._boxes}"
            if isinstance(box, str):
                yield Paragraph(box, "textbox", place)
            else:
                yield from self.read(box, "textbox", place)


def _flat(nodes: Iterable[Element]) -> Iterator[Element]:
    """Yield paragraphs, tables and embedded documents, also those that content controls and the like wrap."""
    stack = [iter(nodes)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag in (P, TBL, w("altChunk")):
            yield node
        elif node.tag == SDT and not flag(node.find(w("sdtPr")), "showingPlcHdr"):
            stack.append(iter(node.findall(SDT_CONTENT)))
        elif node.tag in WRAPPERS:
            stack.append(iter(node))
        elif node.tag == ALTERNATE and (chosen := branch(node)) is not None:
            stack.append(iter(chosen))
