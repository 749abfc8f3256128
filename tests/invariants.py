"""Check what must hold for every text, and make texts to try it on: pieces of policies, and damaged seeds."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any, get_args

from techpolicy_extract.nouns.model import Source
from techpolicy_extract.nouns.numerals import NUMBER_FIELDS, NumeralClass
from techpolicy_extract.pipeline import STAGES, State, Trace, Valid, advance, begin, dump, load, trace
from techpolicy_extract.products.audit import audit
from techpolicy_extract.products.evaluation.agreement import grounding
from tests.documents import source_of
from tests.eval import SEEDS

NAMES = sorted(path.name for path in SEEDS.glob("*.txt"))
CLASSES = frozenset(get_args(NumeralClass))
# Pieces that policy texts are made of, so that random texts match rules often.
PIECES = (
    "到2025年", "2024年4月28日", "“十四五”期间", "20221218日", "500家", "3.2万亿元", "不低于70%", "翻一番", "过半", "其中",
    "一、", "（一）", "1.", "①", "第三条", "一是", "专栏1", "附件2", "附件：", "《行动方案》", "国发〔2014〕49号", "〔202264号",
    "高新技术企业", "培育", "给予", "补助", "基金", "达到", "增长", "以上", "分别", "联系人：", "025-80000001", "a@b.cn", "210000",
    "的", "、", "，", "。", "；", "：", "\n", "\r\n", "\n\n", "（", "）", "“", "”", " ", "\u3000", "－ 2 －", "技術合同成交額", "萬",
    "請於", "報送", "至", "—", "%", "零", "十", "百", "亿", "\u200b", "\ue000", "\x00",
    "\t", "指标\t单位\t2020年\t2025年\n", "《", "》", "〔", "〕", "|", "牵头单位：", "省科技厅牵头", "等", "由", "从", "提高到", "5%—20%",
    "每年", "2月底前", "自印发之日起30日内", "个工作日", "最高", "不超过", "50万元", "奖励", "http://a.cn/1", "抄送：", "\ud800",
    "\U000f0000", "\u2028", "\x85", "１２", "⑴", "㈠", "Ⅳ", "½", "—— ", "1:1", "三分之一", "Q3", "季度", "半年",
)  # fmt: skip
_TRADITIONAL = dict(zip("技术额万请于报为国产业划", "技術額萬請於報為國產業劃", strict=False))


@cache
def seed(name: str) -> Source:
    """Return a seed as the reader returns it."""
    return source_of((SEEDS / name).read_bytes().decode("utf-8-sig"))


def run(source: Source) -> list[State]:
    """Return the states of the pipeline, from the source to the last stage."""
    states = [begin(source)]
    for stage in STAGES:
        states.append(advance(stage, states[-1]))
    return states


def by_files(source: Source) -> bytes:
    """Run each stage on the file of the stage before; return the last output."""
    state = advance(STAGES[0], begin(source))
    for before, stage in pairwise(STAGES):
        state = advance(stage, load(before, dump(state), "file"))
    return dump(state)


def holds(text: str) -> None:
    """Assert what must hold for every text: a valid output, the same one twice, and the same through stage files."""
    source = source_of(text)
    data = valid(source)
    assert valid(source) == data
    assert by_files(source) == data


def valid(source: Source) -> bytes:
    """Return the output of a source; assert that its records fit their schema and their spans lie in the text."""
    data = dump(run(source)[-1])
    rows = rows_of_any(data)
    assert rows[0]["type"] == "document"
    assert grounding(rows, source.text)[1] == 0
    return data


def rows_of_any(data: bytes) -> list[dict[str, object]]:
    """Read JSON Lines, split at line feeds only: a text may hold other characters at which `str.splitlines` breaks."""
    found = load("validate", data, "file")
    assert isinstance(found, Valid)
    return found.records


def accounted(source: Source) -> None:
    """Assert that each numeral has one class and each number one record, and that the document's counts are right."""
    rows, traced = audit(source), trace(source)
    records = {record["id"]: record for record in traced.records}
    assert {row["class"] for row in rows} <= CLASSES
    for row in rows:
        assert source.text[row["start"] : row["end"]] == row["text"] != ""
        assert (row["class"] == "furniture") or row["kind"]
        if row["class"] == "field":
            assert row["note"] or row["record"] in records
        for name in row["fields"]:
            spans = records[row["record"]]["spans"].get(name)
            assert spans, f"{row['record']} has no place for {name}"
    for place, holders in numbers(traced.records).items():
        assert len(holders) == 1, f"{source.text[slice(*place)]} at {place} is in {holders}"
    document = traced.records[0]
    assert document["numerals"] == len(rows)
    assert document["numerals_unexplained"] == sum(row["class"] == "unexplained" for row in rows)
    apart(rows, traced)


def numbers(records: list[dict[str, Any]]) -> dict[tuple[int, int], set[str]]:
    """Map each number's span to the ids of the records that hold it, issues left out: they only refer to others."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for record in [each for each in records if each["type"] != "issue"]:
        for name in NUMBER_FIELDS & set(record["spans"]):
            start, end = record["spans"][name]
            found[start, end].add(record["id"])
    return found


def apart(rows: list[dict[str, Any]], traced: Trace) -> None:
    """Assert that no two numeral expressions overlap; page furniture may lie inside a number."""
    body = sorted((row["start"], row["end"]) for row in rows if row["class"] != "furniture")
    furniture = sorted((row["start"], row["end"]) for row in rows if row["class"] == "furniture")
    for places in (body, furniture):
        assert len(set(places)) == len(places)
        for before, after in pairwise(places):
            assert before[1] <= after[0]
    outside = [item.span for item in traced.matched.segmented.normalized.furniture]
    assert all(any(low <= start and end <= high for low, high in outside) for start, end in furniture)


def mutated(text: str, chance: random.Random, most: int = 4000) -> str:
    """Cut a stretch of at most `most` characters from a text and damage it at random places."""
    start = chance.randrange(len(text))
    chars = list(text[start : start + chance.randrange(20, most)])
    for _ in range(chance.randrange(1, 40)):
        place, other = (chance.randrange(len(chars)) for _ in range(2))
        if chance.random() < 0.2:
            chars[place], chars[other] = chars[other], chars[place]
        else:
            chars[place] = chance.choice(_CHANGES)(chars[place], chance.choice(PIECES))
    return "".join(chars) or "无"


# What can happen to a character, given a piece: removed, doubled, replaced, followed or preceded by the piece, or
# turned into traditional script.
_CHANGES: tuple[Callable[[str, str], str], ...] = (
    lambda char, piece: "",
    lambda char, piece: char * 2,
    lambda char, piece: piece,
    lambda char, piece: char + piece,
    lambda char, piece: piece + char,
    lambda char, piece: _TRADITIONAL.get(char, char),
)
