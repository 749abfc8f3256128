"""Days that have lost their marks, days of this month and the next, and rhythms without a day."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexing.dates import lex_when
from tests.documents import records

NOTICE = "某市科技局关于报送材料的通知\n各单位：\n{x}\n某市科技局\n2024年12月5日\n"


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("20240920前", ("date_repaired",)),
        ("2024年9月20前", ("date_repaired",)),
        ("9月20前", ("date_repaired",)),
        ("9.20前", ()),
        ("9/20前", ()),
        ("9月月底前", ()),
        ("本月底前", ()),
        ("下月10日前", ()),
    ],
)
def test_a_day_before_a_bound_is_read_whole(text: str, flags: tuple[str, ...]) -> None:
    found = lex_when(f"{text}，", 0)
    assert found is not None
    assert (found.end, found.flags) == (len(text), flags)


@pytest.mark.parametrize("text", ["9.20亿元", "20240920号", "1.5前后", "9.32前", "13.20前", "20241320前"])
def test_a_number_without_a_bound_is_no_day(text: str) -> None:
    assert lex_when(text, 0) is None


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("请于本月底前报送材料。", "2024-12-31"),
        ("请于下月10日前报送材料。", "2025-01-10"),
        ("请于1月10日前报送材料。", "2025-01-10"),
    ],
)
def test_a_month_is_counted_from_the_day_of_the_notice(sentence: str, date: str) -> None:
    (row,) = records(NOTICE.replace("{x}", sentence), "deadline")
    assert row["date"] == date


def test_a_window_ends_in_the_year_after_its_start() -> None:
    (row,) = records(NOTICE.replace("{x}", "申报时间：12月20日至1月10日。"), "deadline")
    assert (row["date_start"], row["date"]) == ("2024-12-20", "2025-01-10")


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2024年3月31日，全市高新技术企业达到500家。",
        "三年内不得再次申报。",
        "全国科技活动周将于2024年5月25日至6月1日举行。",
        "会议时间：2024年5月10日9:00。",
        "申报工作常年受理，每季度末集中评审一次。",
        "2019年1月1日起全面施行的有关法律，对此作出了规定。",
        "近三年内无重大安全事故。",
        "到1985年的120部，平均每周有两部新片上映。",
    ],
)
def test_what_asks_for_nothing_is_no_deadline(sentence: str) -> None:
    assert not records(NOTICE.replace("{x}", sentence), "deadline")


def test_reads_a_year_on_the_line_below_a_number() -> None:
    found = lex_when("附件1\n2026年重点工作", 4)
    assert found is not None
    assert (found.start, found.end) == (4, 9)
