"""Where the clause around a place of a sentence begins and ends, by its marks alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy

EDGE = r"(?=[，,；;。\n\t 、）】〕\]]|$)"  # what follows a word that ends a clause, a member of a list, a bracket or a line
CLAUSE_OPENS = r"(?:^\s*|(?<=[，、：。]))"  # where a clause or a member of a list begins
RULE_OPENS = r"(?:^\s*|(?<=[。；：]))"  # where a rule of its own begins
_CUTS = frozenset("，,；;。\n\t 、")
_STOP = lazy(r"[。；;]?[ \t]?\n?")
_STOPS = lazy(r"[，；。]")
_MARK = lazy(r"[，；：。“”（）\t]")
_ANY_MARK = lazy(r"[，；：。、！？“”‘’（）《》 ]")


def clause_around(slots: str, start: int, end: int | None = None) -> Span:
    """Return the stretch of slot text from the beginning of the clause of `start` to the end of the clause of `end`.

    A clause lies between two of ，；：。 or tabs outside quotes and brackets; of a place in a bracket it does not reach
    outside. The marks themselves are no part of it. Without `end` it is the clause of `start`.
    """
    return Span(_begin(slots, start), _end(slots, start if end is None else end))


def stretch_start(text: str, start: int, end: int) -> int:
    """Return the place behind the last semicolon of `[start, end)`; `start` where none stands there."""
    return max(text.rfind("；", start, end) + 1, start)


def last_clause(text: str, start: int, end: int) -> int:
    """Return the place behind the last comma of `[start, end)`; `start` where none stands there."""
    return max(text.rfind("，", start, end) + 1, start)


def first_stop(slots: str, start: int) -> int:
    """Return where the first ，； or 。 stands from a place on; the end of the text where none does."""
    found = _STOPS.search(slots, start)
    return found.start() if found else len(slots)


def after_mark(text: str, start: int, end: int) -> int:
    """Return the place behind the first mark or blank of `[start, end)`; `start` where none stands there."""
    mark = _ANY_MARK.search(text, start, end)
    return mark.end() if mark else start


def before_mark(text: str, start: int, end: int) -> int:
    """Return where the last mark or blank of `[start, end)` stands; `end` where none does."""
    return max((mark.start() for mark in _ANY_MARK.finditer(text, start, end)), default=end)


def pieces(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Yield what lies between marks, blanks and line breaks of `[start, end)` outside brackets, and the mark before.

    The first piece has no mark before it. A piece may be empty.
    """
    before, low, depth = "", start, 0
    for position in range(start, end):
        char = text[position]
        depth += (char in "（【") - (char in "）】")
        if depth <= 0 and char in _CUTS:
            yield before, Span(low, position)
            before, low = char, position + 1
    yield before, Span(low, end)


def past_stop(text: str, position: int) -> int:
    """Return the place behind a stop or semicolon, a blank and a line break at a position, where they stand there."""
    found = _STOP.match(text, position)
    return found.end() if found else position


@lru_cache(maxsize=64)  # a sentence is asked for the clause of each of its numbers
def _marks(text: str) -> list[int]:
    return [match.start() for match in _MARK.finditer(text)]


def _begin(text: str, position: int) -> int:
    depth, marks = 0, _marks(text)
    for number in range(bisect_left(marks, position) - 1, -1, -1):
        i = marks[number]
        char = text[i]
        if char in "”）":
            depth += 1
        elif char in "“（" and depth:
            depth -= 1
        elif not depth and char in "，；：。（\t":
            return i + 1
    return 0


def _end(text: str, position: int) -> int:
    depth, marks = 0, _marks(text)
    for number in range(bisect_left(marks, position), len(marks)):
        i = marks[number]
        char = text[i]
        if char in "“（":
            depth += 1
        elif char in "”）" and depth:
            depth -= 1
        elif not depth and char in "，；：。）\t":
            return i
    return len(text)
