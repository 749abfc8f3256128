"""The lines of a page as a browser shows them: a block is a line, `<br>` ends one, inline elements join."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from techpolicy_extract.files.readers.webpage.lists import Numbering
from techpolicy_extract.files.readers.webpage.tree import Element

BLOCKS = frozenset({
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table", "tbody", "thead", "tfoot",
    "caption", "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol", "dl", "dt", "dd",
    "blockquote", "pre", "form", "fieldset", "legend", "figure", "figcaption", "address", "center", "hr",
    "body", "details", "summary", "dir", "menu", "hgroup", "search", "dialog", "option", "optgroup",
})  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BLANK = re.compile(r"[\s\u200b\ufeff]*")


class Line(NamedTuple):
    """A line and the block that it stands in."""

    text: str
    element: Element


class _Writer:
    """Collect the pieces of the line that is being read."""

    def __init__(self, root: Element) -> None:
        self.element = root
        self.parts: list[str] = []
        self.marker = ""

    def end(self) -> Iterator[Line]:
        """Yield the line, if anything is on it, and begin a new one."""
        text = collapse("".join(self.parts))
        self.parts.clear()
        if not _BLANK.fullmatch(text):
            yield Line(self.marker + text, self.element)
            self.marker = ""


def lines(
    root: Element, without: Collection[Element] = (), tables: Collection[Element] = ()
) -> Iterator[Line | Element]:
    """Yield the lines of an element in reading order, and in their places the elements of `tables` as they are.

    What stands in `without` is left out, with all that it holds.
    """
    writer = _Writer(root)
    numbers = Numbering()
    stack: list[tuple[Element | str, bool]] = [(root, True)]
    kept = 0  # elements around the text that keep its line breaks
    while stack:
        node, enters = stack.pop()
        if isinstance(node, str):
            for number, piece in enumerate(node.split("\n") if kept else [node]):
                if number:
                    yield from writer.end()
                writer.parts.append(piece)
            continue
        block = node.tag in BLOCKS
        if block or node.tag == "br":
            yield from writer.end()
        if not enters:
            kept -= node.tag == "pre"
            if block:
                writer.element = _block(node.parent) or root
            continue
        if node in without:
            continue
        if node in tables:
            yield node
            continue
        if block:
            writer.element = node
        kept += node.tag == "pre"
        writer.marker = numbers.marker(node) if node.tag == "li" else writer.marker
        stack.append((node, False))
        stack.extend((child, True) for child in reversed(node.children))
    yield from writer.end()


def text_lines(root: Element, without: Collection[Element] = ()) -> list[Line]:
    """Return the lines of an element, with one line for each block in the cells of its tables."""
    return [line for line in lines(root, without) if isinstance(line, Line)]


def collapse(text: str) -> str:
    """Replace any white space by one blank, and a line break between two Chinese characters by nothing.

    No-break and ideographic spaces are not white space here: they stay.
    """
    return _SPACE.sub(_blank, text).strip(" ")


def _blank(match: re.Match[str]) -> str:
    if "\n" not in match[0]:
        return " "
    text, start, end = match.string, match.start(), match.end()
    wide = start > 0 and end < len(text) and _is_wide(text[start - 1]) and _is_wide(text[end])
    return "" if wide else " "


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uff00" <= char <= "\uff60"


def _block(element: Element | None) -> Element | None:
    """Return the element if it is a block, else the block that it stands in; None without one."""
    while element is not None and element.tag not in BLOCKS:
        element = element.parent
    return element
