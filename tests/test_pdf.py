"""PDF files: paragraphs, tables and places of typeset documents are found again."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

import pikepdf
import pypdfium2 as pdfium
import pytest

from techpolicy_extract import pipeline
from techpolicy_extract.files import readers
from techpolicy_extract.files.readers.pdf import document as document_module
from techpolicy_extract.files.readers.pdf.letters import is_garbage, plain
from techpolicy_extract.files.readers.pdf.metadata import hints_of
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.model import Source
from tests.typeset import HEAD, LEFT, PAGE, RIGHT, TITLE, TOP, OfficialDocument, canvas, document, width

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
BODY = (
    "到2025年，全省技术合同成交额达到1600亿元，年均增长10%以上，高新技术企业数量突破2万家。支持高校院所开展科技成果转移转化，"
    "发挥高校和科研院所创新源头作用，建设一批技术转移机构。"
)
FIELDS: tuple[str, ...] = (
    *("type", "value", "value_max", "unit", "amount", "period_end", "date", "date_start", "kind", "name", "person"),
    *("total_value", "cap_value", "floor_value", "rate_percent", "threshold_value", "phones", "emails", "text"),
)


def read(data: bytes, name: str = "document.pdf") -> Source:
    return readers.read_bytes(data, name)


def records(source: Source) -> list[dict[str, Any]]:
    state = pipeline.begin(source)
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    assert isinstance(state, pipeline.Valid)
    return state.records


def said(rows: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    """Count what targets, deadlines, funds and contacts say, wherever they say it."""
    wanted = [row for row in rows if row["type"] in ("target", "deadline", "fund", "contact")]
    return Counter((*(str(row.get(name)) for name in FIELDS), "".join(row["quote"].split())) for row in wanted)


def letter() -> bytes:
    made = OfficialDocument()
    made.centred("关于促进科技成果转移转化的若干意见")
    made.paragraph(BODY)
    made.paragraph("二、" + BODY)
    made.signature("江苏省科学技术厅")
    made.signature("2024年4月16日")
    return made.bytes()


def changed(data: bytes, change: Any) -> bytes:
    """Return the PDF after `change` has edited it as a pikepdf document."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


@pytest.mark.needs("font")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_that_is_typeset_gives_the_same_records(path: Path) -> None:
    plain_source = readers.read(path)
    source = read(document(plain_source.text))
    rows = records(source)
    assert said(rows) == said(records(plain_source))
    assert all(source.text[row["start"] : row["end"]] == row["quote"] for row in rows if row["type"] != "issue")
    pages = source.layout.pages
    assert pages is not None
    assert pages > 4
    removed = Counter(text for text, _ in source.layout.removed)
    assert removed == Counter({HEAD: pages} | {f"— {number} —": 1 for number in range(1, pages + 1)})
    assert not source.layout.unread


@pytest.mark.needs("font")
def test_lines_are_stretches_with_page_and_box() -> None:
    source = read(letter())
    lines = [(source.text[each.start : each.end], each.page, each.box) for each in source.layout.stretches]
    title = next((page, box) for text, page, box in lines if text.startswith("关于促进"))
    wide = width("关于促进科技成果转移转化的若干意见", TITLE)
    left = LEFT + (PAGE[0] - LEFT - RIGHT - wide) / 2
    base = TOP + 1.6 * TITLE
    assert title[0] == 1
    assert title[1] is not None
    assert (title[1].left, title[1].right) == pytest.approx((left, left + wide), abs=0.5)
    assert base - TITLE < title[1].top < base - 0.8 * TITLE
    assert base < title[1].bottom < base + 0.3 * TITLE
    assert "".join(text for text, _, _ in lines) == source.text.replace("\n", "")
    assert all(each.origin == "line" for each in source.layout.stretches)


@pytest.mark.needs("font")
def test_title_name_and_day_stay_apart() -> None:
    lines = read(letter()).text.split("\n")
    assert lines[-6:-1] == [
        "关于促进科技成果转移转化的若干意见",
        BODY,
        "二、" + BODY,
        "江苏省科学技术厅",
        "2024年4月16日",
    ]


@pytest.mark.needs("font")
def test_a_title_of_two_lines_is_joined_and_its_neighbours_are_not() -> None:
    made = OfficialDocument()
    made.centred("江苏省科学技术厅")
    made.centred("关于印发江苏省促进科技成果转移转化行动方案和任务分工方案的通知")
    made.line("苏科发〔2024〕12号", LEFT + 130, made.size)
    made.paragraph(BODY)
    assert read(made.bytes()).text.split("\n")[-5:-1] == [
        "江苏省科学技术厅",
        "关于印发江苏省促进科技成果转移转化行动方案和任务分工方案的通知",
        "苏科发〔2024〕12号",
        BODY,
    ]


def turn(rotation: int) -> Any:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = rotation

    return change


def draw_turned(rotation: int) -> Any:
    wide, high = PAGE
    matrix = {90: f"0 1 -1 0 {high} 0", 180: f"-1 0 0 -1 {wide} {high}", 270: f"0 -1 1 0 0 {wide}"}[rotation]

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(pikepdf.Stream(pdf, f"q {matrix} cm".encode()), prepend=True)
        page.contents_add(pikepdf.Stream(pdf, b"Q"))
        page.MediaBox = pikepdf.Array([0, 0, *(PAGE if rotation == 180 else PAGE[::-1])])

    return change


