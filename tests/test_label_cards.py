"""Cards of labels and values in booklets and on portals: which labels are headings, and of whom the card speaks."""

from __future__ import annotations

import pytest

from techpolicy_extract.files import readers
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.segment import segment
from techpolicy_extract.syntax.label_cards import find_label_cards
from tests.documents import Row, differences, records
from tests.test_segment import lines, parts, tree

Shape = list[tuple[int, str, int | None, str | None]]

BASIS = "《滨江市支持机器人产业发展若干措施》"
NUMBER = "滨科发〔2023〕46号"
ITEMS = (
    "1．提升关键技术能力",
    "支持企业组建联合体开展攻关，按照不超过投资的30%予以支持，最高3000万元。",
    "2．建设验证平台",
    "支持建设中试验证平台，为企业提供样机试制等服务，按绩效给予奖励。",
)
LINES = (
    "依据文件", BASIS, "发文机构", "滨江市科学技术局", "发文字号", NUMBER, "发布日期", "2023-08-16", "工具分类", "资金支持",
    "服务对象", "机器人企业",
)  # fmt: skip
TAIL = ("时间/频度", "从2023年8月起", "联络方式", "滨江市科学技术局：55520971")
BOOKLET = lines(
    "7", "3.支持技术攻关", "支持技术攻关", *LINES, "服务内容", *ITEMS, *TAIL,
    "", "8", "4.支持场景开放", "支持场景开放", *LINES, "服务内容", *ITEMS, *TAIL,
)  # fmt: skip
COLONS = lines(
    "滨江市惠企政策汇编",
    "首台套装备奖励",
    f"政策依据：{BASIS}（{NUMBER}）",
    "发文单位：滨江市科学技术局",
    "发布日期：2023年8月16日",
    "适用对象：装备制造企业",
    "支持内容：",
    *ITEMS,
    "受理时间：每年3月1日至3月31日",
    "联系方式：滨江市科学技术局，55520971",
    "技术改造补助",
    f"政策依据：{BASIS}（{NUMBER}）",
    "发文单位：滨江市科学技术局",
    "发布日期：2023年8月16日",
    "适用对象：制造业企业",
    "支持内容：对技术改造项目按投资额的10%给予补助。",
    "受理时间：每年3月1日至3月31日",
)
ROWS = lines(
    "1.首台套装备奖励",
    f"政策依据\t{BASIS}",
    "发文机构\t滨江市科学技术局",
    f"发文字号\t{NUMBER}",
    "适用对象\t装备制造企业",
    "支持内容\t对首台套装备给予最高200万元奖励。",
    "2.技术改造补助",
    f"政策依据\t{BASIS}",
    "发文机构\t滨江市科学技术局",
    f"发文字号\t{NUMBER}",
    "适用对象\t制造业企业",
    "支持内容\t对技术改造项目按投资额的10%给予补助。",
)
COLUMNS = lines(
    "滨江市惠企政策一览",
    "一、首台套装备奖励",
    f"政策依据\t{BASIS}\t发文字号\t{NUMBER}",
    "发文机构\t滨江市科学技术局\t发布日期\t2023-08-16",
    "适用对象\t装备制造企业\t受理时间\t每年3月",
    "支持内容\t对首台套装备给予最高200万元奖励。",
    "二、技术改造补助",
    f"政策依据\t{BASIS}\t发文字号\t{NUMBER}",
    "发文机构\t滨江市科学技术局\t发布日期\t2023-08-16",
    "适用对象\t制造业企业\t受理时间\t每年3月",
    "支持内容\t对技术改造项目按投资额的10%给予补助。",
)
SPREAD = lines(
    "5.支持技术攻关", "依 据 文 件：", BASIS, "发 文 机 构：", "滨江市科学技术局", "发 文 字 号：", NUMBER, "发 布 日 期：",
    "2023年8月16日", "服 务 内 容：", *ITEMS, "联 系 方 式：", "滨江市科学技术局 55520971",
)  # fmt: skip
BOXED = lines(
    "6.支持技术攻关", f"【依据文件】{BASIS}", "【发文机构】滨江市科学技术局", f"【发文字号】{NUMBER}", "【发布日期】2023-08-16",
    "【服务内容】", *ITEMS, "【咨询电话】55520971",
)  # fmt: skip

