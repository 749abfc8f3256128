"""OFD files: text in reading order with its places, and what is left out or cannot be read is said."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract import pipeline
from techpolicy_extract.files import readers
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.model import Source
from tests.ofd import NAMESPACE, SIZE, Piece, content, ofd, text_object, typeset, zipped

pytest.importorskip("lxml")

SENTENCE = "到2025年，全省技术合同成交额达到1600亿元。"


def source(data: bytes) -> Source:
    return readers.read_bytes(data, "a.ofd")


def lines(read: Source) -> list[str]:
    """Return the visual lines of a text layer, before they are joined into paragraphs."""
    return [read.text[stretch.start : stretch.end] for stretch in read.layout.stretches]


def page(*objects: str, before: str = "") -> str:
    return content(objects, before)


def at(text: str, x: float = 28.0, y: float = 50.0, more: str = "") -> str:
    return text_object(Piece(text, x, y), more=more)


def test_text_has_its_page_and_its_box_in_points() -> None:
    read = source(ofd([page(at("第一页。", 28, 50)), page(at("第二页。", 28, 60))]))
    assert (read.format, read.encoding) == ("ofd", None)
    assert lines(read) == ["第一页。", "第二页。"]
    assert read.layout.pages == 2
    first, second = read.layout.stretches
    assert (first.origin, first.page, second.page) == ("line", 1, 2)
    assert read.text[second.start : second.end] == "第二页。"
    assert first.box is not None
    assert first.box.left == pytest.approx(28 * 72 / 25.4, abs=0.01)
    assert first.box.right == pytest.approx((28 + 4 * SIZE) * 72 / 25.4, abs=0.01)
    assert first.box.top < 50 * 72 / 25.4 < first.box.bottom


@pytest.mark.parametrize(
    "steps",
    ["5 5 5 5", "g 4 5", "g 2 5 5 5", "5 g 3 5", "g 4 5 9 9 9", "g 1000000000 5", "5", "", "g", "g 2", "x y"],
)
def test_steps_between_characters_are_read_with_repeats(steps: str) -> None:
    code = f'<ofd:TextCode X="0" Y="5" DeltaX="{steps}">技术合同额</ofd:TextCode>'
    text = f'<ofd:TextObject Boundary="20 20 100 10" Size="5">{code}</ofd:TextObject>'
    assert sorted(source(ofd([page(text)])).text.strip()) == sorted("技术合同额")


def test_a_text_code_goes_on_where_it_names_no_place() -> None:
    codes = '<ofd:TextCode X="0" Y="5">上行。</ofd:TextCode><ofd:TextCode Y="15">下行。</ofd:TextCode>'
    text = f'<ofd:TextObject Boundary="20 20 100 10" Size="5">{codes}</ofd:TextObject>'
    read = source(ofd([page(text)]))
    lefts = [stretch.box.left for stretch in read.layout.stretches if stretch.box]
    assert lines(read) == ["上行。", "下行。"]
    assert lefts == [pytest.approx(20 * 72 / 25.4, abs=0.01)] * 2


def test_characters_are_put_in_order_by_place_not_by_file() -> None:
    objects = [at(char, 28 + n * SIZE, 50 + (n // 10) * 9) for n, char in enumerate("零一二三四五六七八九")]
    assert source(ofd([page(*reversed(objects))])).text.strip() == "零一二三四五六七八九"


def test_a_transformed_object_stands_where_it_is_painted() -> None:
    text = at("放大一倍", 20, 30, more='CTM="2 0 0 2 10 0"')
    (stretch,) = source(ofd([page(text)])).layout.stretches
    assert stretch.box is not None
    assert stretch.box.left == pytest.approx(30 * 72 / 25.4, abs=0.01)
    assert stretch.box.right - stretch.box.left == pytest.approx(4 * 2 * SIZE * 72 / 25.4, abs=0.1)


def test_blocks_and_composite_objects_are_entered() -> None:
    unit = (
        f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{at("组合", 10, 20)}</ofd:Content></ofd:CompositeGraphicUnit>'
    )
    res = f"<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
    objects = (
        f"<ofd:PageBlock><ofd:PageBlock>{at('块内')}</ofd:PageBlock></ofd:PageBlock>",
        '<ofd:CompositeObject Boundary="20 70 50 50" ResourceID="7"/>',
    )
    common = "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
    read = source(ofd([page(*objects)], common=common, more={"Doc_0/Res.xml": res}))
    assert lines(read) == ["块内", "组合"]


def test_what_a_page_uses_and_the_file_lacks_is_told() -> None:
    common = (
        "<ofd:DocumentRes>Gone.xml</ofd:DocumentRes>"
        '<ofd:TemplatePage ID="4" BaseLoc="Broken.xml"/><ofd:TemplatePage ID="5" BaseLoc="Gone.xml"/>'
    )
    uses = "".join(f'<ofd:Template TemplateID="{number}"/>' for number in (4, 5, 6))
    objects = at("正文。"), '<ofd:CompositeObject Boundary="20 70 50 50" ResourceID="7"/>'
    read = source(ofd([page(*objects, before=uses)], common=common, more={"Doc_0/Broken.xml": "<a"}))
    assert lines(read) == ["正文。"]
    broken, gone, lack = read.layout.unread
    assert "Doc_0/Broken.xml is no valid XML" in broken
    assert gone == "page 1: has no entry Doc_0/Gone.xml"
    assert lack == "page 1 uses an object that the file does not hold"


def test_composite_objects_that_hold_each_other_come_to_an_end() -> None:
    uses = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="7"/>' * 30
    unit = f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{uses}</ofd:Content></ofd:CompositeGraphicUnit>'
    res = f"<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
    common = "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
    read = source(ofd([page(at(SENTENCE), uses)], common=common, more={"Doc_0/Res.xml": res}))
    assert read.text.strip() == SENTENCE
    assert read.layout.unread == ("page 1 holds too many objects",)


def test_what_a_template_paints_on_one_page_is_text_and_on_several_is_furniture() -> None:
    uses = '<ofd:Template TemplateID="4" ZOrder="Background"/>'
    common = '<ofd:TemplatePage ID="4" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    more = {"Doc_0/Tpls/Tpl_0/Content.xml": page(at("某省人民政府文件", 60, 20))}
    once = source(ofd([page(at("甲。"), before=uses), page(at("乙。"))], common=common, more=more))
    assert lines(once) == ["某省人民政府文件", "甲。", "乙。"]
    twice = source(ofd([page(at("甲。"), before=uses), page(at("乙。"), before=uses)], common=common, more=more))
    assert lines(twice) == ["甲。", "乙。"]
    assert [tuple(each) for each in twice.layout.removed] == [("某省人民政府文件", 1), ("某省人民政府文件", 2)]


def test_watermarks_are_left_out_and_turned_pages_are_read() -> None:
    aslant = at("内部资料", more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    assert lines(source(ofd([page(at("正文"), aslant)]))) == ["正文"]
    turned = [at(text, x, 200, more='CTM="0 -1 1 0 0 0"') for text, x in (("第一行文字。", 30), ("第二行文字。", 45))]
    assert lines(source(ofd([page(*turned)]))) == ["第一行文字。", "第二行文字。"]


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    assert lines(source(ofd([page(at("粗体字"), at("粗体字", 28.1))]))) == ["粗体字"]


def test_hidden_text_counts_only_where_it_lies_under_a_picture() -> None:
    hidden, picture = at("识别文字", more='Visible="false"'), '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="9"/>'
    assert lines(source(ofd([page(at("正文"), hidden)]))) == ["正文"]
    scanned = source(ofd([page(picture, hidden)]))
    assert (lines(scanned), scanned.layout.ocr) == (["识别文字"], True)


def test_pictures_of_pages_are_unread() -> None:
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="9"/>'
    assert source(ofd([page(picture), page(at("正文"))])).layout.unread == ("page 1 has no text, only pictures",)
    with pytest.raises(ReadError, match=r"a\.ofd: has no text, only pictures .*recognition"):
        source(ofd([page(picture)]))


@pytest.mark.parametrize("drawn", ["strokes", "fills", "boxes"])
def test_a_ruled_table_has_its_cells(drawn: str) -> None:
    rows = (
        ("指标", "2020年", "2025年"),
        ("技术合同成交额（亿元）", "820", "1600"),
        ("高新技术企业（家）", "3000", "6000"),
    )
    columns, levels = (28.0, 98.0, 138.0, 178.0), (40.0, 52.0, 64.0, 76.0)
    cells = [
        at(text, columns[column] + 3, levels[row] + 8)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    edges = [(28.0, y, 150.0, 0.0) for y in levels] + [(x, 40.0, 0.0, 36.0) for x in columns]
    if drawn == "boxes":
        edges = [(x, y, b - x, 12.0) for y in levels[:-1] for x, b in itertools.pairwise(columns)]
    form = "M 0 0 L {w} 0 L {w} {h} L 0 {h} C" if drawn != "strokes" else "M 0 0 L {w} {h}"
    paint = 'Fill="true" Stroke="false"' if drawn == "fills" else 'LineWidth="0.3"'
    thin = 0.3 if drawn == "fills" else 0.0
    paths = [
        f'<ofd:PathObject Boundary="{x} {y} {w or 1} {h or 1}" {paint}><ofd:AbbreviatedData>'
        f"{form.format(w=w or thin, h=h or thin)}</ofd:AbbreviatedData></ofd:PathObject>"
        for x, y, w, h in edges
    ]
    read = source(ofd([page(*paths, *cells)]))
    (table,) = read.layout.tables
    found = {(cell.row, cell.column): read.text[cell.start : cell.end] for cell in table.cells}
    assert found == {(r, c): text for r, texts in enumerate(rows, 1) for c, text in enumerate(texts, 1)}
    assert table.page == 1


def test_all_documents_of_a_file_are_read_and_pages_count_on() -> None:
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>/Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>" for n in (0, 1)
    )
    entries = {"OFD.xml": f"<ofd:OFD {NAMESPACE}>{bodies}</ofd:OFD>"}
    for n, text in enumerate(("甲文件", "乙文件")):
        pages = '<ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>'
        entries[f"Doc_{n}/Document.xml"] = f"<ofd:Document {NAMESPACE}><ofd:CommonData/>{pages}</ofd:Document>"
        entries[f"Doc_{n}/P.xml"] = page(at(text))
    read = source(zipped(entries))
    assert lines(read) == ["甲文件", "乙文件"]
    assert [stretch.page for stretch in read.layout.stretches] == [1, 2]
    assert read.layout.pages == 2


def test_what_the_file_says_of_itself_is_a_hint() -> None:
    info = "<ofd:Title>关于征集的通知</ofd:Title><ofd:CreationDate>2024-04-02</ofd:CreationDate><ofd:Author>{}</ofd:Author>"
    read = source(ofd([page(at("正文"))], info.format("省科学技术厅")))
    assert read.layout.hints == {"title": "关于征集的通知", "created_on": "2024-04-02", "issuer": "省科学技术厅"}
    assert "issuer" not in source(ofd([page(at("正文"))], info.format("lenovo"))).layout.hints


def fault(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        source(data)
    return str(caught.value)


def test_what_is_no_readable_ofd_says_so() -> None:
    assert "encrypted OFD" in fault(ofd([page(at("正文"))], more={"Doc_0/Encryptions.xml": "<a/>"}))
    assert "without a document" in fault(zipped({"OFD.xml": f"<ofd:OFD {NAMESPACE}/>"}))
    assert "has no entry Doc_0/Document.xml" in fault(
        zipped({"OFD.xml": "<OFD><DocBody><DocRoot>../../Doc_0/Document.xml</DocRoot></DocBody></OFD>"})
    )
    laughs = '<!DOCTYPE a [<!ENTITY x "ha">]>'
    assert "declares entities" in fault(ofd([laughs + page(at("正文"))]))
    assert "damaged ZIP" in fault(ofd([page(at("正文"))])[:-40])


def test_a_page_that_cannot_be_read_does_not_cost_the_others() -> None:
    read = source(ofd([page(at("第一页。")), "<broken", page(at("第三页。"))]))
    assert lines(read) == ["第一页。", "第三页。"]
    assert len(read.layout.unread) == 1
    assert read.layout.unread[0].startswith("page 2: its entry Doc_0/Pages/Page_1/Content.xml is no valid XML")


@pytest.mark.parametrize("seed", range(12))
def test_changed_bytes_give_an_error_or_nothing_that_was_not_there(seed: int) -> None:
    chance = random.Random(seed)
    text = SENTENCE * 60
    data = bytearray(typeset(text, numbered=False))
    for _ in range(3):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    outcome = outcome_of(bytes(data))
    if isinstance(outcome, ReadError):
        assert outcome.where == "a.ofd"
        assert outcome.hint
    else:
        assert all(line in text for line in outcome.text.split())


def outcome_of(data: bytes) -> Source | ReadError:
    try:
        return source(data)
    except ReadError as error:
        return error


FIELDS = ("value", "date", "total_value", "cap_value", "phones", "emails")


def told(data: bytes, name: str) -> tuple[Counter[tuple[Any, ...]], Source]:
    """Return type, text and values of the targets, deadlines, funds and contacts."""
    read = readers.read_bytes(data, name)
    state = pipeline.begin(read)
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    assert isinstance(state, pipeline.Valid)
    kinds = ("target", "deadline", "fund", "contact")
    rows = [row for row in state.records if row["type"] in kinds]
    assert all(read.text[row["start"] : row["end"]] == row["quote"] for row in rows)
    return Counter((row["type"], row["text"], *(str(row.get(name)) for name in FIELDS)) for row in rows), read


def test_seeds_typeset_as_ofd_give_the_records_of_their_texts(seeds: Path) -> None:
    same = total = 0
    for path in sorted(seeds.glob("*.txt")):
        expected, _ = told(path.read_bytes(), path.name)
        found, read = told(typeset(path.read_text("utf-8")), f"{path.stem}.ofd")
        assert read.layout.pages
        assert read.layout.unread == ()
        same += (expected & found).total()
        total += expected.total()
    assert total > 50
    assert same >= 0.98 * total, f"{same} of {total}"
