"""Join glyphs into pieces of lines: each character once, with blanks between words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from techpolicy_extract.files.readers.pages.page import Glyph, Line
from techpolicy_extract.nouns.layout import Box

# In ems, where not stated otherwise.
_SAME = 0.15  # a character drawn twice so near is one in fake bold
_LEVEL = 0.3  # of the height: centres nearer than this are on one line
_BACK = 0.5  # a step back so far begins another line, or another piece of this one
_WORDS = 0.2  # a gap between Latin words
_BLANK = 0.8  # a gap that a reader sees as a blank between Chinese characters
_WIDE = 1.5  # a gap that separates pieces
_LEAST = 0.01  # points: the least size of a line, because letters of size 0 cannot measure anything
_SPREAD = 0.4  # gaps of this size throughout a line are its letter spacing


def lines_of(glyphs: Iterable[Glyph], rules: Sequence[Box], page: int) -> list[Line]:
    """Return the pieces of lines that glyphs form, in no particular order; vertical `rules` separate pieces.

    `glyphs` come in the order of the file, by which overlapping lines are told apart.
    """
    walls = [rule for rule in rules if rule.bottom - rule.top > rule.right - rule.left]
    return [line for row in _rows(_without_doubles(glyphs)) for line in _pieces(row, walls, page)]


def centre(box: Box) -> float:
    """Return the vertical middle of a box."""
    return (box.top + box.bottom) / 2


def level(one: Box, other: Box) -> bool:
    """Tell whether two boxes stand on one line."""
    height = max(one.bottom - one.top, other.bottom - other.top)
    return abs(centre(one) - centre(other)) <= _LEVEL * height


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes, of which there must be at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def is_wide(char: str) -> bool:
    """Tell whether a character is a Chinese one, or a mark as wide."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef" or char in "“”‘’—…·" or char >= "\U00020000"


def _without_doubles(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Leave out glyphs that are drawn a second time at nearly the same place."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        step = max(_SAME * glyph.size, 0.1)
        fields = _fields(glyph, step)
        if not glyph.text.isspace() and any(_same(glyph, other, step) for at in fields for other in places.get(at, ())):
            continue
        places.setdefault(fields[0], []).append(glyph)
        kept.append(glyph)
    return kept


def _fields(glyph: Glyph, step: float) -> list[tuple[str, int, int]]:
    """Return the fields of the page, as keys, where a second drawing of a glyph may be; its own field comes first."""
    wide = 8 * step
    left, top = glyph.box.left / wide, glyph.box.top / wide
    own = (int(left), int(top))
    near = {(int(left + x), int(top + y)) for x in (-0.125, 0.125) for y in (-0.125, 0.125)} - {own}
    return [(glyph.text, *own), *((glyph.text, *at) for at in sorted(near))]


def _same(one: Glyph, other: Glyph, step: float) -> bool:
    return abs(one.box.left - other.box.left) <= step and abs(one.box.top - other.box.top) <= step


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group glyphs into rows: first those that follow each other, then those on one level."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last and level(last.box, glyph.box) and glyph.box.left > last.box.left - _BACK * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    rows: list[tuple[Box, list[Glyph]]] = []
    for run in sorted(runs, key=lambda each: (centre(each[0].box), each[0].box.left)):
        box = around(glyph.box for glyph in run)
        home = next((row for lead, row in reversed(rows[-6:]) if level(lead, box)), None)
        if home is None:
            rows.append((box, list(run)))
        else:
            home.extend(run)
    return [row for _, row in rows]


def _pieces(row: Sequence[Glyph], walls: Sequence[Box], page: int) -> list[Line]:
    """Cut a row at wide gaps and at ruled lines."""
    inked = sorted((glyph for glyph in row if not glyph.text.isspace()), key=lambda each: (each.box.left, each.text))
    if not inked:
        return []
    blanks = sorted(centre_x(glyph.box) for glyph in row if glyph.text.isspace())
    middle = centre(around(glyph.box for glyph in inked))
    cuts = sorted((wall.left + wall.right) / 2 for wall in walls if wall.top <= middle <= wall.bottom)
    spacing = _spacing(inked)
    pieces: list[list[Glyph]] = [[inked[0]]]
    texts = [inked[0].text]
    for before, after in pairwise(inked):
        gap = after.box.left - before.box.right - spacing
        size = max(before.size, after.size)
        low, high = centre_x(before.box), centre_x(after.box)
        if gap > _WIDE * size or any(low < cut < high for cut in cuts):
            pieces.append([after])
            texts.append(after.text)
            continue
        written = any(low < blank < high for blank in blanks)
        texts[-1] += (" " if written or _parts(before, after, gap) else "") + after.text
        pieces[-1].append(after)
    return [_line(text, piece, page) for text, piece in zip(texts, pieces, strict=True)]


def _spacing(glyphs: Sequence[Glyph]) -> float:
    """Return the letter spacing, in points, of a widely set row of Chinese characters; 0 for any other row."""
    if len(glyphs) < 3 or not all(is_wide(glyph.text) for glyph in glyphs):
        return 0.0
    gaps = [after.box.left - before.box.right for before, after in pairwise(glyphs)]
    usual = median(gaps)
    return usual if usual > _SPREAD * glyphs[0].size and max(gaps) <= 1.5 * usual else 0.0


def _parts(before: Glyph, after: Glyph, gap: float) -> bool:
    """Tell whether a gap without a blank separates words."""
    latin = not is_wide(before.text[-1]) and not is_wide(after.text[0])
    return gap > (_WORDS if latin else _BLANK) * max(before.size, after.size)


def centre_x(box: Box) -> float:
    """Return the horizontal middle of a box."""
    return (box.left + box.right) / 2


def _line(text: str, glyphs: Sequence[Glyph], page: int) -> Line:
    size = max(median(glyph.size for glyph in glyphs), _LEAST)
    return Line(text, page, around(glyph.box for glyph in glyphs), size)
