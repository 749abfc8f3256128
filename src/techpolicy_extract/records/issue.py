"""`issue`: a finding of `validate` about the document."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record

Code = Literal[
    "conflicting_dates",
    "percentage_over_100",
    "range_reversed",
    "baseline_after_target",
    "plan_period_outside_title",
    "unreadable_part",
    "date_repaired",
    "date_ambiguous",
    "unknown_phone",
]


class Issue(Record):
    """One finding about the text, or about records that contradict each other."""

    type: Literal["issue"]
    code: Code
    severity: Literal["error", "warning", "info"]
    message: str = Field(description="one sentence, with the words of the source")
    records: list[str] = Field(description="ids of the records concerned")
