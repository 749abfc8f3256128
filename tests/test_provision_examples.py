"""Sentences that rule something give the provisions that people would read off them; others give none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.documents import differences, records, shown

DATA = tomllib.loads((Path(__file__).parent / "wordings" / "provision_examples.toml").read_text("utf-8"))
# A case with `awaited` says why it is not read well yet; its test turns red once it is.
CASES = [
    pytest.param(
        case,
        id=case["text"].split("\n")[-1][:40],
        marks=[pytest.mark.xfail(strict=True, reason=case["awaited"])] if "awaited" in case else [],
    )
    for case in DATA["provision"]
]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_gives_its_provisions(case: dict[str, Any]) -> None:
    found = records(case["text"], "provision")
    assert len(found) == len(case["records"]), shown(found)
    assert not [
        line for row, wanted in zip(found, case["records"], strict=True) for line in differences(row, wanted)
    ], shown(found)


@pytest.mark.parametrize("text", DATA["silent"])
def test_a_sentence_rules_nothing(text: str) -> None:
    assert not records(text, "provision")
