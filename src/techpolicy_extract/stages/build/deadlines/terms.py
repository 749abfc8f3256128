"""Days from which something applies, and windows in which a rule holds or a stage of work runs."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.deadlines.due import Due
from techpolicy_extract.stages.build.deadlines.times import Time

_FROM = worded("deadlines", "^(?:[自从]|{clause_leads})?$")
_START = worded("deadlines", "起$")
_HOLDS = worded("deadlines", "{holds_for}$")
_MAY = worded("deadlines", "{may}")
_GATHERS = worded("deadlines", "{gathers}")
_OF_A_NAME = worded("deadlines", "的|{in_force}的")
_LEADS = worded("deadlines", "^[，、\\s]+")
_TERM = worded("deadlines", "{term_heads}")
_MOST = 3  # clauses behind a window that tell what holds in it


def read(time: Time) -> Due | None:
    """Read a day from which something applies, or a window in which it does; None for any other time."""
    return _from(time) if time.when.kind == "since" else _window(time) if time.when.kind == "range" else None


def _from(time: Time) -> Due | None:
    if not _START.search(time.words) or not _FROM.match(time.before):
        return None
    action = _clause(time)
    alone = not time.slots[time.at + 1 :].strip("。； \n")
    if action is not None and _TERM.match(time.slots, action.start):
        return Due(kind="effective", end=action.start - 1)
    if action is None:
        return Due(kind="effective") if alone else None
    return Due(kind="effective", action=action, ahead=True, end=action.end)


def _window(time: Time) -> Due | None:
    if _HOLDS.search(time.before):
        return Due(kind="expiry", ahead=True)
    if not time.day or not _FROM.match(time.before):
        return None
    action = _clause(time)
    told = [Span(low, high) for low, high in list(time.later())[:_MOST]]
    if action is None or any(_GATHERS.search(time.slots, *clause) for clause in told):
        return None
    may = next((clause for clause in told if _MAY.search(time.slots, *clause)), None)
    kind, action = ("expiry", max(may, action)) if may else ("milestone", action)
    return Due(kind=kind, action=action, ahead=True, cue=True, end=action.end)


def _clause(time: Time) -> Span | None:
    """Return the first clause behind the time that says something; None where there is none, or it is a condition."""
    for low, high in time.later():
        start = low + (lead.end() - lead.start() if (lead := _LEADS.match(time.slots[low:high])) else 0)
        if high - start < 2:
            continue
        return None if _OF_A_NAME.match(time.slots, start, high) else Span(start, high)
    return None
