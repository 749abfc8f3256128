"""Days in sentences about awards and evidence that delimit no one who qualifies."""

from __future__ import annotations

import pytest

from tests.documents import records

NOTICE = "某市科技局关于兑现奖补资金的通知\n各单位：\n{x}\n某市科技局\n2024年3月5日\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年1月1日至12月31日期间举办的活动共20场，发放补贴300万元。",
        "2023年7月1日起施行的新标准，对符合要求的企业给予补贴。",
        "根据2023年1月1日以后印发的文件，对企业给予补贴。",
        "2023年4月1日以来，全市开设门店50家，给予奖励200万元。",
        "自2023年4月1日起，对新开设的门店给予最高50万元奖励。",
        "市科技局在2024年6月30日前组织符合条件的企业申报，给予补助。",
        "主管部门应当在4月30日前将审核后的报告报送至市财政局，给予补助。",
        "请各单位于2024年6月30日前将符合条件的项目报送市科技局，给予补助。",
        "本办法实施时间应在2023年4月1日以后。",
        "申报开始日期为2024年4月1日。",
        "缴费期间为2024年3月11日至3月20日。",
    ],
)
def test_a_day_of_something_else_delimits_no_one(sentence: str) -> None:
    rows = records(NOTICE.replace("{x}", sentence), "deadline")
    assert [row["text"] for row in rows if row["kind"] == "eligibility"] == []


def test_a_window_for_paying_is_one_for_handing_in() -> None:
    (row,) = records(NOTICE.replace("{x}", "缴费时间为2024年3月11日至3月20日。"), "deadline")
    assert (row["kind"], row["date_start"], row["date"]) == ("submission", "2024-03-11", "2024-03-20")


def test_a_past_window_for_handing_in_is_no_requirement() -> None:
    (row,) = records(NOTICE.replace("{x}", "申报材料应于2024年2月10日至2月20日提交。"), "deadline")
    assert (row["kind"], row["date_start"], row["date"]) == ("submission", "2024-02-10", "2024-02-20")
