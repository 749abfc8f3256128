"""What is counted, whose, and what is done to it, read off the words around a number."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexicon import load
from techpolicy_extract.patterns.prefilter import reach_of
from techpolicy_extract.stages.build.numbers import phrases
from tests.documents import Row, differences, records, shown

TITLE = "滨江市科技创新规划\n一、主要目标\n"
Wanted = dict[str, object]


def quantities(clause: str) -> list[Row]:
    return records(f"{TITLE}到2025年，{clause}。", "target", "result")


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("培育高新技术企业500家", {"indicator": "高新技术企业", "action": "培育"}),
        ("培育500家高新技术企业", {"indicator": "高新技术企业", "action": "培育"}),
        ("建成国家级孵化器20家", {"indicator": "国家级孵化器", "action": "建成"}),
        ("新建重点实验室10个", {"indicator": "重点实验室", "action": "新建"}),
        (
            "组织实施省级重大科技成果转化示范项目100项",
            {"indicator": "省级重大科技成果转化示范项目", "action": "组织实施"},
        ),
        ("技术合同成交额达到200亿元", {"indicator": "技术合同成交额", "action": "达到"}),
        ("吸纳技术合同成交额达到200亿元", {"indicator": "吸纳技术合同成交额"}),
        ("技术合同成交额突破200亿元", {"indicator": "技术合同成交额", "comparator": ">"}),
        ("技术合同成交额增长20%", {"indicator": "技术合同成交额", "action": None, "measure": "growth"}),
        ("全省技术合同成交额达到200亿元", {"indicator": "技术合同成交额", "scope": "全省"}),
        ("全市高新技术企业达到500家", {"indicator": "高新技术企业", "scope": "全市"}),
        ("建设500个支撑实体经济发展的众创空间", {"indicator": "众创空间", "qualifier": "支撑实体经济发展的"}),
        ("研发经费投入占地区生产总值比重达到3%", {"measure": "share", "value": 3}),
        ("城镇登记失业率控制在5%以内", {"indicator": "城镇登记失业率", "measure": "level"}),
        ("新增高新技术企业100家", {"indicator": "高新技术企业", "measure": "change"}),
        ("累计培育高新技术企业500家", {"indicator": "高新技术企业", "accumulation": "cumulative"}),
        ("每年培育高新技术企业50家", {"indicator": "高新技术企业", "accumulation": "annual"}),
        ("培训技术经理人2万人次", {"value": 2, "unit": "万人次", "amount": 20000, "dimension": "person_time"}),
        ("技术合同成交额达到1600亿元", {"value": 1600, "unit": "亿元", "amount": 160000000000, "dimension": "CNY"}),
        ("转让专利2.3万件", {"value": 2.3, "unit": "万件", "amount": 23000}),
        ("技术合同成交额翻一番", {"measure": "multiple", "value": 2, "unit": "倍"}),
        ("技术合同成交额比2020年翻一番", {"indicator": "技术合同成交额", "benchmark": "2020年", "value": 2}),
        ("一般公共预算收入增长6%", {"indicator": "一般公共预算收入"}),
        ("各项贷款余额达到500亿元", {"indicator": "各项贷款余额"}),
        ("新建全国重点实验室3家", {"indicator": "全国重点实验室", "action": "新建", "scope": None}),
        ("重点支持初创企业200家", {"indicator": "初创企业", "action": "支持"}),
        ("推出便民服务事项80项", {"indicator": "便民服务事项", "action": "推出"}),
        ("新建和改造农村公路300公里", {"indicator": "农村公路", "action": "新建和改造", "scope": None}),
        ("建设筹集保障性住房2万套", {"indicator": "保障性住房", "action": "建设筹集", "scope": None}),
        ("专门安排运输车辆300台", {"indicator": "运输车辆", "action": "安排", "scope": None}),
        ("完成城镇老旧小区改造120个", {"indicator": "城镇老旧小区改造", "action": "完成"}),
        ("实施农房改造和抗震加固800户", {"indicator": "农房改造和抗震加固", "action": "实施"}),
        ("落实助学政策、惠及学生3万名", {"indicator": "学生", "action": "惠及"}),
        ("生活污水集中收集处理率达到90%", {"indicator": "生活污水集中收集处理率", "scope": None}),
        ("脱贫人口人均收入增长8%", {"indicator": "脱贫人口人均收入", "action": None}),
        ("边民互市贸易区达到5个", {"indicator": "边民互市贸易区", "scope": None}),
        ("高原农产品累计销售5亿元", {"indicator": "高原农产品", "action": "销售", "accumulation": "cumulative"}),
        ("高速公路里程居全国第四、突破1万公里", {"indicator": "高速公路里程", "comparator": ">"}),
        ("打造茶叶、水果、中药材3个百亿级产业集群", {"value": 3, "action": "打造"}),
        ("推动20项科技成果填补国内空白", {"indicator": "科技成果"}),
        ("融资平台新退出30家", {"indicator": "融资平台", "action": "新退出"}),
        ("盘活存量资产实现收入50亿元", {"indicator": "收入", "action": "实现"}),
        ("生产安全事故起数下降9%", {"indicator": "生产安全事故起数", "action": None}),
        ("建成区绿化覆盖率达到45%", {"indicator": "建成区绿化覆盖率"}),
        ("培育世界一流企业2家", {"indicator": "世界一流企业", "scope": None}),
        ("建成2个超算中心", {"indicator": "超算中心"}),
        ("引进5家总部企业", {"indicator": "总部企业"}),
        ("培育30家在孵企业", {"indicator": "在孵企业"}),
        ("帮扶3万名监测对象就业", {"indicator": "监测对象就业"}),
        ("办理时间由20天减少至5天", {"value": 5, "baseline_value": 20, "baseline_unit": "天"}),
    ],
)
def test_one_number(clause: str, wanted: Wanted) -> None:
    rows = quantities(clause)
    assert len(rows) == 1, shown(rows)
    assert not differences(rows[0], wanted)


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        (
            "培育高新技术企业500家、众创空间50家",
            [{"indicator": "高新技术企业", "value": 500}, {"indicator": "众创空间", "value": 50}],
        ),
        (
            "登记科技成果2554项，比上年增长72.0%",
            [
                {"indicator": "科技成果", "measure": "level"},
                {"indicator": "科技成果", "measure": "growth", "benchmark": "上年"},
            ],
        ),
        (
            "建设技术转移示范机构30家，其中国家级10家",
            [{"indicator": "技术转移示范机构", "part_of": None}, {"indicator": "国家级技术转移示范机构", "value": 10}],
        ),
    ],
)
def test_several_numbers(clause: str, wanted: list[Wanted]) -> None:
    rows = quantities(clause)
    assert len(rows) == len(wanted), shown(rows)
    assert not [d for row, one in zip(rows, wanted, strict=True) for d in differences(row, one)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("棉布的产量，比上年增长8%", {"indicator": "棉布的产量", "value": 8}),
        ("茶叶产量持续增长，达到3万吨", {"indicator": "茶叶产量", "value": 3, "flags": ["indicator_inherited"]}),
        ("工业税收，由2020年的5亿元增加到8亿元", {"indicator": "工业税收", "value": 8, "baseline_value": 5}),
    ],
)
def test_the_clause_before_names_what_a_clause_without_a_noun_counts(text: str, wanted: Wanted) -> None:
    (row,) = quantities(text)
    assert not differences(row, wanted), shown([row], "indicator", "flags")


def test_a_clause_before_that_names_no_measure_gives_no_noun() -> None:
    (row,) = quantities("推动机制改革，增长5%")
    assert row["indicator"] is None


def test_a_number_of_a_base_is_part_of_the_name() -> None:
    (row,) = quantities("每10万人火灾起数下降8.4%")
    assert (row["indicator"], row["value"]) == ("每10万人火灾起数", 8.4)


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("税收收入完成48亿元、超年初预算6%", [{"measure": "level"}, {"measure": "gap", "benchmark": "年初预算"}]),
        ("旅客人数较“十三五”末净增42万人次", [{"indicator": "旅客人数", "action": "净增", "measure": "change"}]),
        ("建设3个国家级、8个省级产业集群", [{"indicator": "国家级产业集群"}, {"indicator": "省级产业集群"}]),
        ("为300名职工追回欠薪60万元", [{"indicator": "职工"}, {"indicator": "欠薪", "action": "追回"}]),
        ("城乡居民人均收入分别增长5%、7%", [{"indicator": "城镇居民人均收入"}, {"indicator": "农村居民人均收入"}]),
        ("出口额接连突破3亿元、4亿元", [{"indicator": "出口额"}, {"indicator": "出口额"}]),
        ("旅客和货邮吞吐量分别达到135万人次、4.5万吨", [{"indicator": "旅客吞吐量"}, {"indicator": "货邮吞吐量"}]),
        ("食品、药品抽检合格率分别达到98%、99%", [{"indicator": "食品抽检合格率"}, {"indicator": "药品抽检合格率"}]),
    ],
)
def test_numbers_of_one_clause(clause: str, wanted: list[Wanted]) -> None:
    rows = quantities(clause)
    assert len(rows) == len(wanted), shown(rows)
    assert not [d for row, one in zip(rows, wanted, strict=True) for d in differences(row, one)]


def test_a_number_among_others_is_a_part_of_theirs() -> None:
    whole, part = quantities("建设技术转移示范机构30家，其中国家级10家")
    assert part["part_of"] == whole["id"]


@pytest.mark.parametrize("clause", ["培育一批高新技术企业", "建设若干众创空间", "统一服务标准，进一步优化环境"])
def test_words_that_are_no_numbers(clause: str) -> None:
    assert not quantities(clause)


def test_words_that_end_a_noun_are_shorter_than_what_is_searched_for_them() -> None:
    reach = reach_of("|".join(load("verbs")["tail_stops"]))
    assert reach is not None
    assert reach < phrases._TAIL_REACH
