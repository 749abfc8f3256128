"""`section`: a part, heading, item or box of the document."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Record

Style = Literal[
    "一、", "（一）", "1.", "1.1", "1.1.1", "（1）", "①", "第一编", "第一章", "第一节", "第一条", "一是", "专栏1", "附件1", "none"
]  # fmt: skip


class Section(Record):
    """One section; `start`-`end` is its marker and heading, and its body reaches to the next section."""

    type: Literal["section"]
    parent_id: str | None
    level: int = Field(ge=0, description="0 for a part")
    kind: Literal["part", "heading", "item", "box"]
    style: Style
    number: int | None
    heading: str | None = Field(description="normalised, without the marker")
    path: str = Field(description="the markers of the sections around it, and its own, joined by /")
