"""Days counted from a date, and deadlines counted from the document's own date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract.lexing import workdays
from techpolicy_extract.nouns.handover import DocumentFields
from techpolicy_extract.stages.settle.deadlines import _anchor_date
from tests.documents import records

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
    ("2024-05-06", 20, True, "2024-05-31"),  # Saturday 11 May is worked
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


LETTER = """某市科学技术局文件
滨科〔2024〕8号
滨江市科学技术局关于报送材料的通知
各单位：
{rule}
滨江市科学技术局
2024年4月16日
"""


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("本办法自印发之日起施行。", "2024-04-16"),
        ("请各单位自本通知印发之日起10个工作日内报送材料。", "2024-04-29"),  # Sunday the 28th is worked
        ("请各单位自印发之日起30日内报送材料。", "2024-05-16"),
        ("请各单位自受理之日起30日内报送材料。", None),
    ],
)
def test_deadlines_count_from_the_papers_own_day(rule: str, wanted: str | None) -> None:
    rows = [row for row in records(LETTER.format(rule=rule), "deadline") if row["anchor"]]
    assert [row["date"] for row in rows] == [wanted]
    assert ("date_resolved" in rows[0]["flags"]) is (wanted is not None)


HEADER = DocumentFields(issued_on="2024-04-16", published_on="2024-04-20", hosted_on="2025-01-01")


@pytest.mark.parametrize(
    ("event", "today", "changed", "wanted"),
    [
        ("印发", "2024-04-16", {}, "2024-04-16"),
        ("印发", "2024-04-20", {}, "2024-04-16"),  # a part that the site's own date line closes
        ("印发", "2024-03-01", {}, "2024-03-01"),  # a part with a signature of its own
        ("下发", "2024-04-16", {"issued_on": None}, "2024-04-16"),
        ("印发", "2025-01-01", {"issued_on": None, "published_on": None}, None),  # the day a third party put it up
        ("发布", "2024-04-16", {}, "2024-04-20"),
        ("公布", "2024-04-16", {"published_on": None}, "2024-04-16"),
        ("公开", "1996-04-16", {"published_on": "2018-12-24"}, "1996-04-16"),  # an archive
        ("发布", None, {"issued_on": None, "published_on": None}, None),
        ("印发", "2024", {"issued_on": None}, None),
    ],
)
def test_issue_and_publication_are_two_days(
    event: str, today: str | None, changed: dict[str, str | None], wanted: str | None
) -> None:
    found = _anchor_date(event, today, replace(HEADER, **changed))  # type: ignore[arg-type]  # fields of text only
    assert (found and found.isoformat()) == wanted
