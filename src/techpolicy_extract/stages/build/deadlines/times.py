"""A time in its sentence: its clause, what stands before and behind it, and the side that it bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Lexeme, Match, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.edges import clause_around

_BRACKETS = worded("deadlines", rf"\s?(?:（[^（）]{{0,60}}）|{LETTERS['paren']})")
_NOT_AFTER = worded("deadlines", r"(?<!不){not_after}$")
_NOT_BEFORE = worded("deadlines", r"(?<!不){not_before}$")
_BEFORE = worded("deadlines", "{befores}$")
_AFTER = worded("deadlines", "{afters}$")
_BESIDE = worded("deadlines", "[及或]?(?:(?P<before>{befores})|(?P<after>{afters})|{in_between})")
_WHOLE = worded("deadlines", "[及或]?(?:(?P<before>{wholly_before})|(?P<after>{wholly_after})|{in_between})")
_DUE_KINDS = ("day", "range", "every", "span")
_JOINTS = lazy(r"[、和及与或，]$")
_LONG = 160  # characters of a clause before a time that are looked at
_MOST = 8  # clauses behind a day that are looked at


@dataclass(frozen=True)
class Time:
    """A time of a sentence at position `at` of its slot text; `filled` are the slots that hold numbers of records.

    `task` is the heading that names what is to be done.
    """

    match: Match
    text: str
    filled: Sequence[int]
    task: str | None = None

    @property
    def sentence(self) -> Sentence:
        """Return the sentence of the time."""
        return self.match.sentence

    @property
    def slots(self) -> str:
        """Return the slot text of the sentence."""
        return self.match.sentence.slots

    @property
    def at(self) -> int:
        """Return the position of the time in the slot text."""
        return self.match.groups["date"].start

    @cached_property
    def lexeme(self) -> Lexeme:
        """Return the lexeme of the time."""
        return self.match.sentence.at[self.at]

    @property
    def when(self) -> When:
        """Return the time as it was lexed."""
        assert self.lexeme.when is not None
        return self.lexeme.when

    @cached_property
    def words(self) -> str:
        """Return the time as it is written."""
        return self.text[self.lexeme.start : self.lexeme.end]

    @cached_property
    def low(self) -> int:
        """Return where the clause of the time begins, of a very long one where its last part does."""
        return max(clause_around(self.slots, self.at).start, self.at - _LONG)

    @cached_property
    def behind(self) -> int:
        """Return where the text behind the time begins: behind brackets, and words like 之前 behind those."""
        beside = self._beside
        return beside.end() if beside else self._bracketed

    @cached_property
    def _bracketed(self) -> int:
        bracket = _BRACKETS.match(self.slots, self.at + 1)
        return bracket.end() if bracket else self.at + 1

    @cached_property
    def _beside(self) -> re.Match[str] | None:
        """Match words of the side; a single character counts only behind a bracket, where the lexer cannot see it."""
        start = self._bracketed
        return (_BESIDE if start > self.at + 1 else _WHOLE).match(self.slots, start)

    @cached_property
    def side(self) -> str | None:
        """Return "before" of a day by which, "after" of one from which, None of others."""
        beside = self._beside
        if _NOT_AFTER.search(self.before):
            return "before"
        if (beside and beside["after"]) or self.when.kind == "since" or _AFTER.search(self.words):
            return "after"
        if _NOT_BEFORE.search(self.before):
            return "after"
        return "before" if (beside and beside["before"]) or _BEFORE.search(self.words) else None

    @cached_property
    def high(self) -> int:
        """Return where the clause of the time ends."""
        return clause_around(self.slots, self.behind).end

    @cached_property
    def before(self) -> str:
        """Return what stands before the time in its clause."""
        return self.slots[self.low : self.at]

    @cached_property
    def after(self) -> str:
        """Return what stands behind the time in its clause."""
        return self.slots[self.behind : self.high]

    @property
    def day(self) -> bool:
        """Return whether the time has days or months, and is no mere year."""
        last = self.when.start if self.when.kind == "since" else self.when.end
        return last is not None and last.precision in ("day", "month")

    @property
    def part(self) -> bool:
        """Return whether the time is a part of a year: 2024年上半年."""
        end = self.when.end
        return self.when.kind == "day" and end is not None and end.precision in ("half", "quarter")

    def later(self) -> Iterator[tuple[int, int]]:
        """Yield the clauses behind the time, its own rest first, up to a semicolon or a further time."""
        low, high = self.behind, self._own_end()
        for _ in range(_MOST):
            yield low, high
            if high >= len(self.slots) or self.slots[high] not in "，：":
                return
            low, high = high + 1, clause_around(self.slots, high + 1).end
            if any(self.is_due(position) for position in self.sentence.at if low <= position < high):
                return

    def _own_end(self) -> int:
        """Return where the text behind the time in its clause ends: at a further time that is not of its list."""
        for position in sorted(self.sentence.at):
            if not self.behind <= position < self.high or not self.is_due(position):
                continue
            if not _JOINTS.fullmatch(self.slots, self.behind, position):
                return position
        return self.high

    def earlier(self) -> Iterator[tuple[int, int]]:
        """Yield the clauses before that of the time, the nearest first, back to a semicolon or a sentence's end."""
        low = self.low
        for _ in range(_MOST):
            if low == 0 or self.slots[low - 1] not in "，：":
                return
            high, low = low - 1, clause_around(self.slots, low - 1).start
            yield low, high

    def is_due(self, position: int) -> bool:
        """Return whether at a position stands a time of its own, and not the year of a noun (2023年度总结)."""
        when = self.sentence.at[position].when
        if when is None or when.kind not in _DUE_KINDS or when.past:
            return False
        day = when.end
        return when.kind != "day" or (day is not None and (day.precision != "year" or day.edge == "end"))

    def place(self, low: int, high: int) -> Span:
        """Return a stretch of the slot text as a span of the normalised text."""
        return self.match.place(low, high)

    def said(self, low: int, high: int) -> str:
        """Return a stretch of the slot text as it is written."""
        return self.text[slice(*self.place(low, high))] if low < high else ""
