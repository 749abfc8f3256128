"""Slot letters: each replaces a lexed expression in the slot text of a sentence."""

from __future__ import annotations

from functools import cache

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.units import is_currency
from techpolicy_extract.nouns.model import Lexeme

# Atom name in patterns → letter of the private-use area, which no normalised text holds.
LETTERS: dict[str, str] = {
    name: chr(0xE000 + i)
    for i, name in enumerate(
        (
            "money",
            "percent",
            "point",
            "multiple",
            "person",
            "count",
            "duration",
            "amount",
            "bare",
            "ratio",
            "day",
            "range",
            "plan",
            "since",
            "span",
            "every",
            "idiom",
            "ordinal",
            "doc_number",
            "contact",
            "paren",
            "marker",
            "title",
            "few",
            "one",
            "group",
            "age",
        )
    )
}

# Named groups of a pattern that hold a record's numbers, and all groups whose characters a match reserves, so that no
# later rule uses them again. A group `xs` holds a list, one record for each; `x2` is `x` in an alternative.
NUMBER_GROUPS = (
    "value", "values", "baseline", "threshold", "threshold_max", "rate", "cap", "floor", "total", "total2",
)  # fmt: skip
TAKING_GROUPS = (*NUMBER_GROUPS, "date", "event", "story", "title", "number", "name", "name2", "name3")

_GROUPS = {
    "qty": ("money", "percent", "point", "multiple", "person", "count", "duration", "amount", "age", "bare", "few"),
    "countable": ("person", "count", "amount", "age", "bare", "few"),
    "date": ("day", "range", "plan", "since", "span", "every"),
}
_DIMENSIONS = {
    "percent": "percent",
    "permille": "percent",
    "percentage_point": "point",
    "multiple": "multiple",
    "person": "person",
    "person_time": "person",
    "count": "count",
    "duration": "duration",
    "age": "age",
}
_LARGE = 10_000  # from here on a number without a unit counts what stands behind it: 六亿人口, 43万儿童
_FEW = 10  # the largest number that texts write in Chinese numerals when they count their own parts
_HAN_DIGITS = frozenset("一二两三四五六七八九十")


@cache
def _units(name: str) -> frozenset[str]:
    """Return a list of lexicon/numbers.toml: `vague`, `text_parts` or `grouping` units."""
    return frozenset(words("numbers", name))


def atoms() -> dict[str, str]:
    """Return the atoms that stand for slots: one for each letter, and the groups qty, countable and date."""
    single = dict(LETTERS)
    return single | {name: f"[{''.join(LETTERS[n] for n in names)}]" for name, names in _GROUPS.items()}


def letter_of(lexeme: Lexeme, text: str) -> str:
    """Return the slot letter of a lexeme of `text`.

    Counts that texts use for their own parts have letters of their own: `one` (一支 as an article), `few` (二 to 十 in
    Chinese numerals), `group` (units that group and do not count: 大类, 级, 方面).
    """
    if lexeme.when is not None:
        return LETTERS[lexeme.when.kind]
    if lexeme.kind == "ratio":
        return LETTERS["ratio"]
    if lexeme.quantity is not None:
        dimension = lexeme.quantity.dimension
        if lexeme.quantity.unit in _units("text_parts"):
            return LETTERS["group"]
        if small := _small(lexeme, text):
            return LETTERS[small]
        if dimension is None:
            return LETTERS["count" if lexeme.quantity.amount >= _LARGE else "bare"]
        if is_currency(dimension):
            return LETTERS["money"]
        return LETTERS[_DIMENSIONS.get(dimension, "amount")]
    if lexeme.kind in ("phone", "email", "url", "postcode", "account", "address_number"):
        return LETTERS["contact"]
    return LETTERS.get(lexeme.kind, LETTERS["idiom"])


def _small(lexeme: Lexeme, text: str) -> str | None:
    """Return which kind of small count it is, one, few or group (see `letter_of`); None for all others."""
    quantity = lexeme.quantity
    if quantity is None or quantity.dimension not in ("count", "grade", None) or quantity.value > _FEW or quantity.more:
        return None
    if quantity.unit in _units("grouping"):
        return "group"
    if quantity.unit is None and text.startswith(words("numbers", "group_nouns"), lexeme.end):
        return "group"
    if text[lexeme.start] not in _HAN_DIGITS or quantity.value_max is not None:
        return None
    if quantity.value == 1:
        return "one"
    return "few" if quantity.unit is None or quantity.unit in _units("vague") else None
