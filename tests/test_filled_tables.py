"""Every field of every record type in every form that `extract table` writes, read again and compared."""

from __future__ import annotations

import contextlib
import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.products.tables import csv_files, parquet_files
from techpolicy_extract.products.tables.about import sheet_name
from techpolicy_extract.products.tables.columns import JOINED, codes
from techpolicy_extract.records import TYPES
from tests import filled
from tests.eval import MADE
from tests.tables import Row, record, write_rows

JOINT = "；"
TABLES = ("xlsx", "csv", "parquet", "duckdb")
Rows = dict[str, list[Row]]


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number, choice in enumerate(filled.CHOICES):
        write_rows(tmp_path / "out" / f"{number}.jsonl", filled.document(choice))
    return tmp_path / "out"


def table(*words: object) -> Result:
    return CliRunner().invoke(app, ["table", "out", *map(str, words)])


def of_xlsx() -> Rows:
    book = openpyxl.load_workbook("tables.xlsx")
    found: Rows = {}
    for kind in TYPES:
        if sheet_name(kind) in book.sheetnames:
            _, names, *lines = book[sheet_name(kind)].iter_rows(values_only=True)
            found[kind] = [dict(zip(names, line, strict=True)) for line in lines]
    return found


def of_csv() -> Rows:
    found: Rows = {}
    for path in Path("tables-csv").iterdir():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found[path.stem] = list(csv.DictReader(stream))
    return found


def of_parquet() -> Rows:
    return {path.stem: pq.read_table(path).to_pylist() for path in Path("tables-parquet").iterdir()}


def of_duckdb() -> Rows:
    with duckdb.connect("tables.duckdb", read_only=True) as base:
        names = [name for (name,) in base.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: base.table(name).to_arrow_table().to_pylist() for name in names}


READ: dict[str, Callable[[], Rows]] = {"xlsx": of_xlsx, "csv": of_csv, "parquet": of_parquet, "duckdb": of_duckdb}


def as_text(value: Any) -> str:
    """Write a value as a CSV file does."""
    if isinstance(value, list):
        return JOINT.join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def in_sheet(value: Any) -> Any:
    return as_text(value) if isinstance(value, list) else value


def unread(value: Any, was: Any) -> Any:
    """Return what was read as the JSON Lines have it."""
    if isinstance(value, date | datetime):
        return value.isoformat()[:10]
    return json.loads(value) if isinstance(was, dict) and isinstance(value, str) else value


def compare(form: str, found: Rows, kinds: list[str]) -> None:
    assert sorted(found) == sorted(kinds)
    documents = {row["doc_id"]: row for row in filled.rows("document")}
    for kind in kinds:
        wanted = filled.rows(kind)
        assert [row["id"] for row in found[kind]] == [row["id"] for row in wanted]
        for row, was in zip(found[kind], wanted, strict=True):
            document = documents[was["doc_id"]]
            joined = {} if kind == "document" else {f"document_{name}": document[name] for name in JOINED}
            for name, value in (was | joined).items():
                if isinstance(value, dict) and form in ("xlsx", "csv"):
                    assert name not in row
                    continue
                told = {"csv": as_text, "xlsx": in_sheet}.get(form, lambda each: each)(value)
                assert unread(row[name], value) == told, f"{kind}.{name}"


