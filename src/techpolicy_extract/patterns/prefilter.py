"""Analyse a pattern before matching: what a text must hold, and where in it a match can begin.

The answers err on one side only: where they say that a pattern cannot match, it cannot. A pattern that is not
understood may match anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from techpolicy_extract.patterns.facts import DIGIT, MOST, NOTHING, Facts, Needs
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.reader import NotUnderstoodError, Reader

__all__ = [
    "DIGIT",
    "Facts",
    "Finder",
    "class_of",
    "facts_of",
    "firsts_of",
    "is_dense",
    "needs_of",
    "reach_of",
    "words_of",
]

_FEW = 200  # start positions tried before their density is checked
_SETS = 3  # sets of words kept for a pattern
_EVERYWHERE = re.compile(".", re.DOTALL)


def facts_of(pattern: str, atoms: Mapping[str, Facts] | None = None) -> Facts:
    """Return what is known about the matches of `pattern`; `atoms` has the facts of the `{names}` in it.

    The facts are NOTHING where the pattern is not understood.
    """
    try:
        return Reader(pattern, atoms or {}).read()
    except NotUnderstoodError:
        return NOTHING


def needs_of(facts: Facts) -> Needs:
    """Return the smallest sets of characters, MOST at most; a text can match only if it holds one of each set."""
    return tuple(sorted(facts.needs, key=len)[:MOST])


def words_of(facts: Facts) -> Needs:
    """Return the smallest sets of words; a text can match only if it holds a word of each set.

    Sets with a word of one character are left out: `needs_of` covers them.
    """
    kept = dict.fromkeys(_bare(words) for words in facts.words if min(map(len, words)) > 1)
    return tuple(sorted(kept, key=len)[:_SETS])


@lru_cache(maxsize=512)  # many patterns hold the same lists
def _bare(words: frozenset[str]) -> frozenset[str]:
    """Leave out words that contain another word of the set: a text that holds the longer holds the shorter."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return frozenset(kept)


def firsts_of(pattern: str) -> frozenset[str] | None:
    """Return the characters that a match of `pattern` can begin with; None for any, or where it may be empty."""
    facts = facts_of(pattern)
    return None if facts.empty else facts.firsts


def reach_of(pattern: str) -> int | None:
    """Return how many characters a match of `pattern` covers or looks at, at most; None where that is not known."""
    return facts_of(pattern).reach


def class_of(firsts: frozenset[str]) -> str:
    """Write a set of first characters as a character class of a regular expression."""
    return f"[{''.join(sorted(char if char == DIGIT else re.escape(char) for char in firsts))}]"


def is_dense(tried: int, length: int) -> bool:
    """Tell whether so many start positions were tried in `length` characters that searching everywhere is faster."""
    return tried > _FEW and tried * 3 > length * 2


class Finder:
    """Find what a pattern finds, but try it only where a match can begin; one fast pass finds these positions.

    `heart` is a pattern that is quick to search: each match lies in one line and holds a match of it. Then no other
    line is tried.
    """

    def __init__(self, pattern: str, flags: int = 0, heart: str | None = None) -> None:
        self.pattern = lazy(pattern, flags)
        self._heart = lazy(heart) if heart else None
        self._cased = not flags & re.IGNORECASE

    @cached_property
    def _heads(self) -> re.Pattern[str] | None:
        firsts = firsts_of(self.pattern.pattern) if self._cased else None
        return re.compile(class_of(firsts)) if firsts else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in `[start, end)` that do not overlap, from left to right."""
        end = len(text) if end is None else end
        stretches = [(start, end)] if self._heart is None else self._lines(self._heart, text, start, end)
        for low, high in stretches:
            yield from self._within(text, low, high)

    def _lines(self, heart: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the lines that have a heart, with the line break behind them; of the first and last what is inside."""
        done = start
        for found in heart.finditer(text, start, end):
            if found.start() >= done:
                low = max(done, text.rfind("\n", done, found.start()) + 1)
                done = text.find("\n", found.end(), end) + 1 or end
                yield low, done

    def _within(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        if self._heads is None:
            yield from self.pattern.finditer(text, start, end)
            return
        match, first = self.pattern.match, start
        for tried, head in enumerate(self._heads.finditer(text, start, end)):
            at = head.start()
            if tried > _FEW and is_dense(tried, at - first):
                yield from self.pattern.finditer(text, max(start, at), end)
                return
            if at >= start and (found := match(text, at, end)):
                yield found
                start = found.end()

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match from `start` on, or None."""
        return next(self.finditer(text, start), None)

    def starts(self, text: str) -> Iterator[int]:
        """Yield every position where a match begins, also inside another match."""
        match, heads = self.pattern.match, self._heads or _EVERYWHERE
        for head in heads.finditer(text):
            if match(text, head.start()):
                yield head.start()
