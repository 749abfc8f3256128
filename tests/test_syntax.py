"""The tree of a sentence: its nodes lie end to end, whatever stands there, and its words are what they are read as."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techpolicy_extract import syntax
from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.products.explain.shape import chunk_lines
from techpolicy_extract.syntax import kinds
from techpolicy_extract.syntax.awards import awards
from techpolicy_extract.syntax.nodes import Node, Tree
from techpolicy_extract.syntax.tree import parse
from tests.documents import matched
from tests.invariants import NAMES, PIECES, seed
from tests.tracing import calls_of, lines_of

ROOT = Path(syntax.__file__).parent
TITLE = "滨江市科技工作情况报告\n"
WORDS = sorted({*kinds.words().kinds, *kinds.MARKS, *LETTERS.values()})
SECTION = matched(TITLE).sentences[0].section


def bare(slots: str) -> Sentence:
    """Make a sentence of a slot text alone; its letters stand for no lexemes."""
    return Sentence(slots, range(len(slots) + 1), {}, SECTION, 0)


def tree_of(body: str) -> Tree:
    """Return the tree of a text of one sentence."""
    [sentence] = matched(TITLE + body).sentences[1:]
    return parse(sentence)


def check_tiles(tree: Tree) -> None:
    """Check that the clauses tile the slot text, the items of each node tile it, and no leaf is empty."""
    assert "".join(map(tree.text, tree.clauses)) == tree.sentence.slots
    check_row(tree.clauses, 0, len(tree.sentence.slots))


def check_row(nodes: tuple[Node, ...], start: int, end: int) -> None:
    assert [start, *(node.end for node in nodes)] == [*(node.start for node in nodes), end]
    for node in nodes:
        assert node.start < node.end
        assert node.kinds
        if node.items:
            check_row(node.items, node.start, node.end)


def check_places(tree: Tree, text: str) -> None:
    """Check that each lexeme stands in one leaf, and that what has none is the same in the normalised text."""
    sentence = tree.sentence
    leaves = [leaf for clause in tree.clauses for leaf in clause.leaves()]
    holders = Counter(place for leaf in leaves for place in range(leaf.start, leaf.end) if place in sentence.at)
    assert holders == Counter(dict.fromkeys(sentence.at, 1))
    for leaf in leaves:
        low, high = sentence.offsets[leaf.start], sentence.offsets[leaf.end]
        if tree.lexeme(leaf) is None and not any(leaf.start <= place < leaf.end for place in sentence.at):
            assert text[low : low + leaf.end - leaf.start] == tree.text(leaf)
        for place in range(leaf.start, leaf.end):
            if place in sentence.at:
                assert sentence.offsets[place] == sentence.at[place].start
                assert low <= sentence.at[place].start < sentence.at[place].end <= high


def check_document(text: str) -> None:
    found = matched(text)
    for sentence in found.sentences:
        tree = parse(sentence)
        check_tiles(tree)
        check_places(tree, found.segmented.normalized.mapped.text)


@pytest.mark.parametrize("name", NAMES)
def test_the_trees_of_a_seed_lie_end_to_end_and_lead_back_to_its_text(name: str) -> None:
    check_document(seed(name).text)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_the_trees_of_a_text_of_pieces_lie_end_to_end_and_lead_back_to_it(text: str) -> None:
    check_document(TITLE + text)


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(WORDS) | st.sampled_from("（）()“”‘’《》的每") | st.characters(), max_size=60).map("".join)
)
def test_any_slot_text_at_all_has_a_tree_and_is_asked_for_awards(slots: str) -> None:
    """Letters without a lexeme, halves of surrogate pairs and brackets that do not close are no faults."""
    tree = parse(bare(slots))
    check_tiles(tree)
    for award in awards(tree):
        assert award.amounts


@pytest.mark.parametrize(
    "slots",
    [
        "", "。", "，，；；：：。。", "（" * 10_000, "）" * 10_000, "（" * 10_000 + "）" * 10_000, "）（" * 5_000,
        "（" * 9 + LETTERS["money"] + "）" * 9, "“" * 10_000, "“”" * 5_000, "“（”）", "（“）”", "、" * 10_000, "\ud800" * 100,
        "\U000f0000", "\ue0ff" * 100, *LETTERS.values(),
    ],
    ids=lambda slots: ascii(slots[:6]),
)  # fmt: skip
def test_marks_without_text_have_a_tree(slots: str) -> None:
    check_tiles(parse(bare(slots)))


# What is read: one line a clause. Slots stand under their names, <> holds a number with its bounds, [] a list.
WORDINGS = {
    "对新认定的市级实验室，给予20万元奖励。": (
        "对:for 新认定:deem 的:of 市级:grade 实验室 ，",
        "给予:give {money} 奖励:grant 。",
    ),
    "对认定为国家级、省级、市级园区的，分别给予50万元、30万元和10万元补助。": (
        "对:for 认定为:deem 国家级:grade 、 省级:grade 、 市级:grade 园区 的:of ，",
        "分别:each 给予:give [{money} 、 {money} 和:join {money}] 补助:grant 。",
    ),
    "年销售额达到500万元以上的企业": ("年 销售额:spent <达到:reach {money} 以上:above> 的:of 企业",),
    "补助不超过合同金额的10%，最高不超过30万元": (
        "补助:grant 不超过:most 合同 金额:spent 的:of {percent} ，",
        "<最高不超过:most {money}>",
    ),
    "投资1000万元至3000万元的，奖励5%—8%": ("投资:spent {money} 的:of ，", "奖励:grant {percent}"),
    "每家给予不低于5万元、不超过20万元补助": (
        "每家:per 给予:give [<不低于:least {money}> 、 <不超过:most {money}>] 补助:grant",
    ),
    "奖励20万元（含税2万元）": ("奖励:grant <{money} （ 含税 {money} ）>",),
    "从业人员20人（含20人）以上": ("从业人员 <{person} （ 含 {person} ） 以上:above>",),
    "研发经费300万元（含）以上的": ("研发 经费:money+spent <{money} {paren} 以上:above> 的:of",),
    "支持企业（含科研院所）申报": ("支持:money 企业{paren}申报",),
    "支持企业（含5家国有企业，下同）申报": ("支持:money 企业 （ 含 {count} 国有企业 ， 下同 ） 申报",),
    "建设（市级）中心（含分中心2个（县级1个））": ("建设{paren}中心 （ 含分中心 {count} （ 县级:grade {count} ） ）",),
    "金奖3万元、银奖2万元": ("金奖:grade {money} 、 银奖:grade {money}",),
    "一等奖3万元": ("{idiom} {money}",),
    "补助10万元、至多20万元": ("补助:grant [{money} 、 <至多:most {money}>]",),
    "不低于5%至最高10%": ("<不低于:least {percent}> 至 <最高:most {percent}>",),
    "参与企业及时对接，各单位按时补充材料": ("参与企业及时对接 ，", "各单位按时补充材料"),
    "对参与企业给予补助": ("对:for 参与企业 给予:give 补助:grant",),
    "“和谐家园”和“平安家园”": ("“和谐家园” 和:join “平安家园”",),
    "年均增长10%左右，突破30亿元": ("年均 增长:grow <{percent} 左右:about> ，", "<突破:reach {money}>"),
    "力争到2027年，培育5家": ("力争:plan 到:plan {day} ，", "培育 {count}"),
    "奖励、补助：甲类；乙类": ("奖励:grant 、 补助:grant ：", "甲类:grade ；", "乙类:grade"),
    "10万元封顶，累计不超过30万元": ("<{money} 封顶:ceiling> ，", "<累计不超过:most {money}>"),
    "按1:0.5的比例配套": ("按:by {ratio} 的:of 比例:standard 配套:grant",),
    "给予3倍、2倍奖励": ("给予:give [{multiple} 、 {multiple}] 奖励:grant",),
}


@pytest.mark.parametrize("wording", WORDINGS)
def test_chunks_of_a_wording(wording: str) -> None:
    assert tuple(chunk_lines(tree_of(wording))) == WORDINGS[wording]


@pytest.mark.parametrize("name", LETTERS)
def test_the_kinds_of_a_slot_mean_nothing_else(name: str) -> None:
    own = kinds.slot_kinds().get(LETTERS[name], frozenset())
    assert own.isdisjoint({*load("chunks")["kinds"], "amount", "amounts", "bracket", "clause", "text"})


def test_amounts_of_two_kinds_are_no_list() -> None:
    [clause] = tree_of("给予50万元、20%的补助").clauses
    assert not any(node.is_a("amounts") for node in clause.items)
    assert [sorted(node.kinds) for node in clause.items if node.is_a("amount")] == [
        ["amount", "sum"],
        ["amount", "rate"],
    ]


def test_a_bracket_eight_deep_is_read_and_one_deeper_is_text() -> None:
    def deep(slots: str) -> int:
        [clause] = parse(bare(slots)).clauses
        depth, node = 0, clause
        while inner := [item for item in node.items if item.is_a("bracket")]:
            depth, node = depth + 1, inner[0]
        return depth

    assert [deep("（" * depth + "甲" + "）" * depth) for depth in (1, 8, 9, 100)] == [1, 8, 8, 8]


def work(text: str) -> int:
    """Count the lines of `syntax` and the calls of functions that the tree of a slot text makes run."""
    return lines_of(ROOT, lambda: parse(bare(text))) + calls_of(lambda: parse(bare(text)))


MONEY, COUNT = LETTERS["money"], LETTERS["count"]
UNITS = {
    "open brackets": "（",
    "closing brackets": "）",
    "brackets": "（）",
    "brackets about numbers": f"（{MONEY}）",
    "closed and opened": "）（",
    "commas": "，",
    "enumerating commas": "、",
    "stops": "。",
    "one joint": "对",
    "joints": "的和及",
    "words that begin alike": "不超",
    "words that are cut short": "最高不超",
    "whole words cut short": "重点实验",
    "long words": "原则上不超过",
    "list of sums": f"{MONEY}、",
    "sums": MONEY,
    "bounds": f"不超过{MONEY}以上",
    "ranges": f"{MONEY}至",
    "open quotes": "“",
    "quotes": "“甲”",
    "bounds without a sum": "最高",
    "bounds behind": f"{MONEY}以上以下左右封顶",
    "included": f"{MONEY}（含{MONEY}）",
    "nothing known": "㐀",
    "counts in a list": f"{COUNT}和",
}


@pytest.mark.parametrize("name", UNITS)
def test_the_work_of_a_tree_grows_with_length(name: str) -> None:
    parse(bare("给予"))  # what is loaded at first use is no work of the text
    once, twice = (work(UNITS[name] * (size // len(UNITS[name]))) for size in (2_000, 4_000))
    assert twice < 2.1 * once + 200


def test_the_work_of_brackets_in_brackets_grows_with_length() -> None:
    once, twice = (work("（" * size + MONEY + "）" * size) for size in (1_000, 2_000))
    assert twice < 2.1 * once + 200


@pytest.mark.parametrize("name", ["open brackets", "enumerating commas", "one joint", "list of sums"])
def test_twenty_thousand_of_one_thing_have_a_tree(name: str) -> None:
    check_tiles(parse(bare(UNITS[name] * 20_000)))
