"""The numbers that Word computes stand in the text as Word shows them."""

from __future__ import annotations

import pytest

from techpolicy_extract.files.readers.word.counting import written
from techpolicy_extract.files.readers.word.numbering import Label, numbered
from tests.word_files import abstract, item, level, lines, lists, p, source

OFFICIAL = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircleChinese", "%4"),
)


def numbered_style(style: str, name: str, num: int, more: str = "") -> str:
    numbering = f'<w:pPr><w:numPr>{more}<w:numId w:val="{num}"/></w:numPr></w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>{numbering}</w:style>'


def styled(text: str, style: str, more: str = "") -> str:
    return p(text, properties=f'<w:pStyle w:val="{style}"/>{more}')


@pytest.mark.parametrize(
    ("form", "numbers", "expected"),
    [
        ("decimal", (1, 12), "1 12"),
        ("decimalZero", (3, 12), "03 12"),
        ("decimalFullWidth", (1, 20), "１ ２０"),
        ("chineseCounting", (1, 10, 11, 20, 21, 99, 100, 123), "一 十 十一 二十 二十一 九十九 一〇〇 一二三"),
        (
            "chineseCountingThousand",
            (10, 19, 100, 101, 110, 111, 1001, 1010),
            "十 十九 一百 一百零一 一百一十 一百一十一 一千零一 一千零一十",
        ),
        ("taiwaneseCountingThousand", (12, 205), "十二 二百零五"),
        ("taiwaneseCounting", (12, 205), "十二 二〇五"),
        ("japaneseCounting", (10, 11, 100, 112), "十 十一 百 百十二"),
        ("chineseLegalSimplified", (1, 10, 12, 20, 105), "壹 壹拾 壹拾贰 贰拾 壹佰零伍"),
        ("ideographLegalTraditional", (2, 6), "貳 陸"),
        ("ideographDigital", (9, 10, 25), "九 一〇 二五"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("ideographZodiacTraditional", (1, 11, 60), "甲子 甲戌 癸亥"),
        ("decimalEnclosedCircle", (1, 20, 21, 51), "① ⑳ ㉑ 51"),
        ("decimalEnclosedParen", (1, 20), "⑴ ⒇"),
        ("decimalEnclosedFullstop", (2,), "⒉"),
        ("ideographEnclosedCircle", (1, 10), "㊀ ㊉"),
        ("upperRoman", (4, 9, 1994), "IV IX MCMXCIV"),
        ("lowerRoman", (3, 40), "iii xl"),
        ("upperLetter", (1, 26, 27), "A Z AA"),
        ("lowerLetter", (2, 28), "b bb"),
        ("chineseCounting", (0,), "0"),
        ("ganada", (7,), "7"),
    ],
)
def test_numbers_are_written_in_each_form(form: str, numbers: tuple[int, ...], expected: str) -> None:
    assert " ".join(written(number, form) for number in numbers) == expected


def test_what_has_no_number_is_written_as_nothing() -> None:
    assert written(3, "none") == written(3, "bullet") == ""


@pytest.mark.parametrize(
    ("label", "suffix", "text", "expected"),
    [
        ("一、", "tab", "总体要求", "一、总体要求"),
        ("一、", "tab", "2025年", "一、2025年"),
        ("（二）", "space", "“双创”", "（二）“双创”"),
        ("3.", "tab", "重点任务", "3.重点任务"),
        ("3.", "nothing", "2025年", "3. 2025年"),
        ("3.", "tab", "R&D", "3. R&D"),
        ("3.", "nothing", "R&D", "3.R&D"),
        ("(1)", "tab", "企业", "(1)企业"),
        ("第一条", "tab", "为了", "第一条 为了"),
        ("第一条", "nothing", "为了", "第一条为了"),
        ("5.1", "tab", "目标", "5.1 目标"),
        ("①", "tab", "企业", "①企业"),
        ("一、", "tab", "　　总体", "一、总体"),
    ],
)
def test_a_number_stands_before_its_text(label: str, suffix: str, text: str, expected: str) -> None:
    assert numbered(Label(label, suffix), text) == expected


def test_the_levels_of_an_official_document_restart_below_each_other() -> None:
    body = item("甲", 1) + item("乙", 1, 1) + item("丙", 1, 2) + item("丁", 1, 2) + item("戊", 1, 3)
    body += item("己", 1, 1) + item("庚", 1, 2) + p("正文。") + item("辛", 1) + item("壬", 1, 1)
    expected = ["一、甲", "（一）乙", "1.丙", "2.丁", "①戊", "（二）己", "1.庚", "正文。", "二、辛", "（一）壬"]
    assert lines(body, numbering=lists("".join(OFFICIAL))) == expected


def test_several_levels_stand_in_one_number() -> None:
    levels = (
        level(0, "chineseCounting", "第%1章")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%1-%2-%3")
    )
    body = item("总则", 1) + item("目标", 1, 1) + item("任务", 1, 1) + item("细节", 1, 2)
    assert lines(body, numbering=lists(levels)) == ["第一章 总则", "1.1 目标", "1.2 任务", "一-2-1 细节"]


def test_a_level_whose_upper_one_has_not_begun_counts_from_its_start() -> None:
    levels = level(0, "decimal", "%1", start=3) + level(1, "decimal", "%1.%2")
    assert lines(item("甲", 1, 1) + item("乙", 1), numbering=lists(levels)) == ["3.1 甲", "3 乙"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["第一章 章", "第一条 条", "第二章 章", "第一条 条"]),
        ('<w:lvlRestart w:val="0"/>', ["第一章 章", "第一条 条", "第二章 章", "第二条 条"]),
    ],
)
def test_articles_may_count_on_through_chapters(restart: str, expected: list[str]) -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "第%2条", restart)
    body = (item("章", 1) + item("条", 1, 1)) * 2
    assert lines(body, numbering=lists(levels)) == expected


