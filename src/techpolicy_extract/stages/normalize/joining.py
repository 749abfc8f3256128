"""Join lines that were broken inside a sentence or a title, and keep paragraphs apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from techpolicy_extract.nouns.text import Edit, MappedText
from techpolicy_extract.stages.normalize import clues
from techpolicy_extract.stages.normalize.lines import Line, lines_of, width_of
from techpolicy_extract.stages.normalize.titles import broken_titles
from techpolicy_extract.syntax.lost_stops import has_lost_stops

_AHEAD = 3  # lines in which a bracket must close, or a title end
_REACH = 400  # characters that a bracket may hold
_HEAD = 100  # characters of a paragraph that its kind is read off


@dataclass(slots=True)
class _Paragraph:
    """The lines joined so far: the text up to a limit, its length, open brackets, and whether a sentence has ended."""

    text: str = ""
    size: int = 0
    opened: tuple[tuple[str, int], ...] = ()
    stopped: bool = False
    whole: bool = False  # the text has lost its stops: each line is a sentence

    def add(self, line: Line) -> None:
        self.text = (self.text + line.text)[: _HEAD + 1] if self.size <= _HEAD else self.text
        closes, opens = clues.brackets(line.text)
        kept = [pair for pair in self.opened if pair[0] not in closes]
        self.opened = tuple((*kept, *((mark, self.size + place) for mark, place in opens[-8:]))[-8:])
        self.size += len(line.text)
        self.stopped = self.stopped or clues.holds_stop(line.text)

    def open_marks(self) -> frozenset[str]:
        return frozenset(mark for mark, place in self.opened if self.size - place <= _REACH)


def join_lines(mapped: MappedText, apart: Sequence[int] = (), title: str | None = None) -> MappedText:
    """Delete the line breaks inside sentences, and make each other break, with its blank lines, one `\\n`.

    `累计3410⏎⏎万元。` becomes `累计3410万元。`; a heading, an item, a signature, a day stays on its own line. `apart` are
    positions in the source, ascending, at which a paragraph surely begins: cells of tables. `title` is the document's
    title as its page states it.
    """
    lines = lines_of(mapped.text)
    if not lines:
        return mapped.edit([Edit(0, len(mapped.text))] if mapped.text else [])
    wrap = _wrap_width(lines)
    titled = broken_titles(mapped.text, lines, title)
    lost = has_lost_stops(line.text for line in lines)
    paragraph = _Paragraph(whole=lost)
    paragraph.add(lines[0])
    edits = [Edit(0, lines[0].start)] if lines[0].start else []
    for number in range(1, len(lines)):
        before, line = lines[number - 1], lines[number]
        within = number in titled or _goes_on(lines, number, paragraph, wrap)
        if within and not _between(mapped, before, line, apart):
            glue = " " if _parts_words(before.text, line.text) else ""
        else:
            glue, paragraph = "\n", _Paragraph(whole=lost)
        paragraph.add(line)
        if mapped.text[before.end : line.start] != glue:
            edits.append(Edit(before.end, line.start, glue))
    if lines[-1].end < len(mapped.text):
        edits.append(Edit(lines[-1].end, len(mapped.text)))
    return mapped.edit(edits)


def _between(mapped: MappedText, before: Line, line: Line, apart: Sequence[int]) -> bool:
    """Return whether a paragraph surely begins behind the one line and not behind the other."""
    at = bisect_right(apart, mapped.starts[before.end - 1])
    return at < len(apart) and apart[at] <= mapped.starts[line.start]


def _parts_words(before: str, after: str) -> bool:
    """Return whether a blank must stay where the break was: between Latin words."""
    left, right = before[-1], after[0]
    return left.isascii() and left.isalpha() and right.isascii() and right.isalpha()


def _wrap_width(lines: list[Line]) -> float | None:
    """Return the width at which lines are broken: one that many lines share and hardly any exceeds, or None."""
    counts: dict[int, int] = {}
    unended = 0
    widths = [width_of(line.text) for line in lines]
    for (line, after), bare in zip(pairwise(lines), widths, strict=False):
        width = line.indent + bare
        if after.gap == 0 and not clues.ends_sentence(line.text) and width >= 15:
            unended += 1
            key = round(width / 2)
            counts[key] = counts.get(key, 0) + 1
    if not counts:
        return None
    best = max(sorted(counts), key=lambda key: counts[key] + counts.get(key - 1, 0))
    many = counts[best] + counts.get(best - 1, 0)
    long = [width for width in widths if width >= 15]
    longer = sum(width > 2 * best + 4 for width in long)
    return 2.0 * best if many >= 5 and many >= 0.4 * unended and longer <= 0.1 * len(long) else None


def _goes_on(lines: list[Line], number: int, paragraph: _Paragraph, wrap: float | None) -> bool:
    """Return whether line `number` goes on with the paragraph before it: sure signs first, then likely ones."""
    before, line = lines[number - 1], lines[number]
    if "\t" in before.text or "\t" in line.text:
        return False
    if clues.begins_inside(line.text) or clues.breaks_number(before.text, line.text):
        return True
    if clues.ends_sentence(before.text):
        return False
    if line.gap and clues.begins_block(clues.last_sentence(before.text)):
        return False
    if clues.figure_and_unit(before.text, line.text, alone=paragraph.size == len(before.text)):
        return True
    if clues.begins_block(line.text) and not clues.wants_more(before.text):
        return False
    if _closes_bracket(lines, number, paragraph):
        return True
    if clues.stands_alone(before.text) or clues.stands_alone(line.text) or _is_signature(lines, number):
        return False
    if before.text.endswith(("，", "、")):
        return True
    if _title_goes_on(lines, number, paragraph):
        return True
    if line.indent >= 2:
        return False
    return _wrapped(before, line, wrap) or _sentence_goes_on(lines, number, paragraph)


def _closes_bracket(lines: list[Line], number: int, paragraph: _Paragraph) -> bool:
    """Return whether one of the next lines closes a bracket that the paragraph has opened."""
    opened = paragraph.open_marks()
    if not opened:
        return False
    for line in lines[number : number + _AHEAD]:
        if line is not lines[number] and clues.begins_block(line.text):
            return False
        closes, _ = clues.brackets(line.text)
        if opened & closes:
            return True
    return False


def _is_signature(lines: list[Line], number: int) -> bool:
    """Return whether the line is a body's name above a day, with no more than three such names between."""
    for line in lines[number : number + _AHEAD + 1]:
        if clues.is_day(line.text):
            return line is not lines[number]
        if len(line.text) > 30 or clues.holds_mark(line.text):
            return False
    return False


