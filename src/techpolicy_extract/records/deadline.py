"""`deadline`: a day or period by which, from which or until which something must or may be done."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record


class Deadline(Record):
    """One day or period and what it binds."""

    type: Literal["deadline"]
    kind: Literal["submission", "milestone", "effective", "expiry", "eligibility", "duration"]
    date_text: str
    date: str | None = Field(description="ISO, to the known precision: 2025, 2025-06, 2018-Q3, 2024-04-28")
    date_start: str | None = Field(description="the first day, where a span is given")
    precision: Literal["day", "month", "quarter", "half", "year"] | None
    date_alternatives: list[str] = Field(description="the other valid readings of a damaged date")
    recurs: Literal["year", "half", "quarter", "month"] | None
    anchor: str | None = Field(description="the event that a relative deadline counts from")
    offset_days: int | None
    workdays: bool | None
    action: str | None
    recipient: str | None
