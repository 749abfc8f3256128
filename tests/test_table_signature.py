"""What stands inside a table is no signature, and a table's days are deadlines, in tabbed text, HTML and Word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests import documents, webpages, word_files

Rows = Sequence[Sequence[str]]
LEAD = ("关于印发年度任务分工的通知", "各区县：", "现将任务分工印发给你们。")
DUTIES: Rows = (
    ("任务", "牵头单位", "配合单位", "完成时限"),
    ("完善制度", "市发改委", "市统计局", "2026年1月31日前"),
    ("建设平台", "市科技局", "市财政局", "2026年3月15日前"),
)
NO_TASK: Rows = [row[1:] for row in DUTIES]
BARE_DAYS: Rows = [[cell.replace("日前", "日") for cell in row] for row in DUTIES]
OTHER: Rows = (
    ("序号", "工作内容", "完成时间", "责任单位"),
    ("1", "发布指南", "2026年2月10日", "省科技厅"),
    ("2", "组织评审", "2026年6月30日", "省科技厅"),
)
DAYS = ["2026-01-31", "2026-03-15"]


def tabbed(rows: Rows, signature: Sequence[str], tail: Sequence[str] = ()) -> list[dict[str, Any]]:
    lines = [*LEAD, *signature, *("\t".join(row) for row in rows), *tail]
    return documents.checked("\n".join(lines) + "\n")


def html(rows: Rows, signature: Sequence[str], tail: Sequence[str] = ()) -> list[dict[str, Any]]:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    above, below = ("".join(f"<p>{line}</p>" for line in lines) for lines in ((*LEAD, *signature), tail))
    return webpages.records(webpages.body(f"{above}<table>{cells}</table>{below}"))


def word(rows: Rows, signature: Sequence[str], tail: Sequence[str] = ()) -> list[dict[str, Any]]:
    above, below = ("".join(word_files.p(line) for line in lines) for lines in ((*LEAD, *signature), tail))
    grid = word_files.table(*(word_files.row(*row) for row in rows))
    return webpages.records(word_files.source(above + grid + below))


Maker = Callable[..., list[dict[str, Any]]]
MAKERS = pytest.mark.parametrize("make", [tabbed, html, word], ids=lambda make: make.__name__)
TABLES = pytest.mark.parametrize(
    ("rows", "days"),
    [(DUTIES, DAYS), (NO_TASK, DAYS), (BARE_DAYS, DAYS), (OTHER, ["2026-02-10", "2026-06-30"])],
    ids=["duties", "no-task", "bare-days", "tasks"],
)


def signed(rows: list[dict[str, Any]]) -> list[tuple[list[str], str | None]]:
    return [(row["issuers"], row["issued_on"]) for row in rows if row["type"] in ("document", "part")]


def dues(rows: list[dict[str, Any]]) -> list[str]:
    return [row["date"] for row in rows if row["type"] == "deadline"]


@MAKERS
@TABLES
def test_a_table_without_a_signature_near_it_signs_nothing(make: Maker, rows: Rows, days: list[str]) -> None:
    made = make(rows, ())
    assert set(map(repr, signed(made))) == {repr(([], None))}
    assert dues(made) == days


@MAKERS
@TABLES
def test_the_signature_above_a_table_stays_the_documents(make: Maker, rows: Rows, days: list[str]) -> None:
    made = make(rows, ("某市人民政府办公室", "2025年12月8日"))
    assert signed(made)[0] == (["某市人民政府办公室"], "2025-12-08")
    assert dues(made) == days


@MAKERS
def test_the_signature_below_a_table_is_the_documents(make: Maker) -> None:
    made = make(BARE_DAYS, (), ("某市人民政府办公室", "2025年12月8日"))
    assert signed(made)[0] == (["某市人民政府办公室"], "2025-12-08")
    assert dues(made) == DAYS


@MAKERS
def test_what_a_row_is_to_do_is_the_deadlines_action(make: Maker) -> None:
    made = make(DUTIES, ())
    assert [row["action"] for row in made if row["type"] == "deadline"] == ["完善制度", "建设平台"]


@pytest.mark.parametrize("rows", [DUTIES, NO_TASK, BARE_DAYS, OTHER])
def test_a_row_of_aligned_blanks_signs_nothing(rows: Rows) -> None:
    lines = [*LEAD, *("  ".join(row) for row in rows)]
    assert set(map(repr, signed(documents.records("\n".join(lines) + "\n")))) == {repr(([], None))}


def test_bodies_that_sign_together_on_one_line_still_sign() -> None:
    made = documents.records("\n".join([*LEAD, "市科技局  市财政局  2025年12月8日"]) + "\n")
    assert signed(made)[0] == (["市科技局", "市财政局"], "2025-12-08")


def test_a_signature_set_in_a_table_of_one_row_or_column_still_signs() -> None:
    made = word([["某市科技局"], ["2025年12月8日"]], ())
    assert signed(made)[0] == (["某市科技局"], "2025-12-08")
