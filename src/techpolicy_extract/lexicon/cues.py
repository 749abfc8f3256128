"""Words that decide about a stretch of text by standing anywhere in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from techpolicy_extract.patterns.prefilter import reach_of


class _Known(NamedTuple):
    """What the last answers tell of stretches that begin at `low` and end at `end` or behind it.

    No match begins before `clear`; one is in every stretch that holds all up to `sure`.
    """

    text: str
    low: int
    end: int
    clear: int
    sure: int


class Cue:
    """A pattern that is looked for in stretches that often begin at one place, each longer than the one before.

    A sentence of a thousand numbers asks for each of them whether a cue stands before it: what was seen once without a
    match, farther from the stretch's end than a match can look, is not searched again.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        # Whether a stretch that begins later may hold a match that is none in a longer one.
        self.looks_back = "(?<" in pattern
        self._reach = reach_of(pattern)
        self._known: _Known | None = None

    def within(self, text: str, low: int, end: int) -> bool:
        """Return whether the pattern is found in `text[low:end]`, beyond which it sees nothing."""
        known = self._known  # read once and written once, so that threads do not disturb each other
        if known is None or known.text is not text or known.low != low or known.end > end:
            known = _Known(text, low, end, low, len(text) + 1)
        if known.sure <= end:
            return True
        found = self.pattern.search(text[low:end], known.clear - low)
        if self._reach is not None:
            if found is None:
                known = known._replace(end=end, clear=max(known.clear, end - self._reach + 1))
            elif low + found.start() + self._reach <= end:
                known = known._replace(end=end, sure=low + found.start() + self._reach)
            self._known = known
        return found is not None
