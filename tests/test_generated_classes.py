"""A number has the class that its words, its time, its heading and its document give it: see wordings/classes.toml."""

from __future__ import annotations

import pytest

from tests.wordings.classes import AWAITED, DATA, FOLDER, Key, class_of, faults, keys, text_of, written

KEYS = list(keys())


def parameters() -> list[object]:
    """Return all wordings as parameters; one that is awaited must fail until its entry is taken out."""
    waits = pytest.mark.xfail(strict=True, reason="see classes_awaited.toml")
    return [pytest.param(key, id=" ".join(key), marks=waits if key in AWAITED else ()) for key in KEYS]


@pytest.mark.parametrize("key", parameters())
def test_a_number_has_the_class_that_its_text_gives(key: Key) -> None:
    assert not faults(key), text_of(key)


def test_there_are_wordings_of_each_class_clause_time_heading_and_document() -> None:
    assert {class_of(key) for key in KEYS} == {"target", "result", "provision", "none"}
    for place, part in enumerate(("clauses", "times", "sections", "documents")):
        assert {key[place] for key in KEYS} == set(DATA[part])


def test_what_is_awaited_is_a_wording_and_stands_as_it_is_written() -> None:
    assert set(KEYS) >= AWAITED
    assert (FOLDER / "classes_awaited.toml").read_text("utf-8") == written(AWAITED)
