"""Lengths of time in which something is to be done, and the event that they are counted from."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.deadlines.due import Due
from techpolicy_extract.stages.build.deadlines.times import Time

_EVENT_DAY = worded("deadlines", r"(?P<event>[^，。；：]{2,40}?){event_days}{counted}?的?$")
_EVENT = worded("deadlines", r"(?P<event>[^，。；：]{2,40}?)(?:\s?{later}|{earlier}|(?<={event_ends}))的?$")
_BEGUN = worded("deadlines", r"[自从在](?P<event>[^，。；：]{2,30})起$")
_OPENS = worded(
    "deadlines", r"^.*(?:[自从](?![治主身然行筹动来事])|{starts}|(?<![关对由处至])于|(?<![存所正])在)(?=.{2})"
)
_THROUGH = worded("deadlines", "{through}(?![营济费验办过纪])(?=.{2})")
_ASIDE = worded("deadlines", "{aside}")
_BASED = worded("deadlines", "{based}")
_SINCE = LETTERS["since"]
_NO_DEED = worded("deadlines", "^{no_deed}")
_DUTY = worded("deadlines", r"{must}[^，。；]{0,14}$|[于在]$")
_BANS = worded("deadlines", r"{bans}[^，。；]{0,6}[于在]?$")
_LEADS = worded("deadlines", r"^{must_leads}{1,2}")
_WHOSE = worded("deadlines", "{whose}$")
_BY_RULE = worded("deadlines", "{by_rule}")
_OF, _CONDITION, _WITHIN = lazy(r"的"), lazy(r"的$"), lazy(r"内$")
_BEFORE = worded("deadlines", r"(?P<event>[^，。；：]{0,40}?{times.before_events})$")
_BACK, _EARLY = lazy(r"前$"), worded("deadlines", r"{early}$")
_THEN = lazy(r"后$")


def read(time: Time) -> Due | None:
    """Read a length of time in which something must be done; None for one of anything else."""
    when = time.when
    if when.kind != "span" or when.past or _OF.match(time.after):
        return None
    anchor = _anchor(time)
    deed = _deed(time)
    if deed is None:
        return None
    short = when.unit in words("times", "short") and _WITHIN.search(time.words) and _DUTY.search(time.before)
    short = short or _EARLY.search(time.before)
    if anchor is None and not short and not _BANS.search(time.before):
        return None
    return Due(kind="duration", action=deed, anchor=anchor, end=deed.end)


def anchor(time: Time) -> str | None:
    """Return the event from which a length of time is counted; None where none is named."""
    return _anchor(time) if time.when.kind == "span" else None


def _anchor(time: Time) -> str | None:
    if _EARLY.search(time.before):
        return None
    if time.before.endswith(_SINCE):
        lexeme = time.sentence.at[time.at - 1]
        return time.text[lexeme.start : lexeme.end].removesuffix(words("deadlines", "counted")[0])
    if found := _event(time, time.low, time.at):
        return found
    for number, (low, high) in enumerate(time.earlier()):
        if found := _event(time, low, high):
            return found
        if number or not _ASIDE.match(time.slots, low, high):
            return None
    return None


def _event(time: Time, low: int, high: int) -> str | None:
    """Return the event that a stretch of the slot text ends with, without 之日 and 后."""
    slots = time.slots[low:high]
    found = _EVENT_DAY.search(slots) or _EVENT.search(slots) or _BEGUN.search(slots)
    if found is None and high == time.at and _BACK.search(time.words):
        found = _BEFORE.search(slots)
    if found is None:
        return None
    start, end = found.span("event")
    if opened := _OPENS.match(slots, 0, end):
        start = opened.end()
    elif through := _THROUGH.match(slots, start, end):
        start = through.end()
    return time.said(low + start, low + end).strip() or None


def _deed(time: Time) -> Span | None:
    """Return what is done within the time: the rest of its clause, or the next clause."""
    for low, high in time.later():
        if low >= high:
            continue
        clause = time.slots[low:high]
        if _NO_DEED.match(clause) or _CONDITION.search(clause) or (_anchor(time) is None and _WHOSE.search(clause)):
            return None
        if (_BASED.match(clause) or _WHOSE.search(clause)) and high < len(time.slots) and time.slots[high] == "，":
            continue
        start = low + (lead.end() if (lead := _LEADS.match(clause)) else 0)
        if by := _BY_RULE.match(time.slots, start, high):
            start = by.end()
        last = high - 1 if _THEN.search(clause) else high
        return Span(start, last) if last - start > 1 else None
    return None
