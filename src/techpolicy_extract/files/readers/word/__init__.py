"""Read Word files (DOCX, DOCM): the text as Word shows it, numbering computed, tracked changes accepted.

Macros are never looked at, headers and footers are left out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from techpolicy_extract.files.readers.layer import Layer, LayerWriter
from techpolicy_extract.files.readers.word.blocks import Blocks
from techpolicy_extract.files.readers.word.flow import Flow
from techpolicy_extract.files.readers.word.model import Block, Note
from techpolicy_extract.files.readers.word.names import P, w
from techpolicy_extract.files.readers.word.numbering import Numbering
from techpolicy_extract.files.readers.word.package import Package
from techpolicy_extract.files.readers.word.styles import Styles
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.layout import Removed

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_REAL = re.compile(r"[\u3400-\u9fff]")
_LEAST = 4  # Chinese characters, at least, of a title that a person has given
_MADE_UP = re.compile(
    r"^(?:Microsoft |WPS |文档\s?\d|新建|无标题|标题$|演示文稿|中文|附件)|[\\/]|\.(?:docx?|wps|rtf|dot)\b", re.I
)


def read(data: bytes, name: str) -> Layer:
    """Read a Word file. What could not be read of it is in `layout.unread`.

    Raises ReadError where it is damaged, protected, not what it says, or holds nothing but pictures.
    """
    package = Package(data, name)
    writer = LayerWriter()
    styles = Styles(package.root("styles"))
    blocks = Blocks(styles, Numbering(package.root("numbering"), styles))
    notes = _Notes(package, blocks)
    Flow(writer, notes.read).write(blocks.read(package.body()))
    layer = writer.layer()
    if blocks.pictures and not layer.text.strip():
        raise ReadError("holds nothing but pictures", name, "run text recognition on it")
    writer.unread += dict.fromkeys((*package.unread, *blocks.unread))
    writer.removed += _furniture(package, styles)
    if title := _title(package):
        writer.hints["title"] = title
    return writer.layer()


class _Notes:
    """The footnotes and endnotes of a file by their id, numbered as they are referred to."""

    def __init__(self, package: Package, blocks: Blocks) -> None:
        self._blocks = blocks
        self._nodes = {
            Note(kind, node.get(w("id"), "")): node
            for kind, part, tag in (("fn", "footnotes", "footnote"), ("en", "endnotes", "endnote"))
            for root in package.roots(part)
            for node in root.findall(w(tag))
            if node.get(w("type"), "normal") == "normal"
        }
        self._seen = {"fn": 0, "en": 0}

    def read(self, note: Note) -> Iterable[Block]:
        """Return the blocks of a note; none the second time, or where there is no such note."""
        node = self._nodes.pop(note, None)
        if node is None:
            return ()
        self._seen[note.kind] += 1
        return self._blocks.read(node, "footnote", f"{note.kind}{self._seen[note.kind]}")


def _furniture(package: Package, styles: Styles) -> list[Removed]:
    """Return the lines of headers and footers, with page 0: they are on all pages of a section."""
    blocks = Blocks(styles, Numbering(None, styles))
    found: dict[str, None] = {}
    for kind in ("header", "footer"):
        for root in package.roots(kind):
            for node in root.iter(P):
                for block in blocks.read([node]):
                    text = getattr(block, "text", "").strip()
                    if text and _REAL.search(text):
                        found[text] = None
    return [Removed(text, 0) for text in found]


def _title(package: Package) -> str | None:
    """Return the title of the file's properties, unless a program has made it up."""
    root = package.properties()
    title = " ".join((root.findtext(_TITLE) or "").split()) if root is not None else ""
    return title if len(_REAL.findall(title)) >= _LEAST and not _MADE_UP.search(title) else None
