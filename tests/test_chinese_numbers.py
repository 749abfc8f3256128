"""Numbers alone, and every number below 100000 in characters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from techpolicy_extract.lexing.numerals import lex_quantity, parse

DIGITS = "零一二三四五六七八九"

NUMBERS = """
0 | 0
2202.17 | 2202.17
2,202.17 | 2202.17
2 202.17 | 2202.17
2万 | 20000
3.2万亿 | 3200000000000
1亿2000万 | 120000000
3万5千 | 35000
二十三 | 23
十 | 10
一十五 | 15
一百 | 100
一百一 | 110
一百零五 | 105
一百五十 | 150
三千五 | 3500
一万五 | 15000
一万零五 | 10005
一万零五百 | 10500
两百 | 200
两万 | 20000
一亿五 | 150000000
一亿零五万 | 100050000
十亿 | 1000000000
三万亿 | 3000000000000
三万亿五千万 | 3000050000000
二〇二四 | 2024
二○一二 | 2012
一九五六 | 1956
三点五 | 3.5
零点零五 | 0.05
零 | 0
"""

NO_NUMBERS = [
    "",
    "个",
    "万",
    "百",
    "千百",
    "十百",
    "一千一千",
    "百分之五",
    "1.2.3",
    "1,2",
    "12,34",
    "五点",
    "一a",
    "万万",
    "亿亿",
]


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "value"), rows(NUMBERS))
def test_parses_a_number(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_parses_nothing_else(text: str) -> None:
    assert parse(text) is None


def chinese(value: int) -> str:
    """Write a number below 100000 in characters, the textbook way."""
    if value == 0:
        return "零"
    text, gap = "", False
    for place, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = bool(text)
    return text.removeprefix("一") if 10 <= value < 20 else text


def test_parses_every_written_number_back() -> None:
    assert [value for value in range(100_000) if parse(chinese(value)) != value] == []


def test_lexes_every_thousandth_written_number_whole() -> None:
    for value in range(3, 100_000, 97):
        text = chinese(value) + "元"
        found = lex_quantity(text, 0)
        assert found, text
        assert found.quantity, text
        assert found.quantity.amount == value, text
        assert found.end == len(text), text
