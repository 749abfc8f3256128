"""Sentences of reports, plans and bulletins: small changes, steps, shared grades, shares of a base, gaps, cut nouns."""

from __future__ import annotations

import pytest

from tests.documents import NUMBERED, Row, differences, records, shown

Sentences = list[tuple[str, list[Row]]]

REPORT = "某市2023年工作总结\n一、主要成效\n2023年，"
GOALS = "某市科技创新行动方案\n一、工作目标\n到2027年，"
TASKS = "某市科技创新行动方案\n二、重点任务\n（一）开展攻关。"

SMALL_CHANGES: Sentences = [
    (REPORT + "居民消费价格微涨0.3%。", [{"indicator": "居民消费价格", "measure": "growth"}]),
    (
        REPORT + "消费品零售价格比上年微降0.1%。",
        [{"indicator": "消费品零售价格", "measure": "growth", "benchmark": "上年"}],
    ),
    (REPORT + "PPI微降0.2%。", [{"indicator": "PPI", "measure": "growth"}]),
    (REPORT + "木材价格上涨0.8%。", [{"indicator": "木材价格", "measure": "growth"}]),
    (REPORT + "木材产量小幅下降1.2%。", [{"indicator": "木材产量", "measure": "growth"}]),
    (REPORT + "工业用电量小幅回升2.1%。", [{"indicator": "工业用电量", "measure": "growth"}]),
    (REPORT + "住宅销售面积略增0.6%。", [{"indicator": "住宅销售面积", "measure": "growth"}]),
    (REPORT + "二手住宅价格环比微跌0.4%。", [{"indicator": "二手住宅价格", "benchmark": "上期"}]),
    (REPORT + "税收收入由负转正增长3.2%。", [{"indicator": "税收收入", "measure": "growth"}]),
    (REPORT + "货运量比上年小幅下滑1.5%。", [{"indicator": "货运量", "benchmark": "上年"}]),
]
STEPS: Sentences = [
    (REPORT + "工业总产值连跨2个百亿级台阶。", []),
    (
        REPORT + "技术合同成交额连跨2个百亿级台阶、达到410亿元。",
        [{"indicator": "技术合同成交额", "value": 410, "action": "达到"}],
    ),
    (REPORT + "经济总量连续跨上5个百亿元台阶，达到3200亿元。", [{"indicator": "经济总量", "value": 3200}]),
]
ROUNDS: Sentences = [
    (TASKS + "分三批建设储能示范项目60个。", [{"indicator": "储能示范项目", "value": 60}]),
    (TASKS + "全年分4个批次发布应用场景。", []),
]
GRADES: Sentences = [
    (
        REPORT + "国家级绿色矿山、绿色园区分别达到21家、3个。",
        [{"indicator": "国家级绿色矿山"}, {"indicator": "国家级绿色园区"}],
    ),
    (
        GOALS + "省级企业技术中心、工程研究中心和设计中心分别达到30家、20家和15家。",
        [{"indicator": "省级企业技术中心"}, {"indicator": "省级工程研究中心"}, {"indicator": "省级设计中心"}],
    ),
]
MIXED: Sentences = [
    (
        GOALS + "生物医药营收、海洋经济增加值占比分别达到300亿元和12%。",
        [{"indicator": "生物医药营收", "unit": "亿元"}, {"indicator": "海洋经济增加值占比", "unit": "%"}],
    ),
    (
        REPORT + "升学率达到94.6%，留任率为78.2%，分别比2020年提高2.1个和5.7个百分点。",
        [
            {"indicator": "升学率", "value": 94.6},
            {"indicator": "留任率", "value": 78.2},
            {"indicator": "升学率", "value": 2.1, "unit": "个百分点", "measure": "change", "benchmark": "2020年"},
            {"indicator": "留任率", "value": 5.7, "unit": "个百分点", "measure": "change"},
        ],
    ),
    (
        REPORT + "生均经费标准由每年6000元提高到8000元。",
        [{"indicator": "生均经费标准", "value": 8000, "baseline_value": 6000}],
    ),
]
SHARES_OF_A_BASE: Sentences = [
    (
        TASKS + "研发投入不低于地区生产总值的2.8%。",
        [{"indicator": "研发投入", "comparator": ">=", "measure": "share", "value": 2.8}],
    ),
    (TASKS + "储能调节能力达到最大负荷的3%。", [{"type": "target", "indicator": "储能调节能力", "measure": "share"}]),
    (
        REPORT + "科技型上市公司仅有9家，不到全省的5%。",
        [{"comparator": "<="}, {"indicator": "科技型上市公司", "comparator": "<", "measure": "share"}],
    ),
    (REPORT + "本土企业占三成。", [{"indicator": "本土企业", "value": 30, "measure": "share"}]),
    (
        REPORT + "研发经费支出92.7亿元，与地区生产总值之比为2.82%。",
        [{"value": 92.7}, {"indicator": "研发经费支出与地区生产总值之比", "value": 2.82, "measure": "share"}],
    ),
]
GAPS: Sentences = [
    (
        REPORT + "贷款利率3.45%，比银行同业利率低0.8个百分点。",
        [{"value": 3.45}, {"indicator": "贷款利率", "value": 0.8, "measure": "gap", "benchmark": "银行同业利率"}],
    ),
    (
        REPORT + "职工参保率为96.2%，比周边地区高3.5个百分点。",
        [{"value": 96.2}, {"indicator": "职工参保率", "value": 3.5, "measure": "gap"}],
    ),
]
CUT_NOUNS: Sentences = [
    (TASKS + "电站等效利用小时数不低于1000小时。", [{"indicator": "电站等效利用小时数"}]),
    (TASKS + "初中毕业生升学比例提高至65%。", [{"indicator": "初中毕业生升学比例"}]),
    (TASKS + "新增“独角兽”“瞪羚”企业50家以上。", [{"indicator": "“独角兽”“瞪羚”企业"}]),
    (TASKS + "推动1000项科技成果就地转化。", [{"indicator": "科技成果"}]),
    (TASKS + "推动80%以上的省级开发区配建共享储能。", [{"indicator": "省级开发区"}]),
    (REPORT + "在园幼儿、在校学生分别为14万人、65万人。", [{"indicator": "在园幼儿"}, {"indicator": "在校学生"}]),
    (REPORT + "共有产品检测机构176个。", [{"indicator": "产品检测机构"}]),
    (REPORT + "再生水利用量达到3.2亿立方米。", [{"indicator": "再生水利用量"}]),
    (TASKS + "建成充电桩500个，再建300个。", [{"action": "建成"}, {"indicator": "充电桩", "action": "建"}]),
]
PARTS: Sentences = [
    (
        REPORT + "常住人口379.6万人，比上年末减少0.8万人，其中城镇人口262.3万人。",
        [{"value": 379.6}, {"value": 0.8}, {"indicator": "城镇人口", "part": 379.6}],
    ),
]
WHOLE_CLAUSES: Sentences = [
    (
        REPORT + "专利授权量突破万件大关，达到1.08万件。",
        [{"comparator": ">"}, {"indicator": "专利授权量", "value": 1.08}],
    ),
    (REPORT + "空气质量综合指数改善4.2%。", [{"indicator": "空气质量综合指数", "measure": "growth"}]),
    (REPORT + "每千人拥有民营企业18户。", [{"indicator": "每千人拥有民营企业", "scope": "none"}]),
    (GOALS + "建设2—3个世界一流的海洋科学中心。", [{"indicator": "海洋科学中心", "qualifier": "世界一流的"}]),
    (TASKS + "本地采购率由目前的35%提高到50%左右。", [{"type": "target", "baseline_value": 35}]),
    (
        TASKS + "每个县至少建设1个标准化厂房。",
        [{"indicator": "标准化厂房", "action": "建设", "comparator": ">="}],
    ),
    (TASKS + "每个园区引进亿元以上项目不少于5个。", [{"indicator": "亿元以上项目", "value": 5, "comparator": ">="}]),
]
READ: Sentences = [
    *SMALL_CHANGES,
    *STEPS,
    *ROUNDS,
    *GRADES,
    *MIXED,
    *SHARES_OF_A_BASE,
    *GAPS,
    *CUT_NOUNS,
    *PARTS,
    *WHOLE_CLAUSES,
    (REPORT + "存款余额接连迈上两个千亿元新台阶。", []),
    (TASKS + "核查工作分两轮进行。", []),
    (
        REPORT + "国家级农业园区、省级林业园区分别达到2个、9个。",
        [{"indicator": "国家级农业园区"}, {"indicator": "省级林业园区"}],
    ),
]


def faults(text: str, wanted: list[Row]) -> list[str]:
    """Return a line for each difference between the records of a text and the wanted ones, in order of the numbers."""
    rows = sorted(records(text, *NUMBERED), key=lambda row: row["spans"].get("value", [row["start"]])[0])
    if len(rows) != len(wanted):
        return [shown(rows, "indicator", "value")]
    values = {row["id"]: row["value"] for row in rows}
    for row in rows:
        row["part"] = values.get(row.get("part_of"))
    return [line for row, one in zip(rows, wanted, strict=True) for line in differences(row, one)]


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_sentences(text: str, wanted: list[Row]) -> None:
    assert not faults(text, wanted)
