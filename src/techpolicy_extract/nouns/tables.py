"""What the tables of a document say: data without behaviour. Spans and cells are in the normalised text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from techpolicy_extract.nouns.grids import Grid, GridCell
from techpolicy_extract.nouns.model import Lexeme, Quantity
from techpolicy_extract.nouns.text import Span

Role = Literal["index", "category", "indicator", "unit", "binding", "remark", "task", "due", "value"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `number` counts from 1; the other fields are those of a column of values.

    `when` is the time in its head, `planned` whether the words of its head say aimed at or reached (None where they
    say neither), `unit` what stands there in brackets.
    """

    number: int
    role: Role | None
    head: str
    unit: str | None = None
    when: Lexeme | None = None
    planned: bool | None = None
    growth: bool = False
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head: its columns, and how many rows it has, a title that spans the table included."""

    columns: tuple[Column, ...]
    rows: int

    @property
    def names(self) -> list[Column]:
        """Return the columns that name what a row counts: indicators, or else tasks."""
        return self.of("indicator") or self.of("task")

    def of(self, role: Role) -> list[Column]:
        """Return the columns of a role, from left to right."""
        return [column for column in self.columns if column.role == role]


@dataclass(frozen=True, slots=True)
class ValueCell:
    """A value of an indicator table: its cell, its value, and what its row and column say about it.

    `name` is the indicator, without the numbering, the unit in brackets and 其中 (`among`) around it. `quote` reaches
    from the row's first cell to the value. `due` is the day by which the row is due, where a column says so.
    """

    cell: GridCell
    lexeme: Lexeme
    quantity: Quantity
    comparator: str
    column: Column
    name: str
    name_at: Span
    among: bool
    binding: bool | None
    quote: Span
    measure: str | None = None
    cumulative: bool = False
    due: Lexeme | None = None


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """An indicator table: its head, its values row by row, and every cell of it that is read."""

    head: Head
    values: tuple[ValueCell, ...]
    claimed: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row that says who answers for a task, or by when it is due.

    `cells` has the role, start and end of each cell that names bodies. `task` is what they answer for, `due` the cell
    that says by when; both are None where no column says so.
    """

    quote: Span
    cells: tuple[tuple[str, int, int], ...] = ()
    task: str | None = None
    due: Span | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a document, read once: as grids, as indicators with values, as rows of tasks.

    `tasks` are rows of grids, `lines` rows of tables in running text, whose cells are separated by tabs.
    """

    grids: tuple[Grid, ...] = ()
    indicators: tuple[IndicatorTable, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    lines: tuple[TaskRow, ...] = ()