BELOW: Shape = [(3, "heading", 1, "提升关键技术能力"), (3, "heading", 2, "建设验证平台")]
TREES: dict[str, tuple[str, Shape]] = {
    "labels and values on lines of their own": (
        BOOKLET,
        [
            (1, "heading", 3, "支持技术攻关"),
            (2, "heading", None, "服务内容"),
            *BELOW,
            (1, "heading", 4, "支持场景开放"),
            (2, "heading", None, "服务内容"),
            *BELOW,
        ],
    ),
    "labels with colons": (
        COLONS,
        [
            (1, "heading", None, "首台套装备奖励"),
            (2, "heading", None, "支持内容"),
            *BELOW,
            (1, "heading", None, "技术改造补助"),
        ],
    ),
    "what is asked for": (
        lines(
            "3.支持技术攻关",
            "支持技术攻关",
            *LINES,
            "服务内容",
            "对获奖的实验室予以支持，组织经验交流。",
            "条件要求",
            "1．企业须在本市纳税，有固定的经营场所。",
            "2．企业须有稳定的团队，经营状况良好。",
            *TAIL,
        ),
        [
            (1, "heading", 3, "支持技术攻关"),
            (2, "heading", None, "条件要求"),
            (3, "item", 1, None),
            (3, "item", 2, None),
        ],
    ),
    "rows of a table": (ROWS, [(1, "heading", 1, "首台套装备奖励"), (1, "heading", 2, "技术改造补助")]),
    "two columns": (COLUMNS, [(1, "heading", 1, "首台套装备奖励"), (1, "heading", 2, "技术改造补助")]),
    "blanks inside the labels": (
        SPREAD,
        [(1, "heading", 5, "支持技术攻关"), (2, "heading", None, "服务内容"), *BELOW],
    ),
    "labels in brackets": (BOXED, [(1, "heading", 6, "支持技术攻关"), (2, "heading", None, "服务内容"), *BELOW]),
}
PARTS = {
    "labels and values on lines of their own": [None],
    "labels with colons": ["滨江市惠企政策汇编"],
    "what is asked for": [None],
    "rows of a table": [None],
    "two columns": ["滨江市惠企政策一览"],
    "blanks inside the labels": [None],
    "labels in brackets": [None],
}
CITED: Row = {
    "title": "滨江市支持机器人产业发展若干措施",
    "doc_number": NUMBER,
    "issuer": "滨江市科学技术局",
    "relation": "basis",
}
NOT_ITS_OWN: Row = {"doc_number": "none", "issued_on": "none", "published_on": "none"}


@pytest.mark.parametrize("case", TREES)
def test_a_card_has_one_heading_for_each_label_that_holds_a_text(case: str) -> None:
    text, shape = TREES[case]
    assert parts(text) == PARTS[case]
    assert tree(text) == shape


@pytest.mark.parametrize("case", TREES)
def test_a_card_cites_what_it_rests_on(case: str) -> None:
    rows = records(TREES[case][0], "citation")
    assert len(rows) == TREES[case][0].count(BASIS)
    assert not [each for row in rows for each in differences(row, CITED)]
    assert not differences(records(TREES[case][0], "document")[0], NOT_ITS_OWN)


def test_headings_of_a_call_are_no_labels_of_a_card() -> None:
    text = lines(
        "关于申报创新平台的通知",
        "各有关单位：",
        "现将有关事项通知如下。",
        "申报条件",
        "在本市注册的企业，研发投入占比不低于3%。",
        "申报时间",
        "申报时间为2024年3月1日至3月31日。",
        "申报材料",
        "企业应当提交申报书和审计报告，并对真实性负责。",
    )
    assert [heading for *_, heading in tree(text)] == ["申报条件", "申报时间", "申报材料"]


