"""Deadlines: years that the text leaves out, milestones that are past, days counted from an event."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing import workdays
from techpolicy_extract.lexing.dates import recurring, resolve
from techpolicy_extract.nouns.drafts import DeadlineDraft
from techpolicy_extract.nouns.handover import DocumentFields
from techpolicy_extract.nouns.when import Day, When
from techpolicy_extract.stages.settle.classes import is_planning
from techpolicy_extract.stages.settle.headed import goals, windows
from techpolicy_extract.stages.settle.times import Clock

# The day of the document itself, and of nothing that it speaks of (名单公布之日).
_OWN_DAY = worded("times", "[从自]?[本该]?{own_names}?(?P<event>{issuing}|{publishing})(?:之?日)?起?")
_BEFORE = 12  # sentences before a deadline in which its year is looked for
_ARCHIVED = 366  # days after which a site's date is that of its archive

_ORDER = {"submission": 0, "effective": 1, "expiry": 2, "eligibility": 3, "duration": 4, "milestone": 5}


def settle(drafts: list[DeadlineDraft], clock: Clock, header: DocumentFields) -> list[DeadlineDraft]:
    """Resolve dates, drop milestones of the past, and keep one record a date."""
    drafts = [*drafts, *goals(drafts, clock), *windows(drafts, clock)]
    kept: list[DeadlineDraft] = []
    seen: set[int] = set()
    for draft in sorted(drafts, key=lambda d: (d.number, _ORDER[d.kind])):
        _dates(draft, clock)
        _count(draft, clock, header)
        if draft.number in seen:
            continue
        if draft.kind == "milestone" and draft.when is not None and _is_short(draft.when):
            draft.kind = "duration"
        if draft.notes.must and _is_condition(draft, clock):
            draft.kind = "eligibility"
        if draft.kind == "milestone" and not _ahead(draft, clock):
            continue
        if draft.notes.ahead and _is_over(draft, clock):
            continue
        seen.add(draft.number)
        kept.append(draft)
    return kept


def _is_condition(draft: DeadlineDraft, clock: Clock) -> bool:
    """Return whether something had to be done by a day that is past: 论文应于2014年1月1日前发表."""
    today = clock.today(draft.sentence.section)
    day = draft.date or draft.date_start
    return draft.kind == "milestone" and bool(today and day and not draft.recurs and day < today)


def _last_day(date: str) -> str:
    """Return the last day of a half or a quarter, or of one that is known by its last day already."""
    year, _, part = date.partition("-")
    months = {"H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}
    return f"{year}-{months[part]:02d}-31" if part in months else date


def _is_over(draft: DeadlineDraft, clock: Clock) -> bool:
    """Return whether a window has ended, or the year of a day is past, on the day the text speaks from.

    A mere year from which something applies (1984年起任…) lies behind a text that says nothing of its own day.
    """
    today, date = clock.today(draft.sentence.section), draft.date or draft.date_start
    if today is None and draft.kind == "effective" and draft.precision == "year":
        return True
    size = 4 if draft.kind == "effective" else 10
    return date is None or bool(today and date[:size] < today[: min(size, len(date))])


def _is_short(when: When) -> bool:
    """Return whether a time is a span in which something is to be done, and no goal reached."""
    return when.unit in words("times", "short")


def _dates(draft: DeadlineDraft, clock: Clock) -> None:
    """Fill date, date_start, precision and recurs from what was lexed."""
    when, today = draft.when, clock.today(draft.sentence.section)
    if when is None:
        return
    year = clock.year(draft.sentence.section)
    start, end = when.start, when.end
    last = start if when.kind == "since" else end
    if when.kind == "every":
        draft.recurs = when.unit
        draft.date = recurring(end) if end else None
        draft.date_start = recurring(start) if start else None
        draft.precision = ("day" if end.edge == "end" and draft.date else end.precision) if end else None
        return
    if last is None or (draft.kind == "submission" and _in_a_list(draft, last)):
        return
    if last.relative_month is not None:
        last = _in_month(last, today)
    if last.year is None and last.relative_year is None:
        if _is_yearly(draft, clock):
            draft.recurs, draft.date, draft.precision = "year", recurring(last), last.precision
            draft.date_start = recurring(start) if when.kind == "range" and start else None
            return
        year = year or _year_before(draft, clock)
        if year is None:
            return
        draft.flags.append("year_inferred")
        year = _year_of(start if when.kind == "range" and start else last, year, today)
    draft.date = resolve(last, year)
    draft.precision = "day" if last.edge == "end" else last.precision
    if when.kind == "range" and start is not None:
        draft.date_start = resolve(start, year if last.year is None else last.year)
        if draft.date and draft.date_start and draft.date < draft.date_start and last.year is None:
            draft.date = resolve(last, (year or 0) + 1)
    if draft.notes.after or (when.kind == "since" and draft.kind == "eligibility"):
        draft.date_start, draft.date = draft.date, None
    draft.date_alternatives = [iso for day in when.alternatives if (iso := resolve(day, year))]
    if when.repaired:
        draft.flags.append("date_ambiguous" if when.alternatives else "date_repaired")


def _in_a_list(draft: DeadlineDraft, day: Day) -> bool:
    """Give a day without a year the rhythm of the time before it: 每年6月30日前、12月31日前分别报送."""
    before = [lexeme for lexeme in draft.sentence.at.values() if lexeme.when and lexeme.start < draft.number]
    when = max(before, key=lambda lexeme: lexeme.start).when if before else None
    if when is None or when.kind != "every" or when.unit != "year" or day.year or day.relative_year is not None:
        return False
    draft.recurs, draft.date, draft.precision = "year", recurring(day), "day" if day.edge == "end" else day.precision
    return True


def _in_month(day: Day, today: str | None) -> Day:
    """Return a day of 本月 or 下月 with the month and year of the day the text speaks from."""
    if today is None or len(today) < len("2024-01"):
        return day
    months = int(today[:4]) * 12 + int(today[5:7]) - 1 + (day.relative_month or 0)
    return replace(day, year=months // 12, month=months % 12 + 1, relative_month=None)


def _is_yearly(draft: DeadlineDraft, clock: Clock) -> bool:
    """Return whether the clause before a day without a year speaks of each year: 每年度申报期为1—10月."""
    before = clock.text[draft.quote.start : draft.number]
    return any(word in before for word in words("deadlines", "yearly"))


def _year_before(draft: DeadlineDraft, clock: Clock) -> int | None:
    """Return the year of the nearest day before a deadline, in its sentence or a few before it."""
    index = bisect_left(clock.sentences, draft.sentence.start, key=lambda sentence: sentence.start)
    for sentence in (draft.sentence, *clock.sentences[max(0, index - _BEFORE) : index][::-1]):
        named = [lexeme for lexeme in sentence.at.values() if lexeme.when and lexeme.start < draft.number]
        years = [day.year for lexeme in named if (day := lexeme.when and lexeme.when.end) and day.year and day.month]
        if years:
            return years[-1]
    return None


def _count(draft: DeadlineDraft, clock: Clock, header: DocumentFields) -> None:
    """Resolve days that are counted from the document's own issue or publication, where its date is known."""
    days, anchor = draft.offset_days, _OWN_DAY.fullmatch(draft.anchor or "")
    if days is None or anchor is None or draft.date:
        return
    start = _anchor_date(anchor["event"], clock.today(draft.sentence.section), header)
    date = workdays.add(start, days, bool(draft.workdays)) if start else None
    if date is not None:
        draft.date, draft.precision = date.isoformat(), "day"
        draft.flags.append("date_resolved")


