"""Rows of tables that say who answers for what, and by when (重点任务 | 牵头单位 | 配合单位 | 完成时限)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from techpolicy_extract.lexicon.duty_words import ROLES, column_role
from techpolicy_extract.lexicon.table_heads import role_of
from techpolicy_extract.nouns.grids import Grid, GridCell, lines_of_row
from techpolicy_extract.nouns.tables import TaskRow
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy

_HEAD_WITHIN = 4  # rows from the top in which the head of a table stands
_MOST = 6  # lines that one row is looked for in
_LONG = 60  # characters of a task that is told whole; of a longer one its first sentence
_FIRST = lazy(r"[^。；：\n]{1,120}")
_NUMBERING = lazy(r"^(?:\d{1,3}[.、．]|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、]|[①-⑳])\s?")


def line_rows(text: str) -> Iterator[TaskRow]:
    """Yield the rows of tables in running text: lines of cells under a line that names columns as `grid_rows` asks."""
    columns: list[str | None] = []
    lines = text.split("\n")
    start = number = 0
    while number < len(lines):
        line, used = lines[number], 1
        cells = line.split("\t")
        if len(cells) < 2:
            columns = []
        elif _is_head(named := [column_role(cell) or role_of(cell) for cell in cells]):
            columns = named
        elif columns:
            used = lines_of_row(
                [each.count("\t") + 1 for each in lines[number : number + _MOST]], len(columns), tail=True
            )
            line = "\n".join(lines[number : number + used])
            if len(cells := line.split("\t")) == len(columns):
                yield _line(text, Span(start, start + len(line)), cells, columns)
        start += len(line) + 1
        number += used


def _is_head(roles: Iterable[str | None]) -> bool:
    """Return whether columns are named of which one is of duty, or one of due dates beside one of tasks."""
    named = set(filter(None, roles))
    return bool(named & set(ROLES)) or {"task", "due"} <= named


def _line(text: str, whole: Span, cells: list[str], columns: list[str | None]) -> TaskRow:
    found: dict[str, GridCell] = {}
    bodies = []
    start = whole.start
    for column, (cell, role) in enumerate(zip(cells, columns, strict=True), 1):
        if role in ROLES:
            bodies.append((role, start, start + len(cell)))
        elif role and cell.strip():
            found[role] = GridCell(start, start + len(cell), 1, column, 1, 1)
        start += len(cell) + 1
    task, due = found.get("task") or found.get("indicator"), found.get("due")
    named = _task(text, task) if task else None
    return TaskRow(whole, tuple(bodies), named, Span(due.start, due.end) if due else None)


def grid_rows(text: str, grids: Sequence[Grid]) -> Iterator[TaskRow]:
    """Yield the rows of the tables whose head names a column of duty or of due dates beside one of tasks."""
    for grid in grids:
        for head in range(1, min(_HEAD_WITHIN, grid.height) + 1):
            roles = {cell.column: _role(text, cell) for cell in grid.row(head)}
            if _is_head(roles.values()):
                below = max(cell.row + cell.rows for cell in grid.row(head))
                found = (_row(text, grid, roles, row) for row in range(below, grid.height + 1))
                yield from (place for place in found if place)
                break


def _role(text: str, cell: GridCell) -> str | None:
    words = text[cell.start : cell.end]
    return column_role(words) or role_of(words)


def _row(text: str, grid: Grid, roles: dict[int, str | None], row: int) -> TaskRow | None:
    """Read a row; a cell merged with those above counts for each. None for a row that one cell spans."""
    own = [cell for cell in grid.row(row) if cell.row == row and cell.end > cell.start]
    if not own or own[0].columns >= grid.width:
        return None
    held = {column: grid.covering.get((row, column)) for column in roles}
    filled = {column: cell for column, cell in held.items() if cell and cell.end > cell.start}
    bodies = tuple((role, cell.start, cell.end) for column, cell in filled.items() if (role := roles[column]) in ROLES)
    tasks = [cell for column, cell in filled.items() if roles[column] in ("task", "indicator")]
    due = next((Span(cell.start, cell.end) for column, cell in filled.items() if roles[column] == "due"), None)
    quote = Span(min(cell.start for cell in own), max(cell.end for cell in own))
    return TaskRow(quote, bodies, _task(text, tasks[-1]) if tasks else None, due)


def _task(text: str, cell: GridCell) -> str | None:
    words = _NUMBERING.sub("", text[cell.start : cell.end])
    whole = words.replace("\n", "")
    found = _FIRST.match(words)
    return whole.rstrip("。；") if len(whole) <= _LONG else found[0] if found else None
