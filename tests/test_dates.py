"""Dates and periods: the whole span and every field of each case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract.lexing.dates import bounds, lex_when, resolve
from techpolicy_extract.nouns.when import Day, When

DIGITS = "〇一二三四五六七八九"


def show(day: Day | None) -> str:
    """Write a day in one word: 2024-4-16, -9-end, 2018-Q3, H1, @0 for 今年."""
    if day is None:
        return ""
    year = str(day.year) if day.year is not None else "" if day.relative_year is None else f"@{day.relative_year}"
    parts = [year, day.month and str(day.month), day.day and str(day.day)]
    if day.index:
        parts.append(f"{'Q' if day.precision == 'quarter' else 'H'}{day.index}")
    return "-".join(
        ["" if part is None else str(part) for part in parts[:1]]
        + [p for p in parts[1:] if p]
        + ([day.edge] if day.edge else [])
    )


# text | kind | start | end | first and last day, read in 2024
TABLE = """
2024年4月16日 | day |  | 2024-4-16 | 2024-04-16 2024-04-16
2024-04-16 | day |  | 2024-4-16 | 2024-04-16 2024-04-16
2024.4.16 | day |  | 2024-4-16 | 2024-04-16 2024-04-16
2024/4/16 | day |  | 2024-4-16 | 2024-04-16 2024-04-16
4月28日 | day |  | -4-28 | 2024-04-28 2024-04-28
4月28日前 | day |  | -4-28 | 2024-04-28 2024-04-28
4月28日之前 | day |  | -4-28 | 2024-04-28 2024-04-28
5月6日以前 | day |  | -5-6 | 2024-05-06 2024-05-06
12月31日（星期二）前 | day |  | -12-31 | 2024-12-31 2024-12-31
6月30日17:00前 | day |  | -6-30 | 2024-06-30 2024-06-30
6月30日17时前 | day |  | -6-30 | 2024-06-30 2024-06-30
6月30日下午5点前 | day |  | -6-30 | 2024-06-30 2024-06-30
2017年9月1日17:00 | day |  | 2017-9-1 | 2017-09-01 2017-09-01
9月底前 | day |  | -9-end | 2024-09-30 2024-09-30
9月 | day |  | -9 | 2024-09-01 2024-09-30
3月份 | day |  | -3 | 2024-03-01 2024-03-31
2025年5月 | day |  | 2025-5 | 2025-05-01 2025-05-31
2025年2月底 | day |  | 2025-2-end | 2025-02-28 2025-02-28
2025年3月上旬 | day |  | 2025-3-start | 2025-03-01 2025-03-31
2025年 | day |  | 2025 | 2025-01-01 2025-12-31
2025年度 | day |  | 2025 | 2025-01-01 2025-12-31
2025年底 | day |  | 2025-end | 2025-12-31 2025-12-31
2018年底前 | day |  | 2018-end | 2018-12-31 2018-12-31
2021年年底 | day |  | 2021-end | 2021-12-31 2021-12-31
2025年末 | day |  | 2025-end | 2025-12-31 2025-12-31
2025年初 | day |  | 2025-start | 2025-01-01 2025-12-31
年底前 | day |  | @0-end | 2024-12-31 2024-12-31
上半年 | day |  | -H1 | 2024-01-01 2024-06-30
下半年 | day |  | -H2 | 2024-07-01 2024-12-31
第三季度 | day |  | -Q3 | 2024-07-01 2024-09-30
二季度末 | day |  | -Q2-end | 2024-06-30 2024-06-30
2024年第三季度 | day |  | 2024-Q3 | 2024-07-01 2024-09-30
2024年上半年 | day |  | 2024-H1 | 2024-01-01 2024-06-30
2018年第三季度前 | day |  | 2018-Q3 | 2018-07-01 2018-09-30
去年 | day |  | @-1 | 2023-01-01 2023-12-31
上年 | day |  | @-1 | 2023-01-01 2023-12-31
今年 | day |  | @0 | 2024-01-01 2024-12-31
当年 | day |  | @0 | 2024-01-01 2024-12-31
本年度 | day |  | @0 | 2024-01-01 2024-12-31
明年 | day |  | @1 | 2025-01-01 2025-12-31
次年3月底前 | day |  | @1-3-end | 2025-03-31 2025-03-31
今年上半年 | day |  | @0-H1 | 2024-01-01 2024-06-30
今年底 | day |  | @0-end | 2024-12-31 2024-12-31
二〇二四年三月十五日 | day |  | 2024-3-15 | 2024-03-15 2024-03-15
二○一二年 | day |  | 2012 | 2012-01-01 2012-12-31
二零二五年十二月 | day |  | 2025-12 | 2025-12-01 2025-12-31
一九五六年 | day |  | 1956 | 1956-01-01 1956-12-31
十二月三十一日前 | day |  | -12-31 | 2024-12-31 2024-12-31
98年底 | day |  | 1998-end | 1998-12-31 1998-12-31
56年3月 | day |  | 1956-3 | 1956-03-01 1956-03-31
2022年1—10月 | range | 2022-1 | 2022-10 | 2022-01-01 2022-10-31
1-6月 | range | -1 | -6 | 2024-01-01 2024-06-30
2021-2025年 | range | 2021 | 2025 | 2021-01-01 2025-12-31
2018—2035年 | range | 2018 | 2035 | 2018-01-01 2035-12-31
2021年至2025年 | range | 2021 | 2025 | 2021-01-01 2025-12-31
2021年—2025年底 | range | 2021 | 2025-end | 2021-01-01 2025-12-31
2023—2024年度 | range | 2023 | 2024 | 2023-01-01 2024-12-31
二〇二五年至二〇三〇年 | range | 2025 | 2030 | 2025-01-01 2030-12-31
6月1日至30日 | range | -6-1 | -6-30 | 2024-06-01 2024-06-30
8月18—21日 | range | -8-18 | -8-21 | 2024-08-18 2024-08-21
2017年9月4-15日 | range | 2017-9-4 | 2017-9-15 | 2017-09-04 2017-09-15
6月1日至6月30日 | range | -6-1 | -6-30 | 2024-06-01 2024-06-30
12月25日至1月5日 | range | -12-25 | -1-5 | 2024-12-25 2025-01-05
2023年12月25日—2024年1月5日 | range | 2023-12-25 | 2024-1-5 | 2023-12-25 2024-01-05
2023年12月25日至1月5日 | range | 2023-12-25 | 2024-1-5 | 2023-12-25 2024-01-05
2023年12月至次年3月 | range | 2023-12 | 2024-3 | 2023-12-01 2024-03-31
2017年7月10日～8月10日17:00 | range | 2017-7-10 | 2017-8-10 | 2017-07-10 2017-08-10
前三季度 | range | -Q1 | -Q3 | 2024-01-01 2024-09-30
2024年前三季度 | range | 2024-Q1 | 2024-Q3 | 2024-01-01 2024-09-30
20世纪90年代 | range | 1990 | 1999 | 1990-01-01 1999-12-31
80年代初 | range | 1980 | 1989 | 1980-01-01 1989-12-31
“十三五”期间 | plan | 2016 | 2020 | 2016-01-01 2020-12-31
“十四五” | plan | 2021 | 2025 | 2021-01-01 2025-12-31
“十四五”末 |  plan |  | 2025-end | None 2025-12-31
“十四五”时期 | plan | 2021 | 2025 | 2021-01-01 2025-12-31
十四五时期 | plan | 2021 | 2025 | 2021-01-01 2025-12-31
十四五期间 | plan | 2021 | 2025 | 2021-01-01 2025-12-31
“九五” | plan | 1996 | 2000 | 1996-01-01 2000-12-31
九五期间 | plan | 1996 | 2000 | 1996-01-01 2000-12-31
“十五” | plan | 2001 | 2005 | 2001-01-01 2005-12-31
“一五”时期 | plan | 1953 | 1957 | 1953-01-01 1957-12-31
十五五 | plan | 2026 | 2030 | 2026-01-01 2030-12-31
第十五个五年规划 | plan | 2026 | 2030 | 2026-01-01 2030-12-31
“十四五”以来 | since | 2021 |  | 2021-01-01 None
2016年以来 | since | 2016 |  | 2016-01-01 None
2021年起 | since | 2021 |  | 2021-01-01 None
2024年3月1日起 | since | 2024-3-1 |  | 2024-03-01 None
今年以来 | since | @0 |  | 2024-01-01 None
2008年至今 | since | 2008 |  | 2008-01-01 None
每年2月底前 | every |  | -2-end | None None
每年12月31日前 | every |  | -12-31 | None None
每年底前 | every |  | -end | None None
每月10日前 | every |  | -10 | None None
每月底前 | every |  | -end | None None
每年上半年 | every |  | -H1 | None None
"""

# text | number | unit | past
SPANS = [
    ("5年时间", 5, "年", False),
    ("未来3年内", 3, "年", False),
    ("今后五年", 5, "年", False),
    ("近三年", 3, "年", True),
    ("近3年来", 3, "年", True),
    ("过去五年", 5, "年", True),
    ("五年来", 5, "年", True),
    ("3年内", 3, "年", False),
    ("两年之内", 2, "年", False),
    ("三年后", 3, "年", False),
    ("半年内", 6, "月", False),
    ("6个月内", 6, "月", False),
    ("30日内", 30, "日", False),
    ("180日内", 180, "日", False),
    ("15天内", 15, "日", False),
    ("两周内", 14, "日", False),
    ("10个工作日内", 10, "工作日", False),
    ("5工作日内", 5, "工作日", False),
    ("三十个工作日内", 30, "工作日", False),
    ("30日后", 30, "日", False),
]

NOT_DATES = [
    "2026人",
    "1940台",
    "2000人次",
    "1714项",
    "10年",
    "10年期",
    "3年",
    "中期",
    "前期",
    "初期",
    "期间",
    "100日",
    "365日",
    "2月30日",
    "13月",
    "45日",
    "56年",
    "二十五年",
    "十五年",
    "二十五",
    "十五个",
    "九五",
    "2022",
    "2202.17",
    "2025.6亿元",
    "年",
    "月",
    "3个月",
    "20家",
    "1.5倍",
    "3-5年",
    "第一批",
    "每一",
    "前三",
    "一五一十",
]


@pytest.mark.parametrize("after", ["，", "。", "）"])
@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "span"),
    [[c.strip() for c in line.split("|")] for line in TABLE.strip().splitlines()],
)
def test_reads_a_time(text: str, kind: str, start: str, end: str, span: str, after: str) -> None:
    found = lex_when("于" + text + after, 1)
    assert found
    assert found.when
    assert (found.kind, found.start, found.end, found.flags) == ("when", 1, len(text) + 1, ())
    assert (found.when.kind, show(found.when.start), show(found.when.end)) == (kind, start, end)
    assert "{} {}".format(*bounds(found.when, 2024)) == span
    assert not found.when.repaired
    assert not found.when.alternatives


@pytest.mark.parametrize(("text", "number", "unit", "past"), SPANS)
def test_reads_a_length_of_time(text: str, number: int, unit: str, past: bool) -> None:
    found = lex_when(text + "，", 0)
    assert found
    assert found.end == len(text)
    assert found.when == When("span", number=number, unit=unit, past=past)


@pytest.mark.parametrize("text", ["每季度终了后15日内", "季度终了后15日内"])
def test_counts_days_after_a_quarter(text: str) -> None:
    found = lex_when(text, 0)
    assert found
    assert found.end == len(text)
    assert found.when == When("every", number=15, unit="quarter")


@pytest.mark.parametrize("text", NOT_DATES)
def test_sees_no_date(text: str) -> None:
    assert lex_when(text + "。", 0) is None


@pytest.mark.parametrize(
    ("before", "text"), [("不低于", "2000年"), ("不少于", "120日"), ("12", "024年5月"), ("〔", "2016〕16号")]
)
def test_minds_what_stands_before(before: str, text: str) -> None:
    assert lex_when(before + text, len(before)) is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2020年前后", "2020年"),
        ("2021年起草", "2021年"),
        ("2014、2015年", "2014"),
        ("十四五规划", "十四五"),
        ("2025年期间", "2025年"),
        ("2024年后续", "2024年"),
    ],
)
def test_takes_the_right_span(text: str, span: str) -> None:
    found = lex_when(text, 0)
    assert found
    assert text[: found.end] == span


def small(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens < 1 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


def test_reads_every_day_of_ten_years_in_every_form() -> None:
    wrong = []
    for offset in range(3653):
        day = date(2016, 1, 1) + timedelta(offset)
        year, month, number = day.year, day.month, day.day
        characters = "".join(DIGITS[int(digit)] for digit in str(year))
        forms = [
            f"{year}年{month}月{number}日",
            f"{year}年{month:02d}月{number:02d}日",
            day.isoformat(),
            f"{year}-{month}-{number}",
            f"{year}.{month}.{number}",
            f"{year}/{month:02d}/{number:02d}",
            f"{characters}年{small(month)}月{small(number)}日",
            f"{characters.replace('〇', '○')}年{small(month)}月{small(number)}日",
            f"{characters.replace('〇', '零')}年{small(month)}月{small(number)}日",
        ]
        for form in forms:
            found = lex_when(form + "，", 0)
            if not (
                found and found.when and found.end == len(form) and found.when.end == Day("day", year, month, number)
            ):
                wrong.append(form)
    assert wrong == []


@given(
    st.text(
        alphabet="0123456789年月日号季度半上下前后底末初至到—-./每第一二三十五“”〇零以来起内今去个工作周天近未来期间时",
        max_size=30,
    ),
    st.integers(0, 30),
)
def test_stays_within_bounds(text: str, pos: int) -> None:
    found = lex_when(text, pos) if pos < len(text) else None
    if found and found.when:
        assert pos == found.start < found.end <= len(text)
        bounds(found.when, 2024)
        for day in (found.when.start, found.when.end, *found.when.alternatives):
            assert day is None or resolve(day, 2024) is None or resolve(day, 2024)
