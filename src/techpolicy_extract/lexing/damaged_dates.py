"""Dates that have lost 年 or 月: 20221218日, 2022623日, 20229月, 720日, 202081821日."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from techpolicy_extract.lexing.date_forms import valid
from techpolicy_extract.nouns.when import Day, When
from techpolicy_extract.patterns.lazy import lazy

_DAYS = lazy(r"(?P<digits>\d{3,9})日(?!元|均|内|以内|之内|以上|以下|后|之后|行动|攻坚|计划|夜|龄|游)")
_MONTH = lazy(r"(?P<year>20\d{2})(?P<month>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12]\d|[1-9])日)?")
# Two digits are month and day only where they cannot be a day whose month was lost.
_YEAR_KEPT = lazy(r"(?P<year>(?:19|20)\d{2})年(?P<digits>\d{3,4}|3[2-9]|[4-9][1-9])日")
_COMPARATOR = lazy(
    r"(?:不少于|不低于|不超过|至少|超过|低于|少于|不足|长达|最长"
    r"|最多|最高|近|达|满|[共约为]|[累合总]计)$"
)

Reading = tuple[Day, Day | None]


def match_damaged(text: str, pos: int) -> tuple[When, int] | None:
    """Read a damaged date at `pos`: return the time and its end; None where no reading is a calendar day.

    All valid readings are kept: the first is taken, the others are its `alternatives`.
    """
    if pos and text[pos - 1] in "0123456789.-/—,":
        return None
    found = _MONTH.match(text, pos)
    if found:
        day = int(found.group("day")) if found.group("day") else None
        read = Day("day" if day else "month", int(found.group("year")), int(found.group("month")), day)
        return (When("day", end=read, repaired=True), found.end()) if valid(read) else None
    found = _DAYS.match(text, pos)
    if not found or _COMPARATOR.search(text, max(0, pos - 3), pos):
        return None
    return _choose(_all_readings(found.group("digits")), found.end())


def match_month_lost(text: str, pos: int) -> tuple[When, int] | None:
    """Read a date that lost only 月 (2022年623日), before it is taken for a whole year."""
    found = _YEAR_KEPT.match(text, pos)
    return _choose(_readings(found.group("digits"), int(found.group("year"))), found.end()) if found else None


def _all_readings(digits: str) -> list[Reading]:
    """List readings with a year and, for a short run, without one."""
    readings: list[Reading] = []
    if len(digits) >= 6 and digits[:2] in ("19", "20"):
        readings += _readings(digits[4:], int(digits[:4]))
    if len(digits) <= 6:
        readings += _readings(digits, None)
    return readings


def _readings(digits: str, year: int | None) -> list[Reading]:
    """Split digits into month and day; only if that fails, into month, day and later day (8月18—21日)."""
    single: list[Reading] = [(day, None) for day in _days(digits, year)]
    return single or list(_stretches(digits, year))


def _days(digits: str, year: int | None) -> Iterator[Day]:
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if _number(month, 12) and _number(day, 31):
            read = Day("day", year, int(month), int(day))
            if valid(read):
                yield read


def _stretches(digits: str, year: int | None) -> Iterator[Reading]:
    for first, second in combinations(range(1, len(digits)), 2):
        month, low, high = digits[:first], digits[first:second], digits[second:]
        if not (_number(month, 12) and _number(low, 31) and _number(high, 31)) or int(low) >= int(high):
            continue
        start, end = (Day("day", year, int(month), int(day)) for day in (low, high))
        if valid(start) and valid(end):
            yield start, end


def _number(digits: str, top: int) -> bool:
    """Tell whether digits are a number from 1 to `top` as a document writes it, without a leading zero."""
    return 1 <= len(digits) <= 2 and digits[0] != "0" and int(digits) <= top


def _choose(readings: list[Reading], end: int) -> tuple[When, int] | None:
    if not readings:
        return None
    (day, last), others = readings[0], tuple(other[0] for other in readings[1:])
    if last is None:
        return When("day", end=day, repaired=True, alternatives=others), end
    return When("range", day, last, repaired=True, alternatives=others), end
