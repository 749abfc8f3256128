"""Dated facts of a document's own story. Years left out, and what is past, are for `settle` to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.drafts import EventDraft, EventNotes
from techpolicy_extract.nouns.model import Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.context import holds, set_by_rule
from techpolicy_extract.syntax.edges import clause_around

_NO_DAY = worded("times", r"(?:{as_of}|{until}|{against}|{around}|{story.no_day})\s?$")
_BY_DAY = worded("times", "(?:{ends}|{stops})$")
_SINCE = worded("story", "{since}$")
_COMMAS = 2  # between a day and its verb
_IN_NAME = worded("story", "以(?P<actor>[^，。；以]{2,20}?){in_name}")
_BY = lazy(r"[经由被](?P<actor>[^，。；经由]{2,40}?)$")
_OF = worded("story", r"[^，。；]{0,12}?{meetings_held}的")
_PRINTED = worded("story", "{printed}$")
_AT = lazy(r"[于在自]\s?$")
_PERIOD = ("month", "quarter", "half", "year")


def build(match: Match, text: str, filled: Sequence[int]) -> list[EventDraft]:
    """Make the draft of an event; none for a date that is an end, dates a number or stands under a document's foot."""
    lexeme, story = match.slot("when"), match.span("story")
    if lexeme is None or lexeme.when is None or story is None or _is_no_day(match, text):
        return []
    low, high = _clause(match)
    if holds(filled, low, high) and _precision(match) in _PERIOD:
        return []
    if _precision(match) == "year" and not _is_of_a_year(match):
        return []
    clause = match.place(low, high)
    first = match.groups["when"].end
    opens = (
        not text[clause.start : lexeme.start].strip(f" （{''.join(words('story', 'day_joints'))}")
        and match.groups["story"].start >= first
    )
    while opens and match.sentence.slots[first] in "，、 \t":
        first += 1
    action = match.place(first, high) if opens else clause
    record = EventDraft(
        match.rule.id, Span(min(clause.start, lexeme.start), clause.end), match.sentence, lexeme.start,
        date_text=text[lexeme.start : lexeme.end], action=text[slice(*action)].strip("， "), when=lexeme.when,
        spans={"date_text": Span(lexeme.start, lexeme.end), "action": action},
        notes=EventNotes(story.start, text.startswith(words("story", "done"), story.end)),
    )  # fmt: skip
    set_by_rule(record, match.rule)
    if actor := _actor(match, text, clause):
        record.actor = text[slice(*actor)]
        record.spans["actor"] = actor
    return [record]


def _is_of_a_year(match: Match) -> bool:
    """Return whether a year alone is enough to date what the verb tells: 2018年…成立, 2016年起."""
    slots = match.sentence.slots
    return slots[match.groups["when"].start] == LETTERS["since"] or slots[slice(*match.groups["story"])] in _yearly()


@lru_cache(maxsize=1)
def _yearly() -> frozenset[str]:
    return frozenset(load("story")["yearly"])


def _precision(match: Match) -> str | None:
    """Return the precision of a match's time; a range of months is one of months."""
    lexeme = match.slot("when")
    day = lexeme and lexeme.when and (lexeme.when.end or lexeme.when.start)
    return day.precision if day else None


def _is_no_day(match: Match, text: str) -> bool:
    """Return whether a time is no day on which something happened: 截至…, …前, the printer's day at a document's foot."""
    slots, at = match.sentence.slots, match.groups["when"].start
    lexeme = match.slot("when")
    assert lexeme is not None
    words = text[lexeme.start : lexeme.end]
    if _NO_DAY.search(slots[max(0, at - 5) : at]) or _BY_DAY.search(words):
        return True
    if slots[at] == LETTERS["since"] and not _SINCE.search(words):
        return True
    lead = slots[match.groups["when"].end : match.groups["story"].start] if match.groups["story"].start > at else ""
    if lead.count("，") > _COMMAS:
        return True
    if _modifier().search(_OF.sub("", lead, count=1)):
        return True
    alone = not lead.strip() and not slots[match.groups["story"].end :].strip("。） ")
    printed = alone and _PRINTED.search(slots[slice(*match.groups["story"])])
    return bool(printed and not _AT.search(slots[:at]))


@lru_cache(maxsize=1)
def _next_day() -> re.Pattern[str]:
    """Match a further day behind a blank: laws list their amendments so."""
    return re.compile(rf"\s{{1,4}}[{LETTERS['day']}{LETTERS['range']}]")


def _clause(match: Match) -> tuple[int, int]:
    """Return where the clauses that hold day and verb begin and end, as positions in the slot text."""
    slots = match.sentence.slots
    when, story = match.groups["when"], match.groups["story"]
    low, high = clause_around(slots, min(when.start, story.start), max(when.end, story.end))
    if next_day := _next_day().search(slots, max(when.end, story.end), high):
        high = next_day.start()
    if slots[when.start - 1 : when.start].isspace() and when.start < story.start:
        low = max(low, when.start)
    return low + len(slots[low:high]) - len(slots[low:high].lstrip()), high


def _actor(match: Match, text: str, clause: Span) -> Span | None:
    """Find who did it: 以…名义, 经… or 由… before the verb, else the subject behind or before the day."""
    when, story = match.span("when"), match.span("story")
    assert when is not None
    assert story is not None
    if story.start < when.start:
        return _subject(text, clause.start, story.start)
    low = when.end
    while low < story.start and text[low] in "，、 \t":
        low += 1
    for pattern in (_IN_NAME, _BY):
        if found := pattern.search(text, low, story.start):
            return _subject(text, found.start("actor"), found.end("actor"))
    if of := _OF.match(text, low, story.start):
        low = of.end()
    before = text[clause.start : when.start].rstrip(f" {''.join(words('story', 'day_joints'))}")
    return _subject(text, low, story.start) or _subject(text, clause.start, clause.start + len(before))


def _subject(text: str, low: int, high: int) -> Span | None:
    """Return the name at `low` that ends as bodies and persons do, and that a verb, an adverb or nothing follows."""
    found = _names().match(text, low, high)
    return Span(found.start("actor"), found.end("actor")) if found else None


def _told() -> list[str]:
    """Return the verbs of the story, whatever they tell."""
    told = load("atoms")["words"]
    return [word for name in sorted(told) if name.startswith("event_") for word in told[name]]


@lru_cache(maxsize=1)
def _modifier() -> re.Pattern[str]:
    """Match a verb that only describes a noun: 2015年2月印发的《…》."""
    return re.compile(rf"{trie_pattern(dict.fromkeys(_told()))}[了过]?的")


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    table = load("story")
    ends = trie_pattern(table["actor_ends"])
    behind = trie_pattern(dict.fromkeys([*table["behind_actor"], *_told()]))
    name = rf"(?![在对从为由按经以向就并])[^，。；：《》（）]{{0,30}}?{ends}"
    return re.compile(rf"(?!.(?:{behind}|，|$))(?P<actor>{name})(?={behind}|{words('story', 'times_of')[0]}$|，|$)")
