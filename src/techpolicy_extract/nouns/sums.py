"""Values with their units as the fields of a record have them: data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass

Number = int | float


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money or another bound of a fund: the value as written, its unit, and what it comes to."""

    value: Number
    unit: str | None
    amount: Number


@dataclass(frozen=True, slots=True)
class ComparedSum(Sum):
    """A sum with the comparator that the words around it make."""

    comparator: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of something in percent; `max_percent` is the upper end of a range."""

    comparator: str
    percent: Number
    max_percent: Number | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value from which a number has changed."""

    value: Number
    unit: str | None