def _title_goes_on(lines: list[Line], number: int, paragraph: _Paragraph) -> bool:
    """Return whether a title (关于…, 对…) without its last noun goes on to a line that ends in one (…的通知)."""
    if paragraph.size > 2 * _HEAD or not clues.opens_title(paragraph.text) or clues.ends_title(lines[number - 1].text):
        return False
    for line in lines[number : number + _AHEAD]:
        if (
            len(line.text) > 45
            or clues.begins_block(line.text)
            or clues.holds_stop(line.text)
            or clues.is_day(line.text)
        ):
            return False
        if clues.ends_title(line.text):
            return True
    return False


def _wrapped(before: Line, line: Line, wrap: float | None) -> bool:
    """Return whether the line before is as long as lines are in this text before they are broken."""
    if wrap is None or line.gap:
        return False
    # Some break after so many characters, some after so much room; figures take half of it.
    return before.indent + len(before.text) >= wrap - 2 and width_of(before.text) <= wrap + 3


def _sentence_goes_on(lines: list[Line], number: int, paragraph: _Paragraph) -> bool:
    """Return whether a line of running text without an end goes on in more running text."""
    before, line = lines[number - 1], lines[number]
    if clues.goes_on(before.text, line.text):
        return line.gap == 0 or paragraph.stopped
    if clues.closes(before.text) or paragraph.whole:
        return False
    if line.gap == 0 and clues.waits(paragraph.text):
        return clues.is_running(line.text) or line.text.endswith("：")
    if clues.is_heading(paragraph.text, paragraph.size, paragraph.stopped):
        return False
    return (paragraph.stopped or paragraph.size >= 60) and clues.is_running(line.text)
