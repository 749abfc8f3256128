"""Which slot letter stands for which expression."""

from __future__ import annotations

import re

import pytest

from techpolicy_extract.lexing.lexer import lex
from techpolicy_extract.lexing.slots import LETTERS, atoms, letter_of

NAMES = {letter: name for name, letter in LETTERS.items()}


def letters(text: str) -> list[str]:
    return [NAMES[letter_of(lexeme, text)] for lexeme in lex(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("投入3亿元", "money"),
        ("投入500万美元", "money"),
        ("占比20%", "percent"),
        ("提高3个百分点", "point"),
        ("增长2倍", "multiple"),
        ("培养500人", "person"),
        ("培训2万人次", "person"),
        ("建成50家", "count"),
        ("压缩至5天", "duration"),
        ("面积200平方米", "amount"),
        ("得票300", "bare"),
        ("不超过1:3", "ratio"),
        ("2024年5月6日", "day"),
        ("2021—2025年", "range"),
        ("“十四五”期间", "plan"),
        ("2016年以来", "since"),
        ("未来3年内", "span"),
        ("每年2月底前", "every"),
        ("国发〔2014〕49号", "doc_number"),
        ("第85号", "ordinal"),
        ("025-80000001", "contact"),
        ("kjj@example.com", "contact"),
        ("三级", "group"),
        ("3方面", "group"),
        ("三项", "few"),
        ("十个", "few"),
        ("一支", "one"),
        ("一个", "one"),
        ("3项", "count"),
        ("二十个", "count"),
        ("三家", "count"),
    ],
)
def test_an_expression_has_its_letter(text: str, name: str) -> None:
    assert letters(text) == [name]


@pytest.mark.parametrize("text", ["第一", "四个面向", "百千万工程"])
def test_ordinals_and_names_are_no_quantities(text: str) -> None:
    assert set(letters(text)) <= {"ordinal", "idiom"}


def test_each_letter_is_one_private_character_of_its_own() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert all(len(letter) == 1 and "\ue000" <= letter <= "\uf8ff" for letter in LETTERS.values())


def test_every_atom_compiles_and_matches_letters_only() -> None:
    for name, pattern in atoms().items():
        matched = [letter for letter in NAMES if re.fullmatch(pattern, letter)]
        assert matched, name
        assert not re.search(pattern, "0a万元"), name


def test_groups_hold_single_atoms() -> None:
    table = atoms()
    assert re.fullmatch(table["qty"], LETTERS["money"])
    assert not re.fullmatch(table["countable"], LETTERS["money"])
    assert not re.fullmatch(table["qty"], LETTERS["day"])
    assert re.fullmatch(table["date"], LETTERS["plan"])
