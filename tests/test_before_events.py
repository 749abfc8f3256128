"""Days and months before an event by which something must be done."""

from __future__ import annotations

import pytest

from tests.documents import records

# text, and date_text, anchor and action of its deadline
CASES = (
    ("应当于有效期届满前30日内提出续期申请。", "30日内", "有效期届满", "申请"),
    ("学会换届应当在任期届满前三个月向登记管理机关报告。", "三个月", "任期届满", "报告"),
    ("有效期需要延续的，应当在届满三十日前提出申请。", "三十日前", "届满", "申请"),
    ("许可证到期前60日，应当申请换证。", "60日", "许可证到期", "申请换证"),
    ("会议召开15日前应当将议题通知委员。", "15日前", "会议召开", "将议题通知委员"),
    ("项目负责人应当在项目结题前两个月提交验收材料。", "两个月", "项目结题", "提交"),
    ("出租人应当提前20日书面通知承租人。", "20日", None, "书面通知承租人"),
)


@pytest.mark.parametrize(("text", "date", "anchor", "action"), CASES, ids=[text[:20] for text, *_ in CASES])
def test_what_must_be_done_before_an_event_is_a_deadline(text: str, date: str, anchor: str | None, action: str) -> None:
    paper = f"临湖市科技进步条例\n（2019年3月28日临湖市人民代表大会常务委员会通过）\n第二章 管理\n第一条 {text}\n"
    found = [row for row in records(paper) if row["type"] == "deadline"]
    assert [(row["date_text"], row["anchor"], row["action"], row["offset_days"]) for row in found] == [
        (date, anchor, action, None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "近三个月无违法记录的企业可以申请。",
        "比实施前三年平均增长5%。",
        "提前3年完成任务。",
        "项目实施前三个季度完成投资2亿元。",
        "年满60日前的记录有效。",
    ],
)
def test_what_looks_like_it_is_none(text: str) -> None:
    paper = f"临湖市科技进步条例\n（2019年3月28日临湖市人民代表大会常务委员会通过）\n第二章 管理\n第一条 {text}\n"
    assert not [row for row in records(paper) if row["type"] == "deadline"]
