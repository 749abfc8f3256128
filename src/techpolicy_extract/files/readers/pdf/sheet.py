"""One page of a PDF: its characters and ruled lines, upright, or why it cannot be read as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

import pypdfium2 as pdfium

from techpolicy_extract.files.readers.pages import Glyph, Line, Page, lines_of
from techpolicy_extract.files.readers.pages.page import turned
from techpolicy_extract.files.readers.pdf.characters import MOST, Character, characters_of
from techpolicy_extract.files.readers.pdf.drawings import drawings_of
from techpolicy_extract.files.readers.pdf.letters import is_garbage
from techpolicy_extract.files.readers.pdf.space import Space
from techpolicy_extract.nouns.layout import Box

_GARBAGE = 0.3  # of the characters mean nothing: the font does not say which they are
_FEW = 30  # characters that a stamp on a picture has at most
_COVERED = 0.5  # of the page: a picture so large, with few characters, is a scan
_SHOWN = 0.1  # of the page: a picture so large, without characters, is a scan


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, and a phrase that says why its text is missing or incomplete; None where it is complete."""

    page: Page
    fault: str | None = None


def read_sheet(page: pdfium.PdfPage, number: int) -> Sheet:
    """Read a page of a PDF."""
    space = Space.of(page)
    with closing(page.get_textpage()) as textpage:
        too_many = textpage.count_chars() > MOST
        characters = [each for each in characters_of(textpage, space) if space.holds(each.box)]
    drawings = drawings_of(page, space)
    fault = _garbled(characters)
    if fault:
        characters = []
    elif not characters and (drawings.covered >= _SHOWN or drawings.outlined):
        fault = "is a picture without text"
    elif len(characters) < _FEW and drawings.covered >= _COVERED:
        fault = "is a picture with hardly any text"
    elif too_many:
        fault = f"has more than {MOST} characters"
    return Sheet(_page(characters, space, number, drawings.rules), fault)


def _garbled(characters: Sequence[Character]) -> str | None:
    inked = [each for each in characters if not each.text.isspace()]
    unknown = sum(is_garbage(each.text) for each in inked)
    if unknown > _GARBAGE * len(inked):
        return f"has fonts that do not tell their characters ({unknown} of {len(inked)})"
    return None


def _page(characters: Sequence[Character], space: Space, number: int, rules: Sequence[Box]) -> Page:
    """Return the page, turned so that most of its text runs from left to right."""
    ways = Counter(each.turn for each in characters if each.turn is not None)
    main = max(sorted(ways), key=lambda turn: ways[turn]) if ways else 0
    lines: list[Line] = []
    asides: list[Line] = []
    for turn in sorted(ways):
        borders = [turned(rule, space.size, turn) for rule in rules]
        glyphs = (Glyph(c.text, turned(c.box, space.size, turn), c.size) for c in characters if c.turn == turn)
        found = lines_of(glyphs, borders, number)
        if turn == main:
            lines = found
        else:
            own = _turned_size(space.size, turn)
            asides += [line._replace(box=turned(line.box, own, (main - turn) % 360)) for line in found]
    width, height = _turned_size(space.size, main)
    borders = [turned(rule, space.size, main) for rule in rules]
    oblique = "".join(each.text for each in characters if each.turn is None).strip()
    marks = (oblique,) if oblique else ()
    return Page(number, width, height, tuple(lines), tuple(borders), main, tuple(asides), marks)


def _turned_size(size: tuple[float, float], degrees: int) -> tuple[float, float]:
    return size if degrees % 180 == 0 else (size[1], size[0])
