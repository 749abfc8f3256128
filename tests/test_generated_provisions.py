"""One meaning in many wordings: generated rules and conditions give the same provision, whatever their words."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from tests.wordings.provisions import AWAITED, DATA, FOLDER, Key, faults, keys, wording, written

SAMPLE = 600  # wordings; `python -m tests.wordings.provisions` reads all


def sampled() -> list[Key]:
    """Return a fixed choice of wordings, spread over all meanings, forms and places."""
    return sorted(keys(), key=lambda key: zlib.crc32(repr(key).encode()))[:SAMPLE]


def parameters() -> list[Any]:
    """Return the sample as parameters; one that is awaited must fail until its entry is taken out."""
    return [
        pytest.param(
            key,
            id="-".join(map(str, key)),
            marks=[pytest.mark.xfail(strict=True, reason=AWAITED[key])] if key in AWAITED else [],
        )
        for key in sampled()
    ]


@pytest.mark.parametrize("key", parameters())
def test_a_wording_gives_the_provision_of_its_meaning(key: Key) -> None:
    made = wording(key)
    if found := faults(made):
        pytest.fail("\n  ".join([made.sentence, *found]), pytrace=False)


def test_the_sample_holds_each_meaning_and_place() -> None:
    assert {key[0] for key in sampled()} == set(DATA["meanings"])
    assert {key[3] for key in sampled()} == set(DATA["places"])


def test_the_grammar_is_as_wide_as_it_says() -> None:
    assert len(DATA["meanings"]) >= 12
    assert len(DATA["places"]) >= 3
    assert all(len(words) >= 10 for words in DATA["subjects"].values())


def test_what_is_awaited_is_a_wording_and_says_why() -> None:
    assert set(AWAITED) <= set(keys())
    assert all(cause.strip() for cause in AWAITED.values())


def test_the_awaited_are_written_as_they_stand() -> None:
    assert (FOLDER / "provisions_awaited.toml").read_text("utf-8") == written(AWAITED)


def test_a_wording_says_what_its_record_holds() -> None:
    made = wording(("fine", 0, 0, "item"))
    assert made.sentence in made.text
    assert f"处{made.wanted['value']}万元以上{made.wanted['value_max']}万元以下罚款" in made.sentence
