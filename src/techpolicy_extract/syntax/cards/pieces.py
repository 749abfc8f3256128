"""Cut a line at its labels, its numbers and its marks; what lies between them are runs of words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.cards.labels import Label, find_labels
from techpolicy_extract.syntax.cards.names import parts_name

STOPS = frozenset("；;。！？")
_MARKS = lazy(r"[，,、；;。！？：:（）()\t\n /|]|[①-⑳]")
_MARKER = lazy(r"[ \t]*(?:\d{1,2}(?:[.．、）)]|(?=[\u4e00-\u9fff]))|[一二三四五六七八九十]{1,3}、)")
_NUMBERED = lazy(r"[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]")


class Piece(NamedTuple):
    """A mark, a marker, a label or a value at `[start, end)`; `what` is the mark itself, or marker, label, value."""

    start: int
    end: int
    what: str
    label: Label | None = None
    value: Lexeme | None = None


class Pieces:
    """The pieces of a line in order."""

    def __init__(self, text: str, span: Span, values: Sequence[Lexeme], ends: Sequence[int]) -> None:
        """Cut the line `span` of a text. `values` are the values of the whole text, `ends` where they end."""
        self.span = span
        self._text = text
        low, high = bisect_left(ends, span.start + 1), bisect_left(ends, span.end + 1)
        taken = [Piece(value.start, value.end, "value", value=value) for value in values[low:high]]
        taken += [Piece(label.start, label.end, "label", label) for label in find_labels(text, span, values, ends)]
        self.all: list[Piece] = []
        at = span.start
        for piece in sorted(taken, key=lambda piece: piece.start):
            self._add_marks(at, piece.start)
            self.all.append(piece)
            at = max(at, piece.end)
        self._add_marks(at, span.end)
        self._stops = [piece.start for piece in self.all if piece.what in STOPS]
        self._reached = [each.start for each in self.all if each.value and each.value.kind in ("phone", "email")]

    def _add_marks(self, low: int, high: int) -> None:
        text, span = self._text, self.span
        if low == span.start and (marker := _MARKER.match(text, low, span.end)):
            self.all.append(Piece(low, marker.end(), "marker"))
            low = marker.end()
        for mark in _MARKS.finditer(text, low, high):
            start = mark.start()
            if numbered := _NUMBERED.match(text, start, high):
                self.all.append(Piece(start, numbered.end(), "marker"))
            elif mark[0] == " " and parts_name(text, start, high):
                continue
            elif not self.all or start >= self.all[-1].end:
                self.all.append(Piece(start, mark.end(), mark[0]))

    def behind(self, place: int) -> Piece:
        """Return the piece with a number; behind the last one, an empty piece at the end of the line."""
        return self.all[place] if place < len(self.all) else Piece(self.span.end, self.span.end, "end")

    def limit(self, place: int) -> int:
        """Return where the first label or value behind a piece begins, or the line ends."""
        for piece in self.all[place + 1 : place + 40]:
            if piece.what in ("label", "value"):
                return piece.start
        return self.span.end

    def reaches(self, position: int) -> bool:
        """Tell whether a phone or an e-mail address stands in the same sentence of the line as a position."""
        at = bisect_right(self._stops, position)
        low = self._stops[at - 1] if at else self.span.start
        high = self._stops[at] if at < len(self._stops) else self.span.end
        first = bisect_left(self._reached, low)
        return first < len(self._reached) and self._reached[first] < high
