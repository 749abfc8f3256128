"""Convert lexed times to ISO dates, as precise as the text is, and to the first and last days of periods."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from techpolicy_extract.nouns.when import Day, When

# A full day as sites write it: 2019-01-08, 2019/1/8, 2019年01月08日.
STATED_DAY = re.compile(r"((?:19|20)\d\d)(?:[-./]|年 ?)(\d{1,2})(?:[-./]|月 ?)(\d{1,2})(?!\d)(?: ?日)?")


def resolve(day: Day, default_year: int | None) -> str | None:
    """Write a day in ISO, as precisely as it is known: 2025, 2025-06, 2024-04-28, 2018-Q3, 2018-H1.

    The end of a month, quarter, half or year is its last day (6月底: 2025-06-30). `default_year` replaces a missing
    year and is the year of 今年. None where the year is unknown, or the month of a day.
    """
    year = _year(day, default_year)
    if year is None:
        return None
    if day.edge == "end" and day.precision != "day":
        last = _last(day, year)
        return last.isoformat() if last else None
    if day.precision == "year":
        return f"{year:04d}"
    if day.precision == "quarter":
        return f"{year:04d}-Q{day.index}"
    if day.precision == "half":
        return f"{year:04d}-H{day.index}"
    if day.month is None:
        return None
    if day.precision == "month":
        return f"{year:04d}-{day.month:02d}"
    found = _date(year, day.month, day.day)
    return found.isoformat() if found else None


def recurring(day: Day) -> str | None:
    """Write a day that comes back every year without its year: --02-28 for 2月底, --03 for a month, None otherwise."""
    if day.month is None:
        return "--12-31" if day.precision == "year" and day.edge == "end" else None
    if day.edge == "end":
        # 2023 is no leap year: the end of February is taken as the 28th.
        return f"--{day.month:02d}-{monthrange(2023, day.month)[1]:02d}"
    return f"--{day.month:02d}" + (f"-{day.day:02d}" if day.day else "")


def bounds(when: When, reference_year: int | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of a time in ISO form; None for an open, unknown or recurring end.

    `reference_year` is the year of the document. A range that would run backwards over New Year ends a year later.
    """
    if when.kind in ("span", "every"):
        return None, None
    if when.kind == "day":
        return (_first_iso(when.end, reference_year), _last_iso(when.end, reference_year)) if when.end else (None, None)
    if when.kind == "since":
        return _first_iso(when.start, reference_year), None
    first, last = _first_iso(when.start, reference_year), _last_iso(when.end, reference_year)
    if first and last and last < first and when.end and when.end.year is None:
        last = _last_iso(when.end, (reference_year or 0) + 1)
    return first, last


def _year(day: Day, default_year: int | None) -> int | None:
    if day.year is not None:
        return day.year
    return None if default_year is None else default_year + (day.relative_year or 0)


def _date(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def _first_iso(day: Day | None, default_year: int | None) -> str | None:
    """Return the first day of a period in ISO form; for 年底 and 月底, the last day."""
    if day is None:
        return None
    year = _year(day, default_year)
    if year is None:
        return None
    if day.edge == "end" and day.precision != "day":
        return _last_iso(day, default_year)
    found = _date(year, _months(day)[0], day.day) if _months(day)[0] else None
    return found.isoformat() if found else None


def _last_iso(day: Day | None, default_year: int | None) -> str | None:
    year = _year(day, default_year) if day else None
    if day is None or year is None:
        return None
    last = _last(day, year)
    return last.isoformat() if last else None


def _last(day: Day, year: int) -> date | None:
    month = _months(day)[1]
    if not month:
        return None
    return _date(year, month, day.day or monthrange(year, month)[1])


def _months(day: Day) -> tuple[int, int]:
    """Return the first and the last month of a period; 0 where the text gives none."""
    if day.precision == "quarter":
        return (day.index or 1) * 3 - 2, (day.index or 1) * 3
    if day.precision == "half":
        return ((1, 6), (7, 12))[(day.index or 1) - 1]
    if day.precision == "year":
        return 1, 12
    return day.month or 0, day.month or 0


def with_year(day: Day, year: int | None) -> Day:
    """Return a day that has no year with `year`; any other day as it is."""
    if day.year is not None or year is None:
        return day
    return replace(day, year=year + (day.relative_year or 0), relative_year=None)


def iso_day(text: str) -> tuple[str, tuple[int, int]] | None:
    """Return the first full day in `text` in ISO form, and its span in `text`; None without one.

    `2019年01月08日` is 2019-01-08.
    """
    match = STATED_DAY.search(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat(), match.span()
    except ValueError:
        return None
