"""`target` and `result`: one record for each number that is aimed at or has been reached."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Comparator, Number, Record

Measure = Literal["level", "growth", "share", "multiple", "change", "gap"]


class Quantified(Record):
    """The fields that target and result share."""

    indicator: str | None = Field(description="the noun phrase that names what is counted, simplified script")
    indicator_id: str | None = Field(description="id in the indicator lexicon")
    qualifier: str | None = Field(description="the attributive clause that was cut off the indicator")
    part_of: str | None = Field(
        description="id of the record whose number this one is a part of, where the text says so"
    )
    scope: str | None = Field(description="whose number it is: a place, or the group that is counted")
    action: str | None = Field(description="the verb that says what is done to reach it")
    comparator: Comparator
    value: Number = Field(
        description="the number as written, without the ten thousands or hundred millions that its unit holds"
    )
    value_max: Number | None
    unit: str | None = Field(description="as written, simplified script")
    amount: Number = Field(
        description="value times the ten thousands, hundred millions and the like that its unit holds"
    )
    amount_max: Number | None
    dimension: str | None = Field(description="CNY or another ISO 4217 code, percent, count, person, duration …")
    measure: Measure
    benchmark: str | None = Field(description="what a growth, multiple or gap is compared with")
    accumulation: Literal["cumulative", "annual"] | None
    baseline_value: Number | None
    baseline_unit: str | None
    baseline_period: str | None
    period_text: str | None
    period_start: str | None = Field(description="ISO date")
    period_end: str | None = Field(description="ISO date")
    binding: bool | None = Field(
        description="true where the text calls the number binding, false where it calls it expected"
    )


class Target(Quantified):
    """What the text commits to or aims at from its own day on."""

    type: Literal["target"]


class Result(Quantified):
    """What the text says has been reached."""

    type: Literal["result"]
