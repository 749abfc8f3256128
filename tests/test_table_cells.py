"""Cells of tables in plain text as people fill them: commas and blanks in numbers, paragraphs, days of a row."""

from __future__ import annotations

import pytest

from techpolicy_extract.files.readers.txt import read as read_text
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.pipeline import trace
from tests.documents import Row, differences, shown

PLAN = "江北市数字经济发展规划\n\n一、主要指标\n\n{}"
NUMBERS = ("target", "result", "provision", "fund")
DUTY = "responsibility"
END = {"2025": "2025-12-31", "2026": "2026-12-31"}


def rows(text: str, *types: str) -> list[Row]:
    layer = read_text(text.encode(), "table.txt")
    found = trace(Source("table.txt", layer.text, "0" * 64, "utf-8", "txt", layer.layout))
    return [row for row in found.records if row["type"] in types]


def check(found: list[Row], wanted: list[Row]) -> None:
    assert len(found) == len(wanted), shown(found)
    assert not [line for row, one in zip(found, wanted, strict=True) for line in differences(row, one)], shown(found)


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            "指标\t2020年\t2025年\n数字产业营收（亿元）\t1，200\t3，500.5\n基站（座）\t2 100\t12 000\n",
            [
                {"type": "result", "value": 1200, "amount": 120000000000},
                {"type": "target", "value": 3500.5, "unit": "亿元", "period_end": END["2025"]},
                {"value": 2100},
                {"value": 12000, "indicator": "基站", "unit": "座"},
            ],
        ),
        (
            "| 指标 | 2020年 | 2025年 |\n|---|---|---|\n| 研发投入（亿元） | 1 234.5 | 2，345.6 |\n| 专利（件） | 1 200 | 3 400 |\n",
            [{"value": 1234.5, "unit": "亿元"}, {"value": 2345.6}, {"value": 1200}, {"value": 3400}],
        ),
        (
            "指标\t单位\t2020年\t2025年\n高新技术产业产值\t亿元\t1 200\n（年均增长8%）\t2 100\n高企数\t家\t800\t1500\n",
            [
                {"value": 1200, "unit": "亿元"},
                {"value": 2100, "period_end": END["2025"]},
                {"value": 800},
                {"value": 1500},
            ],
        ),
        (
            "指标名称\t目标值\t完成时限\n万人发明专利拥有量\t25件\t2025年\n科技型中小企业\t5，000家\t2026年\n",
            [
                {"type": "target", "value": 25, "period_end": END["2025"], "period_text": "2025年"},
                {"type": "target", "value": 5000, "unit": "家", "period_end": END["2026"]},
            ],
        ),
        (
            "任务\t2025年目标\t牵头单位\n高新技术企业\t3000家\t市科技局\n技术合同成交额\t500亿元\t市科技局\n",
            [
                {"type": "target", "indicator": "高新技术企业", "value": 3000, "period_end": END["2025"]},
                {"type": "target", "indicator": "技术合同成交额", "value": 500, "period_end": END["2025"]},
            ],
        ),
        (
            "工作任务\t工作目标\t完成时间\n技术合同登记\t技术合同成交额达到500亿元\t2025年底\n孵化器建设\t省级以上孵化器达到30家\t2026年\n",
            [
                {"indicator": "技术合同成交额", "value": 500, "period_end": END["2025"]},
                {"indicator": "省级以上孵化器", "value": 30, "period_end": END["2026"]},
            ],
        ),
        (
            "序号\t重点任务\t完成时限\t责任单位\n1\t新增高新技术企业300家以上\t2025年12月底前\t市科技局\n"
            "2\t组织科技对接活动10场\t每季度\t市科技局\n",
            [{"value": 300, "period_end": END["2025"]}, {"value": 10, "period_end": "none"}],
        ),
    ],
)
def test_numbers_in_cells(table: str, wanted: list[Row]) -> None:
    check(rows(PLAN.format(table), *NUMBERS), wanted)


def test_a_row_with_a_due_date_aims_at_its_numbers() -> None:
    head = "江北市重点任务分工表\n\n序号\t任务\t牵头单位\t完成时限\n"
    text = head + "1\t建设大数据中心\t市数据局\t2025年6月底\n2\t培育专精特新企业50家\t市工信局\t2025年12月\n"
    check(rows(text, *NUMBERS), [{"type": "target", "value": 50, "period_end": END["2025"]}])
    assert [row["date"] for row in rows(text, "deadline")] == ["2025-06-30", "2025-12"]


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            "序号\t重点任务\t牵头单位\t责任单位\n1\t建设试验场\t市科技局\t市财政局\n市教育局\n2\t培育科技企业\t市经信局\t各县（市、区）\n",
            [
                {"task": "建设试验场", "lead": ["市科技局"], "participants": ["市财政局", "市教育局"]},
                {"task": "培育科技企业", "lead": ["市经信局"], "participants": ["各县（市、区）"]},
            ],
        ),
        (
            "序号\t重点任务\t责任单位\t完成时限\n1\t建设试验场\t市科技局\n市财政局\t2025年\n2\t培育企业\t市经信局\t2026年\n\n二、保障措施\n",
            [{"lead": ["市科技局", "市财政局"], "task": "建设试验场"}, {"lead": ["市经信局"]}],
        ),
    ],
)
def test_cells_of_two_paragraphs(table: str, wanted: list[Row]) -> None:
    check(rows(PLAN.format(table), DUTY), wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "2024年，本年度付息金额4120亿，债务余额（亿元）10.00。",
            [{"value": 4120}, {"indicator": "债务余额", "value": 10, "unit": "亿元", "amount": 1000000000}],
        ),
        (
            "截至2023年末，全市债务限额（亿元）：520.50，研发人员数（人）120，其中博士（人）：15。",
            [
                {"indicator": "债务限额", "value": 520.5, "unit": "亿元", "dimension": "CNY"},
                {"indicator": "研发人员数", "value": 120, "unit": "人", "dimension": "person"},
                {"value": 15, "unit": "人"},
            ],
        ),
        ("全市建成基站（含室分）1200座，较上年（年报）增加200座。", [{"value": 1200, "unit": "座"}, {"value": 200}]),
        ("各地（市、县）2个、3个试点分别完成验收。", [{"value": 2, "unit": "个"}, {"value": 3}]),
    ],
)
def test_a_unit_in_the_label(text: str, wanted: list[Row]) -> None:
    check(rows(f"江北市2023年国民经济统计公报\n\n一、综合\n\n{text}\n", *NUMBERS), wanted)
