"""The fields of every record, and the closed lists of values for fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Number = int | float
Place = Annotated[list[int], Field(min_length=2, max_length=2, description="[start, end) in the source text")]
Cell = Annotated[list[int], Field(min_length=3, max_length=3)]
Spans = dict[str, Place | list[Place]]
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Flag = Literal[
    "date_repaired",
    "date_ambiguous",
    "date_resolved",
    "number_repaired",
    "period_inherited",
    "period_resolved",
    "year_inferred",
    "indicator_inherited",
    "class_inferred",
    "ocr",
    "ocr_doubtful",
    "reviewed",
]


class Record(BaseModel):
    """A line of output: what was found, where it stands in the source, which rule made it."""

    model_config = ConfigDict(strict=True, extra="forbid")

    type: str
    id: str = Field(description="stable: depends on the document, on what the record says and where")
    doc_id: str
    section_id: str | None = Field(description="the innermost section that holds the record")
    quote: str = Field(description="source[start:end]: the clause that the record was read from")
    start: int = Field(ge=0, description="first code point of the quote in the source text")
    end: int = Field(ge=0, description="code point behind the quote")
    page: int | None = Field(description="the page on which the quote begins, from 1, where the file has pages")
    sheet: str | None = Field(description="the sheet of a workbook that holds the table, as it is named there")
    cell: Cell | None = Field(description="the table, row and column, from 1, of the cell in which the value stands")
    text: str = Field(
        description="the quote as a person would read it: simplified script, furniture and line breaks out"
    )
    spans: Spans = Field(description="field name → [start, end) in the source, a list of them for a list field")
    rule: str
    flags: list[Flag]
