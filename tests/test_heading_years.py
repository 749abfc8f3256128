"""Years that come from headings and titles, where the text says 今年, 年末 or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from techpolicy_extract import extract_text

REPORT = """政府工作报告
县长 某某
一、2021年工作回顾
过去一年，全县生产总值完成200亿元。
二、2022年工作安排
今年的预期目标是：规模以上工业增加值增长9%以上。去年进出口总额增长3%。
"""
BULLETIN = """2021年某市科技统计公报
某市统计局
2022年4月2日
一、投入
全市投入研发经费8亿元。
二、机构
年末全市拥有高新技术企业78家。
"""


def quantities(text: str) -> dict[float, dict[str, Any]]:
    return {row["value"]: row for row in extract_text(text).rows if row["type"] in ("target", "result")}


@pytest.mark.parametrize(
    ("text", "value", "kind", "start", "end"),
    [
        (REPORT, 200, "result", "2021-01-01", "2021-12-31"),
        (REPORT, 9, "target", "2022-01-01", "2022-12-31"),
        (REPORT, 3, "result", "2021-01-01", "2021-12-31"),
        (BULLETIN, 8, "result", "2021-01-01", "2021-12-31"),
        (BULLETIN, 78, "result", None, "2021-12-31"),
    ],
)
def test_a_heading_or_title_gives_the_year(text: str, value: float, kind: str, start: str | None, end: str) -> None:
    row = quantities(text)[value]
    assert (row["type"], row["period_end"]) == (kind, end)
    assert start is None or row["period_start"] == start


def test_a_report_of_a_year_is_no_bulletin_of_it() -> None:
    row = quantities("1998年某省政府工作报告\n各位代表：\n全省有高新技术企业200家。")[200]
    assert row["period_end"] is None


def test_what_was_in_a_past_year_is_a_result_also_without_a_date() -> None:
    assert quantities("1998年某省政府工作报告\n各位代表：\n1997年全省产值是700亿元。")[700]["type"] == "result"
    assert quantities("某省工作方案\n去年全省产值是700亿元。")[700]["type"] == "result"


PLAN = """2023年全县科技工作要点
一、主要目标
全年新增高新技术企业12家；技术合同登记额突破6.5亿元，同比增长30%。
二、重点任务
选派科技特派员120名，覆盖18个乡镇、60%以上的行政村。
年内入驻机构不少于15家。
"""


@pytest.mark.parametrize(
    ("value", "start"), [(12, "2023-01-01"), (30, "2023-01-01"), (120, "2023-01-01"), (15, "2023-01-01")]
)
def test_what_a_plan_of_work_counts_are_targets_of_its_year(value: float, start: str | None) -> None:
    row = quantities(PLAN)[value]
    assert (row["type"], row["period_start"], row["period_end"]) == ("target", start, "2023-12-31")


def test_a_noun_ends_where_the_next_number_of_a_list_begins() -> None:
    assert quantities(PLAN)[18]["indicator"] == "乡镇"


HALVES = "某市科学技术局{}\n一、{}工作情况\n新增高新技术企业12家。\n二、{}工作安排\n新建创新平台7个。\n某市科学技术局\n2026年7月10日\n"


@pytest.mark.parametrize(
    ("title", "told", "ahead", "periods"),
    [
        ("上半年工作总结", "上半年", "下半年", ("2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31")),
        ("2026年上半年工作总结", "上半年", "下半年", ("2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31")),
        ("工作总结", "一季度", "四季度", ("2026-01-01", "2026-03-31", "2026-10-01", "2026-12-31")),
        ("工作总结", "1—6月", "7—12月", ("2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31")),
        ("工作总结", "去年", "明年", ("2025-01-01", "2025-12-31", "2027-01-01", "2027-12-31")),
    ],
)
def test_a_heading_gives_a_part_of_the_year_of_the_document(
    title: str, told: str, ahead: str, periods: tuple[str, ...]
) -> None:
    rows = quantities(HALVES.format(title, told, ahead))
    assert (rows[12]["type"], rows[7]["type"]) == ("result", "target")
    assert tuple(rows[value][name] for value in (12, 7) for name in ("period_start", "period_end")) == periods
