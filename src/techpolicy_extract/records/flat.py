"""The fields of a record by name, as its draft holds them: a draft's `cap` is `cap_value`, `cap_unit`, `cap_amount`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import get_args, get_type_hints

from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.model import Quantity
from techpolicy_extract.nouns.sums import Baseline, ComparedSum, Rate, Sum

# What an attribute of several fields holds, each with the field's name behind the attribute's.
_PARTS: dict[object, tuple[str, ...]] = {
    Sum: ("value", "unit", "amount"),
    ComparedSum: ("comparator", "value", "unit", "amount"),
    Rate: ("comparator", "percent", "max_percent"),
    Baseline: ("value", "unit"),
}
_VALUE = ("value", "value_max", "unit", "amount", "amount_max", "dimension")  # of a Quantity: names of their own
_COMMON = frozenset(each.name for each in fields(Draft))


def json_number(value: Decimal) -> int | float:
    """Turn a Decimal into the JSON number that prints as it was written."""
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The fields of a type of draft: see `paths`, `attributes` and `settable`."""

    paths: dict[str, tuple[str, str | None]]
    attributes: tuple[str, ...]
    settable: frozenset[str]


_SHAPES: dict[type[Draft], _Shape] = {}


def paths(kind: type[Draft]) -> dict[str, tuple[str, str | None]]:
    """Return for each field of a record the attribute of its draft that holds it, and the part of that attribute."""
    return _shape(kind).paths


def attributes(kind: type[Draft]) -> tuple[str, ...]:
    """Return the attributes of a draft that hold fields of its record, in their order."""
    return _shape(kind).attributes


def settable(kind: type[Draft]) -> frozenset[str]:
    """Return the fields that a rule may set: those that no number of the text and no other record makes."""
    return _shape(kind).settable


def _shape(kind: type[Draft]) -> _Shape:
    if kind not in _SHAPES:
        _SHAPES[kind] = _read_shape(kind)
    return _SHAPES[kind]


def _read_shape(kind: type[Draft]) -> _Shape:
    """Read the fields of a type of draft off the annotations of its attributes."""
    hints = get_type_hints(kind)
    found: dict[str, tuple[str, str | None]] = {}
    plain: set[str] = set()
    own = tuple(each.name for each in fields(kind) if each.name not in _COMMON)
    for name in own:
        types = get_args(hints[name]) or (hints[name],)
        if Quantity in types:
            found |= {part: (name, part) for part in _VALUE}
        elif parts := next((_PARTS[each] for each in types if each in _PARTS), None):
            found |= {f"{name}_{part}": (name, part) for part in parts}
        else:
            found[name] = (name, None)
            if not any(isinstance(each, type) and issubclass(each, Draft) for each in types):
                plain.add(name)
    return _Shape(found, own, frozenset(plain))


def value_of(draft: Draft, name: str) -> object:
    """Return what a draft holds for a field of its record, None for a field that it has not.

    A relation to another record is that record's draft.
    """
    path = paths(type(draft)).get(name)
    return None if path is None else _held(draft, *path)


def _held(draft: Draft, attribute: str, part: str | None) -> object:
    held: object = getattr(draft, attribute)
    if part is None or held is None:
        return held
    value: object = getattr(held, part)
    return json_number(value) if isinstance(value, Decimal) else value


def fields_of(draft: Draft) -> dict[str, object]:
    """Return all fields that a draft holds by their names, in the order of its attributes."""
    return {name: _held(draft, *path) for name, path in paths(type(draft)).items()}
