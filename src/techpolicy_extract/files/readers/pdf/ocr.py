"""Recognise the text of pages that are pictures. The models come with the library: no network."""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import Any

import pypdfium2 as pdfium

from techpolicy_extract.files.readers.pages import Line, Page
from techpolicy_extract.files.readers.pages.cells import LATIN
from techpolicy_extract.files.readers.pages.lines import is_wide
from techpolicy_extract.nouns.layout import Box

_DPI = 200
_SIDE = 4000  # pixels: larger pages are rendered smaller
_HEIGHT = 0.8  # size of characters, as a part of the height of the box found around them
_EVEN = 0.15  # share by which lines of the same size seem to differ
_TELLING = 4  # Chinese characters needed to tell the size by the width


@cache
def recogniser() -> Recogniser | None:
    """Return the recogniser of text; None where the extra [ocr] is not installed."""
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError:
        return None
    threads = {f"{part}intra_op_num_threads": 1 for part in ("", "det_", "cls_", "rec_")}
    threads |= {f"{part}inter_op_num_threads": 1 for part in ("", "det_", "cls_", "rec_")}
    return Recogniser(RapidOCR(**threads))


class Recogniser:
    """Recognise pictures of pages, with one thread each, so that the same page gives the same text everywhere."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def page(self, page: pdfium.PdfPage, number: int) -> Page:
        """Return a page with the lines that are recognised in its picture."""
        width, height = page.get_size()
        scale = min(_DPI / 72, _SIDE / max(width, height))
        bitmap = page.render(scale=scale, rev_byteorder=False)
        try:
            found, _ = self._engine(bitmap.to_numpy()[:, :, :3].copy())
        finally:
            bitmap.close()
        lines = [_line(corners, text, scale, number) for corners, text, _ in found or () if text.strip()]
        return Page(number, width, height, tuple(_with_usual_size(lines)))


def _line(corners: list[list[float]], text: str, scale: float, number: int) -> Line:
    across, down = zip(*corners, strict=True)
    box = Box(*(round(float(edge) / scale, 2) for edge in (min(across), min(down), max(across), max(down))))
    return Line(text.strip(), number, box, _size(text, box))


def _size(text: str, box: Box) -> float:
    """Return the size of characters, from their number and the width; in short lines from the height, less surely."""
    wide = sum(map(is_wide, text))
    if wide < _TELLING:
        return (box.bottom - box.top) * _HEIGHT
    return (box.right - box.left) / (wide + LATIN * (len(text) - wide))


def _with_usual_size(lines: list[Line]) -> list[Line]:
    """Return the lines; those of about the usual size get exactly that size."""
    if not lines:
        return []
    usual = median(line.size for line in lines)
    return [line._replace(size=usual) if abs(line.size - usual) <= _EVEN * usual else line for line in lines]