def test_a_page_of_metadata_is_no_card() -> None:
    text = lines(
        "索引号：BJ007-2023-0031", "发文机构：滨江市科学技术局", f"发文字号：{NUMBER}", "发布日期：2023-08-16",
        "关于举办大赛的通知", "各有关单位：", "现将有关事项通知如下。", "一、申报对象", "在本市注册的企业。",
    )  # fmt: skip
    wanted = {"title": "关于举办大赛的通知", "doc_number": NUMBER, "published_on": "2023-08-16"}
    assert not differences(records(text, "document")[0], wanted)
    assert tree(text) == [(1, "heading", 1, "申报对象")]


def test_numbers_below_several_titles_belong_to_them_in_order() -> None:
    other = "《滨江市支持储能产业发展若干措施》"
    text = lines(
        "5.支持技术攻关", "依据文件", BASIS, other, "发文机构", "滨江市科学技术局", "发文字号", NUMBER, "滨科发〔2023〕47号",
        "服务对象", "企业", "服务内容", "支持企业组建联合体开展攻关，最高3000万元。",
    )  # fmt: skip
    cited = [(row["title"], row["doc_number"], row["relation"]) for row in records(text, "citation")]
    assert cited == [(CITED["title"], NUMBER, "basis"), (other.strip("《》"), "滨科发〔2023〕47号", "basis")]


def test_a_label_may_have_a_number_of_its_own() -> None:
    text = lines(
        "（一）引才补贴", f"1.政策依据：{BASIS}（{NUMBER}）", "2.发文单位：滨江市科学技术局", "3.适用对象：企业",
        "4.支持内容：对引进人才给予补贴10万元。",
    )  # fmt: skip
    assert [differences(row, CITED) for row in records(text, "citation")] == [[]]


def test_the_title_of_the_only_card_is_the_document_s() -> None:
    text = lines(
        "滨江市首台套装备奖励",
        f"政策依据：{BASIS}",
        "发文单位：滨江市科学技术局",
        f"文号：{NUMBER}",
        "支持内容：",
        *ITEMS,
    )
    assert parts(text) == ["滨江市首台套装备奖励"]
    assert not differences(records(text, "document")[0], NOT_ITS_OWN)


def test_a_card_in_a_page_s_table_is_no_metadata_of_the_page() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (
            ("政策依据", BASIS),
            ("发文机构", "滨江市科学技术局", "发文字号", NUMBER),
            ("发布日期", "2023-08-16"),
            ("服务内容", "".join(f"<p>{line}</p>" for line in ITEMS)),
        )
    )
    page = f"<html><body><h1>滨江市惠企政策汇编</h1><p>1.首台套装备奖励</p><table>{rows}</table></body></html>"
    found = segment(normalize(readers.read_bytes(page.encode(), "a.html")))
    assert set(found.normalized.facts) == {"title"}
    assert [(s.level, s.heading) for s in found.sections[1:]] == [
        (1, "首台套装备奖励"),
        (2, "服务内容"),
        (3, "提升关键技术能力"),
        (3, "建设验证平台"),
    ]


def test_labels_in_later_cells_alone_make_no_card() -> None:
    text = lines(
        "1\t建设平台\t责任单位\t完成时限", "2\t培育企业\t责任单位\t完成时限", "3\t引进人才\t责任单位\t完成时限"
    )
    assert find_label_cards(text) == ()


def test_any_label_may_hold_numbered_items_but_one_of_contacts() -> None:
    text = lines(
        "2.支持技术攻关", "依据文件", BASIS, "发文机构", "滨江市科学技术局", "发文字号", NUMBER, "服务对象", "1.在本市注册的企业。",
        "2.信用记录良好的企业。", "服务内容", "支持企业组建联合体开展攻关，最高3000万元。", "联络方式",
        "滨江市科学技术局：55520971", "滨江市财政局：55520972",
    )  # fmt: skip
    assert tree(text)[:2] == [(1, "heading", 2, "支持技术攻关"), (2, "heading", None, "服务对象")]
    assert [heading for *_, heading in tree(text)].count("联络方式") == 0
    assert {level for level, *_ in tree(text)[2:]} == {3}
