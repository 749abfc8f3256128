"""Deadlines: years that the text leaves out, milestones that are past, days counted from an event."""

from __future__ import annotations

from techpolicy_extract.dates import recurring, resolve
from techpolicy_extract.link.classes import PLANNING
from techpolicy_extract.link.times import Clock
from techpolicy_extract.model import Day, Draft, Section
from techpolicy_extract.text import Span

_ORDER = {"submission": 0, "effective": 1, "expiry": 2, "eligibility": 3, "duration": 4, "milestone": 5}


def settle(drafts: list[Draft], clock: Clock, today: str | None, genres: dict[str, str]) -> list[Draft]:
    """Resolve dates, drop milestones of the past, and keep one record a date."""
    drafts = drafts + _from_headings(drafts, clock)
    kept: list[Draft] = []
    seen: set[int] = set()
    for draft in sorted(drafts, key=lambda d: (d.number, _ORDER[str(d.fields["kind"])])):
        after = bool(draft.fields.pop("_after", False))
        cue = bool(draft.fields.pop("_cue", False))
        _dates(draft, clock, today, after)
        genre = genres[clock.part_of(draft.sentence.section).section_id]
        if draft.number in seen:
            continue
        if draft.fields["kind"] == "milestone" and not _ahead(draft, today, cue, genre):
            continue
        seen.add(draft.number)
        kept.append(draft)
    return kept


def _dates(draft: Draft, clock: Clock, today: str | None, after: bool) -> None:
    """Fill date, date_start, precision and recurs from what was lexed."""
    fields = draft.fields
    fields |= {"date": None, "date_start": None, "precision": None, "date_alternatives": [], "recurs": None}
    when = draft.when
    if when is None:
        if fields.get("offset_days") == 0 and today:
            fields |= {"date": today, "precision": "day" if len(today) == len("2024-01-01") else "year"}
            draft.flags.append("date_resolved")
        return
    year = clock.year(draft.sentence.section)
    start, end = when.start, when.end
    last = start if when.kind == "since" else end
    if when.kind == "every":
        fields["recurs"] = when.unit
        fields["date"] = recurring(end) if end else None
        fields["precision"] = end.precision if end else None
        return
    if last is None:
        return
    if last.year is None and last.relative_year is None:
        if year is None:
            return
        draft.flags.append("year_inferred")
        year = _year_of(last, year, today)
    fields["date"] = resolve(last, year)
    fields["precision"] = "day" if last.edge == "end" else last.precision
    if when.kind == "range" and start is not None:
        fields["date_start"] = resolve(start, year if last.year is None else last.year)
    if after:
        fields["date_start"], fields["date"] = fields["date"], None
    fields["date_alternatives"] = [iso for day in when.alternatives if (iso := resolve(day, year))]
    if when.repaired:
        draft.flags.append("date_ambiguous" if when.alternatives else "date_repaired")


def _year_of(day: Day, year: int, today: str | None) -> int:
    """Give the year of a day without one: a January date in a December notice is next year's."""
    month = int(today[5:7]) if today and len(today) >= 7 else None
    return year + 1 if month and day.month and day.month < month - 6 else year


def _ahead(draft: Draft, today: str | None, cue: bool, genre: str) -> bool:
    """Whether a milestone lies ahead of the day the text speaks from."""
    date = draft.fields["date"]
    if draft.when is not None and draft.when.kind == "span":
        return True
    if not isinstance(date, str):
        return False
    if today is None:
        return cue
    if date[:4] != today[:4]:
        return date[:4] > today[:4]
    return genre in PLANNING and (len(date) == 4 or date > today) and (cue or len(date) == 4)


def _from_headings(drafts: list[Draft], clock: Clock) -> list[Draft]:
    """Find goals without a number under a heading that gives their year (2025年总体目标：要基本建成…)."""
    made: list[Draft] = []
    numbered = {id(d.sentence) for d in drafts}
    for i, sentence in enumerate(clock.sentences[:-1]):
        section: Section = sentence.section
        body = clock.sentences[i + 1]
        if not (section.level and section.start <= sentence.start < section.end) or body.section is not section:
            continue
        lexeme = next(
            (
                lx
                for lx in sentence.at.values()
                if lx.when and lx.when.kind == "day" and lx.when.end and lx.when.end.year
            ),
            None,
        )
        if lexeme is None or "目标" not in (section.heading or "") or id(body) in numbered or _has_number(body):
            continue
        end = body.offsets[_first_stop(body.slots)]
        start = _goal_start(clock.text, body.offsets[0], end)
        made.append(
            Draft(
                type="deadline",
                rule="deadline.milestone",
                quote=Span(lexeme.start, end),
                sentence=sentence,
                number=lexeme.start,
                fields={
                    "kind": "milestone",
                    "date_text": clock.text[lexeme.start : lexeme.end],
                    "action": clock.text[start:end],
                    "recipient": None,
                    "_cue": True,
                },
                spans={"date_text": Span(lexeme.start, lexeme.end), "action": Span(start, end)},
                when=lexeme.when,
            )
        )
    return made


def _has_number(sentence: object) -> bool:
    return any(lx.quantity is not None for lx in sentence.at.values())  # type: ignore[attr-defined]  # a Sentence


def _first_stop(slots: str) -> int:
    stops = [slots.find(c, 2) for c in "，；。"]
    return min((s for s in stops if s > 0), default=len(slots))


def _goal_start(text: str, start: int, end: int) -> int:
    while start < end and text[start] in "：: ":
        start += 1
    for lead in ("全市要", "全省要", "全区要", "全县要", "全市", "全省", "要", "将"):
        if text.startswith(lead, start):
            return start + len(lead)
    return start
