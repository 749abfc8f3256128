"""Target or result: by the cue in the clause, then the section, then the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.cues import Cue
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.drafts import FundDraft, QuantityDraft
from techpolicy_extract.nouns.model import Section, Sentence
from techpolicy_extract.nouns.when import When
from techpolicy_extract.stages.settle.horizons import period
from techpolicy_extract.stages.settle.times import Clock
from techpolicy_extract.syntax.edges import stretch_start
from techpolicy_extract.syntax.ruled.ruling import Ruling

_CONDITIONS = worded("cues", r"{conditions}[^。；\n]{0,16}条件[^。；\n]{0,6}：")
_AT_MOST = worded("cues", "{at_most}$")
_PLANS = worded("cues", "{plans}(?:的通知)?(?:（[^（）]{1,12}）)?$")  # titles of plans
# Titles of calls for applications.
_CALLS = worded("cues", r"{called_for}.{0,60}{call_titles}")
_NEAR = 600  # characters behind 应符合以下条件： that its list may take
_LEAD = 24  # characters of a sentence in which a cue speaks for the sentences behind it


def is_planning(genre: str) -> bool:
    """Return whether documents of a genre set rules, or say what is to be done or reached."""
    return _is_ruling(genre) or genre in words("documents", "forecasting")


def _is_ruling(genre: str) -> bool:
    return genre in words("documents", "regulating") or genre in words("documents", "instructing")


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("cues")[name]))


@lru_cache(maxsize=16)
def _cue(name: str, of: str) -> Cue:
    """Return a cue that is looked for in one kind of stretches (see Cue), `of` sentences or clauses."""
    return Cue("|".join(load("cues")[name]))


def classify(draft: QuantityDraft | FundDraft, clock: Clock) -> tuple[str, bool]:
    """Return target or result for a number, and whether only the document's kind decided it."""
    text, section = clock.text, draft.sentence.section
    today = clock.today(section) or str(clock.begun(section) or clock.year(section) or "")
    low = stretch_start(text, draft.sentence.start, draft.number)
    clause, stop = draft.quote
    start, end = _time(draft, clock)
    own_time = "period_inherited" not in draft.flags
    planned, reached = (_cue(name, "sentence").within(text, low, stop) for name in ("planned", "reached"))
    if end and today:
        if end < today:
            return "result", False
        if own_time and (end[:4] > today[:4] or _is_ahead(end, section, clock)):
            return "target", False
    if draft.when is not None and (draft.when.past if draft.when.kind == "span" else _is_last_year(draft.when)):
        return "result", False
    if own_time and start and end is None and today and start <= today and not planned:
        return "result", False
    # What the whole stretch does not say its last clause does not say either: mostly there is nothing more to look for.
    reached = reached or _cue("reached_unless_planned", "sentence").within(text, low, stop)
    may_say = reached or clause < low or _cue("reached", "clause").looks_back
    if may_say and _says_reached(text, clause, stop):
        return "result", False
    if planned != reached:
        return ("target" if planned else "result"), False
    if end and _is_ahead(end, section, clock):
        return "target", False
    by_paragraph = _by_paragraph(draft, clock)
    if by_paragraph:
        return by_paragraph, False
    by_section = _by_section(section, clock)
    if by_section:
        return by_section, False
    planning = is_planning(clock.genre(section)) or _PLANS.search(clock.part_of(section).heading or "")
    return ("target" if planning else "result"), True


def _time(draft: QuantityDraft | FundDraft, clock: Clock) -> tuple[str | None, str | None]:
    """Return the first and last day of a number's period; of money that in a report it tells of."""
    if isinstance(draft, QuantityDraft):
        return draft.period_start, draft.period_end
    begun = clock.begun(draft.sentence.section)
    if begun is None:
        return None, None
    told = period(clock.text, clock.spent(draft), clock.year(draft.sentence.section), current=False, begun=begun)
    return told.start, told.end


def _is_ahead(end: str, section: Section, clock: Clock) -> bool:
    """Return whether a period ends with a year that a report has still before it, or with a later one."""
    begun = clock.begun(section)
    return begun is not None and end.endswith("-12-31") and int(end[:4]) >= begun


def _is_last_year(when: When) -> bool:
    """Return whether a time names itself as past: 去年, 上年."""
    return when.end is not None and (when.end.relative_year or 0) < 0


