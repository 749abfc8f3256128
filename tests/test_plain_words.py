"""What a user reads where the system or a missing library stops a command: our words, in the language spoken."""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path

import pytest

from techpolicy_extract import extract_file, extract_text
from techpolicy_extract.cli.language import messages
from techpolicy_extract.errors import ReadError
from techpolicy_extract.nouns.library_faults import system_fault
from tests.test_resume import call, folder

__all__ = ["folder"]  # a fixture


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.ENOENT, errno.EISDIR, errno.ELOOP, errno.EIO, errno.ESTALE, errno.EBADMSG]
)
def test_faults_of_the_system_are_said_in_our_words(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    said = system_fault(OSError(number, os.strerror(number)))
    assert os.strerror(number) not in said
    monkeypatch.setattr(messages, "_chosen", "zh")
    assert not re.search("[A-Za-z]", messages.tr(f"cannot be read: {said}"))


def test_floors_that_are_missing_are_told_in_chinese() -> None:
    assert call("all", "in", "-q").exit_code == 0
    Path("gold").mkdir()
    Path("gold/a.gold.jsonl").write_bytes(Path("out/a.jsonl").read_bytes())
    result = call("--lang", "zh", "eval", "gold", "out", "--floors", "nothing.toml")
    assert result.exit_code == 2
    assert result.stderr == "错误：nothing.toml：无法读取：它不在那里（请检查下限文件的路径）\n"


def test_a_latin_name_has_a_space_before_it_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_chosen", "zh")
    assert messages.tr("is an Excel workbook (XLSX)") == "是 Excel 工作簿（XLSX）"
    assert messages.tr("is mostly base64, not plain text") == "大部分是 base64 编码的数据，不是纯文本"
    assert messages.tr("is a presentation (PPTX)") == "是演示文稿（PPTX）"


@pytest.mark.parametrize("library", ["pyarrow", "duckdb"])
def test_a_library_that_where_lacks_is_one_line(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("all", "in", "-q").exit_code == 0
    monkeypatch.setitem(sys.modules, library, None)
    result = call("table", "out", "--where", "amount > 3", "-q")
    assert result.stderr == "error: --where: needs the extra [tables] (pip install 'techpolicy-extract[tables]')\n"
    assert not Path("tables.xlsx").exists()


@pytest.mark.parametrize("text", [None, b"bytes", 3, Path("in/a.txt")])
def test_from_python_what_is_no_text_is_named(text: object) -> None:
    with pytest.raises(TypeError, match=f"a text is wanted, not {type(text).__name__}.*extract_file reads files"):
        extract_text(text)  # type: ignore[arg-type]


def test_from_python_an_archive_is_told_what_to_do_with() -> None:
    Path("a.zip").write_bytes(b"PK\x03\x04" + bytes(40))
    with pytest.raises(ReadError, match=r"is a ZIP archive \(unpack it, or give it to `extract all`\)"):
        extract_file("a.zip")


def test_a_uri_without_a_cluster_says_what_it_needs() -> None:
    result = call("all", "s3://bucket/notices", "--out", "out")
    assert result.exit_code == 1
    assert "error: s3://bucket/notices: is in a storage (add --engine ray, or copy it to a local disk)" in result.stderr


@pytest.mark.parametrize("name", ["tables.csv", "tables.parquet", "tables.xls", "tables"])
def test_a_name_that_tells_no_format_says_what_to_add(name: str) -> None:
    assert call("all", "in", "-q").exit_code == 0
    result = call("table", "out", "--out", name)
    assert result.exit_code == 2
    assert f"{name} does not tell what to write: add --format, as in --format csv" in result.stderr
