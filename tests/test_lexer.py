"""The lexer as a whole: each numeral in one class."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract.lexing.lexer import lex

# A text, and all that is to be found in it: kind:text.
CASES = [
    ("到2025年，成交额达到1600亿元", ["when:2025年", "quantity:1600亿元"]),
    ("一、总体目标\n（一）到2025年", ["marker:一、", "marker:（一）", "when:2025年"]),
    ("2554项，比上年增长72.0%", ["quantity:2554项", "when:上年", "quantity:72.0%"]),
    ("由35%提高到45%", ["quantity:35%", "quantity:45%"]),
    ("从58天减至31天", ["quantity:58天", "quantity:31天"]),
    ("给予10%、不超过50万元的补助", ["quantity:10%", "quantity:50万元"]),
    ("单份30万元以上（含30万元）", ["quantity:30万元", "quantity:30万元"]),
    ("分别达到65%和55%", ["quantity:65%", "quantity:55%"]),
    ("分别给予80万、40万、15万元", ["quantity:80万", "quantity:40万", "quantity:15万元"]),
    ("企业500家、600家以上", ["quantity:500家", "quantity:600家"]),
    ("“十四五”期间建成12个", ["when:“十四五”期间", "quantity:12个"]),
    ("省第十四个五年规划", ["when:第十四个五年规划"]),
    ("省政协十二届二次会议第85号提案", ["ordinal:十二届二次会议", "ordinal:第85号"]),
    ("党的十八届三中全会以来", ["ordinal:十八届三中全会"]),
    ("皖政〔202264号", ["doc_number:皖政〔202264号"]),
    ("国发〔2016〕16号）和28日", ["doc_number:国发〔2016〕16号", "quantity:28日"]),
    ("20221218日经第14次会议", ["when:20221218日", "ordinal:第14次会议"]),
    ("梧桐路19号13楼，邮编235000", ["address_number:19号", "address_number:13楼", "postcode:235000"]),
    ("邮箱cgk3895639@163.com", ["email:cgk3895639@163.com"]),
    ("电话：010-12345678、87654321", ["phone:010-12345678", "phone:87654321"]),
    ("按1:1配套", ["ratio:1:1"]),
    ("附件2和表1", ["ordinal:附件2", "ordinal:表1"]),
    ("坚持“四个面向”", ["idiom:“四个面向”"]),
    ("坚持四个面向", ["idiom:四个面向"]),
    ("两个毫不动摇", ["idiom:两个毫不动摇"]),
    ("“5+1”体系", ["idiom:“5+1”"]),
    ("1+4+N模式", ["idiom:1+4+N"]),
    ("2+26城市", ["idiom:2+26"]),
    ("三农业、十分之一", ["quantity:三", "quantity:十分之一"]),
    ("服务三农", ["idiom:三农"]),
    ("共建一带一路", ["idiom:一带一路"]),
    ("双一流高校", ["idiom:双一流"]),
    ("十百千工程", ["idiom:十百千"]),
    ("百千万人才工程", ["idiom:百千万人才工程"]),
    ("985高校和211高校", ["idiom:985高校", "idiom:211高校"]),
    ("863计划、973计划", ["idiom:863计划", "idiom:973计划"]),
    ("世界500强企业3家", ["idiom:世界500强", "quantity:3家"]),
    ("3D打印和5G基站2万个", ["idiom:3D打印", "idiom:5G", "quantity:2万个"]),
    ("网上技术市场3.0，", ["idiom:3.0"]),
    ("V2.0系统", ["idiom:V2.0"]),
    ("PM2.5浓度降至29微克/立方米", ["idiom:PM2.5", "quantity:29微克/立方米"]),
    ("通过ISO9001认证", ["idiom:ISO9001"]),
    ("Web3应用", ["idiom:Web3"]),
    ("12345热线", ["idiom:12345热线"]),
    ("长三角和四川", ["idiom:长三角", "idiom:四川"]),
    ("万州、千岛湖、三亚", ["idiom:万州", "idiom:千岛湖", "idiom:三亚"]),
    ("三一重工和一汽", ["idiom:三一重工", "idiom:一汽"]),
    ("九三学社", ["idiom:九三学社"]),
    ("三全育人，放管服", ["idiom:三全育人"]),
    ("“三区一中心”", ["idiom:“三区一中心”"]),
    ("“四链融合”", ["idiom:“四链融合”"]),
    ("千亿级产业集群3个", ["idiom:千亿级", "quantity:3个"]),
    ("党的二十大精神", ["idiom:党的二十大"]),
    ("科技是第一生产力", ["idiom:第一生产力"]),
    ("培育一批新一代企业，进一步统一", []),
    ("一定、一致、唯一、万一、一旦、十分、百姓、若干", []),
    ("单一、同一、一般、一些、一系列、一揽子、一线", []),
    ("半导体、双向、一体化、一站式、千方百计", []),
    ("数十亿元、若干家", []),
    ("建设上千家、近万名", ["quantity:千家", "quantity:万名"]),
    ("首批20个，第三批30个", ["quantity:20个", "ordinal:第三批", "quantity:30个"]),
    ("要求：一是建成3个；二是引进5个。", ["marker:一是", "quantity:3个", "marker:二是", "quantity:5个"]),
    ("1.申报2项\n2.推荐1.5倍", ["marker:1.", "quantity:2项", "marker:2.", "quantity:1.5倍"]),
    ("6月30日17:00前报送", ["when:6月30日17:00前"]),
    ("每天17:00", ["when:17:00"]),
    ("力争用5年时间，未来3年内", ["when:5年时间", "when:未来3年内"]),
    ("不低于10年的使用权", ["quantity:10年"]),
    ("2026人和1940台/套", ["quantity:2026人", "quantity:1940台/套"]),
    ("翻一番、翻两番、实现过半", ["quantity:翻一番", "quantity:翻两番", "quantity:过半"]),
    ("三分之一，百分之五，千分之三", ["quantity:三分之一", "quantity:百分之五", "quantity:千分之三"]),
    ("提高9.9个百分点，增长4.8倍", ["quantity:9.9个百分点", "quantity:4.8倍"]),
    ("引进1－2户，占80%—90%", ["quantity:1－2户", "quantity:80%—90%"]),
    ("提供7×24小时服务", ["quantity:7×24小时"]),
    ("实现零的突破", ["idiom:零的突破"]),
    ("每年2月底前，季度终了后15日内", ["when:每年2月底前", "when:季度终了后15日内"]),
    ("2014、2015年", ["when:2014", "when:2015年"]),
    ("获一等奖3项", ["idiom:一等奖", "quantity:3项"]),
    ("", []),
]

ALPHABET = (
    "0123456789.,:：%零一二三十百千万亿两半第年月日号个家项元（）〔〕“”、。，；-—至到前后内是"
    "统进步批四川三农附件表电话@.cn路Vv\n "
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_gives_each_numeral_one_class(text: str, expected: list[str]) -> None:
    assert [f"{one.kind}:{text[one.start : one.end]}" for one in lex(text)] == expected


@given(st.one_of(st.text(max_size=80), st.text(alphabet=ALPHABET, max_size=80)))
def test_gives_ascending_lexemes_within_bounds(text: str) -> None:
    position = 0
    for lexeme in lex(text):
        assert position <= lexeme.start < lexeme.end <= len(text)
        assert (lexeme.kind == "quantity") == (lexeme.quantity is not None)
        position = lexeme.end


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_gives_the_same_twice(text: str) -> None:
    assert lex(text) == lex(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "一、",
        "第",
        "（",
        "“",
        "〔2022",
        "十五",
        "1-",
        "a1",
        "1:",
        "电话1",
        "@",
        "年",
        "0",
        " ",
        "百分之",
        "路1号",
    ],
)
def test_copes_with_long_runs(unit: str) -> None:
    assert len(lex(unit * 3000)) <= 3000 * len(unit)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("80万、40万、15万元", [800_000, 400_000, 150_000]),
        ("给予100、50和20万元", [1_000_000, 500_000, 200_000]),
        ("3亿、2亿元", [300_000_000, 200_000_000]),
        ("8万人、15万元", [80_000, 150_000]),
        ("20000、15万元", [20_000, 150_000]),
        ("5家，15万元", [5, 150_000]),
    ],
)
def test_sums_of_a_list_have_the_unit_of_its_last(text: str, amounts: list[int]) -> None:
    assert [int(lexeme.quantity.amount) for lexeme in lex(text) if lexeme.quantity] == amounts
