"""Days below a heading that says what they are for."""

from __future__ import annotations

from typing import Any

import pytest

from techpolicy_extract import extract_text
from tests.documents import records

NOTICE = "关于组织项目申报的通知\n各有关单位：\n{}\n附则\n解释权归本局。\n某市科学技术局\n2024年2月5日"


def deadlines(text: str) -> list[dict[str, Any]]:
    return [row for row in extract_text(NOTICE.format(text)).rows if row["type"] == "deadline"]


@pytest.mark.parametrize(
    ("text", "start", "date", "action"),
    [
        ("一、申报时间\n2024年3月4日至3月29日。", "2024-03-04", "2024-03-29", "申报"),
        ("一、申报时间及要求\n自本通知印发之日起至2024年3月29日。逾期不予受理。", None, "2024-03-29", "申报"),
        ("一、有关事项\n（一）网上填报时间：3月4日9:00至3月29日17:00，逾期关闭。", "2024-03-04", "2024-03-29", "填报"),
        ("一、材料报送期限。纸质材料从即日起至4月8日止。", None, "2024-04-08", "报送"),
        ("一、截止时间\n2024年3月29日。", None, "2024-03-29", None),
        ("一、征集时间\n（一）一类课题：2024年3月29日前；", None, "2024-03-29", "征集"),
    ],
)
def test_a_heading_says_that_something_is_handed_in_by_a_day(
    text: str, start: str | None, date: str, action: str | None
) -> None:
    found = [row for row in deadlines(text) if row["date"] == date]
    assert [(row["kind"], row["date_start"], row["action"]) for row in found] == [("submission", start, action)]


def test_a_heading_says_how_long_a_policy_holds() -> None:
    found = deadlines("一、执行期限\n2024年1月1日至2026年12月31日。")
    assert [(row["kind"], row["date_start"], row["date"]) for row in found] == [("expiry", "2024-01-01", "2026-12-31")]


@pytest.mark.parametrize(
    "text",
    [
        "一、受理时间\n工作日上午9时至下午5时。",
        "一、建设时间\n2024年3月4日至3月29日。",
        "一、申报时间\n另行通知。\n2023年共受理项目120项。",
        "一、申报对象\n2023年3月29日。",
    ],
)
def test_other_headings_and_other_days_say_nothing(text: str) -> None:
    assert deadlines(text) == []


def test_the_colon_of_a_time_of_day_ends_no_heading() -> None:
    text = NOTICE.format("一、要求\n（一）网上申报截止时间为2024年3月29日17：30；\n（二）材料须真实。")
    (found,) = [row for row in extract_text(text).rows if row["type"] == "deadline"]
    assert found["date_text"] == "2024年3月29日17：30"
    assert not [row for row in extract_text(text).rows if row["type"] == "section" and "30" in (row["heading"] or "")]


def test_how_long_an_attached_list_is_is_no_target() -> None:
    text = NOTICE.format("附件：1.拟认定企业名单（186家）\n2.未通过企业名单（37家）")
    assert [row for row in extract_text(text).rows if row["type"] in ("target", "result")] == []


def test_a_month_in_a_bracket_of_bodies_says_when_a_task_is_done() -> None:
    text = (
        "云溪市科技创新行动方案（2023—2025年）\n一、重点任务\n1.推进计划改革。建立专员制度。"
        "（牵头单位：市科技局，责任单位：市财政局，2024年6月完成）\n"
    )
    (found,) = records(text, "deadline")
    assert (found["kind"], found["date"], found["action"]) == ("milestone", "2024-06", "建立专员制度")


def test_a_month_in_a_bracket_may_tell_what_was_done() -> None:
    assert not records("云溪市2023年工作总结\n建成实验室（2022年6月完成）。\n2024年1月5日\n", "deadline")
