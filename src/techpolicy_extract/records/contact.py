"""`contact`: a person or a purpose with the numbers and addresses that belong to it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record


class Contact(Record):
    """One contact: a person, an organization or a purpose, and how to reach it."""

    type: Literal["contact"]
    person: list[str]
    organization: str | None
    phones: list[str] = Field(description="as written")
    phones_e164: list[str]
    fax: list[str]
    emails: list[str]
    email_notes: list[str] = Field(
        description="what the text says of each (internal, external), in the order of `emails`"
    )
    address: str | None
    postcode: str | None
    url: str | None
    purpose: str | None