@pytest.mark.needs("font")
@pytest.mark.parametrize("rotation", [90, 180, 270])
@pytest.mark.parametrize("change", [turn, draw_turned])
def test_a_turned_page_is_read_upright(change: Any, rotation: int) -> None:
    upright, turned = read(letter()), read(changed(letter(), change(rotation)))
    assert turned.text == upright.text
    one, other = upright.layout.stretches[2].box, turned.layout.stretches[2].box
    assert one is not None
    assert other is not None
    size = sorted((round(one.right - one.left), round(one.bottom - one.top)))
    assert sorted((round(other.right - other.left), round(other.bottom - other.top))) == size
    assert one != other


@pytest.mark.needs("font")
def test_a_page_that_does_not_begin_at_nought_has_its_boxes_there() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(pikepdf.Stream(pdf, b"q 1 0 0 1 -100 -50 cm"), prepend=True)
        page.contents_add(pikepdf.Stream(pdf, b"Q"))
        page.MediaBox = pikepdf.Array([-100, -50, PAGE[0] - 100, PAGE[1] - 50])

    plain_page, moved = read(letter()), read(changed(letter(), change))
    assert moved.text == plain_page.text
    assert [each.box for each in moved.layout.stretches] == [each.box for each in plain_page.layout.stretches]


@pytest.mark.needs("font")
def test_vertical_writing_is_read_from_the_right() -> None:
    stream = io.BytesIO()
    made = canvas(stream)
    for number, column in enumerate(("关于促进科技成果转移转化的若干意见", BODY[:40], BODY[40:80])):
        for place, char in enumerate(column):
            made.drawString(500 - 30 * number, 780 - 17 * place, char)
    made.save()
    assert read(stream.getvalue()).text == f"关于促进科技成果转移转化的若干意见\n{BODY[:80]}\n"


@pytest.mark.needs("font")
def test_fake_bold_watermarks_and_text_off_the_page() -> None:
    stream = io.BytesIO()
    made = canvas(stream)
    for shift in (0, 0.3, 0.6):
        made.drawString(LEFT + shift, 700, "关于1100家企业的通知")
    made.drawString(-400, 600, "页面之外")
    made.saveState()
    made.translate(300, 400)
    made.rotate(45)
    made.drawString(0, 0, "内部资料")
    made.restoreState()
    made.save()
    source = read(stream.getvalue())
    assert source.text == "关于1100家企业的通知\n"
    assert source.layout.removed == (("内部资料", 1),)


@pytest.mark.needs("font")
def test_text_that_is_drawn_invisibly_is_text() -> None:
    stream = io.BytesIO()
    made = canvas(stream)
    text = made.beginText(LEFT, 700)
    text.setTextRenderMode(3)
    text.textLine("全省技术合同成交额达到1600亿元。")
    made.drawText(text)
    made.save()
    assert read(stream.getvalue()).text == "全省技术合同成交额达到1600亿元。\n"


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [("⼀", "一"), ("⽂", "文"), ("⺠", "民"), ("⻓", "长"), ("豈", "豈"), ("ﬁ", "fi"), ("\xad", "-"), ("①", "①")],
)
def test_radicals_and_ligatures_are_the_characters_that_are_meant(drawn: str, meant: str) -> None:
    assert plain(ord(drawn)) == meant


def map_glyphs(target: bytes) -> Any:
    """Let the page's font tell `target` for each of the characters that it tells one by one."""

    def change(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                told = font.ToUnicode.read_bytes()
                font.ToUnicode.write(told.replace(b"<6587>", b"<2F42>").replace(b"<6280>", target))

    return change


@pytest.mark.needs("font")
def test_a_font_that_tells_radicals() -> None:
    stream = io.BytesIO()
    made = canvas(stream)
    made.drawString(LEFT, 700, "科技厅文件")
    made.save()
    data = changed(stream.getvalue(), map_glyphs(b"<6280>"))
    with closing(pdfium.PdfDocument(data)) as pdf:
        drawn = [pdf[0].get_textpage().get_text_range()]
    assert read(data).text == "科技厅文件\n"
    assert drawn == ["科技厅⽂件"]


@pytest.mark.needs("font")
def test_a_page_whose_font_tells_nothing_is_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "recogniser", lambda: None)
    made = OfficialDocument(head="")
    made.paragraph("技技技技技技技技技技")
    made.new_page()
    made.paragraph(BODY)

    source = read(changed(made.bytes(), map_glyphs(b"<E123>")))
    assert [phrase.split(" (")[0] for phrase in source.layout.unread] == [
        "page 1 has fonts that do not tell their characters"
    ]
    assert source.text.startswith("到2025年")
    assert is_garbage("\ue123")


@pytest.mark.needs("font")
@pytest.mark.parametrize("strength", [4, 6])
def test_only_a_password_for_reading_locks_a_file(strength: Literal[4, 6]) -> None:
    def locked(user: str) -> bytes:
        with pikepdf.open(io.BytesIO(letter())) as pdf:
            stream = io.BytesIO()
            pdf.save(stream, encryption=pikepdf.Encryption(owner="owner", user=user, R=strength))
        return stream.getvalue()

    assert read(locked("")).text == read(letter()).text
    with pytest.raises(ReadError, match=r"document\.pdf: is protected by a password"):
        read(locked("secret"))


def test_metadata_are_hints() -> None:
    found = hints_of({"Title": " 江苏省行动方案 ", "CreationDate": "D:20240416093000+08'00'"})
    assert found == {"title": "江苏省行动方案", "created_on": "2024-04-16"}
    for title in ("Microsoft Word - 通知.doc", "通知.docx", "未命名", "untitled", "untitled-1", "", "幻灯片 1"):
        assert hints_of({"Title": title, "CreationDate": "D:20240231"}) == {}
