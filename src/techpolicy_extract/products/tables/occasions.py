"""Compute the days of a deadline for a calendar: first, last, and how it recurs."""

from __future__ import annotations

import re
from calendar import IllegalMonthError, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from techpolicy_extract.products.tables.cells import full_day
from techpolicy_extract.products.tables.model import Entry, Row

_PARTIAL = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})|-Q(?P<quarter>[1-4])|-H(?P<half>[12]))?")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_YEARLY = re.compile(r"--(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")
_DATED = ("issued_on", "published_on", "hosted_on", "plan_start")
_AT_END = re.compile("[底末]")  # 月底, 月末, 年底


@dataclass(frozen=True, slots=True)
class Occasion:
    """The days from `first` to the day before `behind`.

    `rule` is an RRULE. `notes` explain how partial dates were read: the key of a note in the lexicon, and the date.
    """

    first: date
    behind: date
    rule: str | None = None
    notes: tuple[tuple[str, str], ...] = ()


def occasion(entry: Entry) -> Occasion | None:
    """Return the days of a deadline.

    Returns None where it has no date, or recurs without a month or without a year to begin from.
    """
    record = entry.record
    if record["recurs"]:
        return _yearly(record, entry.document or {})
    from_start = record["kind"] == "effective"  # in force from a month on means from its first day
    date_, start = record["date"], record["date_start"]
    days = _edge(start, last=False), _edge(date_, last=not from_start)
    first, last = days[0] or days[1], days[1] or days[0]
    if first is None or last is None:
        return None
    if first > last:  # the text contradicts itself: the closing day counts
        first = last
    notes = [(_note(last=False), start)] if days[0] and not full_day(start) else []
    notes += [(_note(last=not from_start), date_)] if days[1] and not full_day(date_) else []
    return Occasion(first, _next(last), notes=tuple(notes)) if last < date.max else None


def _yearly(record: Row, document: Row) -> Occasion | None:
    """Return a day that recurs every year, beginning with the first one that is not before the document's date."""
    found = _YEARLY.fullmatch(record["date"] or "")
    since = next((day for name in _DATED if (day := full_day(document.get(name)))), None)
    if record["recurs"] != "year" or found is None or since is None:
        return None
    month = int(found["month"])
    # 每年2月底 is written --02-28, and means the 29th in a leap year.
    at_end = found["day"] is None or bool(_AT_END.search(record["date_text"]))
    place = -1 if at_end else int(found["day"])
    years = range(since.year, since.year + 9)  # two leap years are at most 8 years apart
    days = (_in(year, month, place) for year in years)
    first = next((day for day in days if day and day >= since), None)
    if first is None or first == date.max:
        return None
    notes = () if found["day"] else (("rest_of_period", str(record["date"])),)
    return Occasion(first, _next(first), f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={place}", notes)


def _in(year: int, month: int, day: int) -> date | None:
    """Return the day of a month, -1 for its last day; None where there is no such day."""
    try:
        return date(year, month, monthrange(year, month)[1] if day == -1 else day)
    except (ValueError, IllegalMonthError):
        return None


def _edge(iso: str | None, last: bool) -> date | None:
    """Return the first or the last day of a full or partial ISO date; None where the text is no such date."""
    if day := full_day(iso):
        return day
    found = _PARTIAL.fullmatch(iso or "")
    if found is None:
        return None
    name = found.lastgroup or "year"
    months = _MONTHS[name]
    begin = 1 if name == "year" else months * (int(found[name]) - 1) + 1
    year = int(found["year"])
    return _in(year, begin + months - 1, -1) if last else _in(year, begin, 1)


def _note(last: bool) -> str:
    return "rest_of_period" if last else "start_of_period"


def _next(day: date) -> date:
    return day + timedelta(days=1)
