"""Read what is painted on an OFD page: characters with their places, and straight lines.

GB/T 33190-2016: page content 7.7, coordinates and CTM 8.3, paths 9, text 11, composite objects 13.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from techpolicy_extract.files.readers.ofd.package import Page, child, numbers
from techpolicy_extract.files.readers.pages import Glyph
from techpolicy_extract.files.readers.xmltree import Element, local
from techpolicy_extract.nouns.layout import Box

POINTS = 72 / 25.4  # points to a millimetre
MOST_OBJECTS = 200_000  # on a page: composite objects that hold each other would never end
_DEEPEST = 8
_ASLANT = 0.05  # the slope from which text runs neither across nor down
_THICKEST = 3.0  # points: a filled rectangle thinner than this is a line
_PATH = re.compile(r"[A-Za-z]|-?[0-9.]+(?:[eE][-+]?[0-9]+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class Matrix(NamedTuple):
    """An affine map: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where the map takes the point (x, y)."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: Matrix) -> Matrix:
        """Return the map that applies this one first and `outer` after it."""
        e, f = outer.at(self.e, self.f)
        return Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )


@dataclass(slots=True)
class Painted:
    """The content of a page, in points.

    `hidden` is text that is not shown, as under a scanned page. `turned` counts the characters that would run from
    left to right if the page were turned clockwise by 90, 180 or 270 degrees. `lacks` says what could not be read.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    hidden: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    turned: Counter[int] = field(default_factory=Counter)
    images: int = 0
    lacks: set[str] = field(default_factory=set)


def paint(page: Page, root: Element, composites: Mapping[str, Element], turn: int = 0) -> Painted:
    """Return what `root`, a page or a template, paints on the page, turned clockwise by `turn` degrees."""
    left, top, width, height = (POINTS * each for each in page.area)
    turns = {
        0: Matrix(),
        90: Matrix(0, 1, -1, 0, height, 0),
        180: Matrix(-1, 0, 0, -1, width, height),
        270: Matrix(0, -1, 1, 0, 0, width),
    }
    painter = _Painter(composites)
    content = child(root, "Content")
    for each in content if content is not None else ():
        painter.paint(each, Matrix(POINTS, 0, 0, POINTS, -left, -top).then(turns[turn]), 0)
    return painter.painted


class _Painter:
    """Walk through the objects of a page."""

    def __init__(self, composites: Mapping[str, Element]) -> None:
        self.painted = Painted()
        self._composites = composites
        self._objects = 0

    def paint(self, element: Element, frame: Matrix, depth: int) -> None:
        """Add an object, or the content of a layer or block; `frame` maps its coordinates to points on the page."""
        self._objects += 1
        if self._objects > MOST_OBJECTS or depth > _DEEPEST:
            self.painted.lacks.add("holds too many objects")
            return
        kind = local(element)
        if kind in ("Layer", "PageBlock"):
            for each in element:
                self.paint(each, frame, depth + 1 if kind == "PageBlock" else depth)
        elif kind == "TextObject":
            self._text(element, _placed(element, frame))
        elif element.get("Visible") == "false":
            return
        elif kind == "CompositeObject":
            content = self._composites.get(element.get("ResourceID"))
            if content is None:
                self.painted.lacks.add("uses an object that the file does not hold")
            for each in content if content is not None else ():
                self.paint(each, _placed(element, frame), depth + 1)
        elif kind == "PathObject":
            self.painted.rules += _straight(element, _placed(element, frame))
        elif kind == "ImageObject":
            self.painted.images += 1

    def _text(self, element: Element, frame: Matrix) -> None:
        glyphs = list(_glyphs(element, frame))
        turn = _turn(frame, element.get("ReadDirection"))
        if turn:
            self.painted.turned[turn] += len(glyphs)
        elif turn == 0:
            (self.painted.hidden if element.get("Visible") == "false" else self.painted.glyphs).extend(glyphs)


def _turn(frame: Matrix, reading: str | None) -> int | None:
    """Return by how many degrees to turn text clockwise to run from left to right; None where it runs aslant.

    Text that runs aslant is a watermark, not text of the page.
    """
    steep = _ASLANT * (frame.a**2 + frame.b**2) ** 0.5
    if min(abs(frame.a), abs(frame.b)) > steep:
        return None
    drawn = (0 if frame.a > 0 else 180) if abs(frame.b) <= steep else (90 if frame.b < 0 else 270)
    return (drawn - int(reading)) % 360 if reading in ("90", "180", "270") else drawn


def _placed(element: Element, frame: Matrix) -> Matrix:
    """Return the map of an object's own coordinates: its CTM, then its place (Boundary), then what holds it (8.3)."""
    left, top, _, _ = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    own = Matrix(*(numbers(element.get("CTM"), 6) or ()))
    return own.then(Matrix(e=left, f=top)).then(frame)


