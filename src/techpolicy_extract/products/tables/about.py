"""The first sheet of a workbook: what was read, by which version, and how to read the rest. No dates, no times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from techpolicy_extract.lexicon.labels import field_name, type_name
from techpolicy_extract.nouns.version import __version__
from techpolicy_extract.products.tables.columns import codes, sheet_columns, words
from techpolicy_extract.products.tables.writing import Writing
from techpolicy_extract.records import TYPES

# A line of the sheet: the name of its style, and its cells.
Line = tuple[str, tuple[Any, ...]]


def lines(writing: Writing, cut: int) -> Iterator[Line]:
    """Yield the lines of the sheet. `cut` is the number of cells that were shortened to fit."""
    say = words("about")
    yield "title", (say["title"],)
    for name, value in _facts(writing, cut):
        yield "fact", (say[name], value)
    yield from _block(say["reading"], (), ((note,) for note in say["notes"]), style="note")
    yield from _block(say["counts"], say["count_heads"], _counts(writing))
    yield from _block(say["genres"], say["genre_heads"], _genres(writing))
    yield from _block(say["flags"], say["flag_heads"], words("flags").items())
    yield from _block(say["codes"], say["code_heads"], _codes(writing))


def sheet_name(kind: str, number: int = 1) -> str:
    """Return the name of a type's sheet; where a type needs several, the second and later ones are numbered."""
    return f"{type_name(kind)} {kind}" + (f" ({number})" if number > 1 else "")


def _facts(writing: Writing, cut: int) -> Iterator[tuple[str, Any]]:
    found, chosen = writing.found, [each.type for each in writing.selection.tables]
    yield "program", f"techpolicy-extract {__version__}"
    for name, field in (("rules", "rules_version"), ("schema", "schema_version")):
        yield name, "；".join(sorted({row[field] for row in found.documents}))
    yield "documents", len(found.documents)
    if found.errors:
        yield "failed", len(found.errors)
    if len(chosen) < len(TYPES):
        yield "types", "；".join(chosen)
    if writing.where is not None:
        yield "where", writing.where
    if cut:
        yield "cut", cut


def _counts(writing: Writing) -> Iterator[tuple[Any, ...]]:
    for table in writing.selection.tables:
        yield sheet_name(table.type), len(writing.found.entries[table.type]), len(table.entries)


def _genres(writing: Writing) -> Iterator[tuple[Any, ...]]:
    counts = Counter(row["genre"] for row in writing.found.documents)
    yield from sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _codes(writing: Writing) -> Iterator[tuple[str, str, str]]:
    """Yield field, code and meaning of each code once, under the first field that uses it."""
    seen: set[tuple[str, str]] = set()
    for table in writing.selection.tables:
        for column in sheet_columns(table.type):
            known = {} if column.joined else codes(table.type, column.field)
            new = {code: meaning for code, meaning in known.items() if (code, meaning) not in seen}
            seen |= set(new.items())
            for code, meaning in new.items():
                yield f"{field_name(table.type, column.field)} {column.field}", code, meaning


def _block(title: str, heads: Any, rows: Any, style: str = "row") -> Iterator[Line]:
    yield "blank", ()
    yield "head", (title,)
    if heads:
        yield "heads", tuple(heads)
    for row in rows:
        yield style, tuple(row)
