"""What a builder may ask about the document around a sentence, and what a rule says beyond its pattern."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.nouns.model import Quantity, Rule
from techpolicy_extract.nouns.sums import Baseline, ComparedSum, Rate, Sum
from techpolicy_extract.records.flat import json_number, settable
from techpolicy_extract.records.rule_pack import RULE_TYPES

_PERMILLE = 10  # parts of a thousand in one of a hundred
D = TypeVar("D", bound=Draft)


def sum_of(quantity: Quantity) -> Sum:
    """Return value, unit and amount of a quantity; of a range the lower end."""
    return Sum(json_number(quantity.value), quantity.unit, json_number(quantity.amount))


def upper_of(quantity: Quantity) -> Sum | None:
    """Return the upper end of a range; None for a quantity that is none."""
    if quantity.value_max is None or quantity.amount_max is None:
        return None
    return Sum(json_number(quantity.value_max), quantity.unit, json_number(quantity.amount_max))


def rate_of(quantity: Quantity, operator: str) -> Rate:
    """Return a share in percent, with its upper end where it is a range; 0.5‰ is 0.05 %."""
    parts = _PERMILLE if quantity.dimension == "permille" else 1
    most = None if quantity.value_max is None else json_number(quantity.value_max / parts)
    return Rate(operator, json_number(quantity.value / parts), most)


def compared(amount: Sum, operator: str) -> ComparedSum:
    """Return a sum with its comparator."""
    return ComparedSum(amount.value, amount.unit, amount.amount, operator)


def baseline_of(quantity: Quantity) -> Baseline:
    """Return value and unit of a quantity from which a number has changed."""
    return Baseline(json_number(quantity.value), quantity.unit)


def holds(positions: Sequence[int], start: int, end: int) -> bool:
    """Return whether one of some sorted positions lies in `[start, end)`."""
    first = bisect_left(positions, start)
    return first < len(positions) and positions[first] < end


def set_by_rule(draft: D, rule: Rule) -> D:
    """Set the fields that a rule gives its records, and the notes for its marks; return the draft.

    Raises RuleError for a key that is neither.
    """
    marks = RULE_TYPES[rule.type].marks
    for name, value in rule.set.items():
        if name in marks:
            setattr(draft.notes, name, value)
        elif name in settable(type(draft)):
            setattr(draft, name, value)
        else:
            what = f"a rule for a {rule.type} cannot set {name!r}"
            raise RuleError(what, f"{rule.pack}: {rule.id}", "see schemas/")
    return draft


def said_by_rule(rule: Rule, name: str) -> str:
    """Return a field that only the rule can know. Raises RuleError where its `set` lacks it."""
    value = rule.set.get(name)
    if not isinstance(value, str):
        raise RuleError(f"a rule for a {rule.type} must set {name!r}", f"{rule.pack}: {rule.id}", "see schemas/")
    return value
