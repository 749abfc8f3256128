"""Write an Excel workbook: one sheet for each type, and a first sheet that says what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from techpolicy_extract.files import store
from techpolicy_extract.files.extras import needed
from techpolicy_extract.products.tables import about
from techpolicy_extract.products.tables.columns import words
from techpolicy_extract.products.tables.links import page
from techpolicy_extract.products.tables.model import Entry
from techpolicy_extract.products.tables.sheets import HEAD_ROWS, Sheet
from techpolicy_extract.products.tables.writing import Writing

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_576  # rows in a sheet, heads included
# Text is always written as text, and no temporary files are written.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SINCE_EVER = datetime(2000, 1, 1)  # noqa: DTZ001  (a constant: same input, same bytes; the format has no zones)
_LEFT = {"align": "left", "indent": 1}
_EDGE = {"border": 1, "border_color": "#FFFFFF"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "head": {"bold": True, "font_size": 12, "font_color": "#1F4E78", "bottom": 1, "bottom_color": "#1F4E78"},
    "heads": {"bold": True, **_LEFT, "bg_color": "#DDEBF7"},
    "fact": {"text_wrap": True, **_LEFT},
    "note": {**_LEFT},
    "row": {**_LEFT},
    "label": {**_LEFT, **_EDGE, "bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF"},
    "name": {**_LEFT, **_EDGE, "bg_color": "#DDEBF7", "font_color": "#595959", "font_size": 9},
    "text": {"text_wrap": True, **_LEFT},
    "count": {"num_format": "#,##0"},
    "plain": {**_LEFT},
    "number": {},
    "day": {"num_format": "yyyy-mm-dd", **_LEFT},
    "ruled": {"border": 1, "border_color": "#D9D9D9"},
    "link": {"align": "center", "font_color": "#0563C1", "underline": 1},
}


def write(writing: Writing) -> list[str]:
    """Write the workbook; return notes. A cell that Excel could not hold is cut; notes and first sheet count them."""
    with needed("xlsxwriter", "--format xlsx"):
        import xlsxwriter
    data = BytesIO()
    with xlsxwriter.Workbook(data, _OPTIONS) as book:
        book.set_properties({"created": _SINCE_EVER})
        looks = {
            name: book.add_format(look if name == "ruled" else {"valign": "top", **look})
            for name, look in _LOOKS.items()
        }
        first = book.add_worksheet(words("words")["about"])
        sheets = list(_sheets(book, looks, writing))
        cut = sum(each.cut for each in sheets)
        _about(first, looks, about.lines(writing, cut))
    store.write(writing.out, data.getvalue())
    unlinked = sum(each.unlinked for each in sheets)
    return [
        *([f"{cut} cells hold more than Excel takes and are cut; they say so"] if cut else []),
        *([f"{unlinked} rows have no link: the path of the evidence page is too long"] if unlinked else []),
    ]


def _sheets(book: Workbook, looks: dict[str, Any], writing: Writing) -> Iterator[Sheet]:
    address = page(writing.view, writing.out.parent)
    for table in writing.selection.tables:
        for number, entries in enumerate(_pieces(table.entries, MOST_ROWS - HEAD_ROWS), 1):
            sheet = Sheet(book.add_worksheet(about.sheet_name(table.type, number)), looks, address)
            sheet.fill(table.type, entries)
            yield sheet


def _pieces(entries: Sequence[Entry], size: int) -> Iterator[Sequence[Entry]]:
    """Split the rows into pieces of at most `size`; no rows make one empty piece."""
    for start in range(0, max(len(entries), 1), size):
        yield entries[start : start + size]


def _about(sheet: Any, looks: dict[str, Any], lines: Iterator[about.Line]) -> None:
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)  # one page wide when printed
    for column, width in enumerate((26, 34, 44)):
        sheet.set_column(column, column, width)
    for row, (look, cells) in enumerate(lines):
        if look == "title":
            sheet.set_row(row, 30)
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, looks["plain"])
            else:
                sheet.write_string(row, column, cell, looks[look])
