"""A file in which no words are left is an error, never an empty result that passes for success."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract import extract_file
from techpolicy_extract.cli.app import app
from techpolicy_extract.nouns.errors import ReadError

WITHOUT = {
    "empty.txt": b"",
    "mark.txt": b"\xef\xbb\xbf",
    "wide blanks.txt": "　　\r\n　\n".encode(),
    "page numbers.txt": "－1－\n\n－2－\n".encode(),
    "signs.txt": "。。。\n——\n".encode(),
    "unseen.txt": "\u200b\u200b\xad\n\u2066\x01\n".encode(),
    "empty.html": b"<html><head><title>a</title></head><body></body></html>",
    "footer.html": "<html><body><div class='footer'>版权所有</div></body></html>".encode(),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("name", WITHOUT)
def test_a_file_without_words_is_one_line(name: str) -> None:
    Path(name).write_bytes(WITHOUT[name])
    for command in ("all", "normalize"):
        result = call(command, name, "--quiet")
        assert result.exit_code == 1
        [line] = result.stderr.splitlines()
        assert line.startswith(f"error: {name}: ")
    assert [path for path in Path("out").rglob("*.json*") if path.name != ".manifest.sqlite"] == []
    with pytest.raises(ReadError):
        extract_file(name)


def test_a_few_words_are_enough() -> None:
    for name, text in (("a.txt", "－1－\n注\n－2－\n"), ("b.txt", "A5\n"), ("c.txt", "2025\n")):
        Path(name).write_text(text, "utf-8")
        assert call("all", name, "--quiet").exit_code == 0


def test_shards_tell_it_again_and_hold_the_others() -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_bytes(WITHOUT["signs.txt"])
    Path("in/b.txt").write_text("到2025年，全省技术合同成交额达到1600亿元。\n", "utf-8")
    for _ in range(2):
        result = call("all", "in", "--shard-size", "1MB", "--quiet")
        assert result.exit_code == 1
        assert result.stderr.startswith("error: in/a.txt: holds no words, ")
    assert '"source_path":"in/b.txt"' in Path("out/part-00000.jsonl").read_text("utf-8").splitlines()[0]
