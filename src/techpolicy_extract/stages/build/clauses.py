"""Where a clause begins and ends, and how its words add its numbers up."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from techpolicy_extract.lexicon.cues import Cue
from techpolicy_extract.lexicon.worded import filled
from techpolicy_extract.patterns.lazy import lazy

_CUMULATIVE, _ANNUAL = "{sums}|(?<!公)共(?![同建享用性识有产和])", "{yearly}"
_MARK = lazy(r"[，；：。“”（）]")


@lru_cache(maxsize=64)  # a sentence is asked for the clause of each of its numbers
def _marks(text: str) -> list[int]:
    return [match.start() for match in _MARK.finditer(text)]


def clause_start(text: str, position: int, floor: int) -> int:
    """Find where the clause before `position` begins: behind the last ，；：。 outside quotes, not before `floor`."""
    depth, marks = 0, _marks(text)
    for number in range(bisect_left(marks, position) - 1, -1, -1):
        i = marks[number]
        if i < floor:
            break
        char = text[i]
        if char in "”）":
            depth += 1
        elif char in "“（" and depth:
            depth -= 1
        elif not depth and char in "，；：。（":
            return i + 1
    return floor


def clause_end(text: str, position: int) -> int:
    """Find where the clause behind `position` ends: at the next ，；：。 outside quotes."""
    depth, marks = 0, _marks(text)
    for number in range(bisect_left(marks, position), len(marks)):
        i = marks[number]
        char = text[i]
        if char in "“（":
            depth += 1
        elif char in "”）" and depth:
            depth -= 1
        elif not depth and char in "，；：。）":
            return i
    return len(text)


def accumulation(text: str, start: int, end: int) -> str | None:
    """Read cumulative or annual off the words of `text[start:end]`; null where no word decides."""
    if _cue(_CUMULATIVE).within(text, start, end):
        return "cumulative"
    return "annual" if _cue(_ANNUAL).within(text, start, end) else None


@lru_cache(maxsize=2)
def _cue(shape: str) -> Cue:
    return Cue(filled("cues", shape))
