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
    guiding: list[str] = Field(description="the bodies that guide the others")
    open_ended: bool = Field(description="the list ends in a word for others that it does not name")
    lead_full: list[str] = Field(description="`lead` with an elided level (province, city, district) put back")
    participants_full: list[str] = Field(description="`participants` with an elided level put back")
    task: str | None = Field(
        description="heading of the innermost section that ends with the group; in a table the task of its row"
    )
