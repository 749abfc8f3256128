"""Sentences about money and counts give the records of their meaning, by the mechanism that each is a sample of."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.documents import QUANTITIES, records
from tests.wordings.compare import similar

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "wordings" / "money_and_counts.toml").read_text("utf-8"))
COUNTS = (*QUANTITIES, "provision")


def faults(place: str, wording: dict[str, Any]) -> list[str]:
    """Return a line for each record that a sentence should give and does not, or gives and should not."""
    text = DATA["places"][place].format(s=wording["s"])
    found = []
    for kind in ("fund", "result"):
        wanted = wording.get(kind, [])
        rows = records(text, *(("fund",) if kind == "fund" else COUNTS))
        each = wanted if isinstance(wanted, list) else [wanted]
        left = [one for one in each if not any(_agrees(row, one) for row in rows if row["type"] == kind)]
        found += [f"no {kind} {one} in {[_said(row, one) for row in rows]}" for one in left]
        if each and kind == "result" and len(rows) != len(each):
            found.append(f"expected {len(each)} numbers, got {[row['value'] for row in rows]}")
    none = wording.get("none")
    unwanted = records(text, *(COUNTS if none == "numbers" else (none,))) if none else []
    return found + [f"unwanted {row['type']} {row['text']!r}" for row in unwanted]


def _agrees(row: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(
        similar(value, row[name]) if isinstance(value, str) else row[name] == value for name, value in wanted.items()
    )


def _said(row: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: row.get(name) for name in ("type", *wanted)}


def parameters() -> list[Any]:
    """Return each sentence of each mechanism; one that is awaited must fail until its mark is taken out."""
    awaited = [pytest.mark.xfail(strict=True, reason="awaited in money_and_counts.toml")]
    return [
        pytest.param(DATA[name]["place"], each, id=f"{name}-{n}", marks=awaited if each.get("awaited") else [])
        for name in DATA
        if name != "places"
        for n, each in enumerate(DATA[name]["wordings"])
    ]


@pytest.mark.parametrize(("place", "wording"), parameters())
def test_a_sentence_gives_the_records_of_its_meaning(place: str, wording: dict[str, Any]) -> None:
    if found := faults(place, wording):
        pytest.fail("\n  ".join([wording["s"], *found]), pytrace=False)
