"""Workbooks, CSV, Parquet and DuckDB: opened again by what people open them with."""

from __future__ import annotations

import csv
import datetime
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from techpolicy_extract.products.tables import FORMATS, Writing, load, select, sheets, workbook, write
from techpolicy_extract.products.tables.about import sheet_name
from techpolicy_extract.products.tables.columns import reading_order, sheet_columns, typed_columns
from techpolicy_extract.records import TYPES
from tests import needs
from tests.tables import record, seed_rows, write_rows, write_seeds

HEADS = 2
EVIL = ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "http://x.invalid/", "＝1", "007"]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_seeds(tmp_path_factory.mktemp("formats") / "out")


def put(form: str, paths: Path, target: Path, **how: Any) -> list[str]:
    found = load([str(paths)])
    assert found.errors == []
    selection = select(found, how.pop("types", ()), how.get("where"))
    return write(form, Writing(selection, found, target, str(target.parent / "view.html"), **how))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    _, names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_a_workbook_holds_every_record_with_right_types(out: Path, tmp_path: Path) -> None:
    assert put("xlsx", out, tmp_path / "t.xlsx") == []
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["说明", *(sheet_name(kind) for kind in TYPES)]
    documents = {row["doc_id"]: row for row in seed_rows("document")}
    for kind in TYPES:
        rows = rows_of(book[sheet_name(kind)])
        assert [row["id"] for row in rows] == [row["id"] for row in seed_rows(kind)]
    for row, was in zip(rows_of(book[sheet_name("target")]), seed_rows("target"), strict=True):
        assert (row["value"], row["amount"]) == (was["value"], was["amount"])
        assert isinstance(row["amount"], int | float)
        end = was["period_end"]
        assert row["period_end"] == (datetime.datetime.fromisoformat(end) if end else None)
        assert row["flags"] == ("；".join(was["flags"]) or None)
        assert row["document_title"] == documents[was["doc_id"]]["title"]
        assert "spans" not in row


