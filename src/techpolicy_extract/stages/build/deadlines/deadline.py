"""Days and periods by which something must or may be done. Years and offsets are for `settle` to say."""

from __future__ import annotations

from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.drafts import DeadlineDraft
from techpolicy_extract.nouns.model import Lexeme, Match
from techpolicy_extract.nouns.scope import Scope
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.context import said_by_rule, set_by_rule
from techpolicy_extract.stages.build.deadlines import goals, handing_in, lengths, qualifying, terms
from techpolicy_extract.stages.build.deadlines.times import Time
from techpolicy_extract.syntax.edges import clause_around

_WORKDAYS = worded("times", "{workdays}")
_FROM = worded("deadlines", "^{since}|{event_day}起?$")
_NOT_DONE = lazy(r"未[能]?[在于]$")
_EARLIER = lazy(r"前$")
_DAYS = lazy(r"[日天]")
_READERS = (qualifying.read, handing_in.read, terms.read, lengths.read, qualifying.required, goals.read)


def build(match: Match, text: str, filled: Sequence[int], scope: Scope) -> list[DeadlineDraft]:
    """Make the draft of a deadline; none where the clauses around a time do not say what is due."""
    if event := match.span("event"):
        return [_from_issue(match, text, event)]
    lexeme = match.slot("date")
    if lexeme is None:
        return []
    if "kind" not in match.rule.set:
        return _due(Time(match, text, filled, scope.task)) if lexeme.when is not None else []
    record = _begin(match, text, Span(lexeme.start, lexeme.end), said_by_rule(match.rule, "kind"))
    record.when = lexeme.when
    if record.kind == "duration" and lexeme.when is not None and lexeme.when.past:
        return []
    if verb := match.span("verb"):
        record.action = text[verb.start : verb.end] or None
    if anchor := match.span("anchor"):
        record.anchor = text[anchor.start : anchor.end].removesuffix(words("deadlines", "event_day")[0])
    _offset(record, lexeme, text)
    return [record]


def _due(time: Time) -> list[DeadlineDraft]:
    """Make the draft of a time by the first reader that knows it; none for a time that closes a window read before."""
    if _NOT_DONE.search(time.before):  # 未在6月底前完成的，取消资格
        return []
    due = next((found for read in _READERS if (found := read(time))), None)
    if due is None or due.closes:
        return []
    date = time.place(*due.date) if due.date else Span(time.lexeme.start, time.lexeme.end)
    record = _begin(time.match, time.text, date, due.kind)
    record.when = due.when or time.when
    record.anchor, record.recipient = due.anchor or lengths.anchor(time), due.recipient
    record.action = due.said
    if due.action:
        record.action, record.spans["action"] = _action(time, due.action)
    if due.end is not None:
        record.quote = Span(record.quote.start, max(record.quote.end, time.place(time.at, due.end).end))
    notes = record.notes
    notes.cue, notes.ahead, notes.must, notes.after = due.cue, due.ahead, due.must, due.after
    _offset(record, time.lexeme, time.text)
    if _EARLIER.search(time.before) or (time.when.kind == "span" and _EARLIER.search(time.words)):
        record.offset_days = record.workdays = None  # days before an event
    return [record]


def _action(time: Time, action: Span) -> tuple[str | None, Span]:
    place = time.place(*action)
    said = time.text[place.start : place.end]
    return said.strip("，：、 ") or None, place


def _begin(match: Match, text: str, date: Span, kind: str) -> DeadlineDraft:
    """Begin the draft of a match whose date stands at `date`."""
    record = DeadlineDraft(
        match.rule.id, _clause(match), match.sentence, date.start,
        kind=kind, date_text=text[date.start : date.end], spans={"date_text": date},
    )  # fmt: skip
    return set_by_rule(record, match.rule)


def _from_issue(match: Match, text: str, event: Span) -> DeadlineDraft:
    """Make the draft of 自印发之日起: counted from the day of the document itself, which `settle` knows."""
    record = _begin(match, text, event, said_by_rule(match.rule, "kind"))
    if verb := match.span("verb"):
        record.action = text[verb.start : verb.end]
    record.anchor = _FROM.sub("", record.date_text)
    record.offset_days, record.workdays = 0, False
    return record


def _offset(record: DeadlineDraft, lexeme: Lexeme, text: str) -> None:
    """Fill offset_days and workdays from a span or duration of days."""
    count = unit = None
    if lexeme.when and lexeme.when.kind == "every" and lexeme.when.number:
        count, unit = lexeme.when.number, text[lexeme.start : lexeme.end]
    if lexeme.when and lexeme.when.kind == "span":
        count, unit = lexeme.when.number, lexeme.when.unit or ""
    elif lexeme.quantity:
        count, unit = int(lexeme.quantity.value), lexeme.quantity.unit or ""
    if count is not None and unit and (_WORKDAYS.search(unit) or _DAYS.search(unit)):
        record.offset_days, record.workdays = count, bool(_WORKDAYS.search(unit))


def _clause(match: Match) -> Span:
    low, high = clause_around(match.sentence.slots, match.start, max(match.start, match.end - 1))
    return match.place(min(low, match.start), max(high, match.end))