@pytest.mark.parametrize("form", [*TABLES, "ics"])
def test_a_document_with_tables_is_written_in_every_form(form: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "techpolicy_extract.cli"]
    for words in (["all", str(MADE / "plan-with-tables.txt"), "--out", "out"], ["table", "out", "--format", form]):
        run = subprocess.run([*command, *words, "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    (written,) = [path for path in tmp_path.iterdir() if path.name != "out"]
    if form == "ics":
        assert "DTSTART;VALUE=DATE:20260515" in written.read_text("utf-8")
    else:
        was = [json.loads(line) for line in (tmp_path / "out/plan-with-tables.jsonl").read_text("utf-8").splitlines()]
        with contextlib.chdir(tmp_path):
            found = READ[form]()
        cells = [row["cell"] for row in was if row["type"] == "target"]
        assert sum(each is not None for each in cells) == 8
        empty = "" if form == "csv" else None
        told = [each if form in ("parquet", "duckdb") else as_text(each) if each else empty for each in cells]
        assert [row["cell"] for row in found["target"]] == told


def test_the_made_records_fill_every_field_of_every_type() -> None:
    for choice in filled.CHOICES:
        rows = filled.document(choice)
        assert [row["type"] for row in rows] == list(TYPES)
        for row in rows:
            assert set(row) == set(TYPES[row["type"]].model_fields)
            assert None not in row.values()


@pytest.mark.parametrize("form", TABLES)
def test_every_field_is_read_again_as_it_was(form: str, out: Path) -> None:
    result = table("--format", form)
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert f"{2 * len(TYPES)} records of 2 documents chosen" in result.stderr
    compare(form, READ[form](), list(TYPES))


@pytest.mark.parametrize("form", TABLES)
def test_a_choice_of_types_has_every_field_too(form: str, out: Path) -> None:
    assert table("--format", form, "--type", "target,fund,issue").exit_code == 0
    compare(form, READ[form](), ["target", "fund", "issue"])


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_can_be_named_in_an_expression(kind: str, out: Path) -> None:
    names = [*TYPES[kind].model_fields, *(() if kind == "document" else (f"document_{name}" for name in JOINED))]
    where = " AND ".join(f'"{name}" IS NOT NULL' for name in names) + " AND cell[2] > 0 AND len(flags) = 2"
    assert table("--format", "parquet", "--type", kind, "--where", where).exit_code == 0
    compare("parquet", of_parquet(), [kind])


@pytest.mark.parametrize("form", TABLES)
def test_an_expression_over_a_cell_chooses(form: str, out: Path) -> None:
    chosen = filled.rows("target")[0]
    assert table("--format", form, "--type", "target", "--where", f"cell[3] = {chosen['cell'][2]}").exit_code == 0
    assert [row["id"] for row in READ[form]()["target"]] == [chosen["id"]]


def test_a_filled_deadline_stands_in_the_calendar(out: Path) -> None:
    made = filled.document(0)
    due = next(row for row in made if row["type"] == "deadline")
    due |= {"recurs": None, "date": "2031-05-06", "date_start": "2031-05-01"}
    write_rows(out / "0.jsonl", made)
    assert table("--format", "ics").exit_code == 0
    lines = re.sub(r"\r\n ", "", Path("deadlines.ics").read_bytes().decode()).split("\r\n")
    fields = dict(line.split(":", 1) for line in lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")])
    assert (fields["DTSTART;VALUE=DATE"], fields["DTEND;VALUE=DATE"]) == ("20310501", "20310507")
    assert fields["UID"] == due["id"]
    assert fields["SUMMARY"] == f"{codes('deadline', 'kind')[due['kind']]}：{due['action']}（{due['recipient']}）"
    for value in (due["quote"], due["recipient"], due["date_text"], made[0]["title"], made[0]["doc_number"]):
        assert value in fields["DESCRIPTION"]
    assert table("--format", "ics", "--type", "deadline", "--where", "len(cell) = 3 and recurs is null").exit_code == 0
    assert Path("deadlines.ics").read_bytes().count(b"BEGIN:VEVENT") == 1


def test_a_list_with_a_number_that_no_column_holds_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_rows(tmp_path / "out" / "a.jsonl", [record("document"), record("target", cell=[1, 2, 2**70])])
    result = table("--format", "parquet")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "cell: the number is too large" in result.stderr


@pytest.mark.parametrize(("form", "module"), [("csv", csv_files), ("parquet", parquet_files)])
@pytest.mark.parametrize("older", [False, True])
def test_a_folder_is_written_whole_or_not_at_all(
    form: str, module: Any, older: bool, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path("a/b") if not older else Path("old")
    if older:
        folder.mkdir()
        (folder / f"document.{form}").write_text("older")
        (folder / "notes.md").write_text("mine")
    make = module._data

    def broken(given: Any) -> bytes:
        if given.type == "fund":
            raise RuntimeError("a fault of ours")
        data: bytes = make(given)
        return data

    monkeypatch.setattr(module, "_data", broken)
    result = table("--format", form, "--out", folder)
    assert isinstance(result.exception, RuntimeError)
    assert sorted(path.name for path in Path.cwd().iterdir()) == (["old", "out"] if older else ["out"])
    if older:
        assert sorted(path.name for path in folder.iterdir()) == [f"document.{form}", "notes.md"]
        assert (folder / f"document.{form}").read_text() == "older"
        monkeypatch.setattr(module, "_data", make)
        assert table("--format", form, "--out", folder).exit_code == 0
        names = [f"{kind}.{form}" for kind in TYPES]
        assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "notes.md"])


def test_a_folder_in_the_place_of_one_of_the_files_stops_all_of_them(out: Path) -> None:
    Path("old/fund.csv").mkdir(parents=True)
    result = table("--format", "csv", "--out", "old")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: old/fund.csv: a folder stands where a file is needed")
    assert [path.name for path in Path("old").iterdir()] == ["fund.csv"]


@pytest.mark.parametrize("form", ["duckdb", "xlsx"])
def test_a_file_that_fails_halfway_leaves_nothing(form: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(kind: str) -> str:
        if kind == "fund":
            raise RuntimeError("a fault of ours")
        return kind

    monkeypatch.setattr("techpolicy_extract.products.tables.database.type_name", broken)
    monkeypatch.setattr("techpolicy_extract.products.tables.about.type_name", broken)
    result = table("--format", form, "--out", f"a/b/t.{form}")
    assert isinstance(result.exception, RuntimeError)
    assert [path.name for path in Path.cwd().iterdir()] == ["out"]
