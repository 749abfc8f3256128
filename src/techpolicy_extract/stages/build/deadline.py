"""Days and periods by which something must or may be done. Years and offsets are for `settle` to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.slots import atoms
from techpolicy_extract.nouns.drafts import DeadlineDraft
from techpolicy_extract.nouns.model import Lexeme, Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.context import holds, said_by_rule, set_by_rule
from techpolicy_extract.syntax.edges import clause_around

_WORKDAYS = worded("times", "{workdays}")
_DAYS = lazy(r"[日天]")
_LEAD = worded("times", r"^[前后内，、：\s]{0,3}{goal_leads}?")
_VERBAL = worded("times", r"(?:前|底前)?[，]?{goal_openers}")
_BODY = worded("times", "{receivers}$")
_DONE = worded("times", "已[^，；]{2,}的{doers}$")  # 2018年12月31日之前已完成转制的企业
_PAST = worded("times", "(?:{as_of}|{from})$")
_FUTURE = worded("times", r"(?:{until}|{strive}|{ensure}|{ahead}|(?<!费)用)\s?$")
_CLAUSES = 12  # behind a date in which its goal may stand; in documents it is one of the first five


def build(match: Match, text: str, filled: Sequence[int]) -> list[DeadlineDraft]:
    """Make the draft of a deadline; a milestone needs a clause without a number that says what is to be reached."""
    if event := match.span("event"):
        return [_from_issue(match, text, event)]
    lexeme = match.slot("date")
    if lexeme is None:
        return []
    record = _begin(match, text, Span(lexeme.start, lexeme.end))
    record.when, kind = lexeme.when, record.kind
    if kind == "submission" and _only_a_year(lexeme) and text[lexeme.end - 1] not in "前底":
        return []
    if kind == "duration" and lexeme.when is not None and lexeme.when.past:
        return []
    if kind == "milestone":
        return [record] if _milestone(record, match, text, filled) else []
    action = match.span("verb") or match.span("action")
    if action:
        record.action = text[action.start : action.end].strip("，") or None
    recipient = match.span("recipient")
    if recipient:
        name = text[recipient.start : recipient.end]
        record.recipient = name if _BODY.search(name) else None
    if anchor := match.span("anchor"):
        record.anchor = text[anchor.start : anchor.end]
    if side := match.span("side"):
        record.notes.after = "后" in text[side.start : side.end]
    _offset(record, lexeme)
    return [record]


def _lacks_year(when: When) -> bool:
    return when.kind == "day" and when.end is not None and when.end.year is None


def _only_a_year(lexeme: Lexeme) -> bool:
    when = lexeme.when
    return when is not None and when.kind == "day" and when.end is not None and when.end.precision == "year"


def _begin(match: Match, text: str, date: Span) -> DeadlineDraft:
    """Begin the draft of a match whose date stands at `date`."""
    record = DeadlineDraft(
        match.rule.id, _clause(match), match.sentence, date.start,
        kind=said_by_rule(match.rule, "kind"), date_text=text[date.start : date.end], spans={"date_text": date},
    )  # fmt: skip
    return set_by_rule(record, match.rule)


def _from_issue(match: Match, text: str, event: Span) -> DeadlineDraft:
    """Make the draft of 自印发之日起: counted from the day of the document itself, which `settle` knows."""
    record = _begin(match, text, event)
    if verb := match.span("verb"):
        record.action = text[verb.start : verb.end]
    record.anchor = record.date_text.removeprefix("自").removesuffix("起")
    record.offset_days, record.workdays = 0, False
    return record


def _offset(record: DeadlineDraft, lexeme: Lexeme) -> None:
    """Fill offset_days and workdays from a span or duration of days."""
    count = unit = None
    if lexeme.when and lexeme.when.kind == "every" and lexeme.when.number:
        record.offset_days, record.workdays = lexeme.when.number, False
    if lexeme.when and lexeme.when.kind == "span":
        count, unit = lexeme.when.number, lexeme.when.unit or ""
    elif lexeme.quantity:
        count, unit = int(lexeme.quantity.value), lexeme.quantity.unit or ""
    if count is not None and unit and (_WORKDAYS.search(unit) or _DAYS.search(unit)):
        record.offset_days, record.workdays = count, bool(_WORKDAYS.search(unit))


def _milestone(record: DeadlineDraft, match: Match, text: str, filled: Sequence[int]) -> bool:
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
    record.notes.cue = due or (within and not before.endswith("在"))
    dates = re.compile(atoms()["date"])
    low = position + 1
    if not led and not _VERBAL.match(slots, low):
        return False
    for _ in range(_CLAUSES):
        high = clause_around(slots, low).end
        start = low + len(_LEAD.match(slots[low:high])[0])  # type: ignore[index]  # every part of it is optional
        clause = slots[start:high]
        numbered = holds(filled, start, high) or dates.search(clause) or clause.startswith(words("times", "no_goal"))
        if len(clause) >= 4 and not numbered:
            owner = clause.startswith("的") and not before.endswith(words("times", "until"))
            if owner or clause.endswith("的"):  # 1957年的价格; 三年内未实施的: no goal
                return False
            if _DONE.match(clause):
                record.kind = "eligibility"
            span = match.place(start, high)
            record.action = text[span.start : span.end]
            record.spans["action"] = span
            record.quote = Span(record.quote.start, span.end)
            return True
        if high >= len(slots) or slots[high] in "；）":
            return False
        low = high + 1
    return False


def _clause(match: Match) -> Span:
    slots = match.sentence.slots
    low, high = clause_around(slots, match.start, max(match.start, match.end - 1))
    return match.place(min(low, match.start), max(high, match.end))
