"""Filler in a text: the same words many times over, and long runs of signs without a word.

Converters, scanners and ill will leave it. The beginning of such a stretch says all that it says, so the rest is hidden
from the rules, and the time to read a text does not grow with its repetitions. Text in, spans out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from techpolicy_extract.lexing.chinese_numbers import CHARS
from techpolicy_extract.nouns.layout import Layout
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy

_STEP = 500  # characters between the places that are checked: every stretch is longer, so none is missed
_WORDLESS = 1000  # characters, at least, of signs, numerals and Latin letters without a blank
_REPEATED = 2000  # characters, at least, of a repetition …
_TIMES = 20  # … and copies in it
_PERIOD = 250  # characters, at most, of one copy; at most half a step
_KEPT = 300  # characters, at least, that are kept of a repetition
_SIGN = rf"(?:[^\w\s]|[\d_A-Za-zＡ-Ｚａ-ｚ{CHARS}第①-⓿㈠-㈩Ⅰ-ⅿ])"
_SIGNS = lazy(f"{_SIGN}*")
_MANY_SIGNS = lazy(f"{_SIGN}{{{_STEP}}}")
_ENDS = ("\n", "。！？；;", "，,、：")  # where a repeated text is best cut, best first
_JOINED = lazy(rf"[\dA-Za-z.{CHARS}]")


def stretches(text: str, layout: Layout) -> list[Span]:
    """Return the spans of a source text that are filler, ascending; none touches a cell or metadata."""
    return list(clear(_found(text), layout))


def clear(spans: Iterable[Span], layout: Layout) -> Iterator[Span]:
    """Yield the spans of a source text that touch neither a cell nor metadata."""
    kept = sorted((cell.start, cell.end) for table in layout.tables for cell in table.cells)
    kept += [(each.start, each.end) for each in layout.stretches if each.origin == "metadata"]
    kept.sort()
    ends = [0, *accumulate((end for _, end in kept), max)]  # a span may be inside another
    return (span for span in spans if ends[bisect_left(kept, (span.end, 0))] <= span.start)


def _found(text: str) -> Iterator[Span]:
    done = 0
    for place in range(0, len(text) - 2 * _PERIOD, _STEP):
        if place >= done and (span := _wordless(text, place, done) or _repeated(text, place, done)):
            yield span
            done = span.end


def _wordless(text: str, place: int, floor: int) -> Span | None:
    """Return the whole run of signs without words around `place`, not before `floor`; None where it is short.

    It must go on for at least _STEP characters behind `place`.
    """
    if not _MANY_SIGNS.match(text, place):
        return None
    before, after = _SIGNS.match(text[max(floor, place - _STEP) : place][::-1]), _SIGNS.match(text, place)
    start, end = (place - before.end() if before else place), (after.end() if after else place)
    return Span(start, end) if end - start >= _WORDLESS else None


def _repeated(text: str, place: int, floor: int) -> Span | None:
    """Return the span to leave out of a repetition that holds `place`; None where nothing is repeated enough.

    The span is a number of whole copies, behind those that are kept at the beginning. Nothing before `floor` is
    part of the repetition.
    """
    probe = text[place : place + _PERIOD]
    again = text.find(probe, place + 1, place + 2 * _PERIOD)
    if again < 0 or not probe.strip():
        return None
    period = again - place
    end = again + _same(text, place, again)
    start = place
    while start > floor and text[start - 1] == text[start - 1 + period]:
        start -= 1
    if end - start < max(_REPEATED, _TIMES * period):
        return None
    cut = _cut(text, start + _KEPT, period)
    return Span(cut, cut + (end - cut) // period * period)


def _same(text: str, first: int, second: int) -> int:
    """Count how many characters are equal from `first` on and from `second` on, which lies behind `first`."""
    size, step = 0, _STEP
    while step:
        if text.startswith(text[first + size : first + size + step], second + size):
            size, step = size + step, 2 * step
        else:
            step //= 2
    return size


def _cut(text: str, low: int, period: int) -> int:
    """Return where to cut a repetition, within one copy from `low` on: behind a mark, else between two words."""
    for marks in _ENDS:
        for place in range(low, low + period):
            if text[place - 1] in marks:
                return place
    return next((place for place in range(low, low + period) if not _JOINED.match(text, place - 1)), low)
