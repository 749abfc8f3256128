"""The text of Word files: what a reader sees of a paragraph, in the order in which it is read."""

from __future__ import annotations

import pytest

from techpolicy_extract.files import readers
from techpolicy_extract.files.readers import kinds
from tests.word_files import as_strict, lines, p, packed, places, r, row, source, table, word_parts

BOX = "<w:txbxContent>{}</w:txbxContent>"
DRAWN = "<w:drawing><wp:inline><a:graphic><wps:txbx>{}</wps:txbx></a:graphic></wp:inline></w:drawing>"
PICTURED = "<w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict>"


def boxed(content: str) -> str:
    """Write a text box as Word does: as a drawing, and again for versions before 2010."""
    inner = BOX.format(content)
    drawn, pictured = DRAWN.format(inner), PICTURED.format(inner)
    choice = f'<mc:Choice Requires="wps">{drawn}</mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{pictured}</mc:Fallback></mc:AlternateContent></w:r>"


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def notes(*texts: str, kind: str = "footnote") -> str:
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    own = "".join(f'<w:{kind} w:id="{n}">{p(mark, r(text))}</w:{kind}>' for n, text in enumerate(texts, 2))
    return f'<w:{kind} w:type="separator" w:id="0">{p("分隔")}</w:{kind}>{own}'


def refer(number: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}" {more}/>{"<w:t>*</w:t>" if more else ""}</w:r>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (r("到2025年") + r("，达到") + r("1600亿元。"), "到2025年，达到1600亿元。"),
        ("<w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink>", "网址"),
        (f"<w:smartTag>{r('北京')}</w:smartTag><w:customXml>{r('市')}</w:customXml>", "北京市"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt>{r('乙')}", "甲乙"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>{r('乙')}",
            "乙",
        ),
        (f"<w:fldSimple>{r('2024')}</w:fldSimple>{r('年')}", "2024年"),
        (char("begin") + code("DATE") + char("separate") + r("6月1日") + char("end") + r("前"), "6月1日前"),
        (
            char("begin")
            + code("IF ")
            + char("begin")
            + code("X")
            + char("separate")
            + r("内")
            + char("end")
            + char("separate")
            + r("外")
            + char("end"),
            "外",
        ),
        (char("begin") + code("PAGE") + char("end") + r("甲"), "甲"),
        (char("end") + char("separate") + r("甲"), "甲"),
        (char("begin") + code(r" eq \o\ac(○,3)") + char("end") + r("甲"), "③甲"),
        (
            f"<w:r><w:ruby><w:rt>{r('jī')}</w:rt><w:rubyBase>{r('绩')}</w:rubyBase></w:ruby></w:r>",
            "绩",
        ),
        (
            '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
            "≥5☑",
        ),
        (
            '<w:r><w:sym w:font="宋体" w:char="4E00"/><w:sym w:font="X" w:char="F041"/><w:sym w:char="z"/></w:r>'
            + r("甲"),
            "一甲",
        ),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a-bc"),
        ("<w:r><w:tab/><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:tab/></w:r>", "甲 乙"),
        ("<w:r><w:t>1.</w:t><w:tab/><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "1. 甲 乙"),
        ("<w:r><w:t>  甲\n  乙 </w:t></w:r>", "甲   乙"),
        (r("10") + r("8", '<w:vertAlign w:val="superscript"/>') + r("年"), "10⁸年"),
        (
            f"<m:oMath><m:f><m:num>{m('1')}</m:num><m:den>{m('3')}</m:den></m:f></m:oMath>",
            "1/3",
        ),
        (
            f"<m:oMath><m:sSup><m:e>{m('10')}</m:e><m:sup>{m('8')}</m:sup></m:sSup></m:oMath>",
            "10^8",
        ),
        ('<w:commentRangeStart w:id="1"/>' + r("甲") + '<w:r><w:commentReference w:id="1"/></w:r>', "甲"),
        ("<w:proofErr/><w:bookmarkStart/>" + r("甲") + "<!-- 乙 --><?丙 丁?>", "甲"),
    ],
)
def test_a_paragraph_holds_what_is_seen_of_it(content: str, expected: str) -> None:
    assert lines(p(content)) == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"<w:ins>{r('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{r('的')}", "新的"),
        (f"<w:moveFrom>{r('去')}</w:moveFrom><w:moveTo>{r('来')}</w:moveTo>", "来"),
        (f"<w:del><w:r><w:t>旧</w:t></w:r></w:del><w:ins><w:del>{r('改')}</w:del>{r('新')}</w:ins>", "新"),
        (r("见") + r("不见", "<w:vanish/>") + r("也见", '<w:vanish w:val="0"/>'), "见也见"),
        (r("见") + r("不见", '<w:rStyle w:val="Hidden"/>'), "见"),
    ],
)
def test_changes_are_accepted_and_hidden_text_is_left_out(content: str, expected: str) -> None:
    hidden = '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert lines(p(content), styles=hidden) == [expected]


