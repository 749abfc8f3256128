"""Lists of bodies in brackets without a verb: which give a task, and which do not."""

from __future__ import annotations

import pytest

from tests.documents import Row, records

HEAD = "云州市人民政府关于印发行动方案的通知\n\n各县区人民政府：\n一、主要任务\n"


def duties(text: str) -> list[Row]:
    return records(text, "responsibility")


SILENT_LISTS = [
    ("成立工作专班（市科技局、市财政局）。", "组建协调小组（市教育局、市司法局）。"),
    ("由市直单位组织实施。（以下简称市直单位）", "由市级部门组织验收。（以下简称市级部门）"),
    ("征求意见。（如市科技局、市财政局）", "听取建议。（例如市教育局、市司法局）"),
    ("在试点地区开展。（云州市、海州市）", "在示范地区推广。（云东区、云西区）"),
    ("支持高校建设。（云州大学、海州大学）", "认定平台。（云州研究院、海州数据公司）"),
    ("报政府审核。（省、自治区、直辖市）", "由各地组织。（市、县、区）"),
    ("加快布局。（市科技局、市财政局另行制定办法）", "建立清单。（市科技局、市财政局审核后公布）"),
    ("加快布局。（市科技局）", "建立清单。（市财政局）"),
    ("加快布局。（市科技局、市财政局）", "建立清单。"),
]


@pytest.mark.parametrize("items", SILENT_LISTS)
def test_is_silent_about_lists_that_give_no_task(items: tuple[str, str]) -> None:
    rows = duties(HEAD + f"（一）建设试验场\n{items[0]}\n（二）完善服务\n{items[1]}\n")
    assert [row["lead"] for row in rows] == []


def test_is_silent_about_lists_outside_tasks() -> None:
    rows = duties("云州市成交额增长\n\n成交额增长。（市科技局、市统计局）\n企业增加。（市科技局、市统计局）\n")
    assert [row["lead"] for row in rows] == []


def test_takes_one_list_where_other_brackets_say_who_does_what() -> None:
    rows = duties(HEAD + "（一）建设试验场\n布局。（市科技局、市财政局）\n（二）完善服务\n建立清单。（市教育局牵头）\n")
    assert [row["lead"] for row in rows] == [["市科技局", "市财政局"], ["市教育局"]]


def test_keeps_unknown_short_names_in_a_list_without_a_verb() -> None:
    rows = duties(
        HEAD
        + "（一）建设试验场\n布局。（市体育局，市足协，列第一位的为牵头单位，下同）\n（二）完善服务\n建立。（市科技局，云师大）\n"
    )
    assert [row["participants"] for row in rows] == [["市足协"], ["云师大"]]
