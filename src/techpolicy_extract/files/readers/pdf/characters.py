"""The characters of a page of a PDF, with their places."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from techpolicy_extract.files.readers.pdf.letters import plain
from techpolicy_extract.files.readers.pdf.space import Space
from techpolicy_extract.nouns.layout import Box

MOST = 200_000  # characters of a page that are read at most
_UPRIGHT = 8  # degrees from the horizontal or vertical
_STACKED = 0.6  # of the characters stand below the one before: the page is written in columns
_ENOUGH = 20


class Character(NamedTuple):
    """A character: its box on the page as shown, its size, the turn that makes it upright, None for oblique ones."""

    text: str
    box: Box
    size: float
    turn: int | None


def characters_of(textpage: pdfium.PdfTextPage, space: Space) -> list[Character]:
    """Return the characters of a page in the order of the file, without the blanks that pdfium adds."""
    found = list(_characters(textpage, space))
    if _is_stacked(found):
        return [each._replace(turn=270) if each.turn == 0 else each for each in found]
    return found


def _characters(textpage: pdfium.PdfTextPage, space: Space) -> Iterator[Character]:
    rectangle = raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    place, scale = ctypes.byref(rectangle), ctypes.byref(matrix)
    lead = 0
    for index in range(min(textpage.count_chars(), MOST)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if lead and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((lead - 0xD800) << 10) + code - 0xDC00
        lead = 0
        if not raw.FPDFText_GetLooseCharBox(textpage, index, place):
            continue
        box = space.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if box.right <= box.left or box.bottom <= box.top:
            continue
        text = plain(code)
        turn = _turn(raw.FPDFText_GetCharAngle(textpage, index), space.rotation)
        size = abs(raw.FPDFText_GetFontSize(textpage, index))
        if raw.FPDFText_GetMatrix(textpage, index, scale):
            size *= math.hypot(matrix.c, matrix.d)  # a font of size 1 may be scaled by what surrounds it
        yield Character(text, box, _plausible(size, box), turn)


def _turn(angle: float, rotation: int) -> int | None:
    """Return the clockwise turn, in degrees, that makes upright what is drawn at `angle`; None for oblique text.

    `angle` is in radians, clockwise; `rotation` is that of the page, in degrees.
    """
    shown = (math.degrees(angle) + rotation) % 360
    quarter = round(shown / 90)
    return -quarter * 90 % 360 if abs(shown - quarter * 90) <= _UPRIGHT else None


def _plausible(size: float, box: Box) -> float:
    """Return the stated size, or one that fits the box where the stated one does not."""
    width, height = box.right - box.left, box.bottom - box.top
    return round(size if 0.3 * max(width, height) <= size <= 3 * max(width, height) else max(width, height), 2)


def _is_stacked(found: list[Character]) -> bool:
    """Tell whether upright characters stand below each other, as in vertical writing."""
    upright = [each for each in found if each.turn == 0 and not each.text.isspace()]
    if len(upright) < _ENOUGH:
        return False
    below = sum(
        abs(after.box.left - before.box.left) < 0.3 * after.size
        and 0.7 * after.size < after.box.top - before.box.top < 2 * after.size
        for before, after in pairwise(upright)
    )
    return below >= _STACKED * len(upright)
