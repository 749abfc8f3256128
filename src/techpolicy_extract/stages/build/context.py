"""What a builder may ask about the document around a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.model import Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.records.rule_pack import RULE_TYPES


def number(value: Decimal | None) -> int | float | None:
    """Turn a Decimal into the JSON number that prints as it was written."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def holds(positions: Sequence[int], start: int, end: int) -> bool:
    """Return whether one of some sorted positions lies in `[start, end)`."""
    first = bisect_left(positions, start)
    return first < len(positions) and positions[first] < end


def draft(match: Match, kind: str, quote: Span, position: int) -> Draft:
    """Begin a record of `kind` from a match, with the fields that the rule sets; a mark stands behind a `_`."""
    marks = RULE_TYPES[match.rule.type].marks
    fields = {f"_{name}" if name in marks else name: value for name, value in match.rule.set.items()}
    return Draft(
        type=kind, rule=match.rule.id, quote=quote, fields=fields, spans={},
        sentence=match.sentence, number=position,
    )  # fmt: skip
