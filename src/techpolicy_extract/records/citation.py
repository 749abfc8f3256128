"""`citation`: another document, and what this one does to it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record


class Citation(Record):
    """One mention of another document by its full title or number."""

    type: Literal["citation"]
    title: str | None = Field(description="without 《》, simplified script")
    doc_number: str | None = Field(description="number of the document, in its full form")
    issuer: str | None
    year: int | None
    relation: Literal["basis", "implement", "forward", "attach", "interpret", "amend", "repeal", "mention"]
