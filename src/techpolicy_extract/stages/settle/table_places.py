"""Which places of a text stand inside a table: in cells that the file has, or in rows of plain text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from techpolicy_extract.lexicon.duty_words import column_role
from techpolicy_extract.lexicon.table_heads import role_of
from techpolicy_extract.nouns.grids import Grid
from techpolicy_extract.patterns.lazy import lazy

_COLUMNS = 3  # of a line of plain text that may be a row; two bodies and a day sign together, too
_DATED = lazy(r"\d[年月日]|[年月]底")


class TablePlaces:
    """The tables of one normalised text.

    A table of one row or one column only arranges what it holds, as a signature with its day, and does not count.
    """

    def __init__(self, text: str, grids: Iterable[Grid]) -> None:
        self._text = text
        held = [grid for grid in grids if grid.height > 1 and grid.width > 1]
        self._cells = sorted((cell.start, cell.end) for grid in held for cell in grid.cells if cell.end > cell.start)

    def hold(self, position: int) -> bool:
        """Return whether a position of the normalised text stands in a cell, or in a line that is a row of a table."""
        at = bisect_right(self._cells, (position, len(self._text) + 1)) - 1
        return (at >= 0 and position < self._cells[at][1]) or self._in_row(position)

    def _in_row(self, position: int) -> bool:
        """Return whether a line beside this one has as many columns, and is a head or has a day as well."""
        low, high = self._text.rfind("\n", 0, position) + 1, self._text.find("\n", position)
        high = len(self._text) if high < 0 else high
        count = len(self._text[low:high].split())
        if count < _COLUMNS:
            return False
        above = self._text[self._text.rfind("\n", 0, max(low - 1, 0)) + 1 : max(low - 1, 0)].split()
        below = self._text[high + 1 :][:400].split("\n", 1)[0].split()
        return any(len(words) == count and _is_row(tuple(words)) for words in (above, below))


@lru_cache(maxsize=256)
def _is_row(words: tuple[str, ...]) -> bool:
    return any(role_of(word) or column_role(word) for word in words) or any(_DATED.search(word) for word in words)
