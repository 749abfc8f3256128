"""Numbers and quantities: the whole span and all fields of each case."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract.lexing.numerals import lex_quantity
from techpolicy_extract.nouns.model import Lexeme

# what is lexed | value | unit | amount | dimension; the text is what is lexed and what stands in brackets behind it
SINGLE = """
2,202.17亿元 | 2202.17 | 亿元 | 220217000000 | CNY
2 202.17亿元 | 2202.17 | 亿元 | 220217000000 | CNY
2202亿元 | 2202 | 亿元 | 220200000000 | CNY
1,234,567元 | 1234567 | 元 | 1234567 | CNY
13.27亿 | 13.27 | 亿 | 1327000000 | -
3.2万亿元 | 3.2 | 万亿元 | 3200000000000 | CNY
2千亿元 | 2 | 千亿元 | 200000000000 | CNY
3410万元 | 3410 | 万元 | 34100000 | CNY
5000元 | 5000 | 元 | 5000 | CNY
5千元 | 5 | 千元 | 5000 | CNY
6万美元 | 6 | 万美元 | 60000 | USD
1.5亿欧元 | 1.5 | 亿欧元 | 150000000 | EUR
20亿日元 | 20 | 亿日元 | 2000000000 | JPY
30万港元 | 30 | 万港元 | 300000 | HKD
二十三 | 23 | - | 23 | -
一百零五 | 105 | - | 105 | -
一百零五个 | 105 | 个 | 105 | count
两百 | 200 | - | 200 | -
两百家 | 200 | 家 | 200 | count
两家 | 2 | 家 | 2 | count
十二项 | 12 | 项 | 12 | count
二十三万元 | 23 | 万元 | 230000 | CNY
三千五百万元 | 3500 | 万元 | 35000000 | CNY
一万五千元 | 15000 | 元 | 15000 | CNY
一亿五千万元 | 150000000 | 元 | 150000000 | CNY
六万亿元 | 6 | 万亿元 | 6000000000000 | CNY
三百亿元 | 300 | 亿元 | 30000000000 | CNY
三点五亿元 | 3.5 | 亿元 | 350000000 | CNY
3万5千人 | 35000 | 人 | 35000 | person
1亿2000万元 | 120000000 | 元 | 120000000 | CNY
2万 | 2 | 万 | 20000 | -
2.3万份 | 2.3 | 万份 | 23000 | count
2万人次 | 2 | 万人次 | 20000 | person_time
100万人次 | 100 | 万人次 | 1000000 | person_time
12万户 | 12 | 万户 | 120000 | count
10亿斤 | 10 | 亿斤 | 1000000000 | mass
5万担 | 5 | 万担 | 50000 | mass
300万吨 | 300 | 万吨 | 3000000 | mass
2万平方米 | 2 | 万平方米 | 20000 | area
500亩 | 500 | 亩 | 500 | area
120公里 | 120 | 公里 | 120 | length
7纳米 | 7 | 纳米 | 7 | length
4亿立方米 | 4 | 亿立方米 | 400000000 | volume
35千伏 | 35 | 千伏 | 35 | voltage
30万千瓦 | 30 | 万千瓦 | 300000 | power
十万千瓦 | 10 | 万千瓦 | 100000 | power
6亿千瓦时 | 6 | 亿千瓦时 | 600000000 | energy
40万吨标准煤 | 40 | 万吨标准煤 | 400000 | coal_equivalent
300公里/小时 | 300 | 公里/小时 | 300 | speed
29微克/立方米 | 29 | 微克/立方米 | 29 | concentration
5元/人 | 5 | 元/人 | 5 | CNY
1940台/套 | 1940 | 台/套 | 1940 | count
50台（套） | 50 | 台（套） | 50 | count
50件（项） | 50 | 件（项） | 50 | count
300家（个） | 300 | 家（个） | 300 | count
3个（家） | 3 | 个（家） | 3 | count
2万件（项） | 2 | 万件（项） | 20000 | count
15批次 | 15 | 批次 | 15 | count
9.9个百分点 | 9.9 | 个百分点 | 9.9 | percentage_point
0.5百分点 | 0.5 | 百分点 | 0.5 | percentage_point
4.8倍 | 4.8 | 倍 | 4.8 | multiple
33.4% | 33.4 | % | 33.4 | percent
5‰ | 5 | ‰ | 5 | permille
零 | 0 | - | 0 | -
10年 | 10 | 年 | 10 | duration
三十个工作日 | 30 | 个工作日 | 30 | duration
6个月 | 6 | 个月 | 6 | duration
24小时 | 24 | 小时 | 24 | duration
58天 | 58 | 天 | 58 | duration
半年 | 0.5 | 年 | 0.5 | duration
两年半 | 2.5 | 年 | 2.5 | duration
2500字 | 2500 | 字 | 2500 | count
2026人 | 2026 | 人 | 2026 | person
1714项 | 1714 | 项 | 1714 | count
35周岁 | 35 | 周岁 | 35 | age
7×24小时 | 7 | ×24小时 | 168 | duration
1000 | 1000 | - | 1000 | -
3.14 | 3.14 | - | 3.14 | -
5TB | 5 | TB | 5 | information
25℃ | 25 | ℃ | 25 | temperature
"""

MORE = """
三十余万元 | 30 | 万元 | 300000
2000余人 | 2000 | 人 | 2000
400多项 | 400 | 项 | 400
10余次 | 10 | 次 | 10
2万多人 | 2 | 万人 | 20000
10余万人 | 10 | 万人 | 100000
十几个 | 10 | 个 | 10
3年多 | 3 | 年 | 3
10个多月 | 10 | 个月 | 10
四百多家 | 400 | 家 | 400
"""

RANGES = """
1-2户 | 1 | 2 | 户 | 1 | 2
1－2户 | 1 | 2 | 户 | 1 | 2
80%—90% | 80 | 90 | % | 80 | 90
5%至8% | 5 | 8 | % | 5 | 8
10%—20% | 10 | 20 | % | 10 | 20
5—20% | 5 | 20 | % | 5 | 20
3到5家 | 3 | 5 | 家 | 3 | 5
三至五家 | 3 | 5 | 家 | 3 | 5
2—3万元 | 2 | 3 | 万元 | 20000 | 30000
2万—3万元 | 2 | 3 | 万元 | 20000 | 30000
2万元—3万元 | 2 | 3 | 万元 | 20000 | 30000
500~1000万元 | 500 | 1000 | 万元 | 5000000 | 10000000
50万元至1亿元 | 50 | 10000 | 万元 | 500000 | 100000000
4000万至1亿元 | 4000 | 10000 | 万元 | 40000000 | 100000000
三亿二千万～四亿吨 | 3.2 | 4 | 亿吨 | 320000000 | 400000000
1亿2000万-2亿元 | 1.2 | 2 | 亿元 | 120000000 | 200000000
100-120% | 100 | 120 | % | 100 | 120
百分之八十至九十 | 80 | 90 | % | 80 | 90
百分之五至百分之八 | 5 | 8 | % | 5 | 8
三五家 | 3 | 5 | 家 | 3 | 5
两三个 | 2 | 3 | 个 | 2 | 3
十七八个 | 17 | 18 | 个 | 17 | 18
三四百人 | 300 | 400 | 人 | 300 | 400
"""

# where to begin is marked |
SPANS = [
    ("|3项目标", "3项", "项"),
    ("|5项目", "5", None),
    ("|300户籍人口", "300", None),
    ("|20人才", "20", None),
    ("|20人以上", "20人", "人"),
    ("|30人参加", "30人", "人"),
    ("|8家庭教育", "8", None),
    ("|8家企业", "8家", "家"),
    ("|2条例", "2", None),
    ("|4件套", "4件", "件"),
    ("|10名单", "10", None),
    ("|10名博士", "10名", "名"),
    ("|10位于", "10", None),
    ("|10位专家", "10位", "位"),
    ("|3批准", "3", None),
    ("|3批试点", "3批", "批"),
    ("|2期间", "2", None),
    ("|2台湾企业", "2", None),
    ("|2台设备", "2台", "台"),
    ("|7所有制", "7", None),
    ("|7所高校", "7所", "所"),
    ("|6类型", "6", None),
    ("|6类机构", "6类", "类"),
    ("|3场地", "3", None),
    ("|3场活动", "3场", "场"),
    ("|2门类", "2", None),
    ("|262个国产化", "262个", "个"),
    ("|24部门联合", "24部门", "部门"),
    ("|1000家。", "1000家", "家"),
    ("上|千家", "千家", "家"),
    ("近|万名", "万名", "名"),
    ("超|百亿元", "百亿元", "元"),
    ("过|千亿元", "千亿元", "元"),
    ("上|亿元", "亿元", "元"),
    ("|亿元以上项目", "亿元", "元"),
    ("超|半数", "半数", "%"),
    ("过|半数", "半数", "%"),
    ("人数|十三人", "十三人", "人"),
    ("从|5个到8个", "5个", "个"),
    ("由|5%到8%", "5%", "%"),
    ("占|1/3以上", "1/3", "%"),
    ("近|2/3的企业", "2/3", "%"),
    ("|七成以上", "七成", "%"),
    ("|七成企业", "七成", "%"),
]

NONE = [
    "|万亿",
    "|万美元",
    "数|十亿元",
    "数|百万元",
    "数|百",
    "几|十个",
    "|千家万户",
    "|百姓",
    "|两",
    "|过半数",
    "|元",
    "|倍增计划",
    "成|倍增长",
    "三|倍增至",
    "|",
    "|个",
]


def table_rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def read(text: str) -> tuple[Lexeme | None, str]:
    pos = text.index("|")
    return lex_quantity(text.replace("|", "", 1), pos), text.replace("|", "", 1)


@pytest.mark.parametrize("before", ["", "达到"])
@pytest.mark.parametrize(("text", "value", "unit", "amount", "dimension"), table_rows(SINGLE))
def test_reads_one_quantity(text: str, value: str, unit: str, amount: str, dimension: str, before: str) -> None:
    found = lex_quantity(before + text + "。", len(before))
    assert found
    assert found.quantity
    quantity = found.quantity
    assert (found.kind, found.start, found.end) == ("quantity", len(before), len(before + text))
    assert (str(quantity.value), quantity.unit or "-") == (value, unit)
    assert (str(quantity.amount), quantity.dimension or "-") == (amount, dimension)
    assert (quantity.value_max, quantity.amount_max, quantity.more) == (None, None, False)


@pytest.mark.parametrize(("text", "value", "unit", "amount"), table_rows(MORE))
def test_marks_what_is_more(text: str, value: str, unit: str, amount: str) -> None:
    found = lex_quantity(text + "，", 0)
    assert found
    assert found.quantity
    assert found.end == len(text)
    quantity = found.quantity
    assert (str(quantity.value), quantity.unit, str(quantity.amount), quantity.more) == (value, unit, amount, True)


@pytest.mark.parametrize(("text", "low", "high", "unit", "amount", "amount_max"), table_rows(RANGES))
def test_reads_a_range_as_one(text: str, low: str, high: str, unit: str, amount: str, amount_max: str) -> None:
    found = lex_quantity(text + "。", 0)
    assert found
    assert found.quantity
    assert found.end == len(text)
    quantity = found.quantity
    assert (str(quantity.value), str(quantity.value_max), quantity.unit) == (low, high, unit)
    assert (str(quantity.amount), str(quantity.amount_max)) == (amount, amount_max)


@pytest.mark.parametrize(("text", "span", "unit"), SPANS)
def test_takes_the_right_span(text: str, span: str, unit: str | None) -> None:
    found, plain = read(text)
    assert found
    assert found.quantity
    assert (plain[found.start : found.end], found.quantity.unit) == (span, unit)


@pytest.mark.parametrize("text", NONE)
def test_sees_no_quantity(text: str) -> None:
    assert read(text)[0] is None


@pytest.mark.parametrize(("text", "value"), [("上|千家", 1000), ("近|万名", 10000), ("超|百亿元", 10**10)])
def test_values_a_multiplier_that_is_the_number(text: str, value: int) -> None:
    found = read(text)[0]
    assert found
    assert found.quantity
    assert found.quantity.amount == value


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_is_exact(value: Decimal) -> None:
    found = lex_quantity(f"{value}亿元", 0)
    assert found
    assert found.quantity
    assert found.quantity.amount == value.scaleb(8)


@given(
    st.text(alphabet="0123456789.,%零一二两三十百千万亿余多元个家人年月日至—-/（）分之成半过翻番倍增 ", max_size=30),
    st.integers(0, 30),
)
def test_stays_within_bounds(text: str, pos: int) -> None:
    found = lex_quantity(text, pos)
    assert found is None or pos == found.start < found.end <= len(text)
