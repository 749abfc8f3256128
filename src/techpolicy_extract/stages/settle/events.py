"""Events: years that the text leaves out, what is past, one record a day."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing.dates import resolve
from techpolicy_extract.nouns.drafts import DeadlineDraft, EventDraft
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.when import Day
from techpolicy_extract.stages.settle.classes import is_planning
from techpolicy_extract.stages.settle.times import Clock

_PARAGRAPHS = 1  # paragraphs before its own in which an event finds its year
_HALF = 6  # months by which a date may lie before the one that gives its year


def settle(drafts: list[EventDraft], clock: Clock, deadlines: list[DeadlineDraft]) -> list[EventDraft]:
    """Resolve dates; keep what is past, the first verb of each day, and no day that a deadline holds.

    What 了 says has been handed in is told, not asked for: there an event stands in the place of a submission.
    """
    taken = {draft.number for draft in deadlines}
    loose = {draft.number for draft in deadlines if draft.kind == "submission"}
    kept: list[EventDraft] = []
    for draft in sorted(drafts, key=lambda d: (d.number, d.notes.verb)):
        if draft.number in taken and not (draft.notes.said and draft.number in loose):
            continue
        past = _has_happened(draft, clock)
        _dates(draft, clock, past)
        if not _is_past(draft, clock, past):
            continue
        taken.add(draft.number)
        loose.discard(draft.number)
        kept.append(draft)
    return kept


def _dates(draft: EventDraft, clock: Clock, past: bool) -> None:
    """Fill date, date_start, precision and the other readings of a damaged date."""
    when = draft.when
    assert when is not None
    start, end = when.start, when.end
    last = end or start
    assert last is not None
    draft.precision = last.precision
    year = last.year
    if year is None and last.relative_year is None:
        year = _year(draft, clock, last, past)
        if year is not None:
            draft.flags.append("year_inferred")
    elif year is None:
        year = clock.year(draft.sentence.section)
    draft.date = resolve(last, year)
    if start is not None and end is not None:
        draft.date_start = resolve(start, year)
    readings = [resolve(day, year) for day in when.alternatives]
    draft.date_alternatives = [iso for iso in readings if iso and iso != draft.date]
    if when.repaired:
        draft.flags.append("date_ambiguous" if draft.date_alternatives else "date_repaired")


def _year(draft: EventDraft, clock: Clock, day: Day, past: bool) -> int | None:
    """Return the year of a day without one: that of the nearest full date before it, else the part's own."""
    today = clock.today(draft.sentence.section)
    if named := _named_before(draft, clock):
        later = resolve(day, named.year + 1) if named.year else None
        turned = named.month and day.month and day.month < named.month - _HALF
        return named.year + 1 if named.year and turned and later and (today is None or later <= today) else named.year
    year = clock.year(draft.sentence.section)
    found = resolve(day, year)
    late = past and found and today and len(today) > len("2024") and found > today
    return year - 1 if year and late else year


def _named_before(draft: EventDraft, clock: Clock) -> Day | None:
    """Find the nearest earlier date with a year, in the sentence, its paragraph or the one before."""
    own = draft.sentence
    part = clock.scope(own.section).part_id
    if found := _last_full(own, draft.number):
        return found
    index = bisect_left(clock.sentences, own.start, key=lambda sentence: sentence.start)
    for sentence in clock.sentences[:index][::-1]:
        if own.paragraph - sentence.paragraph > _PARAGRAPHS or clock.scope(sentence.section).part_id != part:
            return None
        if found := _last_full(sentence, draft.number):
            return found
    return None


def _last_full(sentence: Sentence, before: int) -> Day | None:
    """Return the last date with year and month of a sentence that stands before a position."""
    found: Day | None = None
    for lexeme in sentence.at.values():
        if lexeme.when is None or lexeme.start >= before or lexeme.when.kind not in ("day", "range", "since"):
            continue
        day = lexeme.when.end or lexeme.when.start
        if day and day.year and day.month:
            found = day
    return found


def _is_past(draft: EventDraft, clock: Clock, past: bool) -> bool:
    """Return whether an event lies before the day of its part; on that day itself only where a word says so."""
    date, today = draft.date, clock.today(draft.sentence.section)
    if date is None or _is_to_come(draft, clock):
        return False
    if _pattern("surely").search(_clause(draft, clock)):
        return True
    if today is None:
        return past or not is_planning(clock.scope(draft.sentence.section).genre)
    size = min(len(date), len(today))
    if "Q" in date or "H" in date:
        size = 4
    if date[:size] != today[:size]:
        return date[:size] < today[:size]
    return past or (len(date) == len("2024") and not is_planning(clock.scope(draft.sentence.section).genre))


def _clause(draft: EventDraft, clock: Clock) -> str:
    return clock.text[draft.quote.start : draft.quote.end]


def _has_happened(draft: EventDraft, clock: Clock) -> bool:
    return bool(_pattern("happened").search(_clause(draft, clock)))


def _is_to_come(draft: EventDraft, clock: Clock) -> bool:
    return bool(_pattern("to_come").search(clock.text, draft.quote.start, draft.notes.verb))


@lru_cache(maxsize=3)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("story")[name]))
