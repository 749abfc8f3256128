"""The words of lexicon/chunks.toml: each is found, each kind is asked for, each whole word keeps one from being cut."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import techpolicy_extract
from techpolicy_extract.lexicon import load
from techpolicy_extract.syntax import kinds
from techpolicy_extract.syntax.nodes import Tree
from techpolicy_extract.syntax.tree import parse
from tests.documents import matched
from tests.test_syntax import TITLE, bare

ROOT = Path(techpolicy_extract.__file__).parent
FILES = sorted(path for path in (ROOT / "syntax").glob("*.py") if path.stem != "kinds")  # which names slots, too
READERS = (*FILES, *sorted((ROOT / "stages/build/funds").glob("award*.py")))
LISTED: dict[str, list[str]] = load("chunks")["kinds"]
WHOLE: list[str] = load("chunks")["whole"]["words"]
PAIRS = [(kind, word) for kind, listed in LISTED.items() for word in listed]
# What may stand about a word: plain text, a clause's edges, a number before or behind it.
AROUND = ("甲{}乙", "，{}，", "给予{}50万元", "50万元{}的企业")
# Kinds that no reader asks for yet: the modality of a clause, which target and result are to be told by.
AWAITED = {"plan", "duty"}
# Lexing takes these as names with a numeral, or as a count, before chunks are cut: no slot tells grades from names.
LEXED_BEFORE = {
    "一等奖", "二等奖", "三等奖", "四等奖", "特等奖", "四星级", "三星级", "二类", "三类", "四类", "五类", "一档", "二档", "三档",
    "四档", "第一档", "第二档", "第三档", "一等", "二等", "三等", "一次",
}  # fmt: skip


def chunk_texts(tree: Tree) -> dict[str, frozenset[str]]:
    return {tree.text(leaf): leaf.kinds for clause in tree.clauses for leaf in clause.leaves()}


@pytest.mark.parametrize("kind", LISTED)
def test_each_word_of_a_kind_is_a_chunk_of_that_kind(kind: str) -> None:
    for word in LISTED[kind]:
        assert kind in chunk_texts(parse(bare(f"㐀{word}㐀"))).get(word, ()), word


def test_each_word_stands_in_the_slot_text_of_some_sentence() -> None:
    def stands(word: str) -> bool:
        texts = (TITLE + each.format(word) + "。" for each in AROUND)
        return any(word in chunk_texts(parse(sentence)) for text in texts for sentence in matched(text).sentences[1:])

    assert {word for _, word in PAIRS if not stands(word)} == LEXED_BEFORE


def test_each_whole_word_keeps_a_word_from_being_found_in_it_or_across_its_end() -> None:
    words = [word for _, word in PAIRS]
    for whole in WHOLE:
        starts = range(1, len(whole))
        inside = any(word in whole for word in words)
        across = any(word.startswith(whole[start:]) for start in starts for word in words)
        assert inside or across, whole
        assert whole not in chunk_texts(parse(bare(f"㐀{whole}㐀"))), whole


def test_no_whole_word_has_a_kind() -> None:
    assert not set(WHOLE) & {word for _, word in PAIRS}


@cache
def strings() -> frozenset[str]:
    """Return the strings in the code that reads trees."""
    trees = (ast.parse(path.read_text("utf-8")) for path in READERS)
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(node.value for node in nodes if isinstance(node.value, str))


def test_each_kind_is_asked_for() -> None:
    assert set(LISTED) - strings() == AWAITED


def test_what_is_asked_for_is_a_kind() -> None:
    """A kind that is misspelt, in the list or in the code, is never found."""
    made = {"text", "bracket", "amount", "amounts", "clause"}.union(*kinds.MARKS.values(), *kinds.slot_kinds().values())
    for path in READERS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "is_a":
                asked = {each.value for each in node.args if isinstance(each, ast.Constant)}
                assert asked <= made | set(LISTED), f"{path.name}:{node.lineno}"
