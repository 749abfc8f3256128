"""One meaning in many layouts: generated contact cards give the same records, however they are laid out."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from tests.wordings.cards import AWAITED, DATA, Key, cause, faults, keys, wording

EACH = 20  # wordings of a layout; `python -m tests.wordings.cards` reads all


def sampled() -> list[Key]:
    """Return a fixed choice of wordings of each layout."""
    mixed = sorted(keys(), key=lambda key: zlib.crc32(" ".join(map(str, key)).encode()))
    return [key for layout in DATA["layouts"] for key in [each for each in mixed if each[0] == layout][:EACH]]


def parameters() -> list[Any]:
    """Return the sample as parameters; one that is awaited must fail until its entry is taken out."""
    return [
        pytest.param(
            key,
            id="-".join(map(str, key)),
            marks=[pytest.mark.xfail(strict=True, reason=why)] if (why := cause(key)) else [],
        )
        for key in sampled()
    ]


@pytest.mark.parametrize("key", parameters())
def test_a_layout_gives_the_cards_of_its_meaning(key: Key) -> None:
    made = wording(key)
    if found := faults(made):
        pytest.fail("\n  ".join([made.cards, *found]), pytrace=False)


def test_the_sample_holds_each_layout_office_name_and_number() -> None:
    chosen = sampled()
    assert {key[0] for key in chosen} == set(DATA["layouts"])
    for place, part in ((2, "offices"), (3, "people"), (4, "numbers")):
        assert {key[place] for key in chosen} - {"none"} == set(DATA[part])


def test_the_layouts_are_as_many_as_they_say() -> None:
    assert len(DATA["layouts"]) >= 12


def test_what_is_awaited_is_a_wording_and_says_why() -> None:
    parts = {str(part) for key in keys() for part in key}
    assert {part for named in AWAITED for part in named.split()} <= parts
    assert all(why.strip() for why in AWAITED.values())


def test_a_wording_says_what_its_cards_hold() -> None:
    made = wording(("one_office", 2, "short", "spaced", "tails"))
    assert made.cards == "高新处联系人：张 明，0571-88881234/4321；李 红，0571-88882345/5432。"
    assert made.cards in made.text
    assert [row["person"] for row in made.records] == [["张明"], ["李红"]]
    assert [row["organization"] for row in made.records] == ["高新处", "高新处"]
    assert [row["phones"] for row in made.records] == [["0571-88881234", "4321"], ["0571-88882345", "5432"]]
