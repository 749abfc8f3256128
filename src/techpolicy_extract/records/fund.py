"""`fund`: money made available by an instrument, and the instrument itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from techpolicy_extract.records.base import Comparator, Number, Record

Instrument = Literal[
    "fund",
    "subsidy",
    "reward",
    "loan",
    "risk_pool",
    "voucher",
    "investment",
    "budget",
    "fee_waiver",
    "tax",
    "insurance",
    "bond",
]


class Fund(Record):
    """One instrument or one rule that gives, lends, invests, raises or waives money."""

    type: Literal["fund"]
    name: str | None = Field(description="as written; null for a generic noun of award")
    fund_id: str | None = Field(description="the same for every record of one instrument in a file")
    instrument: Instrument | None
    provider: str | None
    beneficiary: str | None
    condition: str | None
    threshold_comparator: Comparator | None
    threshold_value: Number | None
    threshold_unit: str | None
    threshold_amount: Number | None
    threshold_max_value: Number | None
    threshold_max_unit: str | None
    threshold_max_amount: Number | None
    rate_comparator: Comparator | None
    rate_percent: Number | None
    rate_max_percent: Number | None
    rate_base: str | None
    cap_value: Number | None
    cap_unit: str | None
    cap_amount: Number | None
    floor_value: Number | None
    floor_unit: str | None
    floor_amount: Number | None
    total_comparator: Comparator | None
    total_value: Number | None
    total_unit: str | None
    total_amount: Number | None
    baseline_value: Number | None = Field(description="the value before a change: 30 where it is raised from 30 to 50")
    baseline_unit: str | None
    total_role: Literal["raised", "invested", "granted", "lent", "leveraged", "allocated", "size"] | None
    per: str | None = Field(description="unit of award, as written: each firm, one firm in one year")
    grade_of: str | None = Field(description="id of the first record of the rule, which holds what its grades share")
    status: Literal["planned", "in_force", "achieved"] | None
    change: Literal["set_up", "enlarge", "pilot", "reform"] | None
