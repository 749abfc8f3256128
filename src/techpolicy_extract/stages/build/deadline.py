"""Days and periods by which something must or may be done. Years and offsets are for `settle` to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.slots import atoms
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.model import Lexeme, Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build import clauses
from techpolicy_extract.stages.build.context import draft, holds

_WORKDAYS = worded("times", "{workdays}")
_DAYS = lazy(r"[日天]")
_LEAD = worded("times", r"^[前后内，、：\s]{0,3}{goal_leads}?")
_VERBAL = worded("times", r"(?:前|底前)?[，]?{goal_openers}")
_BODY = worded("times", "{receivers}$")
_DONE = worded("times", "已[^，；]{2,}的{doers}$")  # 2018年12月31日之前已完成转制的企业
_PAST = worded("times", "(?:{as_of}|{from})$")
_FUTURE = worded("times", r"(?:{until}|{strive}|{ensure}|{ahead}|(?<!费)用)\s?$")
_CLAUSES = 12  # behind a date in which its goal may stand; in documents it is one of the first five


def build(match: Match, text: str, filled: Sequence[int]) -> list[Draft]:
    """Make the draft of a deadline; a milestone needs a clause without a number that says what is to be reached."""
    if event := match.span("event"):
        return [_from_issue(match, text, event)]
    lexeme = match.slot("date")
    if lexeme is None:
        return []
    kind = match.rule.set.get("kind")
    record = draft(match, "deadline", _clause(match), lexeme.start)
    record.when = lexeme.when
    record.fields |= {"date_text": text[lexeme.start : lexeme.end], "action": None, "recipient": None}
    record.spans["date_text"] = Span(lexeme.start, lexeme.end)
    if kind == "submission" and _only_a_year(lexeme) and text[lexeme.end - 1] not in "前底":
        return []
    if kind == "duration" and lexeme.when is not None and lexeme.when.past:
        return []
    if kind == "milestone":
        return [record] if _milestone(record, match, text, filled) else []
    action = match.span("verb") or match.span("action")
    if action:
        record.fields["action"] = text[action.start : action.end].strip("，") or None
    recipient = match.span("recipient")
    if recipient:
        name = text[recipient.start : recipient.end]
        record.fields["recipient"] = name if _BODY.search(name) else None
    if anchor := match.span("anchor"):
        record.fields["anchor"] = text[anchor.start : anchor.end]
    if side := match.span("side"):
        record.fields["_after"] = "后" in text[side.start : side.end]
    _offset(record, lexeme)
    return [record]


def _lacks_year(when: When) -> bool:
    return when.kind == "day" and when.end is not None and when.end.year is None


def _only_a_year(lexeme: Lexeme) -> bool:
    when = lexeme.when
    return when is not None and when.kind == "day" and when.end is not None and when.end.precision == "year"


def _from_issue(match: Match, text: str, event: Span) -> Draft:
    """Make the draft of 自印发之日起: counted from the day of the document itself, which `settle` knows."""
    record = draft(match, "deadline", _clause(match), event.start)
    verb = match.span("verb")
    said = text[event.start : event.end]
    record.fields |= {
        "date_text": said,
        "action": text[verb.start : verb.end] if verb else None,
        "anchor": said.removeprefix("自").removesuffix("起"),
        "offset_days": 0,
        "workdays": False,
        "recipient": None,
    }
    record.spans["date_text"] = event
    return record


def _offset(record: Draft, lexeme: Lexeme) -> None:
    """Fill offset_days and workdays from a span or duration of days."""
    count = unit = None
    if lexeme.when and lexeme.when.kind == "every" and lexeme.when.number:
        record.fields |= {"offset_days": lexeme.when.number, "workdays": False}
    if lexeme.when and lexeme.when.kind == "span":
        count, unit = lexeme.when.number, lexeme.when.unit or ""
    elif lexeme.quantity:
        count, unit = int(lexeme.quantity.value), lexeme.quantity.unit or ""
    if count is not None and unit and (_WORKDAYS.search(unit) or _DAYS.search(unit)):
        record.fields |= {"offset_days": count, "workdays": bool(_WORKDAYS.search(unit))}


def _milestone(record: Draft, match: Match, text: str, filled: Sequence[int]) -> bool:
    """Find the goal: the first clause behind the date that holds no number. False where there is none."""
    slots, position = match.sentence.slots, match.groups["date"].start
    lexeme = match.slot("date")
    when = lexeme.when if lexeme else None
    if lexeme is None or when is None or (_lacks_year(when) and text[lexeme.end - 1] not in "前底"):
        return False
    before = slots[max(0, position - 4) : position]
    if _PAST.search(before):
        return False
    if when.kind == "every" and text[lexeme.end - 1] not in "前底":
        return False
    if when.kind == "span" and (when.past or not _FUTURE.search(before)):
        return False
    within, due = bool(_FUTURE.search(before)), text[lexeme.start : lexeme.end].endswith(words("times", "ends"))
    led = within or due
    record.fields["_cue"] = due or (within and not before.endswith("在"))
    dates = re.compile(atoms()["date"])
    low = position + 1
    if not led and not _VERBAL.match(slots, low):
        return False
    for _ in range(_CLAUSES):
        high = clauses.clause_end(slots, low)
        start = low + len(_LEAD.match(slots[low:high])[0])  # type: ignore[index]  # every part of it is optional
        clause = slots[start:high]
        numbered = holds(filled, start, high) or dates.search(clause) or clause.startswith(words("times", "no_goal"))
        if len(clause) >= 4 and not numbered:
            owner = clause.startswith("的") and not before.endswith(words("times", "until"))
            if owner or clause.endswith("的"):  # 1957年的价格; 三年内未实施的: no goal
                return False
            if _DONE.match(clause):
                record.fields["kind"] = "eligibility"
            span = match.place(start, high)
            record.fields["action"] = text[span.start : span.end]
            record.spans["action"] = span
            record.quote = Span(record.quote.start, span.end)
            return True
        if high >= len(slots) or slots[high] in "；）":
            return False
        low = high + 1
    return False


def _clause(match: Match) -> Span:
    slots = match.sentence.slots
    low = clauses.clause_start(slots, match.start, 0)
    return match.place(
        min(low, match.start), max(clauses.clause_end(slots, max(match.start, match.end - 1)), match.end)
    )
