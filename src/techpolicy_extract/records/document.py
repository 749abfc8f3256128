"""`document`: the file itself; the first line of every output."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record

# The kinds of official document of 《党政机关公文处理工作条例》 (2012), then those of rules, plans and their readings.
Genre = Literal[
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
    "规划",
    "方案",
    "要点",
    "清单",
    "办法",
    "规定",
    "细则",
    "条例",
    "法律",
    "指南",
    "解读",
    "答复",
    "其他",
]
Level = Literal["national", "province", "city", "county", "town"]


class Document(Record):
    """What the file is; the fields speak for its first part."""

    type: Literal["document"]
    title: str | None
    doc_number: str | None = Field(description="the number that its issuer has given it")
    genre: Genre
    issuers: list[str] = Field(description="the bodies that issue it")
    recipients: list[str] = Field(description="the bodies that it is addressed to")
    cc: list[str] = Field(description="the bodies that get a copy")
    issued_on: str | None = Field(description="the day on which it was signed, ISO")
    published_on: str | None = Field(description="the day on which the government's own site published it, ISO")
    hosted_on: str | None = Field(description="the day on which a third party published it, ISO")
    created_on: str | None = Field(description="the day on which the file says it was made, ISO; a hint only")
    source: str | None = Field(description="where the page says that it has the text from")
    index_number: str | None = Field(description="its number in the index of a portal")
    validity: str | None = Field(description="whether it is in force, in the words of the portal")
    region: str | None = Field(description="GB/T 2260 name")
    region_code: str | None = Field(description="GB/T 2260 code")
    level: Level | None = Field(description="level of the body that issued it; a national body has no region")
    plan_start: str | None
    plan_end: str | None
    script: Literal["hans", "hant"]
    source_path: str
    source_sha256: str
    format: str = Field(description="kind of the file: txt, html, mhtml, docx, pdf, ofd, doc, wps, rtf, odt")
    encoding: str | None = Field(description="encoding of the bytes; null for a format that is no encoded text")
    pages: int | None = Field(description="how many pages the file has; null for a format without pages")
    chars: int
    attachments: list[str] = Field(description="addresses of the files that the page links to as attachments")
    attachment_names: list[str] = Field(description="their names on the page, in the same order")
    numerals: int = Field(description="how many numeral expressions the text holds")
    numerals_unexplained: int
    schema_version: str
    rules_version: str
