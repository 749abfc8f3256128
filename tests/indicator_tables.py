"""Read the tables of tests/indicator_tables.toml: their cells, and the records expected from them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from techpolicy_extract.files.readers.layer import CellText

LEFT, ABOVE, NONE = "<", "^", "-"
FIELDS = (
    *("type", "indicator", "comparator", "value", "unit", "amount", "dimension", "measure", "period_end", "binding"),
)


@dataclass(frozen=True)
class Example:
    """A table and the lines around it; `values` has the expected fields of each cell's record, by row and column."""

    name: str
    before: list[str]
    after: list[str]
    head: int
    rows: list[list[str]]
    values: dict[tuple[int, int], dict[str, Any]]

    def cells(self) -> list[CellText]:
        """Return the cells with the rows and columns that they span."""
        found = []
        for row, words in enumerate(self.rows, 1):
            for column, text in enumerate(words, 1):
                if text not in (LEFT, ABOVE):
                    found.append(CellText(row, column, text, self._down(row, column), self._along(row, column)))
        return found

    def _along(self, row: int, column: int) -> int:
        words = self.rows[row - 1]
        return 1 + next((n for n, text in enumerate(words[column:]) if text != LEFT), len(words) - column)

    def _down(self, row: int, column: int) -> int:
        below = [words[column - 1] for words in self.rows[row:]]
        return 1 + next((n for n, text in enumerate(below) if text != ABOVE), len(below))


def examples() -> list[Example]:
    """Read the tables."""
    path = Path(__file__).with_suffix(".toml")
    raw = tomllib.loads(path.read_text("utf-8"))["table"]
    return [
        Example(
            each["name"],
            each["before"],
            each["after"],
            each["head"],
            each["rows"],
            {
                (row, column): {name: None if said == NONE else said for name, said in zip(FIELDS, rest, strict=True)}
                for row, column, *rest in each["values"]
            },
        )
        for each in raw
    ]


def said(records: list[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    """Return the fields of the targets and results of the first table, by row and column."""
    return {
        (record["cell"][1], record["cell"][2]): {name: record[name] for name in FIELDS}
        for record in records
        if record["type"] in ("target", "result") and record["cell"] and record["cell"][0] == 1
    }
