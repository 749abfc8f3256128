"""Evidence of the time of a number against the day from which its part speaks."""

from __future__ import annotations

from collections.abc import Iterator

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.drafts import FundDraft, QuantityDraft
from techpolicy_extract.nouns.evidence import Evidence
from techpolicy_extract.nouns.model import Section
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When
from techpolicy_extract.stages.settle.horizons import period
from techpolicy_extract.stages.settle.times import Clock

_UNTIL = worded("cues", "{until}")
_TO = 3  # characters before a year in which 到 stands


def evidence(draft: QuantityDraft | FundDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield what the time of a number says of its class."""
    section = draft.sentence.section
    today = clock.today(section) or str(clock.begun(section) or clock.year(section) or "")
    start, end = _told(draft, clock)
    own = "period_inherited" not in draft.flags
    said = draft.spans.get("period_text")
    place = said if isinstance(said, Span) else None
    if end and today and end < today:
        yield Evidence(_past(draft, clock, place), place)
    elif end and today and (end[:4] > today[:4] or _is_ahead(end, section, clock)):
        yield Evidence("own_time_ahead" if own else "time_above_ahead", place)
    elif end and own and place is not None and _is_bound(clock.text, place):
        yield Evidence("until_a_year", place)
    if draft.when is not None and (draft.when.past if draft.when.kind == "span" else _is_last_year(draft.when)):
        yield Evidence("names_itself_past", place)
    if own and start and end is None and today and start <= today:
        yield Evidence("since_a_day", place)


def _past(draft: QuantityDraft | FundDraft, clock: Clock, place: Span | None) -> str:
    """Return the name of the evidence of a past time, by where it stands and whether it names its year."""
    part = clock.sections[clock.scope(draft.sentence.section).part_id]
    if "period_inherited" in draft.flags:
        return "title_time_past" if place is not None and place.start < part.end else "time_above_past"
    day = draft.when.end if draft.when is not None else None
    unnamed = day is not None and day.year is None and day.relative_year is None and day.precision != "year"
    return "part_of_year_past" if unnamed else "own_time_past"


def _told(draft: QuantityDraft | FundDraft, clock: Clock) -> tuple[str | None, str | None]:
    """Return the first and last day of a number's period; of money that in a report it tells of."""
    if isinstance(draft, QuantityDraft):
        return draft.period_start, draft.period_end
    begun = clock.begun(draft.sentence.section)
    if begun is None:
        return None, None
    told = period(clock.text, clock.spent(draft), clock.year(draft.sentence.section), current=False, begun=begun)
    return told.start, told.end


def _is_bound(text: str, place: Span) -> bool:
    """Return whether a time bounds a plan (到2025年，…; 年底前，…), and is not that of a number (增长到2025年的30家)."""
    if text.startswith("的", place.end):
        return False
    before = text.startswith("前", place.end - 1) or text.startswith("前", place.end)
    return before or bool(_UNTIL.search(text, max(0, place.start - _TO), place.start))


def _is_ahead(end: str, section: Section, clock: Clock) -> bool:
    """Return whether a period ends with a year that a report has still before it, or with a later one."""
    begun = clock.begun(section)
    return begun is not None and end.endswith("-12-31") and int(end[:4]) >= begun


def _is_last_year(when: When) -> bool:
    """Return whether a time names itself as past: 去年, 上年."""
    return when.end is not None and (when.end.relative_year or 0) < 0
