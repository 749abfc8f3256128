"""Sentences that award something give the funds and provisions that people would read off them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.documents import Row, records

CASES = tomllib.loads((Path(__file__).parent / "wordings" / "award_examples.toml").read_text("utf-8"))["award"]
# A case with `awaited = true` is not read well yet; its test turns red once it is. With `none = true` nothing of the
# type may be found; the value "none" asks that a field has none.
PARAMETERS = [
    pytest.param(
        case,
        id=case["text"].split("\n")[-1][:40],
        marks=[pytest.mark.xfail(strict=True)] if case.get("awaited") else [],
    )
    for case in CASES
]


def agrees(record: Row, wanted: dict[str, Any]) -> bool:
    return all(record.get(name) == (None if value == "none" else value) for name, value in wanted.items())


@pytest.mark.parametrize("case", PARAMETERS)
def test_a_sentence_gives_its_awards(case: dict[str, Any]) -> None:
    found = [record for record in records(case["text"]) if record["type"] == case["type"]]
    assert not (found and case.get("none")), f"nothing is awarded, but found {[_short(record) for record in found]}"
    left = list(found)
    for wanted in case["records"]:
        match = next((record for record in left if agrees(record, wanted)), None)
        assert match is not None, f"no record with {wanted} in {[_short(record) for record in found]}"
        left.remove(match)


def _short(record: Row) -> dict[str, Any]:
    skipped = {"id", "doc_id", "section_id", "quote", "start", "end", "text", "spans", "rule", "flags", "fund_id"}
    return {name: value for name, value in record.items() if value not in (None, [], "") and name not in skipped}
