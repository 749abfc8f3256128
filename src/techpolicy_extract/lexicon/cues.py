"""Cue words: found anywhere in a stretch of text, they decide something about it."""

from __future__ import annotations

import re
from typing import NamedTuple

from techpolicy_extract.patterns.prefilter import reach_of


class _Known(NamedTuple):
    """What is known about the stretches of `text` that begin at `low` and end at `end` or later.

    No match begins before `clear`. A stretch that reaches to `sure` or beyond holds a match.
    """

    text: str
    low: int
    end: int
    clear: int
    sure: int


class Cue:
    """A pattern to look for in many stretches that begin at one place, each longer than the one before.

    In a sentence of a thousand numbers, each number asks whether a cue stands before it. Text that was searched
    once without a match is not searched again, but for its end, where a match may need what follows.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        # With a look-behind, a stretch that begins later may hold a match that a longer stretch does not.
        self.looks_back = "(?<" in pattern
        self._reach = reach_of(pattern)
        self._known: _Known | None = None

    def within(self, text: str, low: int, end: int) -> bool:
        """Return whether the pattern is found in `text[low:end]`, beyond which it sees nothing."""
        known = self._known  # read once and written once, so that threads do not disturb each other
        if known is None or known.text is not text or known.low != low or known.end > end:
            clear, sure = low, len(text) + 1
        else:
            clear, sure = known.clear, known.sure
        if sure <= end:
            return True
        found = self.pattern.search(text[low:end], clear - low)
        if self._reach is not None:
            if found is None:
                clear = max(clear, end - self._reach + 1)
            elif low + found.start() + self._reach <= end:
                sure = low + found.start() + self._reach
            self._known = _Known(text, low, end, clear, sure)
        return found is not None
