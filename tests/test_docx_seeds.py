"""A document says the same as a Word file as it does as plain text."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from techpolicy_extract import pipeline
from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.nouns.model import Source
from tests.word_files import item, level, lists, p, word_file

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
TYPES = ("target", "deadline", "fund", "contact")
MARKER = re.compile(r"\s*(?:([一二三四五六七八九十]{1,3}、)|(（[一二三四五六七八九十]{1,3}）)|(\d{1,2}﹒))")
# The markers of seed 003 as levels of one list.
LEVELS = (
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3﹒")
)


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(path: Path) -> list[str]:
    """Return the lines of a seed that are not blank."""
    return [line for line in path.read_text("utf-8").splitlines() if line.strip()]


def as_word(path: Path) -> bytes:
    document = docx.Document()
    for line in written(path):
        document.add_paragraph(line)
    return saved(document)


def records(source: Source) -> list[dict[str, Any]]:
    state = pipeline.begin(source)
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    assert isinstance(state, pipeline.Valid)
    return state.records


def facts(source: Source) -> list[tuple[object, ...]]:
    """Return type, quote without white space and values of each record; assert that the quotes are in the text."""
    rows = [row for row in records(source) if row["type"] in TYPES]
    assert all(source.text[row["start"] : row["end"]] == row["quote"] for row in rows)
    values = ("value", "amount", "unit", "date", "date_text", "cap_value", "total_value", "rate_percent", "phones")
    return [(row["type"], bare(row["quote"]), *(str(row.get(name)) for name in values)) for row in rows]


def bare(text: str) -> str:
    return "".join(text.split())


@cache
def from_text(path: Path) -> list[tuple[object, ...]]:
    return facts(read_bytes(path.read_bytes(), path.name))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_a_seed_says_the_same_as_a_word_file(path: Path) -> None:
    source = read_bytes(as_word(path), "a.docx")
    assert source.format == "docx"
    assert [line for line in source.text.split("\n") if line.strip()] == [line.strip("\t") for line in written(path)]
    assert facts(source) == from_text(path)
    assert from_text(path)


def test_a_seed_says_the_same_when_word_numbers_its_headings(seeds: Path) -> None:
    path = seeds / "003_1d31307216a3fdb5.txt"
    body, marked = [], 0
    for line in map(str.strip, written(path)):
        marker = MARKER.match(line)
        marked += bool(marker)
        text = line[marker.end() :] if marker else line
        body.append(item(text, 1, (marker.lastindex or 1) - 1) if marker else p(text))
    source = read_bytes(word_file("".join(body), numbering=lists(LEVELS)), "a.docx")
    assert marked == 29
    assert source.text.split("\n")[:-1] == [line.strip() for line in written(path)]
    assert facts(source) == from_text(path)


def test_all_that_python_docx_writes_is_read() -> None:
    document = docx.Document()
    document.core_properties.title = "江苏省促进科技成果转移转化行动方案"
    document.add_heading("行动方案", 1)
    document.add_paragraph("企业", style="List Number")
    document.add_paragraph("高校", style="List Number")
    document.add_paragraph("点", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("指标", "目标", "企业", "500家"), strict=True):
        cell.text = text
    source = read_bytes(saved(document), "a.docx")
    assert source.text == "行动方案\n1.企业\n2.高校\n点\n指标\t目标\n企业\t500家\n"
    assert source.layout.hints == {"title": "江苏省促进科技成果转移转化行动方案"}


@pytest.mark.parametrize(
    "title", ["Word Document", "Microsoft Word - 省政府通知.doc", "1", "文档1", "通知", "关于印发的通知.docx", ""]
)
def test_a_title_that_a_program_has_put_there_is_no_hint(title: str) -> None:
    document = docx.Document()
    document.core_properties.title = title
    document.add_paragraph("正文。")
    assert read_bytes(saved(document), "a.docx").layout.hints == {}
