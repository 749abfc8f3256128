"""Section markers of every style, and strings that only look like one."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexing.numbering import BRACKETED, CIRCLED, STYLES, find_markers, follows_sentence


def markers(text: str) -> list[tuple[str, str, int]]:
    return [(text[m.start : m.end], m.style, m.number) for m in find_markers(text)]


@pytest.mark.parametrize(
    ("text", "marker", "style", "number"),
    [
        ("一、总体要求", "一、", "一、", 1),
        ("十二、附则", "十二、", "一、", 12),
        ("二十、附则", "二十、", "一、", 20),
        ("（一）指导思想", "（一）", "（一）", 1),
        ("（十五）强化监督", "（十五）", "（一）", 15),
        ("1.申报条件", "1.", "1.", 1),
        ("12.其他事项", "12.", "1.", 12),
        ("1、申报条件", "1、", "1.", 1),
        ("（1）企业", "（1）", "（1）", 1),
        ("①企业", "①", "①", 1),
        ("⑳企业", "⑳", "①", 20),
        ("第一编 总则", "第一编", "第一编", 1),
        ("第一章 总则", "第一章", "第一章", 1),
        ("第十二章 附则", "第十二章", "第一章", 12),
        ("第二节 管理", "第二节", "第一节", 2),
        ("第三条 本办法", "第三条", "第一条", 3),
        ("第一百零三条 本法", "第一百零三条", "第一条", 103),
        ("一是加强领导", "一是", "一是", 1),
        ("十一是加强领导", "十一是", "一是", 11),
        ("专栏1 重大工程", "专栏1", "专栏1", 1),
        ("专栏三 重大工程", "专栏三", "专栏1", 3),
        ("附件1：申报书", "附件1", "附件1", 1),
        ("附件二\n申报书", "附件二", "附件1", 2),
    ],
)
def test_a_marker_is_read(text: str, marker: str, style: str, number: int) -> None:
    assert markers(text)[:1] == [(marker, style, number)]


@pytest.mark.parametrize(
    "text",
    [
        "1.5亿元",  # a decimal
        "2.0版本",
        "一批企业",
        "第三条规定的情形",  # a reference
        "第三条第一款",
        "第一条例",
        "附件的内容",
        "专栏作家",
        "零、",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    assert markers(text) == []


def test_every_style_has_a_depth_and_every_marker_a_known_style() -> None:
    text = "附件1\n第一编 甲\n第一章 乙\n第一节 丙\n第一条 丁\n一、戊\n（一）己\n1.庚\n1.1 子\n1.1.1 丑\n1.1.2 卯\n1.2 寅\n（1）辛\n①壬\n一是癸\n专栏1 子"
    assert list(dict.fromkeys(style for _, style, _ in markers(text))) == list(STYLES)
    assert {style for _, style, _ in markers(text)} == set(STYLES)


@pytest.mark.parametrize("signs", [CIRCLED, BRACKETED])
def test_signs_count_from_one_to_twenty(signs: str) -> None:
    assert [number for _, _, number in markers("，".join(f"{sign}甲" for sign in signs))] == list(range(1, 21))


def test_positions_and_line_starts() -> None:
    text = "总则\n一、甲。二、乙"
    found = list(find_markers(text))
    assert [(m.start, m.end, m.line_start) for m in found] == [(3, 5, True), (7, 9, False)]


@pytest.mark.parametrize(
    ("text", "behind"),
    [("甲。1.乙", True), ("甲；1.乙", True), ("甲：1.乙", True), ("甲乙1.丙", False), ("甲，1.乙", False)],
)
def test_a_marker_inside_a_paragraph_stands_behind_a_sentence(text: str, behind: bool) -> None:
    (marker,) = find_markers(text)
    assert follows_sentence(text, marker) is behind


def test_first_of_spoken_lists_may_follow_a_comma() -> None:
    (marker,) = find_markers("主要任务，一是加强领导")
    assert follows_sentence("主要任务，一是加强领导", marker)
