"""Pages: columns, tables, running heads and page numbers, and pages that are pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader

from techpolicy_extract.files.readers.layer import LayerWriter
from techpolicy_extract.files.readers.pages import Glyph, Line, Page, lines_of, write_pages
from techpolicy_extract.files.readers.pdf import document as document_module
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.layout import Box
from techpolicy_extract.nouns.model import Source
from tests.test_pdf import BODY, letter, read, records
from tests.typeset import LEFT, PAGE, OfficialDocument, canvas, document, wrapped

HEADS = ["指标", "单位", "2020年", "2025年"]
WIDTHS = [150.0, 80.0, 100.0, 100.0]


def rule_table(official: OfficialDocument, rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        x = LEFT
        for width, text in zip(WIDTHS, row, strict=True):
            official.canvas.setFont("Hei", 12)
            official.canvas.rect(x, official.y - 24, width, 24)
            official.canvas.drawString(x + 4, official.y - 17, text)
            x += width
        official.y -= 24


def cells(source: Source, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    table = source.layout.tables[number]
    return [(c.row, c.column, c.rows, c.columns, source.text[c.start : c.end]) for c in table.cells]


@pytest.mark.needs("font")
def test_two_columns_are_read_one_after_the_other() -> None:
    official = OfficialDocument()
    official.centred("关于促进科技成果转移转化的若干意见")
    top, wide = official.y, (official.room - 24) / 2
    texts = [f"第{number}段" + BODY for number in "一二三四五六"]
    for column in (0, 1):
        official.y = top
        for text in texts[3 * column : 3 * column + 3]:
            for number, line in enumerate(wrapped(text, wide, 12, 24)):
                official.y -= 20
                official.canvas.setFont("Hei", 12)
                official.canvas.drawString(LEFT + column * (wide + 24) + (0 if number else 24), official.y, line)
    assert read(official.bytes()).text.split("\n")[1:-1] == ["关于促进科技成果转移转化的若干意见", *texts, "— 1 —"][:-1]


@pytest.mark.needs("font")
def test_a_table_that_goes_on_with_its_head_repeated_is_one() -> None:
    official = OfficialDocument()
    official.paragraph(BODY)
    rows = [[f"指标{number}", "亿元", str(100 + number), str(200 + number)] for number in range(20)]
    rule_table(official, [HEADS, *rows[:16]])
    official.new_page()
    rule_table(official, [HEADS, *rows[16:]])
    official.paragraph(BODY)
    source = read(official.bytes())
    assert source.text.split("\n") == [BODY, *("\t".join(row) for row in (HEADS, *rows)), BODY, ""]
    (table,) = source.layout.tables
    assert (table.head, table.page, len(table.cells)) == (1, 1, 21 * 4)
    pages = {source.text[each.start : each.end]: each.page for each in source.layout.stretches if each.origin == "cell"}
    assert (pages["指标15"], pages["指标16"]) == (1, 2)
    assert (" ".join(HEADS), 2) in source.layout.removed


@pytest.mark.needs("font")
def test_another_table_on_the_next_page_stays_another() -> None:
    official = OfficialDocument()
    rule_table(official, [HEADS, ["甲", "项", "1", "2"]])
    official.new_page()
    WIDTHS[:2] = [120.0, 110.0]
    rule_table(official, [HEADS, ["乙", "项", "3", "4"]])
    WIDTHS[:2] = [150.0, 80.0]
    assert len(read(official.bytes()).layout.tables) == 2


@pytest.mark.needs("font")
def test_merged_cells_and_cells_of_several_lines() -> None:
    official = OfficialDocument()
    made, y = official.canvas, official.y
    made.setFont("Hei", 12)
    for box in ((0, 0, 300, 24), (0, 24, 100, 48), (100, 24, 200, 24), (100, 48, 100, 24), (200, 48, 100, 24)):
        made.rect(LEFT + box[0], y - box[1] - box[3], box[2], box[3])
    for x, down, text in ((100, 17, "主要指标"), (6, 40, "全社会研究开发"), (6, 56, "经费投入强度"), (180, 40, "目标")):
        made.drawString(LEFT + x, y - down, text)
    made.drawString(LEFT + 120, y - 65, "2.0%")
    made.drawString(LEFT + 220, y - 65, "2.5%")
    assert cells(read(official.bytes())) == [
        (1, 1, 1, 3, "主要指标"),
        (2, 1, 2, 1, "全社会研究开发经费投入强度"),
        (2, 2, 1, 2, "目标"),
        (3, 2, 1, 1, "2.0%"),
        (3, 3, 1, 1, "2.5%"),
    ]


@pytest.mark.needs("font")
def test_columns_that_are_aligned_without_lines_are_a_table() -> None:
    official = OfficialDocument()
    official.paragraph(BODY)
    for name, unit, value in (
        ("指标", "单位", "2025年"),
        ("技术合同成交额", "亿元", "1600"),
        ("高企数量", "家", "20000"),
    ):
        official.y -= 24
        for x, text in ((0, name), (180, unit), (300, value)):
            official.canvas.setFont("Hei", 12)
            official.canvas.drawString(LEFT + x, official.y, text)
    official.paragraph(BODY)
    assert [text for *_, text in cells(read(official.bytes()))][3:6] == ["技术合同成交额", "亿元", "1600"]


@pytest.mark.needs("font")
def test_a_box_around_text_is_no_table() -> None:
    official = OfficialDocument()
    official.canvas.rect(LEFT - 5, official.y - 150, official.room + 10, 150)
    official.paragraph("专栏1 重点任务")
    official.paragraph(BODY)
    source = read(official.bytes())
    assert source.layout.tables == ()
    assert source.text.split("\n")[-3:] == ["专栏1 重点任务", BODY, ""]


def sheet(number: int, *rows: tuple[float, str, float]) -> Page:
    """Make a page of lines: their distance from the top, their text, their size."""
    lines = [
        Line(text, number, Box(80, top, 80 + size * len(text), top + 1.2 * size), size) for top, text, size in rows
    ]
    return Page(number, 595, 842, tuple(lines))


def written(pages: Sequence[Page]) -> tuple[str, list[str]]:
    writer = LayerWriter()
    write_pages(writer, pages)
    return writer.layer().text, [text for text, _ in writer.layer().layout.removed]


def body(number: int) -> list[tuple[float, str, float]]:
    return [(120 + 28 * line, f"第{number}页上的正文第{line}行，到此为止。", 16) for line in range(20)]


@pytest.mark.parametrize(
    "form",
    ["— {} —", "- {} -", "－{}－", "第{}页", "第 {} 页 共 9 页", "{}/9", "{}", "Page {} of 9", "一{}一", "·{}·"],
)
def test_page_numbers_of_every_form_are_taken_out(form: str) -> None:
    pages = [sheet(number, *body(number), (780, form.format(number), 14)) for number in range(1, 10)]
    text, removed = written(pages)
    assert removed == [form.format(number) for number in range(1, 10)]
    assert text.count("正文") == 180


def test_a_number_that_does_not_go_with_the_pages_stays() -> None:
    text, removed = written([sheet(n, *body(n), (780, str(value), 14)) for n, value in ((1, 2025), (2, 1600), (3, 7))])
    assert removed == []
    assert "1600" in text


def test_running_heads_may_alternate_and_carry_the_number() -> None:
    heads = ["江苏省科学技术厅文件 {}", "{} 科技成果转移转化行动方案"]
    pages = [sheet(number, (50, heads[number % 2].format(number), 10.5), *body(number)) for number in range(1, 9)]
    text, removed = written(pages)
    assert len(removed) == 8
    assert "行动方案" not in text


def test_what_repeats_in_the_text_is_no_furniture() -> None:
    # A heading of attachments, a large title, the first line of the text where its distance is that of any line.
    for line in ((60, "附件1", 12.0), (60, "项目申报书", 22.0), (92, "有关单位：", 16.0)):
        _, removed = written([sheet(number, line, *body(number)) for number in range(1, 7)])
        assert removed == [], line
    _, removed = written([sheet(number, (60, f"附件{number}", 12), *body(number)) for number in range(1, 7)])
    assert removed == []


@pytest.mark.needs("font")
def test_the_longest_lines_of_a_list_are_not_joined() -> None:
    official = OfficialDocument()
    official.new_page()
    names = [f"{name} 中央宣传部{'副' * (number % 5)}部长" for number, name in enumerate("王丁刘张李陈赵孙周吴" * 3)]
    for name in names:
        official.paragraph(name)
    assert [line for line in read(official.bytes()).text.split("\n") if "中央" in line] == names


@pytest.mark.needs("font")
@pytest.mark.parametrize("size", [12.0, 15.0, 16.0])
def test_paragraphs_of_every_length_come_out_whole(size: float) -> None:
    # The first line of some is as far from the right margin as from the left one, and yet is not centred.
    texts = [
        ("甲" * number + "乙，丙丁（戊己）《庚辛》1600亿元，" * 6 + "终。")[: 150 - number] + "。"
        for number in range(60)
    ]
    assert read(document("开头。\n" + "\n".join(texts), size=size)).text.split("\n")[1:-1] == texts


def test_glyphs_become_words_with_blanks_where_they_part() -> None:
    def glyphs(text: str, left: float, step: float) -> list[Glyph]:
        return [Glyph(c, Box(left + n * step, 10, left + n * step + step, 30), 16) for n, c in enumerate(text)]

    row = [*glyphs("研发", 0, 16), *glyphs("R&D", 36, 8), *glyphs("data", 66, 8), *glyphs("右", 200, 16)]
    assert [line.text for line in lines_of(row, [], 1)] == ["研发R&D data", "右"]
    wall = Box(33, 0, 34, 40)
    assert [line.text for line in lines_of(row, [wall], 1)] == ["研发", "R&D data", "右"]


@pytest.mark.needs("font")
def test_a_minor_share_of_turned_text_does_not_disturb_the_rest() -> None:
    official = OfficialDocument()
    official.paragraph(BODY)
    official.canvas.saveState()
    official.canvas.translate(40, 300)
    official.canvas.rotate(90)
    official.canvas.drawString(0, 0, "装订线")
    official.canvas.restoreState()
    assert read(official.bytes()).text.split("\n")[-3:] == [BODY, "装订线", ""]


def scanned(data: bytes, picture_of: Sequence[int]) -> bytes:
    """Return a PDF in which the pages `picture_of`, counted from 0, are pictures of the pages of `data`."""
    stream = io.BytesIO()
    made = canvas(stream)
    pdf = pdfium.PdfDocument(data)
    for number in range(len(pdf)):
        if number in picture_of:
            picture = pdf[number].render(scale=150 / 72, grayscale=True).to_pil()
            made.drawImage(ImageReader(picture), 0, 0, *PAGE)
        else:
            made.setFont("Hei", 16)
            made.drawString(LEFT, 700, "全省技术合同成交额达到1600亿元，这一页有文字。")
        made.showPage()
    pdf.close()
    made.save()
    return stream.getvalue()


@pytest.mark.needs("font")
def test_a_scan_without_recognition_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "recogniser", lambda: None)
    with pytest.raises(ReadError, match=r"no_text_layer.*pip install 'techpolicy-extract\[ocr\]'"):
        read(scanned(letter(), [0]))


@pytest.mark.needs("font")
def test_a_scanned_page_among_others_is_unread_without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "recogniser", lambda: None)
    official = OfficialDocument()
    official.new_page()
    source = read(scanned(official.bytes(), [1]))
    assert source.layout.unread == ("page 2 is a picture without text",)
    assert not source.layout.ocr
    assert source.layout.pages == 2


@pytest.mark.needs("font")
def test_a_scan_is_recognised_the_same_each_time() -> None:
    pytest.importorskip("rapidocr_onnxruntime", reason="needs the extra [ocr]")
    data = scanned(letter(), [0])
    source = read(data)
    assert source.layout.ocr
    assert "关于促进科技成果转移转化的若干意见\n" in source.text
    assert "全省技术合同成交额达到1600亿元" in source.text
    assert source.text.endswith("江苏省科学技术厅\n2024年4月16日\n")
    rows = records(source)
    assert any(row["type"] == "target" and row["amount"] == 160_000_000_000 for row in rows)
    assert all("ocr" in row["flags"] for row in rows if row["type"] != "issue")
    assert read(data) == source


@pytest.mark.needs("font")
def test_records_of_text_that_was_not_recognised_have_no_such_flag() -> None:
    assert all("ocr" not in row["flags"] for row in records(read(letter())))
