"""The cells of indicator tables that hold a value: number, comparator, unit, and the row and column that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.table_heads import bare
from techpolicy_extract.lexing.comparators import comparator, cue_after, cue_before
from techpolicy_extract.lexing.numerals import lex_quantity
from techpolicy_extract.nouns.grids import Grid, GridCell
from techpolicy_extract.nouns.model import Lexeme, Quantity
from techpolicy_extract.nouns.tables import Head, IndicatorTable, ValueCell
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.parse.columns import read_head, time_in
from techpolicy_extract.stages.parse.label_units import is_unit, with_unit

_OPEN = lazy(r"[\[〔(（【]")
_SIGNS = {
    "≥": ">=",
    ">": ">",
    "＞": ">",
    "≤": "<=",
    "<": "<",
    "＜": "<",
    "≈": "~",
    "⩾": ">=",
    "⩽": "<=",
    "≧": ">=",
    "≦": "<=",
}
_SIGN = lazy(r"[≥≤><＞＜≈⩾⩽≧≦]=?")
_GROUPED = lazy(r"(?<![\d.，,])\d{1,3}(?:[，, ]\d{3})+(?![\d，])")  # 1，200 and 2 100
_NUMBER = lazy(r"[-－−]?(?=\d)")
_REST = lazy(r"[\]〕)）】]?(?:[（(][^（）()]{0,40}[)）])?[*＊①-⑳。；;，]{0,2}")
_NAME_UNIT = lazy(r"[（(\[〔]([^（）()\[\]〔〕]{1,12})[）)\]〕][*＊]{0,2}$")
_NUMBERING = lazy(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,2}[.、．]|[（(]\d{1,2}[）)]|\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|[#△▲●·-])"
)
_AMONG = lazy(r"^(?:其中|#)[：:]?")
_PER = lazy(r"(?:标准煤)?/[\u4e00-\u9fffA-Za-z]{1,6}")
_CAPTION_UNIT = lazy(r"单位[：:] ?([^\s；;，。）)]{1,8})")


def read_values(grid: Grid, text: str, lexemes: Sequence[Lexeme]) -> IndicatorTable | None:
    """Return what a table says that has a column of indicators and one of values. None for any other."""
    head = read_head(grid, text, lexemes)
    if head is None or not head.names or not head.of("value"):
        return None
    reader = _Rows(grid, head, text, lexemes)
    values = tuple(value for row in range(head.rows + 1, grid.height + 1) for value in reader.row(row))
    if not values:
        return None
    names = {column.number for column in head.names}
    free = {column.number for column in head.columns if column.role in (None, "remark", "task", "due")} - names
    read = {value.cell for value in values}
    claimed = (
        cell for cell in grid.cells
        if cell.end > cell.start
        and (cell.row <= head.rows or cell in read or _is_label(cell, head, free))
    )  # fmt: skip
    return IndicatorTable(head, values, tuple(claimed))


def _is_label(cell: GridCell, head: Head, free: set[int]) -> bool:
    """Return whether a cell names or numbers its row; prose in a column of values is none."""
    return cell.column not in free and head.columns[cell.column - 1].role != "value"


class _Rows:
    """Reads the rows below a head."""

    def __init__(self, grid: Grid, head: Head, text: str, lexemes: Sequence[Lexeme]) -> None:
        self.grid, self.head, self.text, self.lexemes = grid, head, text, lexemes
        first = min((cell.start for cell in grid.cells if cell.end > cell.start), default=0)
        top = [self._words(cell) for row in range(1, head.rows + 1) for cell in grid.row(row)]
        caption = _CAPTION_UNIT.search(" ".join((text[max(0, first - 60) : first], *top)))
        self.unit = caption[1] if caption else None

    def row(self, number: int) -> Iterator[ValueCell]:
        """Yield the values of a row."""
        named = self._name(number)
        if named is None:
            return
        name, place, among, own = named
        binding = self._binding(number)
        shared = own or self._column_text(number, "unit")
        cells = [cell for cell in self.grid.row(number) if cell.end > cell.start]
        dues = [cell for each in self.head.of("due") if (cell := self.grid.covering.get((number, each.number)))]
        due = time_in(dues, self.text, self.lexemes)
        for column in self.head.of("value"):
            cell = self.grid.covering.get((number, column.number))
            if cell is None or (cell.row, cell.column) != (number, column.number):
                continue
            written = self.text[cell.start : cell.end]
            growth = column.growth and not _OPEN.match(written)  # 〔5.7〕 under 年均增长 is the sum of the years
            found = read_cell(written, ("%" if growth else None) or shared or column.unit or self.unit)
            if found is None:
                continue
            lexeme, quantity, compared, measure, cumulative = found
            lexeme = replace(lexeme, start=cell.start + lexeme.start, end=cell.start + lexeme.end)
            start = min(
                [cell.start, *(each.start for each in cells if each.row == number and each.column < cell.column)]
            )
            measure = "growth" if growth else "change" if column.growth else measure
            yield ValueCell(
                cell, lexeme, quantity, compared, column, name, place, among, binding,
                Span(start, cell.end), measure, cumulative or column.cumulative, due,
            )  # fmt: skip

    def _words(self, cell: GridCell) -> str:
        return re.sub(r"\s", "", self.text[cell.start : cell.end])

    def _column_text(self, row: int, role: str) -> str | None:
        for column in self.head.columns:
            cell = self.grid.covering.get((row, column.number)) if column.role == role else None
            words = self._words(cell) if cell else ""
            if words.strip("-—–/"):
                return words
        return None

    def _binding(self, row: int) -> bool | None:
        words = (self._column_text(row, "binding") or "").strip("[]（）()〔〕")
        table = load("tables")["cells"]
        return True if words in table["binding"] else False if words in table["expected"] else None

    def _name(self, row: int) -> tuple[str, Span, bool, str | None] | None:
        """Return a row's indicator, its place, whether it is a part of the one above, and the unit in its brackets."""
        cells = [self.grid.covering.get((row, column.number)) for column in self.head.names]
        filled = [cell for cell in cells if cell and cell.end > cell.start]
        if not filled or filled[-1].columns >= self.grid.width:
            return None
        cell = filled[-1]
        start, end = cell.start, cell.end
        unit = None
        if bracket := _NAME_UNIT.search(self.text[start:end]):
            inner = re.sub(r"\s", "", bracket[1])
            if is_unit(inner):
                unit, end = inner, start + bracket.start()
        marker = _NUMBERING.match(self.text[start:end])
        start += marker.end() if marker else 0
        among = _AMONG.match(self.text[start:end].lstrip())
        if among:
            start += self.text[start:end].index(among[0]) + among.end()
        name = re.sub(r"\s", "", self.text[start:end]).strip("*＊")
        name = re.sub(r"[①-⑳]$", "", name)
        return (name, Span(start, end), bool(among), unit) if len(bare(name)) >= 2 else None


