"""Dates that lost 年 or 月: all valid readings, the chosen one first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from techpolicy_extract.lexing.dates import lex_when
from techpolicy_extract.nouns.when import Day
from tests.test_dates import show

# text | readings, the chosen one first; a range has its start before ~
DAMAGED = [
    ("20221218日", ["2022-12-18"]),
    ("2022623日", ["2022-6-23"]),
    ("202297日", ["2022-9-7"]),
    ("20229月", ["2022-9"]),
    ("202211月", ["2022-11"]),
    ("20224月28日", ["2022-4-28"]),
    ("2022年623日", ["2022-6-23"]),
    ("720日", ["-7-20"]),
    ("108日", ["-10-8"]),
    ("924日", ["-9-24"]),
    ("1231日", ["-12-31"]),
    ("111日", ["-1-11", "-11-1"]),
    ("2022112日", ["2022-1-12", "2022-11-2"]),
    ("202081821日", ["2020-8-18~2020-8-21"]),
]


@pytest.mark.parametrize(("text", "readings"), DAMAGED)
def test_mends_a_damaged_date(text: str, readings: list[str]) -> None:
    found = lex_when(text + "，", 0)
    assert found
    assert found.when
    assert found.end == len(text)
    assert found.when.repaired
    first = f"{show(found.when.start)}~{show(found.when.end)}" if found.when.start else show(found.when.end)
    assert [first, *map(show, found.when.alternatives)] == readings
    assert found.flags == (("date_ambiguous",) if len(readings) > 1 else ("date_repaired",))


def test_reads_every_damaged_day_of_two_years() -> None:
    for offset in range(730):
        day = date(2022, 1, 1) + timedelta(offset)
        text = f"{day.year}{day.month}{day.day}日"
        found = lex_when(text + "，", 0)
        assert found, text
        assert found.when, text
        assert found.end == len(text), text
        assert Day("day", day.year, day.month, day.day) in (found.when.end, *found.when.alternatives), text
