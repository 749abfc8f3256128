"""Numbering as documents have it: spread out, skipping, falling back, mixed, worded, without lines of its own."""

from __future__ import annotations

import pytest

from tests.documents import records, segmented

TITLE = "滨江市支持科技创新若干措施"
FIRM = "对符合条件的企业给予支持，推动高质量发展。"

Tree = list[tuple[int, str | None, int | None, str | None]]

CASES: dict[str, tuple[str, Tree]] = {
    "blanks between the digits of an article": (
        f"第 8 条 {FIRM}\n第 9 条 {FIRM}\n第 1 0 条 {FIRM}\n第 1 1 条 {FIRM}\n第 2 0 条 {FIRM}",
        [(1, "item", number, None) for number in (8, 9, 10, 11, 20)],
    ),
    "blanks between the words of a chapter": (
        f"第 一 章 总 则\n第一条 {FIRM}\n第 十 二 章 附 则\n第二条 {FIRM}",
        [(1, "heading", 1, "总则"), (2, "item", 1, None), (1, "heading", 12, "附则"), (2, "item", 2, None)],
    ),
    "articles below 一、": (
        f"一、支持对象\n第一条 {FIRM}\n二、支持标准\n第二条 {FIRM}\n第三条 {FIRM}\n三、附则\n第四条 {FIRM}",
        [
            (1, "heading", 1, "支持对象"), (2, "item", 1, None), (1, "heading", 2, "支持标准"), (2, "item", 2, None),
            (2, "item", 3, None), (1, "heading", 3, "附则"), (2, "item", 4, None),
        ],
    ),
    "articles below （一） and beside it": (
        f"一、总则\n第一条 {FIRM}\n二、奖励\n（一）引进人才\n第二条 {FIRM}\n（二）平台建设\n第三条 {FIRM}\n三、附则\n第四条 {FIRM}",
        [
            (1, "heading", 1, "总则"), (2, "item", 1, None), (1, "heading", 2, "奖励"), (2, "heading", 1, "引进人才"),
            (3, "item", 2, None), (2, "heading", 2, "平台建设"), (3, "item", 3, None), (1, "heading", 3, "附则"),
            (2, "item", 4, None),
        ],
    ),
    "articles that hold items": (
        f"第一条 申请人应当符合下列条件：\n（一）{FIRM}\n（二）{FIRM}\n第二条 {FIRM}",
        [(1, "item", 1, None), (2, "item", 1, None), (2, "item", 2, None), (1, "item", 2, None)],
    ),
    "articles with a title of their own": (
        f"第一条 载体建设。{FIRM}\n第二条 鼓励技术攻关：{FIRM}\n第三条 {FIRM}",
        [(1, "heading", 1, "载体建设"), (1, "heading", 2, "鼓励技术攻关"), (1, "item", 3, None)],
    ),
    "articles with a blank behind their title": (
        f"第一条 载体建设 {FIRM}\n第二条 人才引育 {FIRM}\n第三条 {FIRM}",
        [(1, "heading", 1, "载体建设"), (1, "heading", 2, "人才引育"), (1, "item", 3, None)],
    ),
    "articles of sentences with a stray blank": (
        f"第一条 支持企业开展研 发和攻关活动。\n第二条 {FIRM}\n第三条 {FIRM}\n第四条 鼓励申请人开展推 广和转化。\n第五条 {FIRM}",
        [(1, "item", number, None) for number in range(1, 6)],
    ),
    "an article put in later": (
        f"第二条 {FIRM}\n第二条之一 {FIRM}\n第三条 {FIRM}",
        [(1, "item", 2, None), (1, "item", 2, None), (1, "item", 3, None)],
    ),
    "a list that falls back": (
        f"一、加强培育\n10.支持攻关。{FIRM}\n11.支持推广。{FIRM}\n4.支持平台。{FIRM}\n5.支持检测。{FIRM}",
        [
            (1, "heading", 1, "加强培育"), (2, "heading", 10, "支持攻关"), (2, "heading", 11, "支持推广"),
            (2, "heading", 4, "支持平台"), (2, "heading", 5, "支持检测"),
        ],
    ),
    "lists that skip and restart": (
        f"一、丰富业态\n（一）支持提升。{FIRM}\n（五）支持开放。{FIRM}\n（二）支持引进。{FIRM}\n七、强化保障\n（一）加强巡查。{FIRM}",
        [
            (1, "heading", 1, "丰富业态"), (2, "heading", 1, "支持提升"), (2, "heading", 5, "支持开放"),
            (2, "heading", 2, "支持引进"), (1, "heading", 7, "强化保障"), (2, "heading", 1, "加强巡查"),
        ],
    ),
    "a long title before a colon": (
        f"一、分类\n（一）列入市级重点技术改造清单、完成竣工验收并且通过能效评估的制造业企业改造项目：先预审，再填报。\n（二）其他项目：{FIRM}",
        [
            (1, "heading", 1, "分类"),
            (2, "heading", 1, "列入市级重点技术改造清单、完成竣工验收并且通过能效评估的制造业企业改造项目"),
            (2, "heading", 2, "其他项目"),
        ],
    ),
    "a sentence before a colon": (
        "一、要求\n（一）各区科技局要加强指导，严格把关，对照条件逐项审核，请于规定时间内提交以下材料：纸质申报书。",
        [(1, "heading", 1, "要求"), (2, "item", 1, None)],
    ),
    "titles without a marker between lists": (
        f"第一条 计分标准如下。\n住所情况\n1.{FIRM}\n2.{FIRM}\n就业情况\n1.{FIRM}\n2.{FIRM}\n第二条 {FIRM}",
        [
            (1, "item", 1, None), (2, "heading", None, "住所情况"), (2, "item", 1, None), (2, "item", 2, None),
            (2, "heading", None, "就业情况"), (2, "item", 1, None), (2, "item", 2, None), (1, "item", 2, None),
        ],
    ),
    "cells of a table without lines": (
        "一、考核指标\n" + "".join(f"指标{n}的内容和要求如下所述\n定量\n计算方法按照有关规定执行。\n" for n in "甲乙丙丁"),
        [(1, "heading", 1, "考核指标")],
    ),
    "a table of contents": (
        f"目 录\n第一章 总则…………1\n第二章 措施…………3\n第一章 总 则\n第一条 {FIRM}\n第二章 措施\n第二条 {FIRM}",
        [(1, "heading", 1, "总则"), (2, "item", 1, None), (1, "heading", 2, "措施"), (2, "item", 2, None)],
    ),
    "the last of a list of clauses": (
        "一、禁止事项\n（一）串通报价的；\n（二）弄虚作假的；\n（三）法规禁止的其他行为。\n二、其他\n对违反者不予支持。",
        [
            (1, "heading", 1, "禁止事项"), (2, "item", 1, None), (2, "item", 2, None), (2, "item", 3, None),
            (1, "heading", 2, "其他"),
        ],
    ),
    "a sentence and the bodies that answer for it": (
        f"一、简政放权\n（一）持续精简许可事项，成熟一批推出一批。（市科技局负责）\n（二）加强协同。{FIRM}（市科技局负责）",
        [(1, "heading", 1, "简政放权"), (2, "item", 1, None), (2, "heading", 2, "加强协同")],
    ),
    "lines above the greeting of a speech": (
        f"市长林某作报告\n各位代表：\n现在，我代表市人民政府报告工作。\n一、工作回顾\n{FIRM}",
        [(1, "heading", 1, "工作回顾")],
    ),
    "附则 without a number": (
        f"一、支持技改\n1.设备更新。{FIRM}\n附则\n本措施自发布之日起施行。",
        [(1, "heading", 1, "支持技改"), (2, "heading", 1, "设备更新"), (1, "heading", None, "附则")],
    ),
    "附 则 below a chapter": (
        f"第一章 总则\n第一条 {FIRM}\n附  则\n本规定自2023年6月1日起施行。",
        [(1, "heading", 1, "总则"), (2, "item", 1, None), (1, "heading", None, "附则")],
    ),
    "a title with a year": (
        f"工作回顾\n{FIRM}\n2026年工作安排\n{FIRM}\n“十五五”时期主要任务\n{FIRM}",
        [(1, "heading", None, "工作回顾"), (1, "heading", None, "2026年工作安排"), (1, "heading", None, "“十五五”时期主要任务")],
    ),
    "a lead is no title": (
        f"一、工作安排\n{FIRM}\n重点办好六个方面实事：\n（一）扩大供给\n{FIRM}",
        [(1, "heading", 1, "工作安排"), (2, "heading", 1, "扩大供给")],
    ),
    "decimal numbers": (
        f"1 总体要求\n1.1 申报条件\n1.1.1 {FIRM}\n1.1.2 {FIRM}\n1.2 申报材料\n{FIRM}\n2 支持方式\n{FIRM}",
        [
            (1, "heading", 1, "总体要求"), (2, "heading", 1, "申报条件"), (3, "item", 1, None), (3, "item", 2, None),
            (2, "heading", 2, "申报材料"), (1, "heading", 2, "支持方式"),
        ],
    ),
    "decimal numbers below 一、": (
        f"一、申报要求\n1.1 申报条件\n{FIRM}\n1.2 申报材料\n{FIRM}\n二、支持方式\n2.1 奖励\n{FIRM}",
        [
            (1, "heading", 1, "申报要求"), (2, "heading", 1, "申报条件"), (2, "heading", 2, "申报材料"),
            (1, "heading", 2, "支持方式"), (2, "heading", 1, "奖励"),
        ],
    ),
    "parts": (
        f"第一部分 总体要求\n{FIRM}\n第二部分：重点任务\n一、强化攻关\n{FIRM}",
        [(1, "heading", 1, "总体要求"), (1, "heading", 2, "重点任务"), (2, "heading", 1, "强化攻关")],
    ),
    "capital numerals": (
        f"壹、总体要求\n{FIRM}\n贰、重点任务\n{FIRM}\n叁、保障措施\n{FIRM}",
        [(1, "heading", 1, "总体要求"), (1, "heading", 2, "重点任务"), (1, "heading", 3, "保障措施")],
    ),
    "a point behind 一": (
        f"一.总体要求\n{FIRM}\n二. 重点任务\n{FIRM}\n三．保障措施\n{FIRM}",
        [(1, "heading", 1, "总体要求"), (1, "heading", 2, "重点任务"), (1, "heading", 3, "保障措施")],
    ),
    "headings in text that has lost its lines": (
        "各学校：现将有关事项通知如下：一、评选对象（一）面向全市中小学校开展评选活动。（二）幼儿园和其他培训机构不参加评选。二、评选标准（一）图书室藏书能够满足学生的需要。（二）读书活动能够按照计划正常开展。"
        "三、材料报送请于2024年9月20日前将申报表报送市教育局。",
        [
            (1, "heading", 1, "评选对象"), (2, "item", 1, None), (2, "item", 2, None), (1, "heading", 2, "评选标准"),
            (2, "item", 1, None), (2, "item", 2, None), (1, "heading", 3, "材料报送"),
        ],
    ),
    "a paper among sentences": (
        "一、申报材料\n（一）申请单位营业执照及法人身份证明复印件。\n（二）场地平面布置图。\n（三）提供场地照片，每个区域不少于两张。",
        [(1, "heading", 1, "申报材料"), (2, "item", 1, None), (2, "item", 2, None), (2, "item", 3, None)],
    ),
    "short titles with their texts": (
        f"（一）优化布局。{FIRM}\n（二）强化保障。{FIRM}\n（三）加强宣传。",
        [(1, "heading", 1, "优化布局"), (1, "heading", 2, "强化保障"), (1, "heading", 3, "加强宣传")],
    ),
    "a title whose text is left out": (
        f"一、关于新机场及配套道路建设项目问题。（略）\n二、关于交易所开设品种问题。{FIRM}",
        [(1, "heading", 1, "关于新机场及配套道路建设项目问题"), (1, "heading", 2, "关于交易所开设品种问题")],
    ),
    "a reason is no title": (
        f"（一）由于仓储能力仍不足，近期扩充品类的条件不成熟。{FIRM}\n（二）鉴于园区规模较小，暂不扩大试点范围。{FIRM}",
        [(1, "item", 1, None), (1, "item", 2, None)],
    ),
    "a lead with 以下": (
        f"各有关单位：\n一、关于港口扩建问题\n{FIRM}\n市交通运输局提出了以下意见：\n（一）应当纳入总体规划，做到岸线集约利用。\n（二）应当完善配套设施，做好前期论证。",
        [(1, "heading", 1, "关于港口扩建问题"), (2, "item", 1, None), (2, "item", 2, None)],
    ),
    "numbers that are counted": ("一、二年级学生可以参加，三、四年级学生另行安排。\n一、二线城市优先，二、三产业并重。", []),
    "a number in the brackets of a title": (
        "三、申报材料\n（一）企业总部（事项1）\n1．总部证明材料；\n2．业务布局说明。\n（二）运营实体（事项2）\n1．注册证明；\n2．协议文本；",
        [
            (1, "heading", 3, "申报材料"), (2, "heading", 1, "企业总部（事项1）"), (3, "item", 1, None), (3, "item", 2, None),
            (2, "heading", 2, "运营实体（事项2）"), (3, "item", 1, None), (3, "item", 2, None),
        ],
    ),
    "what a list of conditions is led by": (
        f"一、支持内容\n{FIRM}\n申请奖励的机构须符合以下条件：\n（一）在本市注册并有固定场所；\n（二）备案满一年。\n重点抓好下列工作：\n（一）开展培训；\n（二）组织交流。",
        [
            (1, "heading", 1, "支持内容"), (2, "item", 1, None), (2, "item", 2, None),
            (2, "item", 1, None), (2, "item", 2, None),
        ],
    ),
    "headings behind a sign": (
        "三、申报材料\n◆基础材料\n1．总部证明；\n2．业务布局说明。\n◆专项材料\n（一）企业总部\n1．注册证明；\n2．协议文本。\n（二）运营实体\n1．注册证明；\n2．合同。\n四、程序\n1．网上提交；",
        [
            (1, "heading", 3, "申报材料"), (2, "heading", None, "基础材料"), (3, "item", 1, None), (3, "item", 2, None),
            (2, "heading", None, "专项材料"), (3, "heading", 1, "企业总部"), (4, "item", 1, None), (4, "item", 2, None),
            (3, "heading", 2, "运营实体"), (4, "item", 1, None), (4, "item", 2, None),
            (1, "heading", 4, "程序"), (2, "item", 1, None),
        ],
    ),
    "decimals that are numbers": ("加装费用由各方共同承担，其中\n5.8万元由业主分担，其余由区财政补助。\n1.2倍的部分不计。", []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_finds_the_sections(case: str) -> None:
    body, tree = CASES[case]
    found = segmented(f"{TITLE}\n{body}\n").sections
    assert [(s.level, s.kind, s.number, s.heading) for s in found if s.level] == tree


def test_the_digits_of_an_article_are_no_number() -> None:
    rows = records(f"{TITLE}\n第 9 条 {FIRM}\n第 1 0 条 {FIRM}\n第 1 1 条 {FIRM}\n")
    assert {row["type"] for row in rows} <= {"document", "part", "section"}


@pytest.mark.parametrize("marker", ["附件2", "附件 2", "附录2："])
def test_a_file_that_begins_with_an_attachment(marker: str) -> None:
    (part, *_) = segmented(f"{marker}\n\n平台评价指标\n\n一、基础条件\n\n1.场地齐全。\n").sections
    assert (part.style, part.number, part.heading) == ("附件1", 2, "平台评价指标")
