"""Find tables in plain text whose columns have survived as tabs or as aligned blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from techpolicy_extract.lexicon.table_heads import role_of, says_value
from techpolicy_extract.nouns.grids import lines_of_row
from techpolicy_extract.nouns.layout import Cell, Table

_LINE = re.compile(r"[^\n\r]+")
_GAP = re.compile(r"[ \u3000\xa0]{2,}|\t")
_BARRED = re.compile(r"[ \t]{0,4}\|.*\|[ \t]{0,4}")
_RULE = re.compile(
    r"[ \t]{0,4}\|?[ \t]{0,4}:?-{3,}[-:| \t]{0,400}"
)  # between the head of a Markdown table and its rows
_GAPS = 2  # of them stand at least in a head, which has three cells
_FIRST_WIDE = "\u0100"  # this character and all after it in Unicode are two columns wide
_WIDEST = 400  # characters of a line that may be a row
_MOST_ROWS = 2000
_MOST_PARAGRAPHS = 6  # lines in which the rest of a row is looked for
_LONGEST_GROUP = 24  # characters of a line that names the group of rows below it


class _Piece(NamedTuple):
    """A cell's text at `[start, end)` of the source, from column `left` to column `right` of its line.

    A wide character takes two columns. In a line with tabs, both are the number of the cell, from 0.
    """

    start: int
    end: int
    left: int
    right: int


def tables_in(text: str) -> tuple[Table, ...]:
    """Find the tables of indicators in plain text: a head that names an indicator and values, and rows below it.

    All other lines with tabs or blanks in them stay text.
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text) if match[0].strip()]
    if "|" in text:
        lines = [line for line in lines if not _RULE.fullmatch(text, *line)]
    tables: list[Table] = []
    number = 0
    while number < len(lines):
        start, end = lines[number]
        parted = end - start <= _WIDEST and (_sign(text, start, end) or len(_GAP.findall(text, start, end)) >= _GAPS)
        pieces = _pieces(text, start, end) if parted else []
        if len(pieces) < 3 or not _is_head([text[piece.start : piece.end] for piece in pieces]):
            number += 1
            continue
        table, used = _table(text, lines[number : number + _MOST_ROWS], _sign(text, start, end))
        if table:
            tables.append(table)
        number += max(used, 1)
    return tuple(tables)


def _is_head(words: list[str]) -> bool:
    roles = [role_of(word) for word in words]
    return ("indicator" in roles or "task" in roles) and any(
        says_value(word) for word, role in zip(words, roles, strict=True) if role is None
    )


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    """Cut a line at its tabs or bars, or else at two or more blanks."""
    if sign := _sign(text, start, end):
        return list(_signed(text, start, end, sign))
    found: list[_Piece] = []
    column, low = 0, start
    cuts = [*((match.start(), match.end()) for match in _GAP.finditer(text, start, end)), (end, end)]
    for cut, after in cuts:
        width = _width(text[low:cut])
        if text[low:cut].strip():
            found.append(_Piece(low, cut, column, column + width))
        column += width + _width(text[cut:after])
        low = after
    return found


def _sign(text: str, start: int, end: int) -> str:
    """Return what parts the cells of a line: a tab, or the bars around all of them; nothing where blanks do."""
    if "\t" in text[start:end]:
        return "\t"
    return "|" if _BARRED.fullmatch(text, start, end) else ""


def _signed(text: str, start: int, end: int, sign: str) -> Iterator[_Piece]:
    low = start
    for number, words in enumerate(text[start:end].split(sign), -1 if sign == "|" else 0):
        bare = words.strip()
        if bare:
            begin = low + words.index(bare)
            yield _Piece(begin, begin + len(bare), number, number)
        low += len(words) + 1


def _width(text: str) -> int:
    return len(text) + sum(map(_FIRST_WIDE.__le__, text))


def _table(text: str, lines: list[tuple[int, int]], sign: str) -> tuple[Table | None, int]:
    """Read the rows below a head: return the table, None without rows, and how many lines it takes.

    `sign` parts the cells of its lines: a tab or a bar; it is empty where blanks do.
    """
    tabbed, given = bool(sign), lines
    head = _pieces(text, *lines[0])
    cells = [Cell(piece.start, piece.end, 1, column) for column, piece in enumerate(head, 1)]
    width = max(piece.left for piece in head) + 1 if tabbed else len(head)
    if sign == "\t":
        lines = _whole_rows(text, lines, width)
    if tabbed:
        cells = [Cell(piece.start, piece.end, 1, piece.left + 1) for piece in head]
    row, rows = 1, 0
    for number, (start, end) in enumerate(lines[1:], 1):
        pieces = _pieces(text, start, end) if end - start <= _WIDEST and _sign(text, start, end) == sign else []
        if len(pieces) < 2 and not (row > 0 and _is_group(text, lines, number, sign)):
            break
        row = number + 1
        if len(pieces) < 2:
            cells.append(Cell(start, end, row, 1, 1, width))
            continue
        placed = _placed(pieces, head, tabbed)
        if placed is None:
            break
        rows += 1
        cells += [Cell(piece.start, piece.end, row, column) for column, piece in placed.items()]
    else:
        number = len(lines)
    used = sum(start <= lines[number - 1][1] for start, _ in given) if rows else 1
    return (Table(tuple(cells), 1) if rows else None), used


def _whole_rows(text: str, lines: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """Return the lines with those joined that make one row, whose cells hold paragraphs."""
    counts = [text.count("\t", *line) + 1 for line in lines]
    found, number = [], 0
    while number < len(lines):
        used = lines_of_row(counts[number : number + _MOST_PARAGRAPHS], width)
        found.append((lines[number][0], lines[number + used - 1][1]))
        number += used
    return found


def _is_group(text: str, lines: list[tuple[int, int]], number: int, sign: str) -> bool:
    """Tell whether a line without columns names a group of rows: it is short, and a row follows."""
    start, end = lines[number]
    if len(text[start:end].strip()) > _LONGEST_GROUP or number + 1 >= len(lines) or "。" in text[start:end]:
        return False
    low, high = lines[number + 1]
    return high - low <= _WIDEST and len(_pieces(text, low, high)) >= 3 and _sign(text, low, high) == sign


def _placed(pieces: list[_Piece], head: list[_Piece], tabbed: bool) -> dict[int, _Piece] | None:
    """Return each piece by its column, from 1: its number in a line with tabs, else that of the head above it.

    None where two pieces stand under one head: then the columns have not survived.
    """
    if tabbed:
        return {piece.left + 1: piece for piece in pieces}
    if len(pieces) == len(head):
        return dict(enumerate(pieces, 1))
    found: dict[int, _Piece] = {}
    for piece in pieces:
        column = min(range(len(head)), key=lambda number: _distance(piece, head[number])) + 1
        if column in found:
            return None
        found[column] = piece
    return found


def _distance(piece: _Piece, head: _Piece) -> float:
    """Return how many columns a piece is away from a head: nearly 0 where they overlap."""
    return max(head.left - piece.right, piece.left - head.right, 0) + abs(head.left - piece.left) / 1000