def _anchor_date(event: str, today: str | None, header: DocumentFields) -> date | None:
    """Return 成文日期 for 印发之日, 发布日期 for 发布之日, unless the site put up an old document long after."""
    other = (header.published_on, header.hosted_on, header.plan_start)
    issued = header.issued_on if today in other else today
    first, second = _day(issued), _day(header.published_on)
    if event in words("times", "issuing") or second is None:
        return first
    return first if first and (second - first).days > _ARCHIVED else second


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso is not None and len(iso) == len("2024-01-01") else None


def _year_of(day: Day, year: int, today: str | None) -> int:
    """Return the year of a day without one: a January date in a December notice is next year's."""
    month = int(today[5:7]) if today and len(today) >= 7 else None
    return year + 1 if month and day.month and day.month < month - 6 else year


def _ahead(draft: DeadlineDraft, clock: Clock) -> bool:
    """Return whether a milestone lies ahead of the day the text speaks from."""
    date, today, cue = draft.date, clock.today(draft.sentence.section), draft.notes.cue
    if draft.when is not None and draft.when.kind in ("span", "every"):
        return True
    if date is None:
        return False
    if today is None:
        return cue
    if date[:4] != today[:4]:
        return date[:4] > today[:4]
    if draft.precision in ("half", "quarter"):
        date, cue = _last_day(date), True
    planning = is_planning(clock.scope(draft.sentence.section).genre)
    if len(date) == len("2024"):
        return planning or draft.date_text.endswith(words("deadlines", "within_it"))
    bounded = draft.date_text.endswith(words("times", "ends") + words("deadlines", "within_it"))
    return cue and date > today and (planning or bounded)
