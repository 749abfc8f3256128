"""Sentences of genres and regions that the seeds have few of, each with what a reader takes from it."""

from __future__ import annotations

import pytest

from tests.documents import NUMBERED, Row, differences, records, shown

PLAN = "某自治州科技创新行动方案\n2021年11月5日\n"
MEASURES = "某开发区支持科技创新若干措施\n第一条 "
GUIDE = "某市科技计划项目申报指南\n一、支持方式\n"
BULLETIN = "某县2023年国民经济和社会发展统计公报\n2024年3月20日\n"
REPORT = "某区人民政府工作报告\n——2024年1月10日在某区第十八届人民代表大会第四次会议上\n一、2023年工作回顾\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            PLAN + "到2025年，高新技术企业数量翻一番，突破120家。",
            [
                {"indicator": "高新技术企业数量", "value": 2, "unit": "倍"},
                {"indicator": "高新技术企业数量", "value": 120, "comparator": ">"},
            ],
        ),
        (
            PLAN + "到2025年，建成自治区级以上创新平台50个以上，其中国家级3—5个。",
            [
                {"indicator": "自治区级以上创新平台", "comparator": ">="},
                {"indicator": "国家级创新平台", "value": 3, "value_max": 5},
            ],
        ),
        (
            PLAN + "到2025年，科技型中小企业由2020年的180家增加到400家。",
            [{"value": 400, "baseline_value": 180, "baseline_period": "2020年"}],
        ),
        (
            PLAN + "到2025年，光伏占全社会用电量的比重提高5个百分点以上。",
            [{"indicator": "光伏占全社会用电量的比重", "value": 5, "measure": "change", "benchmark": "none"}],
        ),
        (
            PLAN + "到2025年，新型储能装机达到100万千瓦/200万千瓦时。",
            [
                {"indicator": "新型储能装机", "unit": "万千瓦"},
                {"indicator": "新型储能装机", "unit": "万千瓦时"},
            ],
        ),
        (
            PLAN + "到2025年，算力规模超过15EFLOPS，数据中心平均PUE降至1.25以下。",
            [
                {"indicator": "算力规模", "amount": 15, "unit": "EFLOPS", "comparator": ">"},
                {"indicator": "数据中心平均PUE", "value": 1.25, "comparator": "<="},
            ],
        ),
        (
            PLAN + "建成智能算力规模3000P，到2026年达到10EFLOPS。",
            [
                {"indicator": "智能算力规模", "value": 3000, "period_end": "none"},
                {"indicator": "智能算力规模", "value": 10, "period_end": "2026-12-31"},
            ],
        ),
        (
            PLAN + "每年遴选3—5家企业给予重点支持。",
            [{"indicator": "企业", "value": 3, "value_max": 5, "accumulation": "annual"}],
        ),
        (
            BULLETIN + "年末常住人口35.62万人，比上年末减少0.31万人。",
            [
                {"type": "result", "indicator": "常住人口", "period_end": "2023-12-31"},
                {"value": 0.31, "measure": "change", "period_end": "2023-12-31"},
            ],
        ),
        (
            BULLETIN + "全年授权专利213件，下降5.1%。",
            [
                {"indicator": "专利", "action": "授权", "period_start": "2023-01-01", "period_end": "2023-12-31"},
                {"indicator": "专利", "measure": "growth", "value": 5.1},
            ],
        ),
        (
            BULLETIN + "全年接待游客560万人次，实现旅游收入38亿元，分别增长21%和25%。",
            [
                {"indicator": "游客", "unit": "万人次"},
                {"indicator": "旅游收入", "unit": "亿元"},
                {"indicator": "游客", "value": 21, "measure": "growth"},
                {"indicator": "旅游收入", "value": 25, "measure": "growth"},
            ],
        ),
        (
            REPORT + "引进亿元以上项目37个，其中10亿元以上6个。",
            [{"indicator": "亿元以上项目", "value": 37}, {"indicator": "10亿元以上项目", "value": 6}],
        ),
        (
            REPORT + "全区共有规上企业128家，占全市的四分之一。",
            [
                {"indicator": "规上企业", "scope": "全区", "value": 128},
                {"indicator": "规上企业", "value": 25, "measure": "share"},
            ],
        ),
        (
            REPORT + "科技进步贡献率达到60%，比“十二五”末提高7个百分点。",
            [{"value": 60}, {"value": 7, "measure": "change", "period_end": "2023-12-31"}],
        ),
        (
            MEASURES + "年营业收入首次达到1000万元、3000万元的企业，分别给予5万元、10万元奖励。",
            [
                {"threshold_amount": 10000000, "threshold_comparator": ">=", "total_amount": 50000},
                {"threshold_amount": 30000000, "threshold_comparator": ">=", "total_amount": 100000},
            ],
        ),
        (
            MEASURES + "对年度研发费用达到500万元以上的企业，按新增投入的8%给予补助，每家企业每年最高200万元。",
            [
                {
                    "type": "fund",
                    "threshold_amount": 5000000,
                    "rate_percent": 8,
                    "beneficiary": "企业",
                    "condition": "年度研发费用达到500万元以上",
                },
                {"type": "fund", "cap_amount": 2000000, "per": "每家企业每年"},
            ],
        ),
        (
            MEASURES + "对新设机构给予奖励，服务企业100家以上、业务收入达200万元的，奖励5万元。",
            [
                {"type": "provision", "comparator": ">=", "value": 200, "kind": "eligibility"},
                {"type": "fund", "threshold_amount": 100, "total_amount": 50000},
            ],
        ),
        (
            MEASURES + "高层次人才安家补贴分5年发放，博士30万元、硕士10万元。",
            [
                {"type": "fund", "total_amount": 300000, "condition": "博士", "instrument": "subsidy"},
                {"type": "fund", "total_amount": 100000, "condition": "硕士"},
            ],
        ),
        (
            MEASURES + "企业向银行申请贷款，财政补助资金不得超过项目总投资的30%。",
            [{"type": "provision", "subject": "财政补助资金", "comparator": "<=", "value": 30, "kind": "limit"}],
        ),
        (
            GUIDE + "每个项目资助经费50万元左右，立项后拨付60%，验收通过后拨付40%。",
            [
                {"type": "fund", "total_amount": 500000, "total_comparator": "~", "threshold_amount": "none"},
                {"type": "fund", "rate_percent": 60, "condition": "立项后"},
                {"type": "fund", "rate_percent": 40, "condition": "验收通过后"},
            ],
        ),
        (
            GUIDE + "申报单位须在自治区注册满1年，项目执行期为24个月。",
            [
                {"type": "provision", "comparator": ">=", "value": 1, "unit": "年", "kind": "eligibility"},
                {"type": "provision", "subject": "项目执行期", "value": 24, "kind": "limit"},
            ],
        ),
    ],
)
def test_numbers(text: str, wanted: list[Row]) -> None:
    rows = records(text, *NUMBERED)
    assert len(rows) == len(wanted), shown(rows)
    assert not [line for row, one in zip(rows, wanted, strict=True) for line in differences(row, one)], shown(rows)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("请各单位于2023年3月31日前提交申报书，4月10日前寄送推荐函。", ["2023-03-31", "2023-04-10"]),
        ("请于2024年6月30日18时前提交申报材料。", ["2024-06-30"]),
        ("项目执行期为2024年1月至2025年12月。", ["2025-12"]),
        ("2022年6月底前，建成自治区科技资源共享平台。", ["2022-06-30"]),
    ],
)
def test_days(text: str, wanted: list[str]) -> None:
    assert [row["date"] for row in records(text, "deadline")] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "按一九五七年的不变价格计算，产值增长较快。",
        "项目承担单位在三年内无正当理由未实施的，收回资金。",
        "在一九五八年，我国的教育事业有了很大的发展。",
    ],
)
def test_no_goals(text: str) -> None:
    assert not records(text, "deadline")


