"""A page as its reader finds it. Data without behaviour; all places are in points from the page's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from techpolicy_extract.nouns.layout import Box


class Glyph(NamedTuple):
    """A character as it is drawn, or a few of them (a ligature).

    `box` is the loose one: from ascent to descent, as wide as the advance. `size` is how wide a Chinese character of
    the same font is. A blank that the file holds is a glyph, too.
    """

    text: str
    box: Box
    size: float


class Line(NamedTuple):
    """A piece of a line without a wide gap or a ruled line inside: a whole visual line of running text, or a cell's.

    `page` counts from 1, `size` is that of most of its characters.
    """

    text: str
    page: int
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its pieces of lines in any order, and the lines ruled on it as thin boxes, the borders of a table.

    `turn` says by how many degrees (0, 90, 180, 270) the page was turned clockwise to make its text run from left to
    right, as text that is drawn from bottom to top needs by 90. Width, height, boxes and rules are those of the turned
    page; `write_pages` turns the boxes back. `asides` are lines that run another way than most: in a margin, in the
    head of a narrow column. `marks` are texts drawn across the page, watermarks: they are no part of the document.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Box, ...] = ()
    turn: int = 0
    asides: tuple[Line, ...] = ()
    marks: tuple[str, ...] = ()


def turned(box: Box, size: tuple[float, float], degrees: int) -> Box:
    """Return a box as it stands after its page of `size` (width, height) is turned clockwise by 0, 90, 180 or 270."""
    width, height = size
    left, top, right, bottom = box
    if degrees == 90:
        return Box(height - bottom, left, height - top, right)
    if degrees == 180:
        return Box(width - right, height - bottom, width - left, height - top)
    if degrees == 270:
        return Box(top, width - right, bottom, width - left)
    return box
