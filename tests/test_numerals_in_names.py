"""Numerals that are no quantities: parts of names, ranks, addresses, versions, sayings; and units that reach back."""

from __future__ import annotations

import pytest

from techpolicy_extract.api import extract_text
from techpolicy_extract.lexing.lexer import lex

# A text, and all that is to be found in it: kind:text.
CASES = [
    ("在榆林路145、147、149号施工", ["address_number:145", "address_number:147", "address_number:149号"]),
    (
        "海棠路甲12号3号楼2单元501室",
        [
            "address_number:12号",
            "address_number:3号楼",
            "address_number:2单元",
            "address_number:501室",
        ],
    ),
    ("开户账号1302 0101 0920 0456 789", ["account:1302 0101 0920 0456 789"]),
    ("符合第五条第（一）（二）（三）项条件", ["ordinal:第五条", "ordinal:第（一）（二）（三）项"]),
    ("根据第三十条（二）规定", ["ordinal:第三十条（二）"]),
    ("第一款（一）至（五）项", ["ordinal:第一款（一）至（五）项"]),
    ("附件1.名单", ["ordinal:附件1"]),
    ("函〔1997〕武司字第82号", ["doc_number:函〔1997〕武司字第82号"]),
    ("101.四川省某市", ["marker:101.", "idiom:四川省"]),
    ("打造15分钟健身圈和半小时生活圈", ["idiom:15分钟", "idiom:半小时"]),
    ("15分钟内到达", ["quantity:15分钟"]),
    ("庆祝建区75周年", ["idiom:75周年"]),
    ("满5周年的企业", ["quantity:5周年"]),
    ("举办2026全球低空经济大会", ["idiom:2026"]),
    ("实施科技创新2030—重大项目", ["idiom:2030"]),
    ("2026个项目", ["quantity:2026个"]),
    ("吸取“3·15”火灾教训", ["idiom:“3·15”"]),
    ("PM_2.5浓度", ["idiom:PM_2.5"]),
    ("2型糖尿病患者", ["idiom:2型"]),
    ("升级数字政府2.0建设", ["idiom:2.0"]),
    ("国六标准车辆", ["idiom:国六"]),
    ("二级医院、三级公立医院", ["idiom:二级", "idiom:三级"]),
    ("达到国家二级标准", ["idiom:二级"]),
    ("四级手术占比20%", ["idiom:四级", "quantity:20%"]),
    ("宁九高速、西十高铁、京九铁路", ["idiom:九", "idiom:十", "idiom:九"]),
    ("建成第二高速", ["ordinal:第二"]),
    ("三秦大地、三晋百姓", ["idiom:三秦", "idiom:三晋"]),
    ("支持三明革命老区", ["idiom:三明"]),
    ("管线长三公里", ["quantity:三公里"]),
    ("科技三项费用管理", ["idiom:科技三项费用"]),
    ("防洪标准20年一遇", ["quantity:20年一遇"]),
    ("一任接着一任干、一茬接着一茬干，不拘一格", []),
    ("一步一个脚印、一抓到底、一哄而起、一往无前", []),
    ("连续12发圆满成功", ["quantity:12发"]),
    ("全年3发展开", ["quantity:3"]),
    ("科考船完成52航次", ["quantity:52航次"]),
    ("租金5元/平方米·月", ["quantity:5元/平方米·月"]),
    ("租金5元/平方米•月", ["quantity:5元/平方米•月"]),
    ("补贴3000元/月", ["quantity:3000元/月"]),
    ("奖补100元/人·年", ["quantity:100元/人·年"]),
    ("补贴300元/月份", ["quantity:300元"]),
    ("用电2亿 kWh", ["quantity:2亿 kWh"]),
    ("加快海州集团8万吨镍基合金等项目建设", ["idiom:8万吨"]),
    ("推进北港60万吨尿素技改、东山5万吨锂盐等项目", ["idiom:60万吨", "idiom:5万吨"]),
    ("开工500千伏南湖输变电工程", ["idiom:500千伏"]),
    ("建设12英寸晶圆生产线", ["idiom:12英寸"]),
    ("开工750千伏东河、330千伏南山等输变电工程", ["idiom:750千伏", "idiom:330千伏"]),
    ("三月三十日前报送", ["when:三月三十日前"]),
    ("产量达到8万吨，完成项目3个", ["quantity:8万吨", "quantity:3个"]),
    ("形成产能20万吨的项目2个", ["quantity:20万吨", "quantity:2个"]),
    ("新增产能5万吨化肥项目", ["quantity:5万吨"]),
    ("石坪、柳岗三回等线路", ["idiom:三回"]),
    ("每10万人交通事故死亡数下降8.4%", ["idiom:每10万人", "quantity:8.4%"]),
    ("每千人床位数达到7张", ["quantity:7张"]),
    ("每10万人补助5元", ["quantity:10万人", "quantity:5元"]),
    ("完成1%人口抽样调查", ["idiom:1%人口抽样调查"]),
    ("承办十五运会和十四届全运会", ["idiom:十五", "idiom:十四届"]),
    ("《补充通知》（东科〔2018〕98）规定", ["doc_number:东科〔2018〕98"]),
    ("包括主表、附表一及明细", ["ordinal:附表一"]),
    ("吸引近万名人才", ["quantity:万名"]),
    ("产业教授973名，985所高校", ["quantity:973名", "quantity:985所"]),
    ("973项目和863计划", ["idiom:973", "idiom:863计划"]),
    ("近八成投向民生，三成立方", ["quantity:八成", "quantity:三"]),
    ("一茬一茬干、一步一步走", []),
    ("一区域一策、一类群体一策、一园区一档", ["idiom:一区域一策", "idiom:一类群体一策", "idiom:一园区一档"]),
    ("一二三四五六七二三四五六七", ["idiom:一二三四五六七二三四五六七"]),
    ("四房一厅4套", ["idiom:四房一厅", "quantity:4套"]),
    ("开通12399心理援助热线", ["idiom:12399心理援助热线"]),
]

