"""Tables of indicators: a record for each cell that holds a value, and none for any other."""

from __future__ import annotations

import pytest

from techpolicy_extract import pipeline
from techpolicy_extract.files import readers
from techpolicy_extract.files.readers.layer import CellText, LayerWriter
from techpolicy_extract.files.readers.txt import read as read_text
from techpolicy_extract.nouns.model import Source
from tests.documents import Row
from tests.indicator_tables import Example, examples, said
from tests.table_files import as_docx, as_html, as_pdf

ALL = examples()
FORMS = {"docx": as_docx, "html": as_html, "pdf": as_pdf}
PDF = pytest.param("pdf", marks=pytest.mark.needs("font"))


def records_of(source: Source) -> list[Row]:
    state: pipeline.State = source
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    assert isinstance(state, pipeline.Valid)
    return state.records


def layered(before: list[str], cells: list[CellText], after: list[str], head: int = 1) -> list[Row]:
    writer = LayerWriter()
    for line in before:
        writer.paragraph(line, "paragraph")
    writer.table(cells, head)
    for line in after:
        writer.paragraph(line, "paragraph")
    layer = writer.layer()
    return records_of(Source("table.docx", layer.text, "0" * 64, None, "docx", layer.layout))


@pytest.mark.parametrize("example", ALL, ids=lambda each: each.name)
def test_every_cell_is_right(example: Example) -> None:
    records = layered(example.before, example.cells(), example.after, example.head)
    assert said(records) == example.values
    assert all(record["rule"] == "table.indicator" for record in records if record["type"] in ("target", "result"))
    assert records[0]["numerals_unexplained"] == 0


@pytest.mark.parametrize("example", ALL, ids=lambda each: each.name)
def test_a_quote_reaches_from_the_row_to_the_value(example: Example) -> None:
    for record in layered(example.before, example.cells(), example.after, example.head):
        if record["type"] in ("target", "result"):
            low, high = record["spans"]["value"]
            assert record["start"] <= low < high <= record["end"]
            assert "\n" not in record["quote"]


@pytest.mark.parametrize("form", ["docx", "html", PDF])
@pytest.mark.parametrize("example", ALL, ids=lambda each: each.name)
def test_every_cell_is_right_in_the_files_that_offices_send(example: Example, form: str) -> None:
    source = readers.read_bytes(FORMS[form](example), f"table.{form}")
    assert said(records_of(source)) == example.values


def flat(example: Example) -> bool:
    """Return whether the table can be written as lines with tabs: no cell spans several rows."""
    return not any("^" in row for row in example.rows) and example.head == 1 and "<" not in example.rows[0]


@pytest.mark.parametrize("example", [each for each in ALL if flat(each)], ids=lambda each: each.name)
def test_tabs_in_plain_text_are_a_table(example: Example) -> None:
    rows = ["\t".join("" if text == "<" else text for text in row).rstrip("\t") for row in example.rows]
    text = "\n".join([*example.before, *rows, *example.after])
    layer = read_text(text.encode(), "table.txt")
    assert said(records_of(Source("table.txt", layer.text, "0" * 64, "utf-8", "txt", layer.layout))) == example.values


def test_aligned_blanks_in_plain_text_are_a_table() -> None:
    text = (
        "滨江市科技创新规划\n序号  指标名称              单位    2020年   2025年目标   属性\n"
        "1     研发经费投入强度      %       2.4      2.8          预期性\n"
        "2     高新技术企业数        家               3000         预期性\n三、保障措施\n"
    )
    layer = read_text(text.encode(), "table.txt")
    found = said(records_of(Source("table.txt", layer.text, "0" * 64, "utf-8", "txt", layer.layout)))
    told = {place: (each["indicator"], each["value"], each["unit"], each["binding"]) for place, each in found.items()}
    assert told == {
        (2, 4): ("研发经费投入强度", 2.4, "%", False),
        (2, 5): ("研发经费投入强度", 2.8, "%", False),
        (3, 5): ("高新技术企业数", 3000, "家", False),
    }


@pytest.mark.parametrize(
    "text",
    [
        "姓名\t单位\t电话\n李明\t市科技局\t025-80000001\n",
        "指标体系由三级指标构成。\n一级指标\t权重\n创新投入\t30\n",
        "2023年  全市  统计\n一  二  三\n",
    ],
)
def test_other_lines_with_tabs_and_blanks_stay_text(text: str) -> None:
    assert read_text(text.encode(), "x.txt").layout.tables == ()


def test_a_part_belongs_to_the_row_above_it() -> None:
    example = next(each for each in ALL if "其中" in each.name)
    records = layered(example.before, example.cells(), example.after)
    whole = {record["id"]: record["indicator"] for record in records if record["type"] in ("target", "result")}
    parts = {r["indicator"]: whole[r["part_of"]] for r in records if r["type"] == "target" and r["part_of"]}
    assert parts == {"企业研发人员": "研发人员全时当量", "高技能人才": "技能人才总量"}


def test_cells_are_no_headings() -> None:
    records = layered(ALL[0].before, ALL[0].cells(), ["二、保障措施", *ALL[0].after])
    assert [r["heading"] for r in records if r["type"] == "section"][1:] == ["发展目标", "保障措施"]


TASKS = [
    ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
    ["1", "建设滨江实验室，引进人才50名", "市科技局", "市发展改革委、市财政局等", "2026年12月底前"],
    ["2", "完善技术转移体系。", "^", "", "长期坚持"],
    ["3", "设立成果转化基金", "市财政局", "市科技局、市金融办", "2025年6月"],
]


def test_a_table_of_tasks_gives_responsibilities_and_due_dates() -> None:
    example = Example("tasks", [], [], 1, TASKS, {})
    records = layered(["滨江市科技创新工作要点", "任务分解表"], example.cells(), ["滨江市科学技术局", "2024年3月1日"])
    duties = [r for r in records if r["type"] == "responsibility"]
    assert [(r["task"], r["lead"], r["participants"], r["open_ended"]) for r in duties] == [
        ("建设滨江实验室，引进人才50名", ["市科技局"], ["市发展改革委", "市财政局"], True),
        ("完善技术转移体系", ["市科技局"], [], False),
        ("设立成果转化基金", ["市财政局"], ["市科技局", "市金融办"], False),
    ]
    due = [(r["action"], r["date"], r["kind"]) for r in records if r["type"] == "deadline"]
    assert due == [
        ("建设滨江实验室，引进人才50名", "2026-12-31", "milestone"),
        ("设立成果转化基金", "2025-06", "milestone"),
    ]
    target = next(r for r in records if r["type"] == "target")
    assert (target["indicator"], target["value"], target["period_end"]) == ("人才", 50, "2026-12-31")
