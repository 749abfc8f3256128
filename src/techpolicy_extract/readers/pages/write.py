"""Write pages as a text layer."""

from __future__ import annotations

from collections.abc import Iterable

from techpolicy_extract.readers.layer import LayerWriter
from techpolicy_extract.readers.pages.page import Page


def write_pages(writer: LayerWriter, pages: Iterable[Page]) -> None:
    """Write the pages of a document, in order, into `writer`, its `removed` and `pages` included."""
    count = 0
    for page in pages:
        count += 1
        for line in sorted(page.lines, key=lambda each: (each.box.top, each.box.left)):
            writer.paragraph(line.text, "line", "", page.number, line.box)
    writer.pages = count
