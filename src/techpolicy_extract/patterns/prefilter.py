"""What a pattern tells before any matching: what a text must hold, and where in it a match can begin.

The answers err on one side only: where they say that a pattern cannot match it cannot. What is not understood may
match everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from techpolicy_extract.patterns.facts import DIGIT, MOST, NOTHING, Facts, Needs
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

_FEW = 200  # places to try from which on their density is looked at
_SETS = 3  # sets of words that are kept of a pattern
_EVERYWHERE = re.compile(".", re.DOTALL)


def facts_of(pattern: str, atoms: Mapping[str, Facts] | None = None) -> Facts:
    """Give what is known of the matches of `pattern`; `atoms` says it of the `{names}` in it."""
    try:
        return Reader(pattern, atoms or {}).read()
    except NotUnderstoodError:
        return NOTHING


def needs_of(facts: Facts) -> Needs:
    """Give sets of characters, of each of which a text must hold one for a match: those that tell the most."""
    return tuple(sorted(facts.needs, key=len)[:MOST])


def words_of(facts: Facts) -> Needs:
    """Give sets of words, of each of which a text must hold one for a match; the needs have single characters."""
    kept = dict.fromkeys(_bare(words) for words in facts.words if min(map(len, words)) > 1)
    return tuple(sorted(kept, key=len)[:_SETS])


@lru_cache(maxsize=512)  # many patterns hold the same lists
def _bare(words: frozenset[str]) -> frozenset[str]:
    """Leave out the words in which another stands: a text that holds the one holds the other."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return frozenset(kept)


def firsts_of(pattern: str) -> frozenset[str] | None:
    """Give the characters with which a match of `pattern` can begin; None where it may be any, or the match empty."""
    facts = facts_of(pattern)
    return None if facts.empty else facts.firsts


def reach_of(pattern: str) -> int | None:
    """Give how many characters a match of `pattern` and what it looks at can be; None where that is not sure."""
    return facts_of(pattern).reach


def class_of(firsts: frozenset[str]) -> str:
    """Write a set of first characters as a regular expression."""
    return f"[{''.join(sorted(char if char == DIGIT else re.escape(char) for char in firsts))}]"


def is_dense(tried: int, length: int) -> bool:
    """Say whether so many places to try have been met in a stretch that it is quicker to search everywhere."""
    return tried > _FEW and tried * 3 > length


class Finder:
    """Finds what a pattern finds, but tries it only where a match can begin: one quick pass finds these places."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        firsts = None if flags & re.IGNORECASE else firsts_of(pattern)
        self._heads = re.compile(class_of(firsts)) if firsts else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in `[start, end)` that do not overlap, from left to right."""
        end = len(text) if end is None else end
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
        """Give the first match from `start` on."""
        return next(self.finditer(text, start), None)

    def starts(self, text: str) -> Iterator[int]:
        """Yield every place where a match begins, also inside another match."""
        match, heads = self.pattern.match, self._heads or _EVERYWHERE
        for head in heads.finditer(text):
            if match(text, head.start()):
                yield head.start()
