"""Days counted from a date; working days by the calendar that 国务院办公厅 announces year by year."""

from __future__ import annotations

from datetime import date, timedelta


def add(start: date, days: int, working: bool) -> date | None:
    """Return the day that is `days` after `start`, which is itself not counted.

    Working days are those of the official calendar, days worked in place of a holiday included; None where they
    reach into a year that it does not have. Raises ValueError where `days` is negative.
    """
    if days < 0:
        raise ValueError(f"{days} days cannot be counted")
    if not working:
        return _later(start, days)
    day: date | None = start
    for _ in range(days):
        day = _next_working(day) if day else None
    return day


def _next_working(day: date) -> date | None:
    """Return the first working day after `day`; None outside the calendar."""
    # loaded here: few documents need the calendar's tables
    from chinese_calendar import is_workday

    following = _later(day, 1)
    while following is not None:
        try:
            if is_workday(following):
                return following
        except NotImplementedError:
            return None
        following = _later(following, 1)
    return None


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