def _says_reached(text: str, start: int, end: int) -> bool:
    planned, reached = (_cue(name, "clause").within(text, start, end) for name in ("planned", "reached"))
    return reached and not planned


def may_be_rule(draft: QuantityDraft, clock: Clock) -> bool:
    """Return whether a number may be a condition or limit of a rule, whatever its clause rules."""
    if draft.measure not in ("level", "share") or draft.baseline is not None:
        return False
    return _calls(draft.sentence.section, clock) or _by_place(draft, clock)


def is_rule(draft: QuantityDraft, ruled: Ruling, clock: Clock) -> bool:
    """Return whether a number that may be a rule is one; `ruled` is what its clause rules.

    A number that a time, a growth or a baseline belongs to is none. A call for applications asks, allows and bounds;
    it plans nothing.
    """
    asked = ruled.open and (ruled.shape or ruled.asks)
    return bool(asked and _calls(draft.sentence.section, clock)) or _by_place(draft, clock)


def _by_place(draft: QuantityDraft, clock: Clock) -> bool:
    """Return whether a number stands among conditions, in an article, or in a document that regulates."""
    own = draft.sentence.section
    if in_conditions(draft, clock) or any(_rules(section) for section in _above(own, clock)):
        return True
    if _is_bound(draft, clock):
        return True
    dated = bool(draft.period_start or draft.period_end)
    return clock.genre(own) in words("documents", "regulating") and (not dated or "period_inherited" in draft.flags)


def in_conditions(draft: QuantityDraft, clock: Clock) -> bool:
    """Return whether a number stands among conditions: below 申报条件, or behind 应符合以下条件：."""
    own = draft.sentence.section
    holder = clock.sections.get(own.parent_id or "", own)
    near = max(holder.start, draft.number - _NEAR)
    # looking for the one word of the pattern that is always there is much quicker
    if clock.text.rfind("条件", near, draft.number) >= 0 and _CONDITIONS.search(clock.text, near, draft.number):
        return True
    return any(_pattern("eligible_section").search(section.heading or "") for section in _above(own, clock))


def _rules(section: Section) -> bool:
    """Return whether a section is an article, or its heading announces conditions or what to hand in."""
    return section.style == "第一条" or bool(_pattern("rule_section").search(section.heading or ""))


def _above(section: Section | None, clock: Clock) -> Iterator[Section]:
    """Yield a section and those that hold it, its part left out."""
    while section is not None and section.level:
        yield section
        section = clock.sections.get(section.parent_id or "")


def _calls(section: Section, clock: Clock) -> bool:
    """Return whether a part calls for applications: 关于组织申报…的通知."""
    return bool(_CALLS.search(clock.part_of(section).heading or ""))


def _is_bound(draft: QuantityDraft, clock: Clock) -> bool:
    """Return whether a document that regulates sets a ceiling (担保费率不高于1%) that nothing dates, or says was kept."""
    ceiling = draft.comparator in ("<=", "<") and draft.quantity.dimension != "person"
    dated = bool(draft.period_start or draft.period_end)
    regulating = _is_ruling(clock.genre(draft.sentence.section))
    unsaid = "class_inferred" in draft.flags and bool(_AT_MOST.search(clock.text, draft.number - 6, draft.number))
    return ceiling and not dated and regulating and (draft.type == "result" or unsaid)


def _by_paragraph(draft: QuantityDraft | FundDraft, clock: Clock) -> str | None:
    """Read the class off the nearest sentence before, in the same paragraph, whose first clause has one kind of cue."""
    found: str | None = clock.nearest("class", draft.sentence, partial(_class_of_lead, clock.text))
    return found


def _class_of_lead(text: str, sentence: Sentence) -> str | None:
    lead = text[sentence.start : sentence.start + _LEAD]
    planned, reached = bool(_pattern("planned").search(lead)), bool(_pattern("reached").search(lead))
    return None if planned == reached else "target" if planned else "result"


def _by_section(section: Section | None, clock: Clock) -> str | None:
    while section is not None and section.level:
        heading = section.heading or ""
        past, future = _pattern("past_section").search(heading), _pattern("future_section").search(heading)
        if past and not future:
            return "result"
        if future and not past:
            return "target"
        section = clock.sections[section.parent_id] if section.parent_id else None
    return None
