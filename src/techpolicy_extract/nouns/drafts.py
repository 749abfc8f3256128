"""Records in the making, and numerals with the fields that hold them: data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When

# The spans of numbers: each belongs to one record only.
NUMBER_FIELDS = frozenset(
    ("value", "baseline_value", "threshold_value", "threshold_max_value", "rate_percent", "cap_value", "floor_value")
) | {"total_value"}


@dataclass(slots=True)
class Draft:
    """A record in the making: its fields, their spans in the normalised text, and what `settle` needs to finish it.

    `number` is the position in the normalised text of the record's number, date or name, from which its time and
    class are decided. `against` is the benchmark, whose time is not the record's. `index` is a number's place in a
    list and the length of that list.
    """

    type: str
    rule: str
    quote: Span
    fields: dict[str, object]
    spans: dict[str, Span | list[Span]]
    sentence: Sentence
    number: int
    flags: list[str] = field(default_factory=list)
    when: When | None = None
    part_of: Draft | None = None
    against: Span | None = None
    index: tuple[int, int] | None = None


NumeralClass = Literal[
    "field", "date", "section_marker", "document_number", "ordinal", "idiom", "enumeration", "furniture", "contact",
    "unexplained",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """A field that holds a numeral; `draft` is None for a field of the document itself."""

    draft: Draft | None
    field: str


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral expression: its span in the source (`place`), its class, its kind, and the fields that hold it."""

    place: Span
    klass: NumeralClass
    kind: str
    holders: tuple[Holder, ...] = ()
