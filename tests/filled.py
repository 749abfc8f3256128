"""Make records with every field filled, from the models: fields that are added later are filled as well."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from techpolicy_extract.products.tables.columns import DATES, DAYS
from techpolicy_extract.records import SCHEMA_VERSION, TYPES
from techpolicy_extract.records.base import Record

Row = dict[str, Any]
# Which of a field's allowed values to take: the first, with whole numbers, or the last, with decimals.
CHOICES = (0, -1)
_LENGTHS = (2, 3, 4, 1)


def document(choice: int) -> list[Row]:
    """Return the records of one document: one of each type, all fields filled, the document record first."""
    numbers = count(11 if choice == 0 else 1011)
    return [_record(kind, model, choice, numbers) for kind, model in TYPES.items()]


def rows(*types: str) -> list[Row]:
    """Return the records of one document for each choice: those of `types`, or all where none is given."""
    return [row for choice in CHOICES for row in document(choice) if not types or row["type"] in types]


def _record(kind: str, model: type[Record], choice: int, numbers: Iterator[int]) -> Row:
    row = {name: _filled(name, field.annotation, choice, numbers) for name, field in model.model_fields.items()}
    place = CHOICES.index(choice)
    row |= {"id": f"{kind}-{place}", "doc_id": f"d{place}"}
    row |= {"schema_version": SCHEMA_VERSION} if kind == "document" else {}
    model.model_validate(row)
    empty = [name for name, value in row.items() if value is None or value in ("", [], {})]
    assert not empty, f"not filled: {empty}"
    return row


def _filled(name: str, annotation: Any, choice: int, numbers: Iterator[int]) -> Any:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _filled(name, [each for each in args if each is not NoneType][choice], choice, numbers)
    if origin is Annotated and get_origin(args[0]) is not list:
        return _filled(name, args[0], choice, numbers)
    if origin is Literal:
        return args[choice]
    if origin is dict:
        return {each: _filled(name, args[1], choice, numbers) for each in ("first", "second")}
    if origin is list or origin is Annotated:
        return _list(name, annotation, choice, numbers)
    return _single(name, annotation, choice, next(numbers))


def _list(name: str, annotation: Any, choice: int, numbers: Iterator[int]) -> list[Any]:
    """Return a list of a length that its type allows."""
    inner = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    for length in _LENGTHS:
        found = [_filled(name, get_args(inner)[0], choice, numbers) for _ in range(length)]
        try:
            TypeAdapter(annotation).validate_python(found)
        except ValidationError:
            continue
        return found
    raise AssertionError(f"no list for {name}: {annotation}")


def _single(name: str, annotation: Any, choice: int, number: int) -> Any:
    if annotation is str and name in DAYS | DATES:
        loose = choice != 0 and name in DATES
        return f"20{number % 90 + 10}-{'Q3' if loose else '03-05'}"
    return {str: f"{name} 第{number}", int: number, float: number + 0.25, bool: choice == 0}[annotation]
