"""Texts of tests/negative that commit to nothing: no number, no money, no deadline is found in them.

The contacts that such a text gives may be found, except in NAME.no-contact.txt.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.documents import checked, shown

FOLDER = Path(__file__).parent / "negative"
SILENT = ("target", "result", "fund", "provision", "deadline")
KNOWN: dict[str, str] = tomllib.loads((FOLDER / "known.toml").read_text("utf-8"))


def texts() -> list[Any]:
    """Return each file as a parameter; one that is known to fail must fail until its entry is removed."""
    return [
        pytest.param(
            path,
            id=path.stem,
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[path.stem])] if path.stem in KNOWN else [],
        )
        for path in sorted(FOLDER.glob("*.txt"))
    ]


@pytest.mark.parametrize("path", texts())
def test_a_text_without_commitments_is_silent(path: Path) -> None:
    silent = (*SILENT, "contact") if path.stem.endswith(".no-contact") else SILENT
    found = [row for row in checked(path.read_text("utf-8")) if row["type"] in silent]
    if found:
        pytest.fail(f"{path.name} makes the pipeline speak:\n{shown(found)}", pytrace=False)


def test_each_known_failure_is_a_text_and_says_why() -> None:
    stems = {path.stem for path in FOLDER.glob("*.txt")}
    assert set(KNOWN) <= stems
    assert all(reason.strip() for reason in KNOWN.values())
