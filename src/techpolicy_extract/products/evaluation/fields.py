"""Which fields are scored, and which of them may differ a little."""

from __future__ import annotations

QUANTITY_FIELDS = (
    "indicator", "comparator", "value", "value_max", "unit", "amount", "dimension", "measure", "accumulation",
    "baseline_value", "period_start", "period_end", "scope", "action",
)  # fmt: skip
FIELDS: dict[str, tuple[str, ...]] = {
    "target": QUANTITY_FIELDS,
    "result": QUANTITY_FIELDS,
    "provision": ("subject", "comparator", "value", "value_max", "unit", "amount", "kind"),
    "fund": (
        "name", "instrument", "threshold_amount", "threshold_comparator", "threshold_max_amount", "rate_percent",
        "rate_max_percent", "cap_amount", "floor_amount", "total_amount", "total_role", "baseline_value", "status",
        "condition", "beneficiary", "per", "rate_base",
    ),
    "deadline": ("kind", "date", "date_start", "precision", "recurs", "action", "recipient"),
    "contact": ("person", "organization", "phones", "emails", "address", "postcode"),
    "section": ("level", "kind", "number", "heading"),
    "citation": ("title", "doc_number", "relation"),
    "responsibility": ("lead", "participants", "guiding", "task"),
}  # fmt: skip
SOFT = frozenset((
    "indicator", "subject", "scope", "name", "action", "recipient", "heading", "title", "organization", "address",
    "condition", "beneficiary", "per", "rate_base", "task",
))  # fmt: skip
DOCUMENT_FIELDS = (
    "title", "doc_number", "genre", "issuers", "recipients", "issued_on", "published_on", "region", "script",
)  # fmt: skip
NUMBERED = ("target", "result", "provision", "fund")
NUMBERS = "numbers (any)"  # the row that asks only whether a number is in some record
QUANTITY = "quantity"  # the type that pools target and result where fields are counted
