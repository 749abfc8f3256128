"""One document from start to end: stages and files agree, and no text whatever breaks them."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techpolicy_extract import pipeline
from techpolicy_extract.errors import StageError
from techpolicy_extract.evaluation.agreement import grounding
from techpolicy_extract.model import Source
from techpolicy_extract.pipeline import STAGES, State, advance, begin, dump, load, summary
from tests.documents import source_of
from tests.eval import SEEDS, rows_of

SHORT = source_of(
    "关于做好申报工作的通知\n各有关单位：\n到2025年，培育高新技术企业500家。\n请于4月28日前报送至市科技局。\n"
    "对获批平台给予最高200万元补助。\n滨江市科学技术局\n2024年3月5日\n"
)
# What policy texts are made of, so that random texts meet the rules often.
PIECES = (
    "到2025年", "2024年4月28日", "“十四五”期间", "20221218日", "500家", "3.2万亿元", "不低于70%", "翻一番", "过半", "其中",
    "一、", "（一）", "1.", "①", "第三条", "一是", "专栏1", "附件2", "附件：", "《行动方案》", "国发〔2014〕49号", "〔202264号",
    "高新技术企业", "培育", "给予", "补助", "基金", "达到", "增长", "以上", "分别", "联系人：", "025-80000001", "a@b.cn", "210000",
    "的", "、", "，", "。", "；", "：", "\n", "\r\n", "\n\n", "（", "）", "“", "”", " ", "\u3000", "－ 2 －", "技術合同成交額", "萬",
    "請於", "報送", "至", "—", "%", "零", "十", "百", "亿", "\u200b", "\ue000", "\x00",
)  # fmt: skip


def run(source: Source) -> list[State]:
    """Give the states from the source to the end."""
    states = [begin(source)]
    for stage in STAGES:
        states.append(advance(stage, states[-1]))
    return states


def by_files(source: Source) -> bytes:
    """Run each stage on what the file of the stage before holds."""
    state = advance(STAGES[0], begin(source))
    for before, stage in pairwise(STAGES):
        state = advance(stage, load(before, dump(state), "file"))
    return dump(state)


def holds(text: str) -> None:
    """Assert what is so of every text: valid, grounded, the same twice, and by files as in one go."""
    source = source_of(text)
    data = dump(run(source)[-1])
    rows = rows_of_any(data)
    assert rows[0]["type"] == "document"
    assert grounding(rows, text)[1] == 0
    assert dump(run(source)[-1]) == data
    assert by_files(source) == data


def rows_of_any(data: bytes) -> list[dict[str, object]]:
    """Read JSON Lines as `splitlines` of bytes does: text may hold what a str would break lines at."""
    found = load("validate", data, "file")
    assert isinstance(found, pipeline.Valid)
    return found.records


@cache
def seed(name: str) -> Source:
    return source_of((SEEDS / name).read_bytes().decode("utf-8-sig"))


NAMES = sorted(path.name for path in SEEDS.glob("*.txt"))


@pytest.mark.parametrize("number", range(1, len(STAGES) + 1), ids=STAGES)
@pytest.mark.parametrize("source", [SHORT, seed(NAMES[1])], ids=["short", "seed"])
def test_a_stage_file_gives_back_what_was_written(source: Source, number: int) -> None:
    data = dump(run(source)[number])
    assert dump(load(STAGES[number - 1], data, "file")) == data
    assert data.endswith(b"\n")


@pytest.mark.parametrize("name", NAMES)
def test_stages_by_files_give_the_bytes_of_one_go(name: str) -> None:
    assert by_files(seed(name)) == dump(run(seed(name))[-1])


@pytest.mark.parametrize("stage", STAGES[:-1])
@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"null"])
def test_a_file_that_is_no_stage_file_is_refused(stage: str, data: bytes) -> None:
    with pytest.raises(StageError, match="somewhere"):
        load(stage, data, "somewhere")


def test_a_stage_wants_the_state_of_the_stage_before() -> None:
    with pytest.raises(TypeError, match="segment"):
        advance("segment", begin(SHORT))
    with pytest.raises(TypeError):
        dump(begin(SHORT))
    with pytest.raises(TypeError):
        summary(begin(SHORT))


def test_the_summary_counts_records_by_type() -> None:
    state = run(SHORT)[-1]
    counted = summary(state).records
    assert counted["document"] == 1
    assert counted.total() == len(dump(state).splitlines())
    assert counted["target"] == counted["deadline"] == counted["fund"] == 1


def test_a_text_in_which_nothing_is_found_has_its_document_and_a_section() -> None:
    rows = rows_of(dump(run(source_of("无"))[-1]))
    assert [row["type"] for row in rows] == ["document", "section", "part"]
    assert rows[1]["kind"] == "part"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join))
def test_any_text_of_what_policies_are_made_of(text: str) -> None:
    holds(text)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=120))
def test_any_text(text: str) -> None:
    holds(text)


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 2**32 - 1))
def test_mutated_seeds(name: str, chance: int) -> None:
    holds(mutated(seed(name).text, random.Random(chance)))


def mutated(text: str, chance: random.Random) -> str:
    """Cut a stretch out of a text and delete, double and put in pieces at random places."""
    start = chance.randrange(len(text))
    chars = list(text[start : start + chance.randrange(200, 4000)])
    for _ in range(chance.randrange(1, 40)):
        place = chance.randrange(len(chars))
        old, piece = chars[place], chance.choice(PIECES)
        chars[place] = chance.choice(("", old * 2, piece, old + piece))
    return "".join(chars) or "无"
