"""Normalisation of the five real documents, and of what chance makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techpolicy_extract.nouns.model import Normalized, Source
from techpolicy_extract.stages.normalize import normalize
from tests.test_normalize import kinds, read

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def seed(number: str) -> Normalized:
    path = next(path for path in SEEDS if path.name.startswith(number))
    return read(path.read_bytes().decode("utf-8"))


def test_000_is_joined_over_page_breaks() -> None:
    lines = seed("000").mapped.text.split("\n")
    assert sum("3410万元" in line for line in lines) == 1
    assert any("构建高水平社会主义" in line for line in lines)
    assert any("科技计划、科技奖励成果信息统一发布" in line for line in lines)
    assert {"附件1", "附件2", "2024年4月16日", "江苏省供销合作总社"} <= set(lines)
    assert any("字数2500字左右" in line for line in lines)
    assert len(lines) == 37


def test_001_loses_the_sites_line_and_the_files() -> None:
    normalized = seed("001")
    facts = {name: fact.value for name, fact in normalized.facts.items()}
    title = "【部门解读】《淮北市加快科技成果转移转化行动方案》政策解读"
    assert facts == {"published_on": "2023-01-10", "source": "市科学技术局", "title": title}
    assert [kind for kind, _ in kinds(normalized)] == ["site", "file_list", "file_list"]
    lines = normalized.mapped.text.split("\n")
    assert lines[0].endswith("政策解读")
    assert lines[1].startswith("为了贯彻落实")
    assert "20221229日" in lines[1]
    assert lines[-1].endswith("（邮编：235000")
    assert sum(line[:1].isdigit() and "：" in line[:6] for line in lines) == 4


def test_002_joins_its_title_and_keeps_its_card() -> None:
    lines = seed("002").mapped.text.split("\n")
    assert lines[:3] == ["【同意公开】", "吉科发区〔2019〕127号", "对省政协十二届二次会议第85号党派团体提案的答复"]
    assert any("产业化、促进产学研" in line and "成果转化与区域创新处，将重点" in line for line in lines)
    assert lines[-4:-2] == ["吉林省科学技术厅", "2018年5月7日"]
    assert lines[-1].startswith("抄送：")
    assert any("引进1-2户" in line for line in lines)


def test_003_keeps_one_paragraph_a_line() -> None:
    normalized = seed("003")
    lines = normalized.mapped.text.split("\n")
    assert lines[0] == "省政府办公厅关于印发江苏省促进科技成果转移转化行动方案的通知"
    assert lines[3:6] == ["江苏省人民政府办公厅", "2016年7月11日", "（此件公开发布）"]
    assert sum(line[:2] in ("1.", "2.", "3.", "4.") for line in lines) == 19 - 3
    assert not normalized.furniture


def test_004_is_simplified_and_without_page_markers() -> None:
    normalized = seed("004")
    assert normalized.script == "hant"
    assert {name: fact.value for name, fact in normalized.facts.items()} == {"hosted_on": "2023-09-18"}
    found = kinds(normalized)
    assert [text for kind, text in found if kind == "page_marker"] == [f"{number}、" for number in range(1, 30)]
    assert [text for kind, text in found if kind == "page_number"] == ["18"]
    text = normalized.mapped.text
    assert "\n" not in text
    for piece in (
        "实施职务科技成果权属",
        "参训人数3000余人",
        "28.97亿元投资",
        "成交额达到1600亿元",
        "2.技术转移服务体系",
    ):
        assert text.count(piece) == 1
    assert text.startswith("四川省“十四五”技术要素市场专项规划为加快")
    assert text.endswith("良好局面。")
    start = text.index("28.97亿元")
    low, high = normalized.mapped.source_span(start, start + len("28.97亿元"))
    assert normalized.source.text[low:high] == "28.97億4、元"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_normalising_again_changes_nothing(path: Path) -> None:
    text = read(path.read_bytes().decode("utf-8")).mapped.text
    assert read(text).mapped.text == text


def check(text: str) -> None:
    """Assert what holds for the normal form of every text."""
    normalized = normalize(Source("t", text, "", "utf-8"))
    mapped = normalized.mapped
    assert normalize(Source("t", text, "", "utf-8")) == normalized
    assert list(mapped.starts) == sorted(mapped.starts)
    assert list(mapped.ends) == sorted(mapped.ends)
    for at, (low, high) in enumerate(zip(mapped.starts, mapped.ends, strict=True)):
        assert 0 <= low < high <= len(text)
        # A Chinese character or a digit that is not a variant stands for itself.
        assert not (mapped.text[at].isdecimal() and mapped.text[at].isascii()) or high - low == 1
    spans = [piece.span for piece in normalized.furniture] + [
        fact.span for fact in normalized.facts.values() if fact.span
    ]
    assert all(0 <= low < high <= len(text) for low, high in spans)
    lines = mapped.text.split("\n")
    assert all(line == line.strip(" ") for line in lines)
    assert not text.strip() or len(lines) == 1 or all(lines)


SNIPPETS = [
    "一、",
    "（一）",
    "1.",
    "附件1",
    "3410",
    "万元",
    "。",
    "，",
    "\n",
    "\n\n",
    "　　",
    " ",
    "《",
    "》",
    "关于",
    "的通知",
    "— 3 —",
    "3、",
]
SITE = [
    "来源：",
    "发布时间：2023-01-10",
    "首页 > ",
    "版权所有",
    "a.docx",
    "\t",
    "|",
    "#",
    "**",
    '"',
    "(",
    ")",
    ",",
    "國際技術發展",
    "\r",
    "\u200b",
]


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*SNIPPETS, *SITE, "推进成果转化", "索引号："]), max_size=40).map("".join))
def test_any_mixture_of_what_documents_hold(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_a_damaged_document(path: Path, data: st.DataObject) -> None:
    text = path.read_bytes().decode("utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : start + 1200]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(part)))
        cut = data.draw(st.integers(0, 3))
        part = part[:at] + data.draw(st.sampled_from([*SNIPPETS, *SITE, ""])) + part[at + cut :]
    check(part)
