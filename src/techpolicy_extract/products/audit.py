"""List every numeral of a document with its class, and the record and field that hold it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from techpolicy_extract.nouns.model import Source
from techpolicy_extract.nouns.numerals import NUMBER_FIELDS, Holder, Numeral
from techpolicy_extract.pipeline import Trace, trace
from techpolicy_extract.rules.packs import RuleSet

_WITHHELD = "withheld: told of what others aim at"


def audit(source: Source, rules: RuleSet | None = None) -> list[dict[str, Any]]:
    """Return one row for each numeral expression, in order of its position in the source text.

    Keys: path, start, end, text, class, kind, record, fields, also, note. `start` and `end` are positions in the source
    text. `record` and `fields` name what holds the numeral; `also` lists the other records that have this date or name
    in a field.
    """
    traced = trace(source, rules)
    document = str(traced.records[0]["id"])
    return [_row(numeral, source, traced, document) for numeral in traced.numerals]


def summary(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Count rows by class, sorted by the name of the class."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["class"]] = counts.get(row["class"], 0) + 1
    return dict(sorted(counts.items()))


def _row(numeral: Numeral, source: Source, traced: Trace, document: str) -> dict[str, Any]:
    held: dict[str, list[str]] = {}
    for holder in sorted(numeral.holders, key=_order):
        record = document if holder.draft is None else traced.ids.get(id(holder.draft))
        if record:
            held.setdefault(record, []).append(holder.field)
    first = next(iter(held), None)
    withheld = numeral.klass == "field" and first is None
    return {
        "path": source.path,
        "start": numeral.place.start,
        "end": numeral.place.end,
        "text": source.text[slice(*numeral.place)],
        "class": numeral.klass,
        "kind": numeral.kind,
        "record": first,
        "fields": held[first] if first else [],
        "also": list(held)[1:],
        "note": _WITHHELD if withheld else None,
    }


def _order(holder: Holder) -> int:
    """Return the sort key of a holder: number fields first, then a deadline's date, other fields, the document."""
    if holder.field in NUMBER_FIELDS:
        return 0
    if holder.draft is None:
        return 3
    return 1 if holder.field == "date_text" else 2
