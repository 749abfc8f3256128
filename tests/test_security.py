"""What docs/security.md promises: each test that it names is there, and nothing reaches the network or leaves --out."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from techpolicy_extract.cli.app import app
from tests import damaged_files

# RTF is converted by LibreOffice, a program of its own.
OTHERS = [kind for kind in damaged_files.KINDS if kind not in ("pdf", "rtf")]

TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")

# Runs the program with its arguments. Ends with 97 where it opens a socket or looks up a name, with 98 where it opens a
# file for writing outside its folder, with 99 where it starts another program.
WATCHED = """
import os, sys
here = os.path.realpath(os.getcwd())

def stop(code, event, args):
    os.write(2, f"{event} {args}\\n".encode("utf-8", "replace"))
    os._exit(code)

def watch(event, args):
    if event.startswith("socket."):
        stop(97, event, args)
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"):
        stop(99, event, args)
    if event == "open" and isinstance(args[0], (str, bytes)) and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        if os.path.commonpath((here, os.path.realpath(os.fsdecode(args[0])))) != here:
            stop(98, event, args)

sys.addaudithook(watch)
from techpolicy_extract.cli import main
main()
"""


def watched(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-c", WATCHED, *arguments]
    return subprocess.run(
        command, cwd=folder, check=False, capture_output=True, text=True, encoding="utf-8", timeout=300
    )


@pytest.mark.parametrize(
    "kinds", [OTHERS, pytest.param(["pdf"], marks=pytest.mark.needs("font"))], ids=["others", "pdf"]
)
def test_a_run_over_all_kinds_of_files_opens_no_socket_and_writes_below_out_only(
    kinds: list[str], tmp_path: Path, seeds: Path
) -> None:
    (tmp_path / "in").mkdir()
    for kind in kinds:
        suffix = "txt" if kind == "gb18030" else kind
        (tmp_path / f"in/{kind}-file.{suffix}").write_bytes(damaged_files.file(kind))
    for path in seeds.glob("*.txt"):
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
    done = watched(tmp_path, "all", "in", "-q")
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    outputs = list((tmp_path / "out").rglob("*.jsonl"))
    assert len(outputs) == len(kinds) + ("zip" in kinds) + len(list(seeds.glob("*.txt")))  # the archive holds two
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


@pytest.mark.parametrize(
    ("code", "action"),
    [
        (97, "import socket; socket.socket()"),
        (97, "import socket; socket.getaddrinfo('localhost', 80)"),
        (98, "open('../outside', 'w')"),
        (99, "import subprocess; subprocess.run(['true'])"),
        (99, "os.system('true')"),
    ],
)
def test_the_watch_sees_what_it_is_to_see(code: int, action: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED.partition("from techpolicy")[0] + action],
        cwd=tmp_path, check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == code


def test_what_a_spreadsheet_would_run_is_text_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    formula = "=HYPERLINK(1)"
    Path("a.txt").write_text(f"{formula}的通知\n到2025年，培育@SUM企业500家。\n", "utf-8")
    call = CliRunner().invoke
    assert call(app, ["all", "a.txt", "-q"]).exit_code == 0
    for form in ("csv", "xlsx"):
        result = call(app, ["table", "out", "--format", form, "--out", f"tables.{form}"])
        assert result.exit_code == 0, result.stderr
    cells = [
        cell
        for path in Path().rglob("*.csv")
        if path.is_file()
        for row in csv.reader(path.open(encoding="utf-8-sig"))
        for cell in row
    ]
    assert any(formula in cell for cell in cells)
    # A lone sign, as the comparator `=`, runs nothing.
    assert not [cell for cell in cells if len(cell) > 1 and cell.startswith(("=", "+", "@"))]
    book = openpyxl.load_workbook("tables.xlsx")
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row if formula in str(cell.value)]
    assert values
    assert all(cell.data_type == "s" for cell in values)


def test_every_threat_is_shown_by_tests_that_are_there(root: Path) -> None:
    text = (root / "docs/security.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| what"))]
    assert len(rows) > 25
    assert not [row for row in rows if not TEST.search(row)]
    for file, name in TEST.findall(text):
        assert f"\ndef {name}(" in (root / file).read_text("utf-8"), f"{file} has no {name}"
