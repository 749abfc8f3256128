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
    doc_number: str | None = Field(description="发文字号")
    genre: Genre | None
    issuers: list[str] = Field(description="发文机关")
    recipients: list[str] = Field(description="主送机关")
    cc: list[str] = Field(description="抄送机关")
    issued_on: str | None = Field(description="成文日期, ISO")
    region: str | None = Field(description="GB/T 2260 name; the document's where the part names none")
    anonymised: bool = Field(description="names are replaced by 某地, 某县; then no region is inherited")
