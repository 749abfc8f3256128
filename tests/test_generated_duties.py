"""One meaning in many wordings: who answers for a task gives the same record, whatever its words and its place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wordings.duties import AWAITED, DATA, Key, cause, document, faults, keys, places


def parameters() -> list[Any]:
    """Return all wordings as parameters; one that is awaited must fail until its entry is taken out."""
    return [
        pytest.param(
            key,
            id="-".join(key),
            marks=[pytest.mark.xfail(strict=True, reason=reason)] if (reason := cause(key)) else [],
        )
        for key in keys()
    ]


@pytest.mark.parametrize("key", parameters())
def test_a_wording_gives_the_record_of_its_meaning(key: Key) -> None:
    if found := faults(key):
        pytest.fail("\n  ".join([document(key), *found]), pytrace=False)


def test_the_grammar_is_as_wide_as_it_says() -> None:
    assert len(DATA["forms"]) >= 30
    assert len(places()) >= 10
    assert set(DATA["bodies"]) >= {"one", "several", "elided", "local", "more"}


def test_what_is_awaited_is_a_wording() -> None:
    assert set(AWAITED) <= {" ".join(key) for key in keys()}
