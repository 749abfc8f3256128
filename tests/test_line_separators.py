"""Line separators of Unicode in a document do not break the lines that we write, and are read back as they were."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from techpolicy_extract import extract_text
from techpolicy_extract.cli.app import app
from techpolicy_extract.files import jsonl

# Inside a sentence, so that a record quotes them: the rules see line breaks in their places.
TEXT = (
    "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同\u2028成交额达到1600亿元，培育高新\x85技术企业500家。\n"
    "二、支持政策\n\n对首次认定的高新\u2029技术企业，给予不超过30万元奖励。\n"
    "联系人：张三，\u2028电话：010-12345678，\u2029传真：010-87654321，\x85邮箱：kjj@example.com。\n"
)
SEPARATORS = ("\u2028", "\u2029", "\x85")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with one document whose name has a separator, too."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a\u2028b.txt").write_bytes(TEXT.encode())
    return tmp_path


def call(*arguments: str) -> Result:
    jobs = ["--jobs", "1"] if arguments[0] == "all" else []
    return CliRunner().invoke(app, [*arguments, *jobs])


def rows_of(said: str) -> list[dict[str, Any]]:
    """Read lines as most programs do, and hold them against reading at line feeds only."""
    assert not any(mark in said for mark in SEPARATORS)
    rows = [json.loads(line) for line in said.splitlines()]
    assert rows == [json.loads(line) for line in said.split("\n") if line]
    return rows


def test_a_record_quotes_all_three() -> None:
    """Assert that the test document has every separator inside a quote."""
    quotes = "".join(row["quote"] for row in extract_text(TEXT).rows)
    assert all(mark in quotes for mark in SEPARATORS)


def test_outputs_have_a_line_a_record_and_quote_the_source() -> None:
    assert call("all", "in", "--out", "out", "--keep-stages").exit_code == 0
    rows = rows_of(next(Path("out").glob("*.jsonl")).read_bytes().decode())
    assert len(rows) > 5
    source = next(Path("out").glob("*.source.txt")).read_bytes().decode()
    assert source == TEXT
    assert all(source[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert rows[0]["source_path"] == "in/a\u2028b.txt"
    for stage in ("1-normalized", "2-sections", "3-records"):
        data = next(path for path in Path("out", stage).iterdir() if path.suffix == ".json" or path.is_file())
        assert len(data.read_bytes().decode().splitlines()) == 1


def test_standard_output_and_the_python_interface_have_a_line_a_record() -> None:
    rows = rows_of(call("all", "in", "--out", "-", "-q").stdout)
    array = call("all", "in", "--out", "-", "-q", "--format", "json").stdout
    assert json.loads(array) == rows
    assert len(array.splitlines()) == len(rows) + 2
    assert len(rows_of(extract_text(TEXT).to_jsonl())) == len(rows)


def test_shards_have_a_line_a_record_and_a_line_a_text() -> None:
    assert call("all", "in", "--out", "out", "--shard-size", "1MB").exit_code == 0
    rows = rows_of(Path("out/part-00000.jsonl").read_bytes().decode())
    assert rows == rows_of(call("all", "in", "--out", "-", "-q").stdout)
    [text] = rows_of(Path("out/texts-00000.jsonl").read_bytes().decode())
    assert text["text"] == TEXT


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "in", "--format", "jsonl"),
        ("diff", "old", "out", "--format", "json"),
        ("eval", "gold", "out", "--verbose", "--format", "json"),
        ("status", "out", "--format", "json"),
        ("duplicates", "out", "--format", "jsonl"),
        ("explain", "in/a\u2028b.txt", "--at", "35", "--format", "json"),
    ],
)
def test_what_other_commands_say_as_json_has_none_of_them(arguments: tuple[str, ...]) -> None:
    Path("in/c\u2029d.txt").write_bytes(TEXT.encode() + b"\n")
    call("all", "in", "--out", "out")
    call("all", "in", "--out", "old")
    for name, old, new in (("old", "成交额", "成交\u2028总额"), ("gold", "技术", "\u2028技术")):
        Path(name).mkdir(exist_ok=True)
        for path in Path("out").glob("*.jsonl"):
            suffix = ".gold.jsonl" if name == "gold" else ".jsonl"
            Path(name, path.stem + suffix).write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    result = call(*arguments)
    assert result.exit_code in (0, 1), result.output
    assert "\\u202" in result.stdout
    assert not any(mark in result.stdout for mark in SEPARATORS)


@given(
    st.recursive(
        st.text('甲\u2028\u2029\x85\\u28 \n"\ud800'), lambda each: st.lists(each) | st.dictionaries(st.text(), each)
    )
)
def test_what_is_written_is_read_back_equal(value: Any) -> None:
    for indent in (None, 2):
        said = jsonl.dumps(value, indent=indent)
        assert json.loads(said) == value
        assert not any(mark in said for mark in SEPARATORS)
    assert len(jsonl.dumps(value, compact=True).splitlines()) == 1


def test_other_text_is_written_as_it_is() -> None:
    words = "".join(chr(random.Random(1).randint(0x20, 0x2FFF)) for _ in range(50)).translate({0x85: None})
    assert jsonl.dumps({"甲": [words, 1]}, compact=True) == json.dumps(
        {"甲": [words, 1]}, ensure_ascii=False, separators=(",", ":")
    )
