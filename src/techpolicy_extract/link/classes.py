"""Target or result: by the cue in the clause, then the section, then the document (SPEC 3.5)."""

from __future__ import annotations

import re

from techpolicy_extract.lexicon import load
from techpolicy_extract.link.times import Clock
from techpolicy_extract.model import Draft, Section

_CONDITIONS = re.compile(r"(?:具备|符合|满足)[^。；\n]{0,16}条件[^。；\n]{0,6}：")
_NEAR = 600  # characters behind 应符合以下条件： that its list may take
REGULATING = frozenset(("办法", "条例"))
_LEAD = 24  # characters of a sentence in which a cue speaks for the sentences behind it
PLANNING = frozenset(("通知", "方案", "规划", "意见", "办法", "条例"))


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("cues")[name]))


def classify(draft: Draft, clock: Clock) -> tuple[str, bool]:
    """Say whether a number is a target or a result, and whether only the document's kind decided it."""
    text, today = clock.text, clock.today(draft.sentence.section)
    low = max(text.rfind("；", draft.sentence.start, draft.number) + 1, draft.sentence.start)
    stretch = text[low : draft.quote.end]
    clause = text[draft.quote.start : draft.quote.end]
    end = draft.fields.get("period_end")
    start = draft.fields.get("period_start")
    own_time = "period_inherited" not in draft.flags
    planned, reached = bool(_pattern("planned").search(stretch)), bool(_pattern("reached").search(stretch))
    if isinstance(end, str) and today:
        if end < today:
            return "result", False
        if own_time and end[:4] > today[:4]:
            return "target", False
    if draft.when is not None and draft.when.kind == "span" and draft.when.past:
        return "result", False
    if own_time and isinstance(start, str) and end is None and today and start <= today and not planned:
        return "result", False
    if _pattern("reached").search(clause) and not _pattern("planned").search(clause):
        return "result", False
    if planned != reached:
        return ("target" if planned else "result"), False
    by_paragraph = _by_paragraph(draft, clock)
    if by_paragraph:
        return by_paragraph, False
    by_section = _by_section(draft.sentence.section, clock)
    if by_section:
        return by_section, False
    return ("target" if clock.genre(draft.sentence.section) in PLANNING else "result"), True


def is_rule(draft: Draft, clock: Clock) -> bool:
    """Whether a number is a condition or limit of a rule (SPEC 3.4): in a section of conditions, or in a regulation.

    A number that a time, a growth or a baseline belongs to is none.
    """
    if draft.fields.get("measure") not in ("level", "share") or draft.fields.get("baseline_value") is not None:
        return False
    own = draft.sentence.section
    holder = clock.sections.get(own.parent_id or "", own)
    if _CONDITIONS.search(clock.text, max(holder.start, draft.number - _NEAR), draft.number):
        return True
    section: Section | None = own
    while section is not None and section.level:
        if names_eligibility(section.heading or "") or section.style == "第一条":
            return True
        section = clock.sections[section.parent_id] if section.parent_id else None
    if _is_bound(draft, clock):
        return True
    dated = any(draft.fields.get(name) for name in ("period_start", "period_end"))
    return clock.genre(own) in REGULATING and (not dated or "period_inherited" in draft.flags)


def _is_bound(draft: Draft, clock: Clock) -> bool:
    """Whether a paper that regulates sets a ceiling (担保费率不高于1%) that nothing dates, or says was kept."""
    ceiling = draft.fields.get("comparator") in ("<=", "<") and draft.fields.get("dimension") != "person"
    dated = any(draft.fields.get(name) for name in ("period_start", "period_end"))
    return (
        ceiling and not dated and clock.genre(draft.sentence.section) in PLANNING - {"规划"} and draft.type == "result"
    )


def names_eligibility(heading: str) -> bool:
    """Whether a heading opens conditions: 申报条件, 认定标准, 支持对象."""
    return bool(_pattern("rule_section").search(heading))


def _by_paragraph(draft: Draft, clock: Clock) -> str | None:
    """Read the class off the nearest sentence before, in the same paragraph, whose first clause has one kind of cue."""
    for sentence in clock.earlier(draft.sentence):
        lead = clock.text[sentence.start : sentence.start + _LEAD]
        planned, reached = bool(_pattern("planned").search(lead)), bool(_pattern("reached").search(lead))
        if planned != reached:
            return "target" if planned else "result"
    return None


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