def test_a_paragraph_style_may_hide_its_text() -> None:
    hidden = '<w:style w:type="paragraph" w:styleId="Z"><w:rPr><w:vanish/></w:rPr></w:style>'
    style = '<w:pStyle w:val="Z"/>'
    body = p("不见", properties=style) + p(r("见", "<w:vanish w:val='false'/>"), properties=style)
    assert lines(body, styles=hidden) == ["见"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>", "<w:vanish/>", "<w:vanish/><w:specVanish/>"])
def test_paragraphs_whose_mark_is_gone_are_one(mark: str) -> None:
    body = p("到2025年，", properties=f"<w:rPr>{mark}</w:rPr>") + p("达到1600亿元。") + p("完。")
    made = source(body)
    assert places(made) == {"p1": "到2025年，达到1600亿元。", "p3": "完。"}


def test_a_deleted_mark_before_a_table_or_the_end_loses_no_text() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = p("甲", properties=gone) + table(row("乙", "丙"), row("丁", "戊")) + p("己", properties=gone)
    assert lines(body) == ["甲", "乙\t丙", "丁\t戊", "己"]


def test_breaks_part_lines_and_empty_paragraphs_leave_one_blank_line() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = p("") + p(r("甲"), "<w:r><w:br/></w:r>", r("乙")) + p("") + p("") + p("丙") + p(page) + p("丁")
    body += p("戊", page) + p("己", properties="<w:pageBreakBefore/>") + p("")
    assert source(body).text == "甲\n乙\n\n丙\n\n丁\n戊\n\n己\n"


def test_rows_that_tabs_align_keep_their_tabs() -> None:
    tab = "<w:r><w:tab/></w:r>"

    def cells(*texts: str) -> str:
        return p(tab.join(map(r, texts)))

    body = cells("指标", "2020年", "2025年") + cells("合同额", "800", "1600") + p("说明。")
    body += cells("指标", "目标") + cells("企业数", "500家") + p("说明。") + cells("联系人：甲", "电话：1")
    expected = [
        "指标\t2020年\t2025年",
        "合同额\t800\t1600",
        "说明。",
        "指标\t目标",
        "企业数\t500家",
        "说明。",
        "联系人：甲 电话：1",
    ]
    assert lines(body) == expected


def test_a_table_of_contents_keeps_its_text() -> None:
    tab = "<w:r><w:tab/></w:r>"
    first = p(char("begin"), code(' TOC \\o "1-3"'), char("separate"), r("一、总体要求"), tab, r("1"))
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{first}{p(r('二、任务'), tab, r('3'))}{p(char('end'))}</w:sdtContent></w:sdt>"
    )
    assert lines(body + p("正文。")) == ["一、总体要求\t1", "二、任务\t3", "正文。"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    body = p(r("段落。"), boxed(p("框内一") + p("框内二"))) + p(boxed(p("红头文件"))) + p("末段。")
    made = source(body)
    assert made.text.split() == ["段落。", "框内一", "框内二", "红头文件", "末段。"]
    assert [each.origin for each in made.layout.stretches] == ["paragraph", *["textbox"] * 3, "paragraph"]


def test_a_text_box_of_a_paragraph_whose_mark_is_deleted_stays() -> None:
    body = (
        p(r("到2025年，"), boxed(p("框内。")), properties="<w:rPr><w:del/></w:rPr>") + p("达到1600亿元。") + p("完。")
    )
    assert lines(body) == ["到2025年，达到1600亿元。", "框内。", "完。"]


def test_a_text_box_in_another_one_is_read_once() -> None:
    assert lines(p(boxed(p(r("外"), boxed(p("内")))))) == ["外", "内"]


def test_word_art_is_text() -> None:
    assert lines(p('<w:r><w:pict><v:shape><v:textpath string="某省人民政府文件"/></v:shape></w:pict></w:r>')) == [
        "某省人民政府文件"
    ]


def test_a_note_follows_the_first_sentence_that_ends() -> None:
    body = p(r("一、目标"), refer(2)) + p(r("到2025年达到1600亿元"), refer(3), r("。")) + p("下一段。")
    made = source(body, footnotes=notes("标题的注。", "口径见统计公报。"))
    assert made.text.split() == ["一、目标", "到2025年达到1600亿元。", "标题的注。", "口径见统计公报。", "下一段。"]
    found = {each.place: each.origin for each in made.layout.stretches}
    assert found == {"p1": "paragraph", "p2": "paragraph", "fn1": "footnote", "fn2": "footnote", "p3": "paragraph"}


def test_endnotes_notes_of_tables_and_marks_of_ones_own() -> None:
    cells = table(row(f"<w:tc>{p(r('增速'), refer(2))}</w:tc>", "10%"), row("占比", "20%"))
    last = p(r("末段"), refer(9), refer(3, more='w:customMarkFollows="1"'), r("无句号"), refer(2, "endnote"))
    parts = {"footnotes": notes("可比价。", "自有标记。"), "endnotes": notes("尾注。", kind="endnote")}
    made = source(cells + last, **parts)
    assert made.text.split("\n") == ["增速\t10%", "占比\t20%", "可比价。", "末段无句号", "自有标记。", "尾注。", ""]
    assert places(made)["en1"] == "尾注。"


def test_what_wraps_paragraphs_is_seen_through() -> None:
    body = f"<w:ins>{p('甲')}</w:ins><w:customXml>{p('乙')}</w:customXml><w:moveTo>{p('丙')}</w:moveTo>"
    body += f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{p('丁')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    body += f"<w:del>{p('旧')}</w:del><w:moveFrom>{p('旧')}</w:moveFrom>"
    assert lines(body) == ["甲", "乙", "丙", "丁"]


def test_headers_and_footers_are_not_in_the_text() -> None:
    made = source(p("正文。"), header1=p("某省人民政府公报"), footer1=p("— 3 —"))
    assert made.text == "正文。\n"
    assert [each.text for each in made.layout.removed] == ["某省人民政府公报"]


def test_embedded_documents_are_told_of() -> None:
    assert source(p("正文。") + "<w:altChunk/>").layout.unread == ("a document that is embedded as a whole (altChunk)",)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("related", [False, True])
def test_strict_files_and_files_without_relations_read_the_same(strict: bool, related: bool) -> None:
    files = word_parts(p(r("甲。"), refer(2)), {"footnotes": notes("注。"), "styles": ""})
    files = as_strict(files) if strict else files
    data = packed({name: text for name, text in files.items() if related or not name.endswith(".rels")})
    assert kinds.kind_of(data, "a.docx") == "docx"
    assert readers.read_bytes(data, "a.docx").text == "甲。\n注。\n"
