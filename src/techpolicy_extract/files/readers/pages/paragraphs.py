"""Tell where paragraphs end: by short lines, indents, gaps, markers, sizes, centred and right-aligned lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from techpolicy_extract.files.readers.pages.cells import MARKER, ends_sentence, first_unit
from techpolicy_extract.files.readers.pages.frames import Block, Frame, body_size, frames_of, pitch_of
from techpolicy_extract.files.readers.pages.lines import centre
from techpolicy_extract.files.readers.pages.page import Line

# In ems.
_SLACK = 0.6  # room that a justified line may leave
_INDENT = 1.2  # a line indented more begins a paragraph
_BESIDE = 2.5  # blank on both sides of a centred line: more than the indent of a paragraph
_FAR = 5.0  # a line indented more is centred or set to the right: names, days
_MIDDLE = 1.0  # a centred line's middle is at most so far from the middle of the text
_GAP = 0.45  # more than the usual distance of lines: a new paragraph
_TITLE_STEP = 2.6  # the farthest that lines of one title are apart
_SIZE = 0.12  # of the size: lines whose sizes differ by more are of different paragraphs
_LARGE = 1.12  # of the text's size: the least size of a title

_NUMBER = re.compile(r"[^。，；]{1,16}[〔\[（(]?(?:19|20)\d\d[〕\]）)]?第?\d{1,5}号")
_DAY = re.compile(
    r"[（(]?(?:\d{4}|[一二〇○Ｏ0零三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?"
)
_BODY = re.compile(r"(?:厅|局|委|委员会|办公室|政府|总社|协会|部|院|署|集团|公司|大学|中心)$")
_LABEL = re.compile(r".{1,12}[:：]")  # 发布时间：2023-01-10 is no line of a title
_TITLE_END = re.compile(
    r"(?:通知|意见|方案|办法|规划|纲要|细则|规定|条例|决定|通告|公告|通报|报告|请示|批复|函|指南|解读|答复|文件|计划|要点|措施|政策|目录|清单|申报书)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)


class PlacedLine(NamedTuple):
    """A line with its frame (the margins of its block) and the number of its block."""

    line: Line
    frame: Frame
    block: int

    @property
    def indent(self) -> float:
        """Return how many ems the line begins to the right of the left margin."""
        return (self.line.box.left - self.frame.left) / self.line.size

    @property
    def room(self) -> float:
        """Return how many points the line leaves before the right margin."""
        return self.frame.right - self.line.box.right

    @property
    def balanced(self) -> bool:
        """Tell whether the middle of the line is the middle of the text."""
        middle = (self.frame.left + self.frame.right) / 2
        return abs((self.line.box.left + self.line.box.right) / 2 - middle) <= _MIDDLE * self.line.size

    def centred(self, blank: float) -> bool:
        """Tell whether the line is balanced and more than `blank` ems are empty on both sides."""
        return self.balanced and self.indent > blank and self.room > blank * self.line.size


class Joiner:
    """Decide whether two lines that follow each other are of one paragraph, from what all blocks show."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._size = body_size(blocks)
        self._pitch = pitch_of(blocks, self._size)
        self._frames = frames_of(blocks)
        self._blocks = blocks

    def placed_lines(self, block: int) -> list[PlacedLine]:
        """Return the lines of a block, each with its frame."""
        return [PlacedLine(line, self._frames[block], block) for line in self._blocks[block].lines]

    def goes_on(self, paragraph: Sequence[PlacedLine], line: PlacedLine) -> bool:
        """Tell whether `line` continues the paragraph before it."""
        before = paragraph[-1]
        if abs(before.line.size - line.line.size) > _SIZE * max(before.line.size, line.line.size):
            return False
        if self._is_title(paragraph, line):
            return self._title_goes_on(before, line)
        if before.centred(_BESIDE) and line.centred(_BESIDE):
            return False
        if self._far_apart(before, line):
            return False
        if before.indent > _FAR or line.indent > _FAR or _DAY.fullmatch(before.line.text):
            return False
        return self._text_goes_on(paragraph, line)

    def _far_apart(self, before: PlacedLine, line: PlacedLine) -> bool:
        if before.block != line.block:
            return False
        step = centre(line.line.box) - centre(before.line.box)
        return step > (self._pitch + _GAP) * line.line.size

    def _is_title(self, paragraph: Sequence[PlacedLine], line: PlacedLine) -> bool:
        """Tell whether the line and all before it are large and in the middle; one of them may fill its line."""
        lines = (*paragraph, line)
        large = paragraph[0].line.size >= _LARGE * self._size
        return large and all(each.balanced for each in lines) and any(each.centred(_INDENT) for each in lines)

    def _title_goes_on(self, before: PlacedLine, line: PlacedLine) -> bool:
        """Tell whether two centred lines are of one title: large, and neither a number, a day nor a name alone."""
        if before.block != line.block:
            return False
        if centre(line.line.box) - centre(before.line.box) > _TITLE_STEP * line.line.size:
            return False
        one, other = before.line.text.replace(" ", ""), line.line.text.replace(" ", "")
        if any(_NUMBER.fullmatch(text) or _DAY.match(text) or not _worded(text) for text in (one, other)):
            return False
        if other.startswith(("（", "(")) and len(other) < 20:
            return not _BODY.search(one)
        return not _TITLE_END.search(one) and not (_BODY.search(one) and other.startswith(("关于", "印发", "转发")))

    def _text_goes_on(self, paragraph: Sequence[PlacedLine], line: PlacedLine) -> bool:
        before = paragraph[-1]
        if before.room > first_unit(line.line) + _SLACK * line.line.size:
            return False
        # In a list, the longest lines are not full: only the indent of the first line shows a paragraph.
        if before.frame.ragged and not (line.indent < _SLACK and paragraph[0].indent > _INDENT):
            return False
        marked = bool(MARKER.match(line.line.text))
        stopped = ends_sentence(before.line.text)
        # Where paragraphs are indented, a marker at the margin stands inside one: （1）…；（2）…
        begins = line.indent > _INDENT or (stopped and paragraph[0].indent <= _INDENT)
        if marked and begins:
            return False
        if line.indent <= _INDENT:
            return True
        # Indented: a new paragraph, unless all its lines are, or they hang behind a marker.
        if len(paragraph) > 1:
            return abs(before.indent - line.indent) < 0.5
        hanging = before.indent + 0.8 < line.indent and bool(MARKER.match(before.line.text))
        return hanging and not stopped


def _worded(text: str) -> bool:
    """Tell whether most of a text is Chinese, as titles are, and no label stands in front of it."""
    return 2 * sum("\u3400" <= char <= "\u9fff" for char in text) >= len(text) and not _LABEL.match(text)
