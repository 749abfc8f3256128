"""`part`: a document inside the file, with what it has of its own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record
from techpolicy_extract.records.document import Genre


class Part(Record):
    """A cover notice, a document that it forwards, or an attachment; a file with one document has one part."""

    type: Literal["part"]
    role: Literal["main", "forwarded", "attachment"]
    title: str | None
    doc_number: str | None = Field(description="the number that its issuer has given it")
    genre: Genre | None
    issuers: list[str] = Field(description="the bodies that issue it")
    recipients: list[str] = Field(description="the bodies that it is addressed to")
    cc: list[str] = Field(description="the bodies that get a copy")
    issued_on: str | None = Field(description="the day on which it was signed, ISO")
    region: str | None = Field(description="GB/T 2260 name; the document's where the part names none")
    anonymised: bool = Field(
        description="names of places are replaced by “a certain county”; then no region is inherited"
    )
