"""What is said again and again, and signs without a word, are read as far as they say something."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techpolicy_extract.lexing.filler import stretches
from techpolicy_extract.nouns.layout import Cell, Layout, Stretch, Table
from techpolicy_extract.pipeline import Valid
from tests import hostile
from tests.documents import source_of
from tests.eval import SEEDS
from tests.invariants import accounted, holds, rows_of_any, run, valid

TITLE = "某市科技发展规划\n\n为贯彻落实国家要求，制定本规划。\n"
BEFORE = "到2025年，全省技术合同成交额达到1600亿元。\n"
AFTER = "\n培育高新技术企业500家。"


def found(text: str, layout: Layout | None = None) -> list[str]:
    return [text[start:end] for start, end in stretches(text, layout or Layout())]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name)
def test_no_document_holds_filler(path: object) -> None:
    assert isinstance(path, type(SEEDS))
    assert found(path.read_bytes().decode("utf-8-sig")) == []


@pytest.mark.parametrize("unit", ["7", "一、", "（", "第", "A1", "，1", "①", "%", "〔〕", "1.2；", "＃", "\u0301"])
def test_signs_without_a_word_are_filler_from_a_thousand_on(unit: str) -> None:
    signs = (unit * 1200)[:1000]
    assert found(f"{BEFORE}{signs}{AFTER}") == [signs]
    assert found(f"{BEFORE}{signs[:999]}{AFTER}") == []


@pytest.mark.parametrize(("apart", "size"), [(" ", 999), ("\n", 999), ("家", 900)])
def test_signs_with_words_or_blanks_between_are_read(apart: str, size: int) -> None:
    assert found(apart.join("一二三、" * (size // 4) for _ in range(3))) == []


@pytest.mark.parametrize(
    "unit", ["3家企业", "推进科技创新发展", "一、总则\n", "到2025年，培育企业5家。", "ا", "甲" * 40 + "乙"]
)
def test_a_repetition_keeps_its_beginning_and_its_end(unit: str) -> None:
    times = 2400 // len(unit)
    text = f"{BEFORE}{unit * times}{AFTER}"
    (gone,) = found(text)
    assert len(gone) % len(unit) == 0
    left = text.replace(gone, "", 1)
    assert left == f"{BEFORE}{unit * (times - len(gone) // len(unit))}{AFTER}"
    assert len(left) < len(BEFORE) + len(AFTER) + 700


def test_few_copies_and_short_ones_are_read() -> None:
    paragraph = "支持企业建设研发机构，给予不超过30万元补助。" * 9
    assert found("".join(f"第{number}条 {paragraph}" for number in range(10))) == []
    assert found("支持企业。" * 100) == []
    assert found(" \n" * 5000) == []


def test_a_repetition_is_cut_behind_a_mark() -> None:
    (gone,) = found("企业培育3" + "家；高新企业培育3" * 400)
    assert gone.startswith("高新")


def test_cells_and_metadata_stay() -> None:
    text = "3家企业" * 600
    table = Layout(tables=(Table((Cell(0, 300, 1, 1), Cell(1500, 1600, 1, 2))),))
    assert found(text, table) == []
    nested = Table((Cell(0, 2400, 1, 1), Cell(10, 20, 1, 1)))
    assert found(text, Layout(tables=(nested,))) == []
    assert found(text, Layout(stretches=(Stretch(1500, 1600, "metadata"),))) == []
    assert found(text, Layout(stretches=(Stretch(1500, 1600, "paragraph"),))) != []


def test_what_stands_around_filler_is_read_and_kept_apart() -> None:
    text = f"{TITLE}{BEFORE.strip()}{'9，' * 2000}{AFTER.strip()}"
    state = run(source_of(text))[-1]
    assert isinstance(state, Valid)
    targets = [row for row in state.records if row["type"] == "target"]
    assert [row["amount"] for row in targets] == [160000000000, 500]
    assert max(len(row["quote"]) for row in targets) < 40
    (issue,) = [row for row in state.records if row["type"] == "issue"]
    assert (issue["code"], issue["severity"], issue["start"]) == ("unreadable_part", "warning", text.index("。9"))
    assert issue["message"].startswith("4001 characters are not read")
    assert len(issue["quote"]) < 100
    assert state.records[0]["numerals"] == 4  # 2025年, 1600亿元, the filler, 500家


def test_records_of_a_repetition_are_those_of_its_beginning() -> None:
    once = rows_of_any(valid(source_of("培育高新技术企业500家。" * 700)))
    twice = rows_of_any(valid(source_of("培育高新技术企业500家。" * 1400)))
    assert len(once) == len(twice) > 20


@pytest.mark.parametrize("name", hostile.NAMES)
def test_one_thing_said_without_end_is_sound(name: str) -> None:
    text = hostile.text(name, 6000)
    holds(text)
    accounted(source_of(text))


PARTS = st.tuples(st.text("1一、，3家企业。\n（", min_size=1, max_size=12), st.integers(1, 900)).map(
    lambda p: p[0] * p[1]
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(PARTS, max_size=5).map("".join))
def test_stretches_ascend_and_what_is_left_has_none(text: str) -> None:
    spans = stretches(text, Layout())
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for start, end in spans:
        gone = text[start:end]
        repeated = any(gone[:-period] == gone[period:] for period in range(1, 251))
        assert repeated or (len(gone) >= 1000 and not set(gone) & set("家企业\n"))
