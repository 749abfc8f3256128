"""Shares and multiples in words."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexing.numerals import lex_quantity

# text | value | unit | amount | dimension
TABLE = """
百分之五 | 5 | % | 5 | percent
百分之八十五 | 85 | % | 85 | percent
百分之三点二 | 3.2 | % | 3.2 | percent
百分之百 | 100 | % | 100 | percent
百分之12 | 12 | % | 12 | percent
千分之三 | 3 | ‰ | 3 | permille
三分之一 | 33.33 | % | 33.33 | percent
三分之二 | 66.67 | % | 66.67 | percent
五分之四 | 80 | % | 80 | percent
十分之一 | 10 | % | 10 | percent
过半 | 50 | % | 50 | percent
半数 | 50 | % | 50 | percent
一半 | 50 | % | 50 | percent
七成 | 70 | % | 70 | percent
三成五 | 35 | % | 35 | percent
8成 | 80 | % | 80 | percent
九成半 | 95 | % | 95 | percent
翻一番 | 2 | 倍 | 2 | multiple
翻番 | 2 | 倍 | 2 | multiple
翻了一番 | 2 | 倍 | 2 | multiple
翻两番 | 4 | 倍 | 4 | multiple
翻三番 | 8 | 倍 | 8 | multiple
倍增 | 2 | 倍 | 2 | multiple
"""


@pytest.mark.parametrize(
    ("text", "value", "unit", "amount", "dimension"),
    [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()],
)
def test_reads_a_share(text: str, value: str, unit: str, amount: str, dimension: str) -> None:
    found = lex_quantity("达到" + text + "。", 2)
    assert found
    assert found.quantity
    quantity = found.quantity
    assert (found.kind, found.start, found.end) == ("quantity", 2, len(text) + 2)
    assert (str(quantity.value), quantity.unit, str(quantity.amount), quantity.dimension) == (
        value,
        unit,
        amount,
        dimension,
    )
    assert (quantity.value_max, quantity.amount_max, quantity.more) == (None, None, False)