def test_sheets_have_two_heads_that_stay_filters_and_links(out: Path, tmp_path: Path) -> None:
    put("xlsx", out, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")[sheet_name("fund")]
    columns = reading_order("fund")
    labels, names = (list(row) for row in sheet.iter_rows(max_row=HEADS, values_only=True))
    assert (labels, names) == (["原文", *(each.label for each in columns)], ["link", *(each.name for each in columns)])
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref.startswith("A2:")
    quote = sheet.cell(3, 1 + names.index("quote"))
    assert quote.alignment.wrap_text
    for row, was in zip(sheet.iter_rows(min_row=HEADS + 1), seed_rows("fund"), strict=True):
        assert row[0].value == "查看"
        assert row[0].hyperlink.target == "view.html"
        assert row[0].hyperlink.location == f"doc={was['doc_id']}&record={was['id']}"
    widths = [each.width for each in sheet.column_dimensions.values()]
    assert max(widths) <= 62


def test_the_first_sheet_says_what_was_read(out: Path, tmp_path: Path) -> None:
    put("xlsx", out, tmp_path / "t.xlsx", types=("target", "fund"), where="region = '四川省'")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    lines = [[cell for cell in row if cell is not None] for row in book["说明"].iter_rows(values_only=True)]
    rules = seed_rows("document")[0]["rules_version"]
    for line in (["读取文件数", 5], ["规则版本", rules], ["筛选条件", "region = '四川省'"], ["通知", 2]):
        assert line in lines
    read, kept = len(seed_rows("target")), len(rows_of(book[sheet_name("target")]))
    assert 0 < kept < read
    assert [sheet_name("target"), read, kept] in lines
    assert any(line[:1] == ["date_repaired"] for line in lines)
    assert ["比较 comparator", ">=", "不低于"] in lines


def test_a_link_that_is_too_long_is_left_out_and_said(tmp_path: Path) -> None:
    found = load([str(write_rows(tmp_path / "a.jsonl", [record("document")]))])
    view = "https://example.org/" + "a" * 2_000
    notes = write("xlsx", Writing(select(found), found, tmp_path / "t.xlsx", view))
    assert notes == ["1 rows have no link: the path of the evidence page is too long"]


def test_dates_before_excels_first_and_partial_ones_are_text(tmp_path: Path) -> None:
    rows = [
        record("document", issued_on="1899-05-01"),
        *(record("deadline", id=each, date=each) for each in ("2025", "2025-06-30")),
    ]
    path = write_rows(tmp_path / "a.jsonl", rows)
    put("xlsx", path, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert rows_of(book[sheet_name("document")])[0]["issued_on"] == "1899-05-01"
    dates = [row["date"] for row in rows_of(book[sheet_name("deadline")])]
    assert dates == ["2025", datetime.datetime(2025, 6, 30)]  # noqa: DTZ001  (a workbook has no zones)


def test_no_text_becomes_a_formula_or_a_number(tmp_path: Path) -> None:
    rows = [record("document"), *(record("contact", id=f"c{n}", organization=text) for n, text in enumerate(EVIL))]
    path = write_rows(tmp_path / "a.jsonl", rows)
    put("xlsx", path, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")[sheet_name("contact")]
    place = [each.value for each in sheet[2]].index("organization")
    cells = [row[place] for row in sheet.iter_rows(min_row=HEADS + 1)]
    assert [cell.data_type for cell in cells] == ["s"] * len(EVIL)
    assert [cell.value.replace("_x000D_", "\r") for cell in cells] == EVIL
    assert all(cell.hyperlink is None for cell in cells)
    put("csv", path, tmp_path / "csv")
    with (tmp_path / "csv" / "contact.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = [row["organization"] for row in csv.DictReader(stream)]
    assert found == [text if text[0] in "h0" else f"'{text}" for text in EVIL]


def test_what_excel_cannot_hold_is_split_or_cut_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", HEADS + 2)
    monkeypatch.setattr(sheets, "MOST_LINKS", 1)
    long = "长" * 32_000 + "𠀀" * 500
    rows = [record("document"), *(record("event", id=f"e{n}", action=long if n == 4 else "x") for n in range(5))]
    notes = put("xlsx", write_rows(tmp_path / "a.jsonl", rows), tmp_path / "t.xlsx")
    assert notes == ["1 cells hold more than Excel takes and are cut; they say so"]
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    names = [sheet_name("event"), sheet_name("event", 2), sheet_name("event", 3)]
    assert [name for name in book.sheetnames if "event" in name] == names
    assert [row["id"] for name in names for row in rows_of(book[name])] == [f"e{n}" for n in range(5)]
    cell = rows_of(book[names[2]])[0]["action"]
    assert len(cell.encode("utf-16-le")) <= 2 * 32_767
    assert cell.startswith("长" * 32_000 + "𠀀")
    assert cell.endswith("……（此单元格已截断，全文见 JSON Lines）")
    assert book[names[0]]["A4"].value == '=HYPERLINK("view.html#doc=d1&record=e1","查看")'
    assert ["截断的单元格数", 1] in [list(row[:2]) for row in book["说明"].iter_rows(values_only=True)]


def test_csv_is_as_excel_wants_it_and_programs_read_it(out: Path, tmp_path: Path) -> None:
    put("csv", out, tmp_path / "csv")
    assert sorted(path.stem for path in (tmp_path / "csv").iterdir()) == sorted(TYPES)
    for kind in TYPES:
        data = (tmp_path / "csv" / f"{kind}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        with io.StringIO(data.decode("utf-8-sig"), newline="") as stream:
            found = list(csv.reader(stream))
        assert found[0] == [each.name for each in sheet_columns(kind)]
        assert len(found) == 1 + len(seed_rows(kind))
        assert data.count(b"\r\n") >= len(found)
    read = pd.read_csv(tmp_path / "csv" / "target.csv")
    assert read["amount"].tolist() == [row["amount"] for row in seed_rows("target")]
    parts = pd.read_csv(tmp_path / "csv" / "part.csv")
    assert parts["anonymised"].tolist() == [row["anonymised"] for row in seed_rows("part")]


ARROW = {
    "amount": pa.float64(), "start": pa.int64(), "flags": pa.list_(pa.string()), "period_end": pa.date32(),
    "spans": pa.string(), "binding": pa.bool_(), "unit": pa.string(),
    "document_issued_on": pa.date32(), "document_issuers": pa.list_(pa.string()),
}  # fmt: skip


def test_parquet_has_typed_columns_with_their_chinese_heads(out: Path, tmp_path: Path) -> None:
    put("parquet", out, tmp_path / "p")
    for kind in TYPES:
        table = pq.read_table(tmp_path / "p" / f"{kind}.parquet")
        assert table.column_names == [each.name for each in typed_columns(kind)]
        assert table["id"].to_pylist() == [row["id"] for row in seed_rows(kind)]
        assert [field.metadata[b"label"].decode() for field in table.schema] == [
            each.label for each in typed_columns(kind)
        ]
    table, rows = pq.read_table(tmp_path / "p" / "target.parquet"), seed_rows("target")
    assert {name: table.schema.field(name).type for name in ARROW} == ARROW
    assert table["flags"].to_pylist() == [row["flags"] for row in rows]
    assert [json.loads(each) for each in table["spans"].to_pylist()] == [row["spans"] for row in rows]
    assert [day and day.isoformat() for day in table["period_end"].to_pylist()] == [row["period_end"] for row in rows]
    assert pd.read_parquet(tmp_path / "p" / "fund.parquet")["cap_amount"].sum() == sum(
        row["cap_amount"] or 0 for row in seed_rows("fund")
    )


def test_loose_dates_are_text_with_their_days_beside(tmp_path: Path) -> None:
    dates = ["2025", "2025-06", "2018-Q3", "--02-28", "2024-04-28", None]
    rows = [record("document"), *(record("deadline", id=f"d{n}", date=each) for n, each in enumerate(dates))]
    put("parquet", write_rows(tmp_path / "a.jsonl", rows), tmp_path / "p")
    table = pq.read_table(tmp_path / "p" / "deadline.parquet")
    assert table["date"].to_pylist() == dates
    assert table["date_day"].to_pylist() == [None] * 4 + [datetime.date(2024, 4, 28), None]


def test_duckdb_has_a_commented_table_a_type(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.duckdb"
    path.write_bytes(b"an older file that is no database")
    put("duckdb", out, path)
    assert [each.name for each in tmp_path.iterdir()] == ["t.duckdb"]
    with duckdb.connect(path, read_only=True) as database:
        counts = {kind: database.execute(f'SELECT count(*) FROM "{kind}"').fetchone() for kind in TYPES}
        assert counts == {kind: (len(seed_rows(kind)),) for kind in TYPES}
        types = dict(
            database.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'target'"
            ).fetchall()
        )
        assert [types[name] for name in ("amount", "start", "flags", "period_end", "binding", "spans")] == [
            "DOUBLE", "BIGINT", "VARCHAR[]", "DATE", "BOOLEAN", "VARCHAR",
        ]  # fmt: skip
        comment = database.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'target' AND column_name = 'indicator'"
        ).fetchone()
        assert comment == ("指标",)


@pytest.mark.parametrize("form", ["xlsx", "csv", "parquet", "ics"])
def test_the_same_input_gives_the_same_bytes(form: str, out: Path, tmp_path: Path) -> None:
    written = []
    for folder in ("a", "b"):
        put(form, out, tmp_path / folder / "t")
        files = sorted(path for path in (tmp_path / folder).rglob("*") if path.is_file())
        written.append([(path.name, path.read_bytes()) for path in files])
    assert written[0]
    assert written[0] == written[1]


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_selection_still_has_its_heads(form: str, out: Path, tmp_path: Path) -> None:
    path = tmp_path / FORMATS[form].default
    put(form, out, path, types=("deadline",), where="false")
    names = [each.name for each in typed_columns("deadline")]
    if form == "xlsx":
        sheet = openpyxl.load_workbook(path)[sheet_name("deadline")]
        assert sheet.max_row == HEADS
        assert sheet.cell(2, 2).value == "quote"
    elif form == "csv":
        assert (path / "deadline.csv").read_bytes().decode("utf-8-sig").startswith("document_title,")
    elif form == "parquet":
        assert pq.read_table(path / "deadline.parquet").column_names == names
    elif form == "duckdb":
        with duckdb.connect(path) as database:
            assert database.execute("SELECT count(*) FROM deadline").fetchone() == (0,)
    else:
        assert b"VEVENT" not in path.read_bytes()


def test_a_place_that_cannot_be_written_is_named_and_left_clean(out: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for form in ("xlsx", "duckdb", "ics"):
        with pytest.raises(Exception, match="a folder stands where a file is needed"):
            put(form, out, tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.needs("calc")
def test_libreoffice_opens_the_workbook(out: Path, tmp_path: Path) -> None:
    put("xlsx", out, tmp_path / "t.xlsx", types=("target",))
    # Comma, quote, UTF-8; values as they are shown; 2: the second sheet.
    filter_ = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(needs.find("calc")),
        profile,
        "--headless",
        "--convert-to",
        filter_,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "t.xlsx"),
    ]
    subprocess.run(command, capture_output=True, check=True)
    (found,) = tmp_path.glob("t-*.csv")
    rows = list(csv.reader(found.read_text("utf-8").splitlines()))
    assert rows[0][0] == "原文"
    place = {name: number for number, name in enumerate(rows[1])}
    targets = seed_rows("target")
    assert [row[place["id"]] for row in rows[HEADS:]] == [row["id"] for row in targets]
    assert [row[place["period_end"]] for row in rows[HEADS:]] == [row["period_end"] or "" for row in targets]
    assert [float(row[place["amount"]].replace(",", "")) for row in rows[HEADS:]] == [row["amount"] for row in targets]
    assert {row[0] for row in rows[HEADS:]} == {"查看"}
