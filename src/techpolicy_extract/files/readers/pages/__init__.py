"""From glyphs with places on pages to a text layer: the common part of PDF, OFD and recognised pictures.

A reader makes a `Page` of each page, its lines by `lines_of` where it has single glyphs, and hands them all to
`write_pages`, which finds the reading order, takes running heads and page numbers out, reads tables, joins the lines of
a paragraph and writes each visual line as a stretch of its own.
"""

from __future__ import annotations

from techpolicy_extract.files.readers.pages.lines import lines_of
from techpolicy_extract.files.readers.pages.page import Glyph, Line, Page
from techpolicy_extract.files.readers.pages.write import write_pages

__all__ = ["Glyph", "Line", "Page", "lines_of", "write_pages"]
