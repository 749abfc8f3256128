"""The columns of each record type: in the order of the fields in `records`, with Chinese names from the lexicon."""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.labels import field_name
from techpolicy_extract.products.tables.model import Column, Form
from techpolicy_extract.records import TYPES
from techpolicy_extract.records.base import Record

# The fields of a document that each of its records shows.
JOINED = ("title", "doc_number", "issuers", "issued_on", "region", "genre", "source_path")
# Dates that are always full, and dates that may be known to the year or month only.
DAYS = frozenset({"issued_on", "published_on", "hosted_on", "plan_start", "plan_end", "period_start", "period_end"})
DATES = frozenset({"date", "date_start"})


@cache
def sheet_columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of a sheet or CSV file: those of the document, then those of the record, without `spans`."""
    return tuple(each for each in typed_columns(kind) if each.form != "json" and not _is_extra(each))


@cache
def typed_columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of a typed table: those of a sheet, `spans` as JSON text, and a day for each partial date.

    `date` is text, because 2025 and 2025-06 are dates, too. The column `date_day` beside it has the day of full dates
    and is empty for the others.
    """
    found = [*_joined(kind)]
    for name, field in TYPES[kind].model_fields.items():
        form = _form(name, field.annotation)
        found.append(Column(name, field_name(kind, name), form, name, element=_element(field.annotation)))
        if form == "date":
            found.append(Column(f"{name}_day", field_name(kind, name) + _affix("day"), "day", name))
    return tuple(found)


def reading_order(kind: str) -> tuple[Column, ...]:
    """Return a sheet's columns as a person reads them: quote, own fields, document, fields that every record has."""
    columns = sheet_columns(kind)
    frame = [each for each in columns if not each.joined and each.name in Record.model_fields]
    own = [each for each in columns if not each.joined and each.name not in Record.model_fields]
    quote = [each for each in frame if each.name == "quote"]
    rest = [each for each in frame if each.name != "quote"]
    return (*quote, *own, *(each for each in columns if each.joined), *rest)


def words(table: str) -> dict[str, Any]:
    """Return a table of the lexicon's Chinese texts: `words`, `about`, `calendar`, `flags`."""
    found: dict[str, Any] = load("labels")[table]
    return found


def codes(kind: str, field: str) -> dict[str, str]:
    """Return the Chinese meanings of a field's codes; empty where its values need no explanation."""
    known = load("labels")["codes"]
    name = "comparator" if field.endswith("_comparator") else field
    found: dict[str, str] = known.get(kind, {}).get(field) or known.get(name, {})
    return found


def _joined(kind: str) -> list[Column]:
    if kind == "document":
        return []
    fields = TYPES["document"].model_fields
    return [
        Column(
            f"document_{name}",
            _affix("document") + field_name("document", name),
            _form(name, fields[name].annotation),
            name,
            joined=True,
            element=_element(fields[name].annotation),
        )
        for name in JOINED
    ]


def _affix(name: str) -> str:
    return str(load("labels")["affixes"][name])


def _is_extra(column: Column) -> bool:
    """Return whether a column repeats what another column shows."""
    return column.form == "day" and column.field in DATES


def _form(name: str, annotation: Any) -> Form:
    if name in DAYS:
        return "day"
    if name in DATES:
        return "date"
    return _form_of(_kinds(annotation))


def _form_of(kinds: set[type]) -> Form:
    """Return the form of a field of these Python types. Raises KeyError where no column can hold them."""
    forms: dict[frozenset[type], Form] = {
        frozenset({str}): "text",
        frozenset({int}): "integer",
        frozenset({int, float}): "number",
        frozenset({bool}): "boolean",
        frozenset({list}): "list",
        frozenset({dict}): "json",
    }
    return forms[frozenset(kinds)]


def _element(annotation: Any) -> Form | None:
    """Return the form of the elements of a list field; None where the field is no list."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return next((found for each in args if (found := _element(each))), None)
    if origin is Annotated:
        return _element(args[0])
    return _form_of(_kinds(args[0])) if origin is list else None


def _kinds(annotation: Any) -> set[type]:
    """Return the Python types that an annotation allows, without None."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return set().union(*(_kinds(each) for each in args)) - {NoneType}
    if origin is Annotated:
        return _kinds(args[0])
    if origin is Literal:
        return {type(each) for each in args}
    return {origin or annotation}
