"""Join the lines of a cell or of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from techpolicy_extract.files.readers.pages.lines import is_wide
from techpolicy_extract.files.readers.pages.order import rows_of
from techpolicy_extract.files.readers.pages.page import Line

_CN = "一二三四五六七八九十百"
MARKER = re.compile(
    rf"第[{_CN}零〇\d]{{1,5}}[章节编篇条]|[{_CN}]{{1,3}}[、.．]|[（(][{_CN}\d]{{1,3}}[）)]|\d{{1,2}}(?:[、．]|\.(?!\d)|[）)])|[①-⒇㈠-㈩]"
    rf"|附[件表录图](?:[\d{_CN}：: ]|$)|专栏 ?[\d{_CN}]|[●■◆◇□▲△※•➢★]"
)
_END = re.compile(r"[。；：！？!?;:]['\"”’）》)]{0,2}$")
# What no line break can split: opening marks, a character or a Latin word, closing marks.
_UNIT = re.compile(r"[“‘《（〔【〈(]*(?:[\x21-\x7e]{1,14}|.)[，。、；：！？）》”’〕】〉％%…—]*", re.S)
LATIN = 0.55  # width of a Latin character, as a part of a Chinese character's


def glue(before: str, after: str, room: float = 0.0) -> str:
    """Return what to put between two lines of one paragraph: a blank between Latin words, else nothing.

    `room` is the space that the first line leaves before the margin, in ems: where a digit would have fitted and
    stands on the next line, a new number begins.
    """
    left, right = before[-1:], after[:1]
    if not (left.isascii() and right.isascii() and right.isalnum()):
        return ""
    if left.isdigit() and right.isdigit():
        return " " if room > LATIN else ""
    return " " if left.isalnum() or left in ".,;:" else ""


def first_unit(line: Line) -> float:
    """Return the width, in points, of the part at the start of a line that no line break can split."""
    unit = _UNIT.match(line.text)
    return line.size * sum(1 if is_wide(char) else LATIN for char in (unit[0] if unit else ""))


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends in a mark that ends sentences or clauses."""
    return bool(_END.search(text[-4:]))


def cell_text(lines: Sequence[Line], width: float) -> str:
    """Join the lines of a cell that is `width` points wide; paragraphs are separated by line breaks."""
    rows = [row[0]._replace(text=" ".join(piece.text for piece in row)) for row in rows_of(lines)]
    text = rows[0].text if rows else ""
    for before, after in pairwise(rows):
        text += (_cell_break(before, after, width) or glue(before.text, after.text)) + after.text
    return text


def _cell_break(before: Line, after: Line, width: float) -> str:
    room = width - (before.box.right - before.box.left) - 1.2 * before.size
    if MARKER.match(after.text) or (ends_sentence(before.text) and room > 0.5 * before.size):
        return "\n"
    fits = room > first_unit(after) + before.size
    return "\n" if fits and not after.text.startswith(("（", "(")) else ""
