"""Write one sheet of a workbook: heads, rows, links, fitting widths and heights."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from techpolicy_extract.products.tables.cells import shown
from techpolicy_extract.products.tables.columns import reading_order, words
from techpolicy_extract.products.tables.links import fragment, is_web
from techpolicy_extract.products.tables.model import Column, Entry

HEAD_ROWS = 2
MOST_LINKS = 65_530  # Excel's limit for one sheet; later links are written as formulas
LONGEST = 32_767  # UTF-16 code units in a cell
_LONGEST_LINK, _LONGEST_IN_FORMULA = 2_000, 255  # characters of an address
_FIRST_YEAR = 1900  # Excel has no earlier dates
_WIDEST = {"quote": 60, "text": 60, "message": 60}  # the width of wide columns, in narrow characters
_WIDE, _NARROW = 40, 9
_MOST_LINES = 6
_LINE_HEIGHT, _LABEL_HEIGHT = 17, 20  # points


class Sheet:
    """A worksheet of one type. `cut` counts cells that were shortened to fit, `unlinked` rows without a link."""

    def __init__(self, sheet: Any, looks: dict[str, Any], address: str) -> None:
        self.cut = 0
        self.unlinked = 0
        self._sheet = sheet
        self._looks = looks
        self._address = address
        self._say = words("words")

    def fill(self, kind: str, entries: Sequence[Entry]) -> None:
        """Write the whole sheet: the Chinese heads, the field names below them, the rows."""
        columns = reading_order(kind)
        rows = [[shown(column, entry) for column in columns] for entry in entries]
        widths = [_width(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
        self._heads(columns, widths)
        for number, (entry, row) in enumerate(zip(entries, rows, strict=True), HEAD_ROWS):
            self._sheet.set_row(number, _height(columns, row, widths))
            self._link(number, entry)
            for place, (column, value) in enumerate(zip(columns, row, strict=True), 1):
                self._cell(number, place, column, value)
        self._finish(HEAD_ROWS - 1 + len(rows), len(columns))

    def _finish(self, last: int, right: int) -> None:
        """Freeze and repeat the heads, add filters, draw lines between the rows."""
        self._sheet.freeze_panes(HEAD_ROWS, 1)
        self._sheet.repeat_rows(0, HEAD_ROWS - 1)
        self._sheet.repeat_columns(0)
        self._sheet.set_landscape()
        self._sheet.autofilter(HEAD_ROWS - 1, 0, last, right)
        if last >= HEAD_ROWS:  # the condition is always true: blank cells get lines without being written
            ruled = {"type": "formula", "criteria": "=TRUE", "format": self._looks["ruled"]}
            self._sheet.conditional_format(HEAD_ROWS, 0, last, right, ruled)

    def _heads(self, columns: Sequence[Column], widths: list[int]) -> None:
        self._sheet.set_row(0, _LABEL_HEIGHT)
        labels = [self._say["link_head"], *(each.label for each in columns)]
        names = ["link", *(each.name for each in columns)]
        for place, (label, name, width) in enumerate(zip(labels, names, [_NARROW, *widths], strict=True)):
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, label, self._looks["label"])
            self._sheet.write_string(1, place, name, self._looks["name"])

    def _link(self, row: int, entry: Entry) -> None:
        target, word, look = f"{self._address}#{fragment(entry.record)}", self._say["link"], self._looks["link"]
        in_formula = row - HEAD_ROWS >= MOST_LINKS
        if len(target) > (_LONGEST_IN_FORMULA if in_formula else _LONGEST_LINK):
            self.unlinked += 1
            self._sheet.write_string(row, 0, word)
        elif in_formula:
            quoted = target.replace('"', '""')
            self._sheet.write_formula(row, 0, f'=HYPERLINK("{quoted}","{word}")', look, word)
        else:
            self._sheet.write_url(row, 0, target if is_web(target) else f"external:{target}", look, word)

    def _cell(self, row: int, place: int, column: Column, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(row, place, value, self._looks["plain"])
        elif isinstance(value, int | float):
            look = "count" if column.form == "number" and isinstance(value, int) else "number"
            self._sheet.write_number(row, place, value, self._looks[look])
        elif isinstance(value, date) and value.year >= _FIRST_YEAR:
            self._sheet.write_datetime(row, place, value, self._looks["day"])
        else:
            self._sheet.write_string(row, place, self._held(str(value)), self._looks["text"])

    def _held(self, text: str) -> str:
        """Return `text` cut to what an Excel cell can hold, with a note at its end if it was cut; count cut cells."""
        if 2 * len(text) <= LONGEST or _units(text) <= LONGEST:
            return text
        self.cut += 1
        kept = text.encode("utf-16-le")[: 2 * (LONGEST - len(self._say["cut"]))]
        return kept.decode("utf-16-le", "ignore") + str(self._say["cut"])


def _units(text: str) -> int:
    """Count UTF-16 code units, as Excel does: a character outside the first plane has two."""
    return len(text) + sum(char > "\uffff" for char in text)


def _wide(text: str) -> int:
    """Measure a text in narrow characters: a Chinese character counts as two."""
    if text.isascii():
        return len(text)
    return sum(1 + (char > "\x7f" and unicodedata.east_asian_width(char) in "WFA") for char in text)


def _width(column: Column, values: Sequence[Any]) -> int:
    longest = max(
        (_wide(line) for value in values if value is not None for line in _text(value).split("\n")), default=0
    )
    heads = max(_wide(column.label), _wide(column.name) + 3)  # 3: the filter button
    return max(heads + 1, min(longest + 3, _WIDEST.get(column.name, _WIDE)), _NARROW)


def _height(columns: Sequence[Column], row: Sequence[Any], widths: Sequence[int]) -> int:
    """Return the height of a row in points; the document's columns do not count."""
    cells = zip(columns, row, widths, strict=True)
    lines = max((_lines(value, width) for column, value, width in cells if not column.joined), default=1)
    return min(lines, _MOST_LINES) * _LINE_HEIGHT


def _lines(value: Any, width: int) -> int:
    """Count the lines that a value takes in a column of this width (in narrow characters)."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-_wide(line) // max(width - 3, 1))) for line in value.split("\n"))


def _text(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
