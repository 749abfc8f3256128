"""One meaning in many wordings: generated targets and results give the same records, whatever their words."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from tests.wordings.quantities import AWAITED, DATA, FOLDER, Key, faults, keys, made, written

SAMPLE = 700  # wordings; `python -m tests.wordings.quantities` reads all


def sampled() -> list[Key]:
    """Return a fixed choice of wordings, spread over all comparators, forms and places."""
    return sorted(keys(), key=lambda key: zlib.crc32(" ".join(map(str, key)).encode()))[:SAMPLE]


def parameters() -> list[Any]:
    """Return the sample as parameters; one that is awaited must fail until its entry is taken out."""
    awaited = [pytest.mark.xfail(strict=True, reason="see awaited_quantities.toml")]
    return [pytest.param(key, id="-".join(map(str, key)), marks=awaited if key in AWAITED else []) for key in sampled()]


@pytest.mark.parametrize("key", parameters())
def test_a_wording_gives_the_records_of_its_meaning(key: Key) -> None:
    if found := faults(key):
        pytest.fail("\n  ".join([made(key).sentence, *found]), pytrace=False)


def test_the_sample_holds_each_comparator_form_and_place() -> None:
    for part, name in enumerate(("comparators", "forms", "places")):
        assert {key[part] for key in sampled()} == set(DATA[name])


def test_what_is_awaited_is_a_wording_and_stands_as_it_is_written() -> None:
    assert set(keys()) >= AWAITED
    assert (FOLDER / "awaited_quantities.toml").read_text("utf-8") == written(AWAITED)


def test_a_wording_says_what_its_records_hold() -> None:
    wanted = made(("above", "stat_respectively", "plan_scope", 0))
    first, second = wanted.records
    assert wanted.sentence in wanted.text
    assert f"{first['indicator']}、{second['indicator']}分别达到" in wanted.sentence
    assert f"{second['value']:g}{second['unit']}以上" in wanted.sentence
    assert (first["comparator"], second["comparator"]) == (">=", ">=")
    assert (first["scope"], first["type"]) == ("全市", "target")
