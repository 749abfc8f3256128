"""Trace each field of a record back to the source text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from techpolicy_extract.nouns.model import Rule, Source
from techpolicy_extract.records.base import Record

Row = dict[str, Any]

# Flag → prefix of the field names whose values were taken from elsewhere.
_INHERITED = {"period_inherited": "period_", "indicator_inherited": "indicator"}
# Field → the fields whose values were derived from it.
_WITH = {
    "value": ("comparator", "value_max", "unit", "amount", "amount_max", "dimension", "measure"),
    "rate_percent": ("rate_comparator", "rate_max_percent"),
    "date_text": (
        *("date", "date_start", "precision", "date_alternatives", "recurs"),
        *("offset_days", "workdays", "anchor"),
    ),
    "indicator": ("indicator_id",),
    "phones": ("phones_e164",),
    "doc_number": ("year",),
    "name": ("fund_id", "instrument"),
    "lead": ("lead_full",),
    "participants": ("participants_full",),
}
_FROM = {name: source for source, names in _WITH.items() for name in names}


def origins(record: Row, source: Source, rule: Rule | None) -> list[Row]:
    """Return a row for each field with a value: name, value, origin and, where known, its places in the source text."""
    return [
        {"field": name, "value": record[name], **_origin(record, name, source, rule)}
        for name in record
        if name not in Record.model_fields and record[name] not in (None, [])
    ]


def _origin(record: Row, name: str, source: Source, rule: Rule | None) -> Row:
    if name in record["spans"]:
        places = list(_places(record["spans"][name]))
        texts = [source.text[start:end] for start, end in places]
        how = "inherited" if _is_inherited(record, name, places) else "source"
        return {"origin": how, "places": places, "text": texts}
    if rule is not None and name in rule.set and rule.set[name] == record[name]:
        return {"origin": "rule", "places": [], "text": []}
    if any(flag in record["flags"] and name.startswith(head) for flag, head in _INHERITED.items()):
        return {"origin": "inherited", "places": [], "text": []}
    if base := _base(record, name):
        places = list(_places(record["spans"][base]))
        return {"origin": f"worked out from {base}", "places": places, "text": [source.text[a:b] for a, b in places]}
    if isinstance(record[name], str) and record[name] in record["text"]:
        return {"origin": "read in the quote", "places": [], "text": []}
    return {"origin": "worked out", "places": [], "text": []}


def _places(span: list[Any]) -> Iterator[list[int]]:
    yield from span if span and isinstance(span[0], list) else [span]


def _is_inherited(record: Row, name: str, places: list[list[int]]) -> bool:
    """Return whether a flag says that a field was taken from elsewhere and its places do not say otherwise.

    A period counts as inherited even where a part of it is in the quote.
    """
    flagged = any(flag in record["flags"] and name.startswith(head) for flag, head in _INHERITED.items())
    outside = all(end <= record["start"] or start >= record["end"] for start, end in places)
    return flagged and (outside or name.startswith("period_"))


def _base(record: Row, name: str) -> str | None:
    """Return the field with a span that a field without one was derived from: total_value for total_unit."""
    for base in (_FROM.get(name), f"{name.partition('_')[0]}_value"):
        if base in record["spans"]:
            return base
    return None
