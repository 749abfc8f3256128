"""Chinese names of what records hold, as tables and schemas show them."""

from __future__ import annotations

from techpolicy_extract.lexicon import load


def field_name(kind: str, field: str) -> str:
    """Return the Chinese name of a field of a record type. Raises KeyError where the lexicon has none."""
    labels = load("labels")
    return str(labels["own"].get(kind, {}).get(field) or labels["fields"][field])


def type_name(kind: str) -> str:
    """Return the Chinese name of a record type. Raises KeyError where the lexicon has none."""
    return str(load("labels")["types"][kind])
