"""Which markers are sections, and how deep: a stack of open sections, fed with markers in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from techpolicy_extract.lexing.numbering import BOX, DIVISIONS, ITEM, LARGEST, STYLES, Marker

_ABOVE_ARTICLES = ("一、", "（一）")
CARD, LABEL = "card", "label"  # frames of a card's title, and of a label that holds a text
SIGN = "sign"  # frame of a heading behind a sign: ◆申报材料
_SKIPPED = 3  # how many numbers a list may skip


@dataclass(slots=True)
class Open:
    """An open section."""

    style: str
    number: int | None
    level: int
    titled: bool = False


@dataclass(slots=True)
class Tree:
    """The open sections of one part, outermost first, and the last number seen of each style."""

    stack: list[Open] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    above: Open = field(default_factory=lambda: Open("none", None, 0))  # what holds the last title without a marker

    def plain(self, closing: bool = False) -> int:
        """Open a title without a marker; give its level. `closing` is for one that ends the document (附则).

        Where the part is divided by such titles alone, they are its first level; below a numbered section they stand
        one deeper, all on one level whatever lists stand between them, and do not change the levels of what follows.
        """
        numbered = [frame for frame in self.stack if frame.style != "none"]
        if not closing and self.stack and self.stack[0].style != "none":
            if not any(frame is self.above for frame in self.stack):
                self.above = numbered[-1]
            return self.above.level + 1
        self.stack = [Open("none", None, 1)]
        self.last = {}
        return 1

    def card(self, marker: Marker | None) -> int:
        """Open the title of a card, which ends the card before it; give its level."""
        before = next((i for i, frame in enumerate(self.stack) if frame.style == CARD), None)
        if before is not None:
            del self.stack[before:]
        elif marker:
            self._place(marker)
        else:
            self.stack = list(takewhile(lambda frame: frame.titled or frame.style == "none", self.stack))
        return self._push(CARD, marker.number if marker else None)

    def label(self) -> int:
        """Open a label of a card that holds a text, below the card's title; give its level."""
        card = next((i for i, frame in enumerate(self.stack) if frame.style == CARD), -1)
        del self.stack[card + 1 :]
        return self._push(LABEL, None)

    def sign(self) -> int:
        """Open a heading behind a sign, below the section that holds the first of them; give its level."""
        before = next((i for i, frame in enumerate(self.stack) if frame.style == SIGN), None)
        if before is not None:
            del self.stack[before:]
        else:
            while self.stack and not self.stack[-1].titled and self.stack[-1].style != "none":
                self.stack.pop()
        return self._push(SIGN, None)

    def _push(self, style: str, number: int | None) -> int:
        level = self.stack[-1].level + 1 if self.stack else 1
        self.stack.append(Open(style, number, level, titled=style in (CARD, LABEL, SIGN)))
        return level

    def fits(self, marker: Marker) -> bool:
        """Return whether a marker's number continues a list or opens one.

        A marker that opens a paragraph may skip numbers; one inside a paragraph must be the very next.
        """
        if marker.number > LARGEST.get(marker.style, 999):
            return False
        frames = [f.number for f in self.stack if f.style == marker.style and f.number is not None]
        last = frames[-1] if frames else self.last.get(marker.style)
        if marker.number == 1 or marker.style == BOX:
            return True
        if marker.number - 1 in (*frames, last or 0):
            return True
        if not marker.line_start:
            return False
        if last is None or marker.style in DIVISIONS:
            return True
        return last < marker.number <= last + 1 + _SKIPPED or not frames

    def open(self, marker: Marker) -> int:
        """Open the section of a marker that fits; give its level."""
        if marker.style == BOX:
            self._leave_box()
        else:
            self._place(marker)
        level = self._push(marker.style, marker.number)
        self.last[marker.style] = marker.number
        return level

    def give_title(self) -> None:
        """Say that the section opened last has a title."""
        self.stack[-1].titled = True

    def close_items(self) -> None:
        """Close the 一是 items of a paragraph that ends."""
        while self.stack and self.stack[-1].style == ITEM:
            self.stack.pop()

    def _box(self) -> int | None:
        return next((i for i, frame in enumerate(self.stack) if frame.style == BOX), None)

    def _leave_box(self) -> None:
        if (box := self._box()) is not None:
            del self.stack[box:]

    def _place(self, marker: Marker) -> None:
        """Close what a marker closes, so that the section that holds it is the last one open."""
        box = self._box()
        if box is not None and self._continues_outside(marker, box):
            del self.stack[box:]
            box = None
        floor = self._floor(marker) if box is None else box + 1
        same = next((i for i in range(len(self.stack) - 1, floor - 1, -1) if self.stack[i].style == marker.style), None)
        if same is not None:
            del self.stack[same:]
            return
        depth = STYLES[marker.style]
        while len(self.stack) > floor and self._depth(self.stack[-1], marker) > depth:
            self.stack.pop()

    def _floor(self, marker: Marker) -> int:
        """Return below which place a list may go on: a first number below a label or a sign opens a list of its own."""
        label = next((i for i, frame in enumerate(self.stack) if frame.style in (LABEL, SIGN)), None)
        if label is None:
            return 0
        goes_on = any(frame.style == marker.style for frame in self.stack[label + 1 :])
        return label + 1 if marker.number == 1 or goes_on else 0

    @staticmethod
    def _depth(frame: Open, marker: Marker) -> int:
        """Return how deep a section stands: articles stand below titles of any kind (一、总则 above 第一条)."""
        if marker.style == "第一条" and frame.titled and frame.style in _ABOVE_ARTICLES:
            return -1
        return STYLES.get(frame.style, -1)

    def _continues_outside(self, marker: Marker, box: int) -> bool:
        """Return whether a marker behind a box goes on with the numbering around it, and not with one inside."""
        inner = next((f for f in reversed(self.stack[box + 1 :]) if f.style == marker.style), None)
        if inner and inner.number is not None and marker.number == inner.number + 1:
            return False
        outer = next((f for f in reversed(self.stack[:box]) if f.style == marker.style), None)
        if outer and outer.number is not None and marker.number == outer.number + 1:
            return True
        outermost = min((STYLES.get(f.style, 99) for f in self.stack[:box]), default=99)
        return (inner is None and STYLES[marker.style] <= outermost) or marker.number != 1
