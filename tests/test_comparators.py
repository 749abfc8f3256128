"""Comparators from the cues on both sides of a number."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexing.comparators import cue_after, cue_before
from tests.documents import records

TITLE = "滨江市科技创新规划\n一、主要目标\n"


def comparator(clause: str) -> list[str]:
    rows = records(f"{TITLE}到2025年，{clause}。", "target", "result")
    return [str(row["comparator"]) for row in rows]


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("建成众创空间50家", "="),
        ("众创空间达到50家", "="),
        ("众创空间达50家", "="),
        ("建成众创空间50家以上", ">="),
        ("众创空间不低于50家", ">="),
        ("众创空间不少于50家", ">="),
        ("众创空间至少50家", ">="),
        ("建成至少50家众创空间", ">="),
        ("众创空间超过50家", ">"),
        ("众创空间超50家", ">"),
        ("众创空间突破50家", ">"),
        ("建成众创空间50余家", ">"),
        ("建成众创空间50多家", ">"),
        ("单位能耗降幅控制在50%以内", "<="),
        ("失业率控制在5%以内", "<="),
        ("失业率控制在5.5%左右", "~"),
        ("失业率不超过5%", "<="),
        ("失业率低于5%", "<"),
        ("建成众创空间近50家", "<"),
        ("建成众创空间不足50家", "<"),
        ("建成众创空间约50家", "~"),
        ("建成众创空间50家左右", "~"),
        ("建成众创空间近50余家", "~"),
        ("建成众创空间50—60家", "range"),
        ("研发投入占比达到10%—20%", "range"),
    ],
)
def test_cues(clause: str, wanted: str) -> None:
    assert comparator(clause) == [wanted]


def test_a_cue_after_a_list_reaches_back_over_it() -> None:
    assert comparator("高新技术企业、众创空间分别达到500家、50家以上") == [">=", ">="]


@pytest.mark.parametrize(
    ("text", "found"), [("增速不低于", (">=", 3)), ("总额突破了", (">", 3)), ("占比", None), ("", None)]
)
def test_a_cue_before_says_how_long_it_is(text: str, found: tuple[str, int] | None) -> None:
    assert cue_before(text) == found


@pytest.mark.parametrize(
    ("text", "found"), [("以上的企业", (">=", 2)), ("左右", ("~", 2)), ("企业以上", None), ("", None)]
)
def test_a_cue_after_stands_right_there(text: str, found: tuple[str, int] | None) -> None:
    assert cue_after(text, 0) == found


def test_a_bracket_with_a_number_may_stand_before_a_bound() -> None:
    text = "某市关于组织申报平台的通知\n一、申报条件\n专职研发人员12人（其中博士不少于3人）以上。"
    [staff] = [row for row in records(text, "provision") if row["value"] == 12]
    assert (staff["comparator"], staff["kind"]) == (">=", "eligibility")
