"""Lists of words of a known length: 国家级、省级、市级 in 获得国家级、省级、市级首席技师."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from techpolicy_extract.syntax.nodes import Node, Tree

_LONG = 24  # characters of a part of a list


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list: its own stretch of slot text, what stands before the list and what all parts share behind."""

    start: int
    end: int
    head: tuple[int, int]
    tail: tuple[int, int]


def listed(tree: Tree, span: tuple[int, int], count: int) -> list[Part]:
    """Return the parts of the last list in a stretch that has just `count` of them; empty where there is none."""
    leaves = [leaf for clause in tree.clauses for leaf in clause.items if span[0] <= leaf.start < span[1]]
    for marks in (("、", "/"), ("、", "/", "和", "及", "或", "与", "以及")):
        runs = _runs(tree, leaves, marks)
        fitting = [run for run in runs if len(run) == count]
        if fitting:
            return _parts(tree, fitting[-1])
    return []


def _runs(tree: Tree, leaves: Sequence[Node], marks: Sequence[str]) -> list[list[list[Node]]]:
    """Return the lists of a stretch: stretches of leaves parted by some joints, commas ending a list."""
    runs: list[list[list[Node]]] = [[[]]]
    for leaf in leaves:
        if leaf.is_a("comma", "semicolon", "colon", "stop"):
            runs.append([[]])
        elif leaf.is_a("join") and tree.text(leaf) in marks:
            runs[-1].append([])
        else:
            runs[-1][-1].append(leaf)
    return [run for run in runs if len(run) > 1 and all(run)]


def _parts(tree: Tree, run: Sequence[Sequence[Node]]) -> list[Part]:
    """Return the parts of a list: the first without what leads to the list, the last without the head of all."""
    start, end = run[0][0].start, run[-1][-1].end
    low, high = _own_start(run), _own_end(run)
    edges = [(part[0].start, part[-1].end) for part in run]
    edges[0], edges[-1] = (low, edges[0][1]), (edges[-1][0], high)
    headed = [
        place == len(run) - 1 or not _ends_graded(run[-1]) or _ends_graded(part) for place, part in enumerate(run)
    ]
    tail, none = (high, end), (end, end)
    return [Part(*edge, (start, low), tail if has else none) for edge, has in zip(edges, headed, strict=True)]


def _ends_graded(part: Sequence[Node]) -> bool:
    return any(leaf.is_a("grade") for leaf in part)


def _width(run: Sequence[Sequence[Node]]) -> int | None:
    """Return the length that all parts between the first and the last have; None where they differ or none is."""
    if any(_ends_graded(part) for part in run):
        return None
    widths = {part[-1].end - part[0].start for part in run[1:-1]}
    return widths.pop() if len(widths) == 1 else None


def _own_start(run: Sequence[Sequence[Node]]) -> int:
    """Return where the first part begins: at its grade, at the length of the others, else behind what leads to it."""
    first = run[0]
    if grade := next((leaf for leaf in first if leaf.is_a("grade")), None):
        return grade.start
    start = first[0].start
    for leaf in first[:-1]:
        if leaf.is_a("deem", "for", "of"):
            start = leaf.end
    width = _width(run)
    return max(start, first[-1].end - width) if width and first[-1].end - width > start else start


def _own_end(run: Sequence[Sequence[Node]]) -> int:
    """Return where the last part ends: behind its grade, or at the length of the others, else where the list ends."""
    last = run[-1]
    if grade := next((leaf for leaf in last if leaf.is_a("grade")), None):
        return grade.end
    width = _width(run)
    end: int = last[-1].end
    return last[0].start + width if width and end - last[0].start > width + 1 else end
