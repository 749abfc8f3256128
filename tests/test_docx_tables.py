"""Tables of Word files: cells where they stand, and tables that are none."""

from __future__ import annotations

from techpolicy_extract.nouns.layout import Table
from tests.word_files import cell, lines, p, places, row, source, table

HEAD = "<w:tblHeader/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def only(body: str) -> tuple[str, Table]:
    made = source(body)
    (found,) = made.layout.tables
    return made.text, found


def shape(body: str) -> list[tuple[str, int, int, int, int]]:
    """Return the cells of the only table: text, row, column, rows, columns."""
    text, found = only(body)
    return [(text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in found.cells]


def test_rows_stand_on_lines_and_cells_between_tabs() -> None:
    body = p("前。") + table(row("指标", "2020年", "2025年"), row("合同额", "800亿元", "1600亿元")) + p("后。")
    made = source(body)
    assert made.text == "前。\n指标\t2020年\t2025年\n合同额\t800亿元\t1600亿元\n后。\n"
    assert places(made)["t1[2,3]"] == "1600亿元"
    assert {each.origin for each in made.layout.stretches} == {"paragraph", "cell"}


def test_merged_cells_stand_once_at_their_first_place() -> None:
    restart, down = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        row(cell("类别", properties=restart), cell("目标", properties=span(2))),
        row(cell(properties=down), "2020年", "2025年"),
        row(cell("产出", properties=restart), "8", "16"),
        row(cell("不见", properties=down), "9", "18"),
    )
    assert shape(table(*rows)) == [
        ("类别", 1, 1, 2, 1),
        ("目标", 1, 2, 1, 2),
        ("2020年", 2, 2, 1, 1),
        ("2025年", 2, 3, 1, 1),
        ("产出", 3, 1, 2, 1),
        ("8", 3, 2, 1, 1),
        ("16", 3, 3, 1, 1),
        ("9", 4, 2, 1, 1),
        ("18", 4, 3, 1, 1),
    ]


def test_grid_lines_that_no_cell_begins_at_do_not_count() -> None:
    rows = (
        row(cell("指标", properties=span(3)), cell("目标", properties=span(4))),
        row(cell("企业", properties=span(3)), cell("500家", properties=span(4))),
    )
    assert [each[1:] for each in shape(table(*rows))] == [(1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]


def test_old_merges_to_the_side_and_rows_that_begin_later() -> None:
    merge = [cell("并", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>"), "c"]
    rows = (row(*merge), row("d", "e", "f"), row("g", "h", properties='<w:gridBefore w:val="1"/>'))
    expected = [("并", 1, 1, 1, 2), ("c", 1, 3, 1, 1), *((x, 2, n, 1, 1) for n, x in enumerate("def", 1))]
    assert shape(table(*rows)) == [*expected, ("g", 3, 2, 1, 1), ("h", 3, 3, 1, 1)]


def test_a_merge_without_a_beginning_is_a_cell() -> None:
    assert shape(table(row(cell("甲", properties="<w:vMerge/>"), "乙"), row("丙", "丁")))[0] == ("甲", 1, 1, 1, 1)


def test_first_rows_that_repeat_are_the_head() -> None:
    rows = (
        row("a", "b", properties=HEAD),
        row("c", "d", properties=HEAD),
        row("e", "f"),
        row("g", "h", properties=HEAD),
    )
    assert only(table(*rows))[1].head == 2
    assert only(table(*rows[:2]))[1].head == 0
    assert only(table(rows[2], rows[0]))[1].head == 0


def test_deleted_rows_and_cells_are_gone_and_inserted_ones_stay() -> None:
    rows = (
        row("a", "b"),
        row("旧", "旧", properties="<w:del/>"),
        row(cell("c"), cell("旧", properties="<w:cellDel/>")),
        row("新", "d", properties="<w:ins/>"),
        row("不见", "不见", properties="<w:hidden/>"),
    )
    assert lines(table(*rows)) == ["a\tb", "c", "新\td"]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = table(control(row("a", "b")), f"<w:tr>{control(cell('c'))}{cell('d')}</w:tr>")
    assert lines(control(body)) == ["a\tb", "c\td"]


def test_paragraphs_of_a_cell_stand_on_lines_of_their_own() -> None:
    tab = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"
    made = source(table(row(cell(p("一"), p(""), p("二")), cell(p(tab))), row("c", "d")))
    assert places(made)["t1[1,1]"] == "一\n二"
    assert places(made)["t1[1,2]"] == "甲 乙"


def test_boxes_of_one_column_are_paragraphs() -> None:
    made = source(table(row(cell(p("专栏1 重点工程"), p("建设500个众创空间。")))) + table(row("甲"), row("乙")))
    assert made.text.split("\n")[:-1] == ["专栏1 重点工程", "建设500个众创空间。", "甲", "乙"]
    assert made.layout.tables == ()
    assert [(each.origin, each.place) for each in made.layout.stretches][-1] == ("paragraph", "t2[2,1]")


def test_a_letterhead_is_paragraphs() -> None:
    restart, down = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    bodies = row("某省科学技术厅", cell("文　件", properties=restart))
    head = table(bodies, row("某省财政厅", cell(properties=down)))
    number = table(row("某科发〔2022〕1号", "签发人：张某"))
    made = source(head + number + p("正文。"))
    assert made.text.split("\n")[:-1] == [
        "某省科学技术厅",
        "文　件",
        "某省财政厅",
        "某科发〔2022〕1号",
        "签发人：张某",
        "正文。",
    ]


def test_a_table_that_lists_files_is_no_letterhead() -> None:
    assert lines(table(row("序号", "文件"), row("1", "《方案》"))) == ["序号\t文件", "1\t《方案》"]


def test_a_frame_around_tables_is_no_table() -> None:
    inner = table(row("指标", "目标"), row("企业", "500家"))
    made = source(table(row(cell(p("左")), cell(p("上。") + inner + p("下。")))))
    assert made.text.split("\n")[:-1] == ["左", "上。", "指标\t目标", "企业\t500家", "下。"]
    assert len(made.layout.tables) == 1
    assert places(made)["t2[2,2]"] == "500家"


def test_a_box_inside_a_cell_is_text_of_the_cell() -> None:
    made = source(table(row(cell(p("甲"), table(row("盒"))), cell("乙")), row("c", "d")))
    assert places(made) == {"t1[1,1]": "甲\n盒", "t1[1,2]": "乙", "t1[2,1]": "c", "t1[2,2]": "d"}


def test_empty_tables_leave_nothing() -> None:
    assert source(p("甲。") + table(row("", "")) + table() + p("乙。")).layout.tables == ()
    assert lines(p("甲。") + table(row("", "")) + table() + p("乙。")) == ["甲。", "乙。"]


def test_tables_deep_in_each_other_are_told_of() -> None:
    deep = p("底")
    for _ in range(40):
        deep = table(row(cell(deep, p(""))))
    made = source(p("正文。") + deep)
    assert made.text.startswith("正文。")
    assert made.layout.unread == ("a table or text box stands too deep in others",)