def _glyphs(element: Element, frame: Matrix) -> Iterator[Glyph]:
    """Yield the characters of a text object (11.2): each TextCode has a first place and the steps to the others."""
    size = _number(element.get("Size"), 0.0)
    stretch = _number(element.get("HScale"), 1.0) * size
    em = size * (frame.c**2 + frame.d**2) ** 0.5
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = (code.text or "").strip("\r\n\t")
        natural = [stretch * width(char) for char in text]
        down = _steps(code.get("DeltaY"), len(text)) or [0.0] * len(text)
        # Without steps in either direction characters follow each other by their own widths.
        across = _steps(code.get("DeltaX"), len(text)) or (natural if not any(down) else [0.0] * len(text))
        places = zip(accumulate(across, initial=x), accumulate(down, initial=y), strict=True)
        for char, wide, place in zip(text, natural, places, strict=False):
            left, baseline = frame.at(*place)
            right = frame.at(place[0] + wide, place[1])[0]
            # An em of Chinese type reaches about an eighth below the baseline.
            yield Glyph(char, Box(left, baseline - 0.875 * em, right, baseline + 0.125 * em), em)


def width(char: str) -> float:
    """Return the approximate width of a character in ems: its font is not known."""
    return 0.5 if char < "\u2000" else 1.0


def _steps(text: str | None, count: int) -> list[float]:
    """Read the steps from character to character (11.3), `g n d` being n times d: `count` of them, or none."""
    steps: list[float] = []
    tokens = iter((text or "").split())
    for token in tokens:
        if len(steps) >= count:
            break
        if token == "g":
            times, step = _number(next(tokens, None), 0.0), _number(next(tokens, None), 0.0)
            steps += [step] * min(int(times), count - len(steps))
        else:
            steps.append(_number(token, 0.0))
    return steps + [steps[-1]] * (count - len(steps)) if steps else []


def _straight(element: Element, frame: Matrix) -> Iterator[Box]:
    """Yield the horizontal and vertical lines of a path (9.1), drawn as strokes or as thin filled rectangles."""
    data = child(element, "AbbreviatedData")
    shapes = list(_shapes((data.text or "") if data is not None else ""))
    if element.get("Fill") == "true" and shapes:
        box = _around([frame.at(*point) for shape in shapes for point in shape])
        if min(box.right - box.left, box.bottom - box.top) < _THICKEST:
            yield box
            return
    if element.get("Stroke") == "false":
        return
    for shape in shapes:
        for start, end in pairwise(shape):
            box = _around([frame.at(*start), frame.at(*end)])
            if min(box.right - box.left, box.bottom - box.top) < 0.5:
                yield box


def _shapes(data: str) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each figure of a path; curves are left out, for tables have none."""
    shape: list[tuple[float, float]] = []
    tokens = _PATH.findall(data)
    at = 0
    while at < len(tokens):
        command = tokens[at]
        count = _ARGUMENTS.get(command, 0)
        point = tuple(_number(each, 0.0) for each in tokens[at + 1 : at + 1 + count])[-2:]
        at += 1 + count
        if command in ("S", "M"):
            if len(shape) > 1:
                yield shape
            shape = []
        if command == "C" and shape:
            shape.append(shape[0])
        elif command in ("S", "M", "L") and len(point) == 2:
            shape.append((point[0], point[1]))
        elif count:
            if len(shape) > 1:
                yield shape
            shape = [(point[0], point[1])] if len(point) == 2 else []
    if len(shape) > 1:
        yield shape


def _around(points: list[tuple[float, float]]) -> Box:
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _number(text: str | None, default: float) -> float:
    value = numbers(text, 1)
    return value[0] if value else default
