"""`provision`: a number that is a rule, a right, a limit or a condition."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Comparator, Number, Record


class Provision(Record):
    """A number that is neither target, result nor part of a fund."""

    type: Literal["provision"]
    subject: str | None = Field(description="what the number limits or grants")
    scope: str | None
    comparator: Comparator
    value: Number
    value_max: Number | None
    unit: str | None
    amount: Number
    amount_max: Number | None
    dimension: str | None
    kind: Literal["eligibility", "limit", "entitlement", "requirement", "penalty"]
