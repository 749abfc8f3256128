"""Compare the records of a wording with those that its meaning asks for."""

from __future__ import annotations

import unicodedata
from typing import Any

from tests.documents import Row, records
from tests.wordings.grammar import ROLES, Fields, Wording

_SAME = 0.8  # share of their characters that two phrases have in common
_HELD = 0.5  # length of a phrase that another holds, as a share of that
_SOFT = ("condition", "beneficiary", "per", "rate_base")


def faults(wording: Wording) -> list[str]:
    """Return a line for each thing that is not as the meaning asks; none for a wording that is read well."""
    rows = records(wording.text)
    funds = [row for row in rows if row["type"] == "fund"]
    funds.sort(key=_place)
    found = _others(wording, rows)
    if len(funds) != len(wording.records):
        return [f"funds: expected {len(wording.records)}, got {len(funds)}", *found]
    for number, (row, wanted) in enumerate(zip(funds, wording.records, strict=True), 1):
        found += [f"{fault} (record {number})" for fault in _differences(row, wanted)]
        if "grade_of" in wanted:
            place = wanted["grade_of"]
            name = None if place is None else funds[place]["id"]
            if row["grade_of"] != name:
                found.append(f"grade_of: expected {'none' if place is None else 'the first'} (record {number})")
    return found


def _place(row: Row) -> int:
    """Return where what a fund gives begins."""
    spans = [row["spans"].get(f"{role}_{'percent' if role == 'rate' else 'value'}") for role in ROLES[1:]]
    return min((int(span[0]) for span in spans if span), default=int(row["start"]))


def _others(wording: Wording, rows: list[Row]) -> list[str]:
    """Return a line for each number of the sentence that a record of another type took, and for missing provisions."""
    second = [row for row in rows if row["type"] == "provision" and row["unit"] == "件"]
    found = [
        f"{row['type']}: {row['text']!r} took {row['value']}{row['unit']}"
        for row in rows
        if row["type"] in ("target", "result", "provision") and row not in second
    ]
    if len(second) != wording.second or any(row["kind"] != "eligibility" for row in second):
        found.append(f"provision: expected {wording.second} of eligibility, got {[row['kind'] for row in second]}")
    return found


def _differences(row: Row, wanted: Fields) -> list[str]:
    found = []
    for role in ROLES:
        got = row[f"{role}_{'percent' if role == 'rate' else 'amount'}"]
        if got != wanted[role]:
            found.append(f"{role}: expected {wanted[role]}, got {got}")
    if "threshold_comparator" in wanted and row["threshold_comparator"] != wanted["threshold_comparator"]:
        found.append(
            f"threshold_comparator: expected {wanted['threshold_comparator']}, got {row['threshold_comparator']}"
        )
    for name in _SOFT:
        if name in wanted and not similar(wanted[name], row[name]):
            found.append(f"{name}: expected {wanted[name]!r}, got {row[name]!r}")
    if "words" in wanted and wanted["words"] not in f"{row['condition']} {row['beneficiary']}":
        found.append(f"condition: lacks {wanted['words']!r}, got {row['condition']!r}")
    return found


def similar(first: Any, second: Any) -> bool:
    """Tell whether two phrases agree: one holds the other, or they share four fifths of their characters."""
    if first is None or second is None:
        return first is second
    one, other = _folded(first), _folded(second)
    if not one or not other:
        return one == other
    if one in other or other in one:
        return min(len(one), len(other)) / max(len(one), len(other)) >= _HELD
    common = sum(min(one.count(each), other.count(each)) for each in set(one))
    return 2 * common / (len(one) + len(other)) >= _SAME


def _folded(value: str) -> str:
    text = unicodedata.normalize("NFKC", value)
    return "".join(each for each in text if not each.isspace() and each not in "“”\"'‘’《》〈〉")