def test_what_must_be_done_by_a_day_to_qualify() -> None:
    (row,) = records("2019年6月30日之前已完成改制的企业，继续享受优惠。", "deadline")
    assert (row["kind"], row["date"]) == ("eligibility", "2019-06-30")


def test_a_notice_that_asks_for_a_yearly_report_speaks_of_its_own_year() -> None:
    text = "关于报送2023年度工作总结的通知\n各县区科技局：\n请于1月20日前报送工作总结。\n某市科技局\n2024年1月8日"
    (row,) = records(text, "deadline")
    assert row["date"] == "2024-01-20"


def test_a_day_takes_in_the_word_before() -> None:
    (row,) = records("请于2024年9月底前提交申报材料。", "deadline")
    assert row["date_text"] == "2024年9月底前"


@pytest.mark.parametrize(
    ("text", "lead", "participants"),
    [
        ("（责任单位：市科技局，各县〔区〕人民政府）", ["市科技局", "各县（区）人民政府"], []),
        ("（县科技局牵头，县财政局、各乡镇〔街道〕配合）", ["县科技局"], ["县财政局", "各乡镇（街道）"]),
    ],
)
def test_brackets_of_another_shape(text: str, lead: list[str], participants: list[str]) -> None:
    (row,) = records(f"一、加强统筹{text}", "responsibility")
    assert (row["lead"], row["participants"]) == (lead, participants)


@pytest.mark.parametrize(
    "text",
    [
        "企业须有明确的“倍增”方案。",
        "实施服务能力“三年倍增”行动。",
        "上述8项材料须装订成册。",
        "界址点坐标：15172.500，103655.000。",
    ],
)
def test_no_quantities(text: str) -> None:
    assert not records(text, *NUMBERED)


def test_a_quote_begins_behind_the_number_of_its_article() -> None:
    (row,) = records("某办法\n第一条 本办法自2023年1月1日起施行。", "deadline")
    assert row["quote"].startswith("本办法")


def test_a_sentence_names_nobody() -> None:
    (row,) = records("请于2024年3月15日前报送至市科技局，邮箱：abc@example.com。", "contact")
    assert row["person"] == []
