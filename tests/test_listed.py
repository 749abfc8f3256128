"""Nouns of a list that leave out what they share."""

from __future__ import annotations

import pytest

from techpolicy_extract.stages.build.listed import spread


@pytest.mark.parametrize(
    ("noun", "parts"),
    [
        ("种植、收获机械化率", ["种植机械化率", "收获机械化率"]),
        ("花生种植、收获机械化率", ["花生种植机械化率", "花生收获机械化率"]),
        ("动力电池、储能电池、光伏组件产量", ["动力电池产量", "储能电池产量", "光伏组件产量"]),
        ("高技术制造业、装备制造业增加值", ["高技术制造业增加值", "装备制造业增加值"]),
        ("国际航空旅客和货邮吞吐量", ["国际航空旅客吞吐量", "国际航空货邮吞吐量"]),
        ("高速公路、水利、电网投资", ["高速公路投资", "水利投资", "电网投资"]),
        ("城镇和农村居民人均可支配收入", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("高校、科研院所研发经费支出", ["高校研发经费支出", "科研院所研发经费支出"]),
        ("地方财政收入、支出", ["地方财政收入", "地方财政支出"]),
        ("森林公园、“口袋公园”保有量", ["森林公园保有量", "“口袋公园”保有量"]),
        ("信息传输、租赁和商务服务业增加值", ["信息传输增加值", "租赁和商务服务业增加值"]),
        ("集成电路、锂电池出口", ["集成电路出口", "锂电池出口"]),
        ("旅游人数、旅游收入", ["旅游人数", "旅游收入"]),
        ("发明专利、实用新型", ["发明专利", "实用新型"]),
    ],
)
def test_each_noun_gets_what_all_share(noun: str, parts: list[str]) -> None:
    assert spread(noun, len(parts)) == parts


def test_a_list_of_another_length_stays_whole() -> None:
    assert spread("城乡居民人均可支配收入", 2) == ["城乡居民人均可支配收入"] * 2
