"""A number has the time that its text gives it, wherever the time stands: see wordings/periods.toml."""

from __future__ import annotations

import pytest

from tests.wordings.periods import DATA, Key, faults, keys, text_of


def _is_awaited(key: Key) -> bool:
    """Return whether a wording is listed in periods.toml as `place time document`, or with its statement behind."""
    place, time, statement, document = key
    line = f"{place} {time} {document}"
    return line in DATA["awaited"] or f"{line} {statement}" in DATA["awaited"]


def _wordings() -> list[object]:
    waits = pytest.mark.xfail(strict=True, reason="awaited in periods.toml")
    return [pytest.param(key, marks=waits if _is_awaited(key) else (), id=" ".join(key)) for key in keys()]


@pytest.mark.parametrize("key", _wordings())
def test_a_number_has_the_time_that_its_text_gives(key: Key) -> None:
    assert not faults(key), text_of(key)


def test_awaited_wordings_are_wordings() -> None:
    lines = {f"{place} {time} {document}" for place, time, _, document in keys()}
    assert {" ".join(line.split()[:3]) for line in DATA["awaited"]} <= lines
