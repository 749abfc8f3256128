"""Measure where the lines of running text begin and end, and how far they stand apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from techpolicy_extract.files.readers.pages.lines import centre
from techpolicy_extract.files.readers.pages.page import Line

_NEAR = 0.6  # ems: margins nearer to each other are the same
_INDENT = 3.5  # ems that the text of a short page may be away from the margins of the others
_ENOUGH = 5  # lines needed to know a margin
_FULL = 2.5  # ems that a full line may leave before the margin
_LIST = 0.15  # of the lines: where fewer are full, it is a list, not running text
_LOPSIDED = 6  # ems by which a list's right margin is wider than its left one


class Frame(NamedTuple):
    """The left and right margin of a block of text; `ragged` is set where hardly a line is full: a list."""

    left: float
    right: float
    ragged: bool = False


class Block(NamedTuple):
    """Lines that follow each other in one column.

    Pages with the same `side` (odd or even, width) share their margins.
    """

    lines: list[Line]
    side: tuple[int, int]


def frames_of(blocks: Sequence[Block]) -> list[Frame]:
    """Return the frame of each block: its own, or that of similar blocks on other pages where it is too short."""
    own = [_own(block.lines) for block in blocks]
    groups: dict[tuple[int, int], list[Frame]] = defaultdict(list)
    for block, frame in zip(blocks, own, strict=True):
        if len(block.lines) >= _ENOUGH:
            groups[block.side].append(frame)
    for odd, width in sorted(groups):
        groups.setdefault((1 - odd, width), groups[odd, width])
    frames = [_wider(block, frame, groups[block.side]) for block, frame in zip(blocks, own, strict=True)]
    for width in sorted({block.side[1] for block in blocks}):
        like = [number for number, block in enumerate(blocks) if block.side[1] == width]
        if _is_ragged([(line, frames[number]) for number in like for line in blocks[number].lines], width):
            for number in like:
                frames[number] = frames[number]._replace(ragged=True)
    return frames


def body_size(blocks: Sequence[Block]) -> float:
    """Return the size, in points, of most of the text; 12 where there is none."""
    sizes: dict[float, int] = defaultdict(int)
    for block in blocks:
        for line in block.lines:
            sizes[round(line.size)] += len(line.text)
    return max(sorted(sizes), key=lambda size: sizes[size]) if sizes else 12.0


def pitch_of(blocks: Sequence[Block], size: float) -> float:
    """Return how far lines of the text's size are usually apart, from middle to middle, in ems."""
    steps = [
        (centre(after.box) - centre(before.box)) / size
        for block in blocks
        for before, after in pairwise(block.lines)
        if abs(before.size - size) < 0.1 * size and abs(after.size - size) < 0.1 * size
    ]
    steps = [step for step in steps if 0.8 < step < 4]
    return median(steps) if steps else 1.8


def _own(lines: Sequence[Line]) -> Frame:
    near = _NEAR * median(line.size for line in lines)
    enough = max(2, len(lines) // 10)
    lefts = sorted(line.box.left for line in lines)
    rights = sorted((line.box.right for line in lines), reverse=True)
    left = next((x for x in lefts if sum(x <= other <= x + near for other in lefts) >= enough), lefts[0])
    right = next((x for x in rights if sum(x - near <= other <= x for other in rights) >= enough), rights[0])
    return Frame(left, right)


def _is_ragged(lines: Sequence[tuple[Line, Frame]], width: float) -> bool:
    """Tell whether lines on pages of a width are a list: few are full, or the right margin is far wider."""
    full = sum(line.box.right >= frame.right - _FULL * line.size for line, frame in lines)
    right = width - max(line.box.right for line, _ in lines)
    wider = right - min(line.box.left for line, _ in lines)
    return len(lines) >= _ENOUGH and (full < _LIST * len(lines) or wider > _LOPSIDED * lines[0][0].size)


def _wider(block: Block, frame: Frame, others: Sequence[Frame]) -> Frame:
    """Return the margins of the other blocks where this block's lines lie within them, else its own."""
    if not others:
        return frame
    size = median(line.size for line in block.lines)
    like = [other for other in others if -1.5 * size <= frame.left - other.left <= _INDENT * size]
    if not like:
        like = [other for other in others if other.left <= frame.left and frame.right <= other.right + size]
        like = like if len(block.lines) < _ENOUGH else []
    if not like:
        return frame
    # Not the median: pages of short lines may be most of them.
    few = len(like) // 10
    left, right = sorted(other.left for other in like)[few], sorted(other.right for other in like)[-1 - few]
    return Frame(min(frame.left, left), max(frame.right, right)) if frame.right <= right + size else frame
