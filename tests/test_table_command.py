"""`extract table`: options, exit codes, what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from tests.tables import record, seed_rows, write_rows, write_seeds


def table(*words: object) -> Result:
    return CliRunner().invoke(app, ["table", *map(str, words)])


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_seeds(tmp_path / "out")


@pytest.mark.parametrize(
    ("form", "written"),
    [("xlsx", "tables.xlsx"), ("csv", "tables-csv"), ("parquet", "tables-parquet"), ("duckdb", "tables.duckdb"),
     ("ics", "deadlines.ics")],
)  # fmt: skip
def test_each_format_has_a_place_of_its_own(form: str, written: str, out: Path) -> None:
    result = table("out", "--format", form)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(f"written to {written}\n")
    assert sorted(path.name for path in Path.cwd().iterdir()) == sorted(["out", written])


def test_types_expression_and_place_are_taken(out: Path) -> None:
    result = table(
        "out", "--format", "csv", "--type", "target, fund", "--type", "event", "--where", "amount > 1e9", "--out", "a/b"
    )
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("a/b").iterdir()) == ["event.csv", "fund.csv", "target.csv"]
    kept = [row for row in seed_rows("target") if row["amount"] > 1e9]
    assert f"{len(kept)} records of 5 documents chosen, written to a/b\n" in result.stderr
    assert "--where names what these types lack, so they are empty: fund, event (" in result.stderr


def test_the_evidence_page_is_linked_from_where_the_workbook_stands(out: Path) -> None:
    def target(*words: object) -> str:
        assert table("out", "--format", "xlsx", "--type", "target", "--quiet", *words).exit_code == 0
        path = words[1] if words[:1] == ("--out",) else "tables.xlsx"
        address = openpyxl.load_workbook(str(path)).worksheets[1]["A3"].hyperlink.target
        return str(address).replace("\\", "/")  # as Excel writes paths

    assert target() == "out/view.html"
    assert target("--out", "a/b/t.xlsx") == "../../out/view.html"
    assert target("--view", "out/证据 页.html") == "out/证据%20页.html"
    assert target("--view", "https://example.org/v").startswith("https://example.org/v")


def test_a_broken_file_is_one_line_and_the_rest_is_written(out: Path) -> None:
    (out / "broken.jsonl").write_text("no\n")
    result = table("out", "--format", "csv", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: out/broken.jsonl:1: is not JSON")
    assert result.stderr.count("\n") == 1
    assert Path("tables-csv/target.csv").exists()


def test_nothing_to_read_writes_nothing(out: Path) -> None:
    result = table("nowhere", "--format", "csv")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "no such file or folder" in result.stderr
    assert not Path("tables-csv").exists()


def test_a_bad_expression_is_one_line(out: Path) -> None:
    result = table("out", "--format", "csv", "--where", "1=1; COPY records TO 'x.csv'")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("error: --where: is not one SQL expression (write it as in ")
    assert not Path("tables-csv").exists()


@pytest.mark.parametrize(
    "words",
    [["out", "--out", "t.csv"], ["out", "--out", "t"], ["--format", "csv"],
     ["out", "--format", "xls"], ["out", "--format", "csv", "--type", "targets"],
     ["out", "--format", "csv", "--type", ""], ["out", "--format", "ics", "--type", "target"]],
)  # fmt: skip
def test_wrong_usage_exits_with_2(words: list[str], out: Path) -> None:
    assert table(*words).exit_code == 2


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ((), "tables.xlsx"),
        (("--out", "t.XLSX"), "t.XLSX"),
        (("--out", "t.duckdb"), "t.duckdb"),
        (("--out", "t.ics"), "t.ics"),
    ],
)
def test_without_a_format_the_name_of_the_file_says_what_to_write(
    words: tuple[str, ...], written: str, out: Path
) -> None:
    assert table("out", *words).exit_code == 0
    assert (out.parent / written).is_file()


@pytest.mark.parametrize(
    ("form", "library"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow"), ("duckdb", "duckdb"), ("duckdb", "pyarrow")]
)
def test_a_missing_extra_is_one_line(form: str, library: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = table("out", "--format", form)
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"error: --format {form}: needs the extra [tables] (pip install 'techpolicy-extract[tables]')\n"
    )
    assert [path.name for path in Path.cwd().iterdir()] == ["out"]


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_csv_and_calendar_need_no_extra(form: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("xlsxwriter", "pyarrow", "duckdb", "pandas"):
        monkeypatch.setitem(sys.modules, library, None)
    assert table("out", "--format", form).exit_code == 0


def test_an_expression_that_chooses_nothing_is_no_error(out: Path) -> None:
    assert table("out", "--format", "xlsx", "--where", "false").exit_code == 0


def test_a_document_with_nothing_in_it_is_written(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.jsonl", [record("document")])
    result = table(path, "--format", "xlsx", "--out", tmp_path / "t.xlsx")
    assert result.exit_code == 0
    assert openpyxl.load_workbook(tmp_path / "t.xlsx")["文件 document"].max_row == 3
