"""Whom awards are for: beneficiary, condition and per of funds."""

from __future__ import annotations

import pytest

from tests.documents import records

TITLE = "关于印发滨江市若干措施的通知\n滨科发〔2023〕12号\n各区科技局：\n一、支持政策\n"


def funds(sentence: str) -> list[tuple[object, object, object]]:
    rows = records(f"{TITLE}{sentence}\n滨江市科学技术局\n2023年3月5日\n")
    return [(row["beneficiary"], row["condition"], row["per"]) for row in rows if row["type"] == "fund"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("对新型研发机构给予20万元补助。", [("新型研发机构", None, None)]),
        ("对首次通过认定的孵化器，给予15万元奖励。", [("孵化器", "首次通过认定", None)]),
        ("对获评省级示范的，再给予8万元奖励。", [(None, "获评省级示范", None)]),
        (
            "对入选国家级名单的企业给予30万元奖励，重新入选的给予10万元奖励。",
            [("企业", "入选国家级名单", None), (None, "重新入选", None)],
        ),
        (
            "对新认定的国家级技术中心、省级技术中心，分别给予50万元、20万元奖励。",
            [(None, "新认定的国家级技术中心", None), (None, "新认定的省级技术中心", None)],
        ),
        ("对成果转化项目的设备购置费给予不超过30%的补助。", [(None, None, None)]),
        ("对引进的博士，每人每月补贴2000元。", [("博士", "引进", "每人每月")]),
        ("每个项目最高补助40万元。", [(None, None, "每个项目")]),
        ("设立规模5亿元的市产业引导基金。", [(None, None, None)]),
    ],
)
def test_the_words_before_an_award_say_whom_it_is_for(
    sentence: str, found: list[tuple[object, object, object]]
) -> None:
    assert funds(sentence) == found


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("首次获评示范园区的，一次性奖励30万元；复核通过的，奖励15万元。", ["首次获评示范园区", "复核通过"]),
        ("新获批国家级、省级、市级研发中心的，分别给予80万元、40万元、20万元奖励。", ["新获批国家级研发中心", "新获批省级研发中心", "新获批市级研发中心"]),
        ("对A类、B类人才，分别给予20万元、10万元补助。", ["A类人才", "B类人才"]),
        ("获得省科技进步一等奖、二等奖的，分别奖励50万元、20万元。", ["获得省科技进步一等奖", "获得省科技进步二等奖"]),
        ("购买检验检测服务的，经审核，按照实际支出的30%给予补助。", ["购买检验检测服务"]),
    ],
)  # fmt: skip
def test_what_a_sentence_opens_with_is_the_condition_of_its_award(text: str, conditions: list[str | None]) -> None:
    assert [row["condition"] for row in records(text, "fund")] == conditions


def test_whom_an_award_goes_to_is_no_name_of_it() -> None:
    (row,) = records("给予承担单位一次性补助20万元。", "fund")
    assert (row["name"], row["beneficiary"], row["total_value"]) == (None, "承担单位", 20)


def test_grades_that_a_clause_names_without_a_preposition_have_their_conditions() -> None:
    rows = records("B类、C类人才分别给予80万元、40万元购房补贴。", "fund")
    assert [(row["condition"], row["total_value"]) for row in rows] == [("B类人才", 80), ("C类人才", 40)]
