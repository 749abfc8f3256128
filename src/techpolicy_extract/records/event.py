"""`event`: a dated fact of the document's own story."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record


class Event(Record):
    """A fact of a past day: adopted, approved, issued, visited, came into force, started, was set up."""

    type: Literal["event"]
    date_text: str
    date: str | None = Field(description="ISO, to the known precision: 2022, 2022-09, 2022-06-23")
    date_start: str | None = Field(description="the first day, where a span is given")
    precision: Literal["day", "month", "quarter", "half", "year"] | None
    date_alternatives: list[str] = Field(description="the other valid readings of a damaged date")
    action: str = Field(description="the clause that says what happened")
    actor: str | None = Field(description="who did it, as written, simplified script")
