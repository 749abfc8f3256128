"""Dates that no record holds and that are explained all the same: they only tell what is past, or name a section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.dates import bounds
from techpolicy_extract.nouns.drafts import Draft, QuantityDraft
from techpolicy_extract.nouns.handover import Settled, Today
from techpolicy_extract.nouns.model import Lexeme, Sentence
from techpolicy_extract.nouns.text import Span

_DATES = ("day", "range", "since")
_BOUND = worded("times", "{limits}$")  # a day that bounds something tells no past fact
_SINCE = worded("times", "{since}$")
_BOUND_BEHIND = worded("times", "(?:（{atoms.words.inclusive}）)?{limits_behind}")
_UNTIL = worded("times", r"(?:{until}|{strive}|{not_later}|{around})\s?$")
_MARKS = "，。；：\n"
_CLAUSES = 2  # a date stands in the clause that it dates, or opens the one before it


def told(settled: Settled, drafts: Sequence[Draft]) -> set[int]:
    """Return where dates stand, in the normalised text, that need no record of their own.

    These are the years of headings, what numbers are compared with (比2015年增长20%), and days that lie before the
    part's own day, bound nothing, and stand with words that tell what has happened. Where the part has no day, and of
    what goes on from a day, a verb alone does not tell.
    """
    numbers = (draft for draft in drafts if isinstance(draft, QuantityDraft) and draft.benchmark)
    against = sorted(draft.notes.against for draft in numbers if draft.notes.against)
    text, sentences = settled.matched.segmented.normalized.mapped.text, settled.matched.sentences
    found = set()
    for sentence in sentences:
        today = settled.days[sentence.section.section_id]
        for lexeme in sentence.at.values():
            if lexeme.when is None or lexeme.when.kind not in _DATES:
                continue
            if _names(lexeme, sentence, text) or _tells(lexeme, sentence, text, today):
                found.add(lexeme.start)
    return found | set(_compared(sentences, against))


def _compared(sentences: Sequence[Sentence], against: Sequence[Span]) -> Iterator[int]:
    """Yield where dates stand inside what numbers are compared with."""
    times = sorted(
        lx.start for sentence in sentences for lx in sentence.at.values() if lx.when and lx.when.kind in _DATES
    )
    at = 0
    for low, high in against:
        while at < len(times) and times[at] < low:
            at += 1
        yield from (time for time in times[at : at + 4] if time < high)


def _names(lexeme: Lexeme, sentence: Sentence, text: str) -> bool:
    """Return whether a year is part of a section's heading (2023年工作回顾), which bounds nothing by it."""
    section = sentence.section
    day = lexeme.when.end if lexeme.when else None
    if section.kind != "heading" or day is None or not section.start <= lexeme.start < section.end:
        return False
    said = text[lexeme.start : lexeme.end]
    return (
        day.precision == "year"
        and not _BOUND.search(said)
        and not _UNTIL.search(text, max(0, lexeme.start - 4), lexeme.start)
    )


def _tells(lexeme: Lexeme, sentence: Sentence, text: str, today: Today) -> bool:
    """Return whether a date lies before the day of its part and the words around it tell what has happened."""
    when = lexeme.when
    assert when is not None
    said = text[lexeme.start : lexeme.end]
    bound = _BOUND.search(said) and not (when.kind == "since" and _SINCE.search(said))
    if bound or _BOUND_BEHIND.match(text, lexeme.end) or _UNTIL.search(text, max(0, lexeme.start - 4), lexeme.start):
        return False
    start, end = bounds(when, today.year)
    last = start if when.kind == "since" else end
    if last and today.day and not last < today.day:
        return False
    known = bool(last and today.day) and when.kind != "since"
    near, around = _around(text, lexeme, sentence, 1), _around(text, lexeme, sentence, _CLAUSES)
    if _pattern("to_come").search(near if known else around):
        return False
    return bool(_pattern("said").search(around) or (known and _pattern("verbs").search(around)))


def _around(text: str, lexeme: Lexeme, sentence: Sentence, clauses: int) -> str:
    """Return the clause that holds a date, and with it those behind it up to so many."""
    low = max(text.rfind(mark, sentence.start, lexeme.start) for mark in _MARKS) + 1
    high = lexeme.end
    for _ in range(clauses):
        ends = [at for mark in _MARKS if (at := text.find(mark, high + 1, sentence.offsets[-1])) >= 0]
        high = min(ends, default=sentence.offsets[-1])
    return text[max(low, sentence.start) : high]


@lru_cache(maxsize=4)
def _pattern(name: str) -> re.Pattern[str]:
    """Return what speaks of what is still to come, what says that something has happened, or the verbs of a story."""
    story, cues = load("story"), load("cues")
    if name == "to_come":
        return re.compile("|".join(story["to_come"]))
    if name == "said":
        reached = [
            cue for cue in cues["reached"] if not cue.startswith(words("times", "compares"))
        ]  # a plan compares, too
        return re.compile("|".join([*story["happened"], *story["surely"], *reached, *story["told"]]))
    told = load("atoms")["words"]
    verbs = dict.fromkeys(word for group in sorted(told) if group.startswith("event_") for word in told[group])
    return re.compile(trie_pattern(verbs))
