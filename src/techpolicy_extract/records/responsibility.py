"""`responsibility`: who leads a task, who takes part in it, who guides it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record


class Responsibility(Record):
    """One group of bodies in a parenthesis, line or row of a table, and the task that is theirs."""

    type: Literal["responsibility"]
    lead: list[str] = Field(description="as written, simplified script; all bodies where none is declared the leader")
    participants: list[str]
    guiding: list[str] = Field(description="the bodies of …指导")
    open_ended: bool = Field(description="the list ends in 等")
    lead_full: list[str] = Field(description="`lead` with an elided 省, 市 or 区 put back")
    participants_full: list[str] = Field(description="`participants` with an elided 省, 市 or 区 put back")
    task: str | None = Field(
        description="heading of the innermost section that ends with the group; in a table the task of its row"
    )
