"""Read what is drawn on a page of a PDF besides its text: ruled lines, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from techpolicy_extract.files.readers.pdf.space import Space
from techpolicy_extract.nouns.layout import Box

_OBJECTS = 20_000  # objects of a page that are read: more are a drawing
_SEGMENTS = 200  # segments of a path; a longer one is a drawing
_RULES = 4000
_THIN = 3.0  # points: a filled rectangle no thicker is a line
_SHORT = 6.0  # points: a shorter line is no border
_OUTLINED = 300  # paths on a page without text: its letters may be drawn

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawings:
    """Ruled lines as thin boxes, the share of the page under pictures, and whether much else is drawn."""

    rules: tuple[Box, ...]
    covered: float
    outlined: bool


def drawings_of(page: pdfium.PdfPage, space: Space) -> Drawings:
    """Return the drawings of a page; those behind a damaged object are left out."""
    rules: list[Box] = []
    covered, paths = 0.0, 0
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    try:
        for count, found in enumerate(page.get_objects(filter=kinds, max_depth=6)):
            if count >= _OBJECTS:
                break
            matrix = _matrix(found)
            if found.type == raw.FPDF_PAGEOBJ_IMAGE:
                covered += _area(_bounds(found, matrix), space)
                continue
            paths += 1
            if len(rules) < _RULES:
                rules += [rule for rule in (space.box(*line) for line in _lines(found, matrix)) if space.holds(rule)]
    except pdfium.PdfiumError:  # a damaged object: keep what was found before it
        return Drawings(tuple(rules), min(covered, 1.0), paths >= _OUTLINED)
    return Drawings(tuple(rules), min(covered, 1.0), paths >= _OUTLINED)


def _matrix(found: pdfium.PdfObject) -> pdfium.PdfMatrix:
    """Return the combined matrix of the forms that hold an object."""
    matrix = pdfium.PdfMatrix()
    form = found.container
    while form is not None:
        matrix = matrix.multiply(form.get_matrix())
        form = form.container
    return matrix


def _bounds(found: pdfium.PdfObject, matrix: pdfium.PdfMatrix) -> tuple[float, float, float, float]:
    return tuple(matrix.on_rect(*found.get_bounds()))


def _area(bounds: tuple[float, float, float, float], space: Space) -> float:
    """Return the share of the page, from 0 to 1, that a rectangle covers."""
    box, (width, height) = space.box(*bounds), space.size
    across = min(box.right, width) - max(box.left, 0)
    down = min(box.bottom, height) - max(box.top, 0)
    return max(across, 0) * max(down, 0) / max(width * height, 1)


def _lines(path: pdfium.PdfObject, matrix: pdfium.PdfMatrix) -> Iterator[tuple[float, float, float, float]]:
    """Yield the horizontal and vertical lines of a path as left, bottom, right, top."""
    left, bottom, right, top = bounds = _bounds(path, matrix)
    width, height = right - left, top - bottom
    if min(width, height) <= _THIN:
        if max(width, height) >= _SHORT:
            yield bounds
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not stroke.value or raw.FPDFPath_CountSegments(path) > _SEGMENTS:
        return
    whole = path.get_matrix().multiply(matrix)
    for (x1, y1), (x2, y2) in _segments(path, whole):
        flat, upright = abs(y1 - y2) <= 1, abs(x1 - x2) <= 1
        if flat != upright and max(abs(x1 - x2), abs(y1 - y2)) >= _SHORT:
            yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _segments(path: pdfium.PdfObject, matrix: pdfium.PdfMatrix) -> Iterator[tuple[Corner, Corner]]:
    """Yield the straight segments of a path."""
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield last, start
            last = start
