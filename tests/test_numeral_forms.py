"""One amount in many written forms: digits, Chinese and capital numerals, widths, blanks, misread letters."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract.lexing.lexer import lex
from techpolicy_extract.lexing.units import MULTIPLIERS
from techpolicy_extract.nouns.model import Lexeme, Source
from techpolicy_extract.stages.normalize import normalize

TABLE = tomllib.loads(Path(__file__).with_name("numeral_forms.toml").read_text(encoding="utf-8"))

# Name of a form → how it is made from digits and unit.
MADE: dict[str, Callable[[str, str], str]] = {
    "digits": lambda digits, unit: digits + unit,
    "full width": lambda digits, unit: digits.translate({48 + n: 0xFF10 + n for n in range(10)}) + unit,
    "grouped": lambda digits, unit: f"{int(digits):,}{unit}",
    "grouped by blanks": lambda digits, unit: f"{int(digits):,}".replace(",", " ") + unit,
    "spread out": lambda digits, unit: " ".join(digits) + unit,
    "spread out with its unit": lambda digits, unit: " ".join(digits) + " " + unit,
    "blank before the unit": lambda digits, unit: f"{digits} {unit}",
    "wide blank before the unit": lambda digits, unit: f"{digits}\u3000{unit}",
    "no-break blank": lambda digits, unit: f"{digits}\u00a0{unit}",
    "broken line": lambda digits, unit: f"{digits}\n{unit}",
    "broken page": lambda digits, unit: f"{digits}\n\n{unit}",
    "invisible sign": lambda digits, unit: f"{digits}\u200b{unit}",
    "decimal places": lambda digits, unit: f"{digits}.00{unit}",
    "letters for zeros": lambda digits, unit: digits[0] + digits[1:].replace("0", "O") + unit,
}


FRAME = "到去年底，总数达到{}，增长较快。\n"
TRADITIONAL = "截至去年底，總數達到{}，實現較快發展。\n"
TRADITIONAL_ONLY = frozenset("萬億個兩項貳陸")


def made() -> dict[str, tuple[dict[str, Any], bool]]:
    """Return each value of the table in each form made of digits, and whether letters stand for some of them."""
    forms: dict[str, tuple[dict[str, Any], bool]] = {}
    for value in TABLE["value"]:
        for name, form in MADE.items():
            text = form(str(value["amount"]), value["unit"])
            forms.setdefault(text, (value, name == "letters for zeros" and "O" in text))
    return forms


def read(form: str) -> Lexeme | None:
    """Return the quantity that covers exactly `form` in a sentence, measured in the source; None without one."""
    frame = TRADITIONAL if TRADITIONAL_ONLY & set(form) else FRAME
    start = frame.index("{}")
    mapped = normalize(Source("t.txt", frame.format(form), "", "utf-8")).mapped
    for lexeme in lex(mapped.text):
        span = mapped.source_span(lexeme.start, lexeme.end)
        if lexeme.quantity and (span.start, span.end) == (start, start + len(form)):
            return lexeme
    return None


def amount_of(form: str) -> tuple[Decimal, str] | None:
    """Return the amount and the unit without its multiplier that are read of `form`."""
    found = read(form)
    if found is None or found.quantity is None or found.quantity.value_max is not None or found.quantity.more:
        return None
    return found.quantity.amount, word_of(found.quantity.unit)


def word_of(unit: str | None) -> str:
    """Return the unit without its multiplier and without 个."""
    head = next((head for head in ("万亿", *MULTIPLIERS) if unit and unit.startswith(head)), "")
    return (unit or "").removeprefix("" if unit == "千瓦" else head).removeprefix("个") or "个"


@pytest.mark.parametrize("form", [form for value in TABLE["value"] for form in value["forms"]])
def test_written(form: str) -> None:
    value = next(value for value in TABLE["value"] if form in value["forms"])
    assert amount_of(form) == (value["amount"], value["unit"]), read(form)


@pytest.mark.parametrize("form", made())
def test_made(form: str) -> None:
    value, repaired = made()[form]
    found = read(form)
    assert amount_of(form) == (value["amount"], value["unit"]), found
    assert found is not None
    assert ("number_repaired" in found.flags) == repaired


@pytest.mark.parametrize("form", [form for same in TABLE["same"] for form in same["forms"]])
def test_same(form: str) -> None:
    same = next(same for same in TABLE["same"] if form in same["forms"])
    found = read(form)
    quantity = found.quantity if found else None
    high = same.get("high")
    good = quantity is not None and (
        float(quantity.amount) == same["amount"]
        and word_of(quantity.unit) == same["unit"]
        and quantity.amount_max == (None if high is None else Decimal(high))
        and quantity.more == same.get("more", False)
    )
    assert good, read(form)


def test_the_table_is_wide() -> None:
    assert len(TABLE["value"]) >= 15
    assert min(len(MADE) + len(value["forms"]) for value in TABLE["value"]) >= 12
