"""One meaning in many wordings: generated rules that give money give the same records, whatever their words."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from tests.wordings.awaited import AWAITED, written
from tests.wordings.compare import faults, similar
from tests.wordings.generate import table
from tests.wordings.grammar import DATA, FOLDER, Key, keys, wording

SAMPLE = 800  # wordings; `python -m tests.wordings.generate` reads all


def sampled() -> list[Key]:
    """Return a fixed choice of wordings, spread over all conditions, awards and lists."""
    return sorted(keys(), key=lambda key: zlib.crc32(" ".join(key).encode()))[:SAMPLE]


def parameters() -> list[Any]:
    """Return the sample as parameters; one that is awaited must fail until its entry is taken out."""
    return [
        pytest.param(
            key,
            id="-".join(key),
            marks=[pytest.mark.xfail(strict=True, reason=AWAITED[key])] if key in AWAITED else [],
        )
        for key in sampled()
    ]


@pytest.mark.parametrize("key", parameters())
def test_a_wording_gives_the_records_of_its_meaning(key: Key) -> None:
    made = wording(key)
    if found := faults(made):
        pytest.fail("\n  ".join([made.sentence, *found]), pytrace=False)


def test_the_sample_holds_each_condition_award_list_and_place() -> None:
    for place, part in enumerate(("conditions", "awards", "lists", "places")):
        assert {key[place] for key in sampled()} == set(DATA[part])


def test_the_grammar_is_as_wide_as_it_says() -> None:
    assert len(DATA["conditions"]) >= 12
    assert len(DATA["awards"]) >= 12
    assert len(DATA["lists"]) >= 5


def test_what_is_awaited_is_a_wording_and_says_why() -> None:
    assert set(AWAITED) <= set(keys())
    assert all(cause.strip() for cause in AWAITED.values())


def test_the_awaited_are_written_as_they_stand() -> None:
    assert (FOLDER / "awaited.toml").read_text("utf-8") == written(AWAITED)


def test_a_wording_says_what_its_records_hold() -> None:
    made = wording(("reaches", "rate_then_cap", "respectively", "item"))
    first, *others = made.records
    assert made.sentence in made.text
    assert f"最高不超过{first['cap'] // 10000}万元" in made.sentence
    assert [record["cap"] for record in others] == [None, None]
    assert [record["grade_of"] for record in made.records] == [None, 0, 0]
    for record in made.records:
        assert f"{record['rate']}%" in made.sentence
        assert record["words"] in made.sentence
        assert record["threshold"] == int(record["words"].removesuffix("万元")) * 10000


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("认定为省级重点实验室", "认定为 省级重点实验室", True),
        ("企业", "科技企业", True),
        ("企业", "在本市注册的科技企业", False),
        ("每家", None, False),
        (None, None, True),
        ("达到500万元", "奖励", False),
    ],
)
def test_phrases_agree_softly(one: str | None, other: str | None, same: bool) -> None:
    assert similar(one, other) is same


def test_the_table_counts_what_passes_of_what_there_is() -> None:
    tried = [("deemed", "reward", form, place) for form in ("one", "rows") for place in DATA["places"]]
    passed = tried[:2]
    head, _, first, *_ = table(passed, tried, 0, 2)
    cells = dict(zip(head.split(" | "), first.split(" | "), strict=True))
    assert (cells["one"], cells["rows"], cells["two"]) == ("2/3", "0/3", "")
    assert first.endswith("| 2/6 |")
