"""What lexed times come to."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexing.dates import bounds, recurring, resolve
from techpolicy_extract.lexing.periods import plan_years
from techpolicy_extract.nouns.when import Day, When


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        (Day("year", 2025), "2025"),
        (Day("year", edge="end", relative_year=0), "2024-12-31"),
        (Day("year", relative_year=-1), "2023"),
        (Day("month", 2025, 6), "2025-06"),
        (Day("month", 2025, 6, edge="end"), "2025-06-30"),
        (Day("month", None, 2, edge="end"), "2024-02-29"),
        (Day("day", None, 4, 28), "2024-04-28"),
        (Day("day", None, 2, 30), None),
        (Day("day", day=15), None),
        (Day("quarter", 2018, index=3), "2018-Q3"),
        (Day("half", 2018, index=1), "2018-H1"),
        (Day("quarter", 2018, index=3, edge="end"), "2018-09-30"),
    ],
)
def test_resolves_to_the_known_precision(day: Day, iso: str | None) -> None:
    assert resolve(day, 2024) == iso


def test_leaves_a_day_without_a_year() -> None:
    assert resolve(Day("day", None, 4, 28), None) is None
    assert bounds(When("day", end=Day("day", None, 4, 28)), None) == (None, None)


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        (Day("month", None, 2, edge="end"), "--02-28"),
        (Day("day", None, 12, 31), "--12-31"),
        (Day("month", None, 3), "--03"),
        (Day("year", edge="end"), "--12-31"),
        (Day("half", index=1), None),
    ],
)
def test_writes_a_recurring_day(day: Day, iso: str | None) -> None:
    assert recurring(day) == iso


def test_counts_the_plans() -> None:
    assert [plan_years(n)[0] for n in range(1, 16)] == [1953, 1958, 1966, 1971, 1976, *range(1981, 2027, 5)]
