"""Expressions in the cells of indicator tables: each is what its column says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from techpolicy_extract.nouns.grids import GridCell, cell_at
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.tables import IndicatorTable


def in_tables(lexemes: list[Lexeme], tables: Sequence[IndicatorTable]) -> list[Lexeme]:
    """Read the expressions in the cells of indicator tables as what their columns say.

    The number of a value cell is that quantity, a number that counts rows a marker, one inside a name or unit a part of
    it. Times in a head stay times.
    """
    if not tables:
        return lexemes
    cells = sorted(cell for table in tables for cell in table.claimed)
    kept: list[Lexeme] = []
    for lexeme in lexemes:
        cell = cell_at(cells, lexeme.start)
        if cell is None or lexeme.kind in ("when", "idiom", "ordinal"):
            kept.append(lexeme)
        elif lexeme.kind in ("quantity", "ratio", "marker"):
            kept.append(Lexeme("marker" if _fills(lexeme, cell) else "idiom", lexeme.start, lexeme.end))
    values = [value.lexeme for table in tables for value in table.values]
    heads = [column.when for table in tables for column in table.head.columns if column.when]
    own = [*values, *heads]
    spans = sorted((lexeme.start, lexeme.end) for lexeme in own)
    starts = [start for start, _ in spans]
    others = [lexeme for lexeme in kept if not _overlaps(lexeme, spans, starts)]
    return sorted((*others, *{lexeme.start: lexeme for lexeme in own}.values()), key=lambda lexeme: lexeme.start)


def _fills(lexeme: Lexeme, cell: GridCell) -> bool:
    return lexeme.start == cell.start and lexeme.end >= cell.end - 1


def _overlaps(lexeme: Lexeme, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    at = bisect_right(starts, lexeme.start) - 1
    return any(lexeme.start < end and start < lexeme.end for start, end in spans[max(at, 0) : at + 2])
