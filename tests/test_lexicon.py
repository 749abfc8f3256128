"""The word lists: they load, and what is wrong in one is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract import lexicon
from techpolicy_extract.lexing.idioms import find_words
from techpolicy_extract.lexing.units import dimension_of, match_unit
from techpolicy_extract.nouns.errors import RuleError

FOLDER = Path(lexicon.__file__).parent


def test_loads_once() -> None:
    assert lexicon.load("units") is lexicon.load("units")


def test_names_a_missing_file() -> None:
    with pytest.raises(RuleError, match=r"lexicon/nothing\.toml"):
        lexicon.load("nothing")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"a": ["x", "x"]}, "lexicon/t.toml, a: x is listed twice"),
        ({"a": {"b": ["x", " "]}}, "lexicon/t.toml, a, b: a word is blank"),
        ({"a": ""}, "lexicon/t.toml, a: the text is blank"),
    ],
)
def test_names_file_and_key_of_a_fault(table: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError, match=re.escape(message)):
        lexicon.check(table, "lexicon/t.toml")


@pytest.mark.parametrize("table", [{}, {"a": "x"}, {"a": [1]}])
def test_wants_a_list_of_words(table: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match=r"t\.toml, a"):
        lexicon.strings(table, "a", "t.toml")


def test_has_the_units_it_promises() -> None:
    table = lexicon.load("units")
    assert table["source"]
    assert sum(map(len, table["dimension"].values())) >= 150


def test_has_the_words_it_promises() -> None:
    table = lexicon.load("idioms")
    assert sum(map(len, table["idioms"].values())) >= 300
    assert sum(map(len, table["words"].values())) >= 300


@pytest.mark.parametrize(
    ("word", "dimension"),
    [("元", "CNY"), ("美元", "USD"), ("人次", "person_time"), ("个百分点", "percentage_point"), ("没有", None)],
)
def test_knows_dimensions(word: str, dimension: str | None) -> None:
    assert dimension_of(word) == dimension


@pytest.mark.parametrize("word", [word for words in lexicon.load("units")["dimension"].values() for word in words])
def test_reads_every_unit(word: str) -> None:
    found = match_unit(word + "。", 0)
    assert found
    assert found.end == len(word)


@pytest.mark.parametrize(
    ("words", "text", "match"),
    [
        (["个", "个百分点", "个月"], "个百分点", "个百分点"),
        (["个", "个百分点", "个月"], "个百", "个"),
        (["a.b", "a+"], "a.b", "a.b"),
        (["三农"], "三农业", "三农"),
    ],
)
def test_matches_the_longest_word(words: list[str], text: str, match: str) -> None:
    found = re.match(lexicon.trie_pattern(words), text)
    assert found
    assert found.group() == match


def test_matches_nothing_without_words() -> None:
    assert re.search(lexicon.trie_pattern([]), "一二三") is None


@given(st.lists(st.text(alphabet="ab.一二]^-", min_size=1, max_size=5), min_size=1, max_size=12))
def test_matches_each_of_its_words(words: list[str]) -> None:
    pattern = re.compile(lexicon.trie_pattern(words))
    assert all(pattern.fullmatch(word) for word in words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("进一步统一", ["进一步", "统一"]),
        ("第一批", []),
        ("三十分钟", []),
        ("一批", ["一批"]),
        ("四川和长三角", ["四川", "长三角"]),
        ("十四川", []),
    ],
)
def test_a_numeral_before_a_word_undoes_it(text: str, words: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_words(text)] == words


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_lists_are_read_as_tomllib_reads_them(path: Path) -> None:
    text = path.read_text("utf-8")
    assert lexicon.read(text) == tomllib.loads(text)