@cache
def _prefixes() -> dict[str, re.Pattern[str]]:
    table = load("tables")["cells"]
    return {name: re.compile(trie_pattern(table[name])) for name in ("growth", "change", "decline", "cumulative")}


def read_cell(words: str, unit: str | None) -> tuple[Lexeme, Quantity, str, str | None, bool] | None:
    """Read a cell: its quantity with its place in `words`, comparator, measure (or None), and whether it is a sum.

    `unit` counts where the cell has none: 2.8 under % is 2.8%. 〔1200〕 is a cumulative value, as plans write it. None
    for a cell that holds anything but one value.
    """
    words = _GROUPED.sub(lambda found: re.sub("[， ]", ",", found[0]), words)
    position, sign, summed, measure = 0, None, False, None
    while position < len(words) and not _NUMBER.match(words, position):
        step = _step(words, position)
        if step is None:
            return None
        kind, position, cue = step
        sign = cue or sign
        summed = summed or kind in ("open", "cumulative")
        measure = "growth" if kind in ("growth", "decline") else "change" if kind == "change" else measure
    minus = _NUMBER.match(words, position)
    if minus is None:
        return None
    found = lex_quantity(words, minus.end())
    if found is None or found.quantity is None:
        return None
    if per := _PER.match(words, found.end):  # 0.52吨标准煤/万元
        unit = f"{found.quantity.unit or ''}{per[0]}"
        found = replace(found, end=per.end(), quantity=replace(found.quantity, unit=unit, dimension="ratio"))
    assert found.quantity is not None
    after = cue_after(words, found.end)
    end = found.end + (after[1] if after else 0)
    if not _REST.fullmatch(words[end:].replace(" ", "").replace("\n", "")):
        return None
    quantity = with_unit(found.quantity, words[found.start : found.end], unit)
    if minus.end() > minus.start():
        quantity = replace(quantity, value=-abs(quantity.value), amount=-abs(quantity.amount))
    if measure == "growth" and quantity.dimension not in ("percent", "permille", "multiple"):
        measure = "change"
    compared = comparator(sign, after[0] if after else None, quantity)
    return replace(found, start=minus.start()), quantity, compared, measure, summed


def _step(words: str, position: int) -> tuple[str, int, str | None] | None:
    """Read what stands before a number (a sign, a bracket, a cue, a word of growth): kind, end, comparator."""
    if words[position].isspace():
        return "blank", position + 1, None
    if sign := _SIGN.match(words, position):
        return "sign", sign.end(), _SIGNS[sign[0][0]]
    if _OPEN.match(words, position):
        return "open", position + 1, None
    for kind, pattern in _prefixes().items():
        if found := pattern.match(words, position):
            return kind, found.end(), None
    number = re.compile(r"[-\d\[〔(（]").search(words, position)
    if number and number.start() - position <= 8:
        cue = cue_before(words[position : number.start()])
        if cue and cue[1] == number.start() - position:
            return "cue", number.start(), cue[0]
    return None