def test_a_level_may_restart_only_behind_one_further_up() -> None:
    levels = "".join(
        level(n, "decimal", f"%{n + 1}、", '<w:lvlRestart w:val="1"/>' if n == 2 else "") for n in range(3)
    )
    body = (
        item("a", 1)
        + item("b", 1, 1)
        + item("c", 1, 2)
        + item("b", 1, 1)
        + item("c", 1, 2)
        + item("a", 1)
        + item("c", 1, 2)
    )
    assert lines(body, numbering=lists(levels)) == ["1、a", "1、b", "1、c", "2、b", "2、c", "2、a", "1、c"]


def test_lists_of_one_abstract_list_count_on_and_an_override_begins_anew() -> None:
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "（%1）")}</w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}">{abstract(0)}{more}</w:num>' for n, more in ((1, ""), (2, ""), (3, over), (4, other))
    )
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3) + item("戊", 4)
    expected = ["1、甲", "2、乙", "5、丙", "6、丁", "（7）戊"]
    assert lines(body, numbering=lists(level(0, "decimal", "%1、"), nums=nums)) == expected


def test_bullets_leave_nothing_and_do_not_disturb_numbers() -> None:
    levels = (
        level(0, "decimal", "%1.") + level(1, "bullet", "\uf0b7") + level(2, "decimal", "●") + level(3, "none", "注：")
    )
    body = item("甲", 1) + item("乙", 1, 1) + item("丙", 1, 2) + item("丁", 1, 3) + item("戊", 1)
    assert lines(body, numbering=lists(levels)) == ["1.甲", "乙", "丙", "注：丁", "2.戊"]


def test_styles_number_their_paragraphs_and_zero_switches_that_off() -> None:
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    child = '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H2"/></w:style>'
    styles = numbered_style("H1", "heading 1", 1) + numbered_style("H2", "heading 2", 1) + child
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled("甲", "H1") + styled("乙", "H2") + styled("丙", "Mine") + styled("丁", "H1", off) + styled("戊", "H1")
    assert lines(body, styles=styles, numbering=lists(levels)) == ["一、甲", "（一）乙", "（二）丙", "丁", "二、戊"]


def test_a_style_may_name_its_level_itself() -> None:
    styles = numbered_style("Item", "Item", 1, '<w:ilvl w:val="1"/>')
    levels = level(0, "decimal", "%1") + level(1, "decimal", "（%2）")
    assert lines(styled("甲", "Item"), styles=styles, numbering=lists(levels)) == ["（1）甲"]


def test_a_list_may_take_its_levels_from_a_numbering_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Outline"><w:name w:val="Outline"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:styleLink w:val="Outline"/>' + level(0, "chineseCounting", "%1、")
    numbering = lists(linked, '<w:numStyleLink w:val="Outline"/>')
    assert lines(item("甲", 1) + item("乙", 2), styles=styles, numbering=numbering) == ["一、甲", "二、乙"]


def test_a_form_of_newer_versions_has_one_for_the_others() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="upperLetter"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert lines(item("甲", 1), numbering=lists(custom)) == ["A.甲"]


def test_an_empty_paragraph_counts_and_a_deleted_one_does_not() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = p("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", properties=numbers + gone)
    body = item("甲", 1) + item("", 1) + deleted + item("丙", 1)
    assert lines(body, numbering=lists(level(0, "decimal", "%1、"))) == ["1、甲", "3、丙"]


def test_lists_that_are_not_there_number_nothing() -> None:
    assert lines(item("甲", 1)) == ["甲"]
    assert lines(item("甲", 7), numbering=lists(level(0, "decimal", "%1、"))) == ["甲"]
    assert lines(item("甲", 1, 5), numbering=lists(level(0, "decimal", "%1、"))) == ["甲"]
    assert lines(styled("甲", "Nowhere"), styles="") == ["甲"]
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "ba")
    )
    assert lines(styled("甲", "a"), styles=loop) == ["甲"]


def test_the_number_belongs_to_the_stretch_of_its_paragraph() -> None:
    made = source(item("甲", 1), numbering=lists(level(0, "decimal", "%1、")))
    (stretch,) = made.layout.stretches
    assert (made.text[stretch.start : stretch.end], stretch.origin, stretch.place) == ("1、甲", "paragraph", "p1")
