"""Convert a PDF's coordinates, which run upwards and may be turned, to points from the upper left corner."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from techpolicy_extract.files.readers.pages.page import turned
from techpolicy_extract.nouns.layout import Box


@dataclass(frozen=True, slots=True)
class Space:
    """The visible part of a page in the file's coordinates, and by how many degrees it is shown turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> Space:
        """Return the space of a page."""
        box = raw.FS_RECTF()
        if not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
            width, height = page.get_size()
            return cls(0.0, 0.0, width, height, 0)
        return cls(box.left, box.bottom, box.right, box.top, page.get_rotation() % 360)

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height as shown, in points."""
        size = (self.right - self.left, self.top - self.bottom)
        return size if self.rotation % 180 == 0 else size[::-1]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the box, from the upper left corner, of a rectangle in the file's coordinates."""
        plain = Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        return turned(plain, (self.right - self.left, self.top - self.bottom), self.rotation)

    def holds(self, box: Box) -> bool:
        """Tell whether the middle of a box is on the page."""
        width, height = self.size
        return 0 <= (box.left + box.right) / 2 <= width and 0 <= (box.top + box.bottom) / 2 <= height
