"""Hold a flat record against the schema of its type."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from techpolicy_extract.records import TYPES


def fault_of(record: dict[str, Any]) -> str | None:
    """Say in one phrase what is wrong with a record, the first fault only; None where it is valid."""
    model = TYPES.get(str(record.get("type")))
    if model is None:
        return f"unknown record type {record.get('type')!r}"
    try:
        model.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        return f"{field}: {first['msg']} (it is {first['input']!r:.60})"
    return None
