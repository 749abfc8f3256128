"""The strings of a text that may be markers, found by their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from techpolicy_extract.lexing.chinese_numbers import longest_value
from techpolicy_extract.lexing.numbering import PARTS_OF_A_BOOK, STYLES, Marker, follows_sentence
from techpolicy_extract.stages.segment.articles import Articles
from techpolicy_extract.stages.segment.cards import Cards
from techpolicy_extract.stages.segment.headings import SHORT_TITLE
from techpolicy_extract.syntax.lost_stops import has_lost_stops

_BESIDE = 8  # markers before and behind one among which its neighbours in the list are looked for
_NEXT_WITHIN = 3000  # characters within which a list inside a paragraph must go on


class Markers:
    """Markers in order of position."""

    def __init__(self, text: str, markers: list[Marker], cards: Cards) -> None:
        self._text = text
        self.articles = Articles(text, markers)
        self.cards = cards
        self.lost_stops = has_lost_stops(text.split("\n"))
        self._markers = markers
        self._starts = [marker.start for marker in markers]
        self._seconds: dict[str, list[int]] = {}
        for marker in markers:
            if marker.number == 2:
                self._seconds.setdefault(marker.style, []).append(marker.start)

    def between(self, start: int, limit: int) -> list[Marker]:
        """Return the markers that begin in `[start, limit)`."""
        return self._markers[bisect_left(self._starts, start) : bisect_left(self._starts, limit)]

    def behind(self, position: int) -> Iterator[Marker]:
        """Yield the markers from a position on."""
        for i in range(bisect_left(self._starts, position), len(self._markers)):
            yield self._markers[i]

    def runs_on(self, start: int, end: int) -> bool:
        """Return whether a paragraph holds the headings 一、 and 二、, so that it has lost its lines."""
        numbers = {
            marker.number
            for marker in self.between(start, end)
            if marker.style == "一、" and (marker.line_start or follows_sentence(self._text, marker))
        }
        return {1, 2} <= numbers

    def follows_division(self, marker: Marker, line_start: int) -> bool:
        """Return whether a chapter or the like stands behind a larger one on its line: 第一篇 总论 第一章 回顾."""
        if marker.style not in PARTS_OF_A_BOOK or self._text[marker.start - 1] not in " \n":
            return False
        before = self.between(line_start, marker.start)
        return bool(before) and before[0].line_start and _is_larger(before[0], marker)

    def sentences_beside(self, marker: Marker) -> bool:
        """Return whether the member of a list before or behind this one is a sentence, too long for a title.

        Each stands on the line next to the other, so that no paragraph lies between of which one might be the title.
        """
        at = bisect_left(self._starts, marker.start)
        behind = self._member(marker, self._markers[at + 1 : at + 1 + _BESIDE], 1)
        before = self._member(marker, self._markers[max(0, at - _BESIDE) : at], -1)
        if behind is None or self._end(marker) + 1 != behind.start:
            return False
        beside = before if before and self._end(before) + 1 == marker.start else behind
        return any(map(self._is_sentence, {behind, beside}))

    def _member(self, marker: Marker, near: list[Marker], step: int) -> Marker | None:
        """Return the member of a marker's list whose number is `step` larger."""
        wanted = (marker.style, marker.number + step)
        return next((each for each in near if each.line_start and (each.style, each.number) == wanted), None)

    def _end(self, marker: Marker) -> int:
        end = self._text.find("\n", marker.end)
        return end if end >= 0 else len(self._text)

    def _is_sentence(self, marker: Marker) -> bool:
        said = self._text[marker.end : self._end(marker)].strip()
        return said.find("。") == len(said) - 1 and len(said) > SHORT_TITLE + 1

    def counts(self, marker: Marker) -> bool:
        """Return whether a marker and the number behind it count something: 一、二年级, which no list goes on."""
        if marker.style != "一、" or _next_number(self._text, marker) != marker.number + 1:
            return False
        return self._headed.isdisjoint((marker.number - 1, marker.number + 1))

    @cached_property
    def _headed(self) -> frozenset[int]:
        """The numbers of the headings 一、 of the text, those left out that may count something."""
        return frozenset(
            marker.number
            for marker in self._markers
            if marker.style == "一、" and marker.line_start and _next_number(self._text, marker) != marker.number + 1
        )

    def go_on(self, marker: Marker) -> bool:
        """Return whether the list that a first item opens has a second item."""
        if marker.number > 1:
            return True
        seconds = self._seconds.get(marker.style, [])
        at = bisect_left(seconds, marker.start + 1)
        return at < len(seconds) and seconds[at] < marker.start + _NEXT_WITHIN


def _is_larger(marker: Marker, other: Marker) -> bool:
    return marker.style in PARTS_OF_A_BOOK and STYLES[marker.style] < STYLES[other.style]


def _next_number(text: str, marker: Marker) -> int | None:
    """Return the number that stands behind a marker; None for other words."""
    if marker.end >= len(text):
        return None
    value, _ = longest_value(text, marker.end)
    return None if value is None else int(value)
