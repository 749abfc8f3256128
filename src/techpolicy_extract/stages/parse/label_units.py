"""Units that stand in the label of a number, not behind it: 发行总额（亿元）10.00, 数字经济营收（亿元） in a table."""

from __future__ import annotations

from dataclasses import replace

from techpolicy_extract.lexing.numerals import lex_quantity
from techpolicy_extract.nouns.model import Quantity
from techpolicy_extract.patterns.lazy import lazy

_UNITS = lazy(r"%|‰|[\u4e00-\u9fffA-Za-z/·（）()²³]{1,12}")


def is_unit(words: str) -> bool:
    """Return whether words in brackets behind an indicator are its unit (%, 亿元, 件/万人), not a part of its name."""
    if not _UNITS.fullmatch(words):
        return False
    first = words.split("/")[0]
    probe = lex_quantity(f"1{first}", 0)
    return words in ("%", "‰") or (probe is not None and probe.end == len(first) + 1)


def with_unit(quantity: Quantity, written: str, unit: str | None) -> Quantity:
    """Return a number without a unit with the one that its row or column has; 万 and 亿 in it count."""
    if quantity.unit is not None or not unit:
        return quantity
    first = unit.split("/")[0]
    whole = lex_quantity(written + unit, 0) or lex_quantity(written + first, 0)
    if whole is None or whole.quantity is None or whole.quantity.unit is None:
        return replace(quantity, unit=unit)
    read = whole.quantity
    dimension = read.dimension if "/" not in unit or read.unit == unit else "ratio"
    return replace(read, unit=unit, dimension=dimension)
