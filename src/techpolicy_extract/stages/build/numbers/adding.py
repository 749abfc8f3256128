"""How the words of a clause add its numbers up: over the years, or within each."""

from __future__ import annotations

from functools import lru_cache

from techpolicy_extract.lexicon.cues import Cue
from techpolicy_extract.lexicon.worded import filled

_CUMULATIVE, _ANNUAL = "{sums}|(?<!公)共(?![同建享用性识有产和])", "{yearly}"


def accumulation(text: str, start: int, end: int) -> str | None:
    """Read cumulative or annual off the words of `text[start:end]`; null where no word decides."""
    if _cue(_CUMULATIVE).within(text, start, end):
        return "cumulative"
    return "annual" if _cue(_ANNUAL).within(text, start, end) else None


@lru_cache(maxsize=2)
def _cue(shape: str) -> Cue:
    return Cue(filled("cues", shape))
