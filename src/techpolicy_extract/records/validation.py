"""Check a record against the schema of its type."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from techpolicy_extract.records import TYPES

# The wanted type, by the first word of pydantic's name for a fault; of a union only the first member is named.
_WANTED = {
    "int": "a whole number",
    "float": "a number",
    "string": "a text",
    "bool": "true or false",
    "list": "a list",
    "dict": "an object",
}


def fault_of(record: dict[str, Any]) -> str | None:
    """Return the first fault of a record as one phrase in our own words; None where it is valid."""
    model = TYPES.get(str(record.get("type")))
    if model is None:
        return f"unknown record type {record.get('type')!r}"
    try:
        model.model_validate(record)
    except ValidationError as error:
        return _phrase(error.errors(include_url=False), model.model_fields)
    return None


def _phrase(faults: list[Any], known: Any) -> str:
    """Phrase the first fault. For a union, pydantic reports a fault of each member at the same field."""
    first = faults[0]
    path = _path(first["loc"])
    kinds = [each["type"] for each in faults if _path(each["loc"]) == path]
    kind, value, bounds = first["type"], first["input"], first.get("ctx", {})
    if kind == "missing":
        return f"the field {path!r} is missing"
    if kind == "extra_forbidden":
        return f"there is no field {path!r}"
    shown = f"{value!r:.60}"
    if kind == "literal_error":
        return f"{path}: {shown} is not one of {bounds['expected']}"
    if kind == "greater_than_equal":
        return f"{path}: {shown} is less than {bounds['ge']}"
    if kind in ("too_short", "too_long"):
        wanted = bounds.get("min_length", bounds.get("max_length"))
        return f"{path}: {wanted} elements are wanted, not {len(value)}"
    words = [each.partition("_")[0] for each in kinds]
    word = "float" if "float" in words else words[0]
    if word in _WANTED:
        return f"{path}: {_WANTED[word]} is wanted, not {shown}"
    return f"{path}: {shown} does not fit"


def _path(loc: tuple[Any, ...]) -> str:
    """Return the names of a field and of what is in it, without those that stand for the members of a union."""
    members = ("int", "float", "str", "bool")
    return ".".join(str(part) for part in loc if part not in members and "[" not in str(part))
