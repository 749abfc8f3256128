"""One meaning in many wordings: generated deadlines give the same records, whatever their words."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from tests.wordings.deadlines import AWAITED_FILE, DATA, Key, awaited, faults, keys, sentence, written

SAMPLE = 14  # wordings of each frame; `python -m tests.wordings.deadlines` reads all
AWAITED = awaited()


def sampled() -> list[Key]:
    """Return a fixed choice of the wordings of each frame."""
    framed: dict[tuple[str, str], list[Key]] = {}
    for key in sorted(keys(), key=lambda key: zlib.crc32(" ".join(key).encode())):
        framed.setdefault(key[:2], []).append(key)
    return [key for chosen in framed.values() for key in chosen[:SAMPLE]]


def parameters() -> list[Any]:
    """Return the sample as parameters; one that is awaited must fail until its entry is taken out."""
    return [
        pytest.param(
            key,
            id="-".join(key),
            marks=[pytest.mark.xfail(strict=True, reason="not read yet")] if key in AWAITED else [],
        )
        for key in sampled()
    ]


@pytest.mark.parametrize("key", parameters())
def test_a_wording_gives_the_record_of_its_meaning(key: Key) -> None:
    if found := faults(key):
        pytest.fail("\n  ".join([sentence(key), *found]), pytrace=False)


def test_the_sample_holds_each_frame_and_time() -> None:
    assert {key[:2] for key in sampled()} == {key[:2] for key in keys()}
    assert {key[2] for key in sampled()} == set(DATA["times"])


def test_the_data_are_as_wide_as_they_say() -> None:
    handing_in, goals = DATA["groups"]["hand_in"], DATA["groups"]["goal"]
    assert len(handing_in["v"]) >= 12
    assert len(goals["v"]) >= 12
    assert all(len(DATA["sets"][name]) >= 10 for name in ("all", "days"))


def test_what_is_awaited_is_a_wording_and_written_as_it_stands() -> None:
    assert set(keys()) >= AWAITED
    assert AWAITED_FILE.read_text("utf-8") == written(AWAITED)
