"""Days counted from a date, and deadlines that are counted from the paper's own day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract import workdays
from tests.documents import records_of

CASES = [
    # start, days, working, the day
    ("2024-04-16", 0, False, "2024-04-16"),
    ("2024-04-16", 30, False, "2024-05-16"),
    ("2024-02-28", 1, False, "2024-02-29"),
    ("2023-12-31", 1, False, "2024-01-01"),
    ("1958-01-01", 10, False, "1958-01-11"),
    ("2024-04-16", 0, True, "2024-04-16"),
    ("2024-04-15", 4, True, "2024-04-19"),
    ("2024-04-19", 1, True, "2024-04-22"),  # over a weekend
    ("2024-09-27", 1, True, "2024-09-29"),  # a Sunday worked in place of a holiday
    ("2024-09-30", 1, True, "2024-10-08"),  # over the national holiday
    ("2024-02-09", 1, True, "2024-02-18"),  # over the Spring Festival; the 18th is a worked Sunday
    ("2019-04-30", 5, True, "2019-05-09"),  # 1 to 4 May off, 5 May worked
    ("2024-05-06", 20, True, "2024-06-01"),  # Saturday 11 May is worked, 1 June is none
    ("1995-05-01", 5, True, None),
    ("2003-12-30", 5, True, None),
    ("2099-12-31", 1, True, None),
    ("2024-01-01", 10**7, False, None),
]


@pytest.mark.parametrize(("start", "days", "working", "wanted"), CASES)
def test_days_are_counted_from_the_next_one(start: str, days: int, working: bool, wanted: str | None) -> None:
    found = workdays.add(date.fromisoformat(start), days, working)
    assert (found and found.isoformat()) == wanted


@given(st.dates(date(2010, 1, 1), date(2020, 1, 1)), st.integers(0, 60))
def test_working_days_are_never_fewer_than_days(start: date, days: int) -> None:
    found = workdays.add(start, days, True)
    assert found is not None
    assert found - start >= timedelta(days)


def test_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="-1"):
        workdays.add(date(2024, 1, 1), -1, False)


