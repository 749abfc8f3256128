"""Which fields are scored, and which of them may differ a little: read from the table of record types."""

from __future__ import annotations

from techpolicy_extract.products.pairing import ANCHORS
from techpolicy_extract.records import KINDS, family

_SCORED = {name: kind.scoring for name, kind in KINDS.items() if kind.scoring}
FIELDS: dict[str, tuple[str, ...]] = {name: _SCORED[name].fields for name in ANCHORS}
SOFT: dict[str, frozenset[str]] = {name: frozenset(_SCORED[name].soft) for name in ANCHORS}
DOCUMENT_FIELDS = _SCORED["document"].fields
NUMBERED = tuple(name for name, kind in KINDS.items() if kind.number)
NUMBERS = "numbers (any)"  # the row that asks only whether a number is in some record
POOLED = tuple(name for name in KINDS if family(name) != name)  # their fields are counted together, too
QUANTITY = family(POOLED[0])  # what they are called together
QUANTITY_FIELDS = FIELDS[POOLED[0]]
