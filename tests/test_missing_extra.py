"""A missing extra is said once, however many files need it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.language import messages
from tests.word_files import p, word_file

INSTALL = "pip install 'techpolicy-extract[docs]'"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in a folder without lxml, so that Word files need the extra [docs]; speak English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setitem(sys.modules, "lxml", None)
    yield
    messages.use(None)


def put(count: int) -> None:
    Path("in").mkdir()
    for number in range(count):
        Path(f"in/{number}.docx").write_bytes(word_file(p("到2025年，培育高新技术企业500家。")))
    Path("in/z.txt").write_text("到2025年，培育高新技术企业500家。\n", "utf-8")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_forty_files_are_one_line_with_their_number() -> None:
    put(40)
    result = call("all", "in", "--jobs", "1")
    first, *table = result.stderr.splitlines()
    assert first == f"error: 40 files need the extra [docs]: {INSTALL} (in/0.docx, in/1.docx, in/10.docx, …)"
    assert [line.split() for line in table[:2]] == [["documents", "41"], ["failed", "40"]]
    assert "error" not in "".join(table)
    assert result.exit_code == 1


def test_each_of_the_files_stands_in_the_status() -> None:
    put(3)
    call("all", "in", "--quiet", "--jobs", "1")
    result = call("status", "out", "--format", "json")
    rows = json.loads(result.stdout)["documents"]
    failed = {row["name"]: (row["message"], row["hint"]) for row in rows if row["state"] == "failed"}
    assert failed == dict.fromkeys("012", ("needs the extra [docs]", INSTALL))


def test_few_files_are_all_named_and_one_is_told_as_any_fault() -> None:
    put(2)
    said = call("all", "in", "--quiet").stderr
    assert said == f"error: 2 files need the extra [docs]: {INSTALL} (in/0.docx, in/1.docx)\n"
    said = call("all", "in/1.docx", "--quiet").stderr
    assert said == f"error: in/1.docx: needs the extra [docs] ({INSTALL})\n"


def test_it_is_said_in_chinese_too() -> None:
    put(2)
    said = call("--lang", "zh", "all", "in", "--quiet").stderr
    assert said == f"错误：2 份文件需要附加组件 [docs]：{INSTALL}（in/0.docx, in/1.docx）\n"


def test_other_commands_say_it_once_too() -> None:
    put(2)
    result = call("audit", "in", "--format", "jsonl")
    assert result.stderr.splitlines()[-1] == (f"error: 2 files need the extra [docs]: {INSTALL} (in/0.docx, in/1.docx)")
    assert result.stderr.count("docx") == 2
    assert result.exit_code == 1


def test_other_faults_are_told_as_they_come() -> None:
    put(2)
    Path("in/empty.txt").write_bytes(b"")
    lines = call("all", "in", "--quiet").stderr.splitlines()
    assert lines[0].startswith("error: in/empty.txt: the file is empty")
    assert lines[1].startswith("error: 2 files need the extra [docs]")
    assert len(lines) == 2


def test_shards_that_cannot_be_read_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    Path("out").mkdir()
    for number in range(2):
        Path(f"out/part-0000{number}.parquet").write_bytes(b"PAR1")
    install = "pip install 'techpolicy-extract[tables]'"
    names = "out/part-00000.parquet, out/part-00001.parquet"
    for words in (("view", "out"), ("table", "out", "--format", "csv")):
        assert call(*words).stderr == f"error: 2 files need the extra [tables]: {install} ({names})\n"
