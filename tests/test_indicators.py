"""Which statistic a noun phrase names."""

from __future__ import annotations

from collections import Counter

import pytest

from techpolicy_extract.lexicon import indicators

CASES = [
    # the name itself, and its aliases
    ("技术合同成交额", "技术合同成交额"),
    ("技术交易额", "技术合同成交额"),
    ("技术市场合同交易额", "技术合同成交额"),
    ("技术合同登记交易额", "技术合同成交额"),
    ("技术市场成交额", "技术合同成交额"),
    ("高新技术企业", "高新技术企业数"),
    ("国家高新技术企业", "高新技术企业数"),
    ("科技型中小企业", "科技型中小企业数"),
    ("全社会研发投入强度", "研发经费投入强度"),
    ("R&D经费投入强度", "研发经费投入强度"),
    ("Ｒ＆Ｄ经费投入强度", None),  # normalisation has unified the width before
    ("R＆D经费投入强度", "研发经费投入强度"),
    ("研究与试验发展(R&D)经费支出", "全社会研发经费支出"),
    ("全社会研发经费支出占地区生产总值的比重", "研发经费投入强度"),
    ("研发经费支出相当于全市生产总值的比例", "研发经费投入强度"),
    ("每万人高价值发明专利拥有量", "每万人口高价值发明专利拥有量"),
    ("每万名就业人员中研发人员", "每万名就业人员中研发人员数"),
    ("专精特新“小巨人”企业", "专精特新“小巨人”企业数"),
    ("国家级专精特新小巨人企业", "专精特新“小巨人”企业数"),
    ("“专精特新”中小企业", "专精特新中小企业数"),
    ("科技企业孵化器", "孵化器数"),
    ("国家级科技企业孵化器", "国家级孵化器数"),
    ("众创空间", "众创空间数"),
    ("公民具备科学素质比例", "公民具备科学素质的比例"),
    ("GDP", "地区生产总值"),
    ("城镇新增就业人数", "城镇新增就业"),
    ("外贸进出口总额", "货物进出口总额"),
    ("PM2.5年均浓度", "PM2.5年均浓度"),
    # scope, place, time and quantity around it
    ("全省技术合同成交额", "技术合同成交额"),
    ("全省技术合同成交总额", "技术合同成交额"),
    ("四川省技术合同成交额", "技术合同成交额"),
    ("淮北市技术合同成交额", "技术合同成交额"),
    ("广东省深圳市技术合同成交额", "技术合同成交额"),
    ("2025年全省技术合同成交额", "技术合同成交额"),
    ("“十四五”期间全省技术合同成交额", "技术合同成交额"),
    ("累计技术合同成交额", "技术合同成交额"),
    ("全省的技术合同成交额", "技术合同成交额"),
    ("高新技术企业数量", "高新技术企业数"),
    ("高新技术企业总数", "高新技术企业数"),
    ("江苏省高新技术企业数", "高新技术企业数"),
    ("新增高新技术企业", "高新技术企业数"),
    ("众创空间数量", "众创空间数"),
    ("科技型中小企业家数", "科技型中小企业数"),
    ("地区生产总值增速", "地区生产总值"),
    ("全社会研发投入", "全社会研发经费支出"),
    # a modifier that makes another statistic
    ("吸纳技术合同成交额", "吸纳技术合同成交额"),
    ("全省吸纳技术合同成交额", "吸纳技术合同成交额"),
    ("输出技术合同成交额", "输出技术合同成交额"),
    ("企业技术合同成交额", None),
    ("跨省技术合同成交额", None),
    ("外资高新技术企业", None),
    ("高新技术企业占比", None),
    ("高新技术企业营业收入", None),
    ("每万家企业中高新技术企业", None),
    ("支撑实体经济发展的众创空间", None),
    ("技术合同成交额占地区生产总值比重", "技术合同成交额占地区生产总值比重"),
    ("国家技术创新中心", "国家技术创新中心数"),
    ("省级技术创新中心", "技术创新中心数"),
    ("国家级技术转移示范机构", "国家技术转移示范机构数"),
    # none
    ("", None),
    ("项目", None),
    ("数", None),
    ("年", None),
    ("”", None),
    ("增长", None),
    ("三支基金", None),
]


@pytest.mark.parametrize(("noun", "wanted"), CASES)
def test_which_statistic_a_noun_names(noun: str, wanted: str | None) -> None:
    assert indicators.identify(noun) == wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("实现城镇新增就业", "城镇新增就业"),
        ("实现吸纳技术合同成交额", "吸纳技术合同成交额"),
        ("技术合同成交额", "技术合同成交额"),
        ("培育高新技术企业", "高新技术企业"),
        ("全社会研发经费支出占地区生产总值比重", "全社会研发经费支出占地区生产总值比重"),
        ("培育专精特新“小巨人”企业", "专精特新“小巨人”企业"),
        ("新增“专精特新”企业", "“专精特新”企业"),
        ("实施项目", None),
        ("", None),
    ],
)
def test_where_the_name_begins(text: str, name: str | None) -> None:
    wanted = None if name is None else len(text) - len(name)
    assert indicators.name_start(text, 0, len(text)) == wanted


def test_the_name_stays_within_its_bounds() -> None:
    text = "吸纳技术合同成交额达"
    assert indicators.name_start(text, 0, 9) == 0
    assert indicators.name_start(text, 2, 9) == 2
    assert indicators.name_start(text, 0, 10) is None


@pytest.mark.parametrize("indicator", indicators.table().values(), ids=lambda each: str(each.id))
def test_every_indicator_says_what_it_is(indicator: indicators.Indicator) -> None:
    assert indicator.aliases
    assert indicator.id not in indicator.aliases
    assert indicator.unit
    assert indicator.definition.endswith("。")
    assert len(indicator.source) >= 8
    assert all(indicators.identify(name) == indicator.id for name in (indicator.id, *indicator.aliases))


def test_no_name_belongs_to_two() -> None:
    names = Counter(name for each in indicators.table().values() for name in {each.id, *each.aliases})
    assert [name for name, count in names.items() if count > 1] == []
    assert len(indicators.table()) >= 140
