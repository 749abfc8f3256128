"""A list of growths without nouns of its own speaks of the numbers before it, one each."""

from __future__ import annotations

import pytest

from techpolicy_extract import extract_text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021年，全区产值300亿元、税收12亿元，分别增长7%和11%。", {7: "产值", 11: "税收"}),
        ("2022年新增企业100家、平台20个，同比分别增长50%、20%。", {50: "企业", 20: "平台"}),
        ("2022年，产值300亿元、增长8%，税收12亿元、利润5亿元，分别增长9%和14%。", {9: "税收", 14: "利润"}),
        ("2023年，登记成果61项，合同143项，成交额5亿元，分别增长9%、21%、37%。", {9: "成果", 21: "合同", 37: "成交额"}),
        ("2023年，产值和利润分别增长12%和3%。", {12: "产值", 3: "利润"}),
    ],
)
def test_each_growth_is_that_of_its_own_number(text: str, wanted: dict[int, str]) -> None:
    found = {row["value"]: row["indicator"] for row in extract_text(text).rows if row["type"] == "result"}
    assert {value: found[value] for value in wanted} == wanted