# A text, and the amounts and dimensions of its quantities.
UNITS: list[tuple[str, list[tuple[int, str | None]]]] = [
    ("分别接待1409万、1305万人次", [(14_090_000, "person_time"), (13_050_000, "person_time")]),
    ("分别完成3亿和2亿吨", [(300_000_000, "mass"), (200_000_000, "mass")]),
    ("比例分别提高3、2、1个百分点", [(3, "percentage_point"), (2, "percentage_point"), (1, "percentage_point")]),
    ("分别培育12、8、6家", [(12, "count"), (8, "count"), (6, "count")]),
    ("增长3、5家", [(3, None), (5, "count")]),
    ("增长1、2%", [(1, None), (2, "percent")]),
    ("8万人、15万元", [(80_000, "person"), (150_000, "CNY")]),
    ("3万、20人", [(30_000, None), (20, "person")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_gives_each_numeral_its_class(text: str, expected: list[str]) -> None:
    assert [f"{one.kind}:{text[one.start : one.end]}" for one in lex(text)] == expected


@pytest.mark.parametrize(
    ("text", "amounts"),
    UNITS,
)
def test_a_unit_reaches_back_over_its_list(text: str, amounts: list[tuple[int, str | None]]) -> None:
    found = [lexeme.quantity for lexeme in lex(text) if lexeme.quantity]
    assert [(int(one.amount), one.dimension) for one in found] == amounts


# A sentence, and kind, amount and indicator of its one number.
SENTENCES = [
    ("对新认定的企业奖励50万。", ("fund", 500_000, None)),
    ("给予每家基地补贴最高20万。", ("fund", 200_000, None)),
    ("对获评的企业给予10万奖励。", ("fund", 100_000, None)),
    ("2022年，常住人口达到120万。", ("result", 1_200_000, "常住人口")),
    ("2022年，全市产值达上百亿元。", ("result", 10_000_000_000, "产值")),
    ("2022年，带动上千家企业。", ("result", 1_000, "企业")),
    ("到2026年，溺水事故零发生。", ("target", 0, "溺水事故")),
    ("2022年，培育企业1O0家。", ("result", 100, "企业")),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_has_its_one_number(text: str, expected: tuple[str, int, str | None]) -> None:
    rows = [
        row
        for row in extract_text(f"某市2022年工作总结\n\n{text}\n")
        if row["type"] in ("fund", "target", "result", "provision")
    ]
    assert len(rows) == 1
    (row,) = rows
    amount = next(row[name] for name in ("amount", "total_amount", "cap_amount") if row.get(name) is not None)
    assert (row["type"], amount, row.get("indicator")) == expected
    assert ("number_repaired" in row["flags"]) == ("O" in text)


@pytest.mark.parametrize(
    "text", ["2022年，9个专业进入全省前百分之五。", "2022年，9个学科进入前1%。", "2022年，9个学科进入前千分之一。"]
)
def test_a_rank_band_is_no_number(text: str) -> None:
    rows = [
        row
        for row in extract_text(f"某市2022年工作总结\n\n{text}\n")
        if row["type"] in ("target", "result", "provision")
    ]
    assert [row["value"] for row in rows] == [9]
