"""Numerals with the fields that hold them: data without behaviour."""

from __future__ import annotations

from typing import Literal, NamedTuple

from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.text import Span

# The spans of numbers: each belongs to one record only.
NUMBER_FIELDS = frozenset(
    ("value", "baseline_value", "threshold_value", "threshold_max_value", "rate_percent", "cap_value", "floor_value")
) | {"total_value"}

NumeralClass = Literal[
    "field", "date", "section_marker", "document_number", "ordinal", "idiom", "enumeration", "furniture", "contact",
    "unexplained",
]  # fmt: skip


class Holder(NamedTuple):
    """A field that holds a numeral; `draft` is None for a field of the document itself."""

    draft: Draft | None
    field: str


class Numeral(NamedTuple):
    """A numeral expression: its span in the source (`place`), its class, its kind, and the fields that hold it."""

    place: Span
    klass: NumeralClass
    kind: str
    holders: tuple[Holder, ...] = ()
