"""Lists of words of a known length: 国家级、省级、市级 in 获得国家级、省级、市级首席技师."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.nodes import Node, Tree

_QUOTE = lazy("“[^“”]{1,30}”")
_QUOTED = lazy("(?:“[^“”]{1,30}”){2,12}")
_LETTERED = lazy("[A-Z]+[级类档]$")  # classes named by letters: AAA级、AA级、A级景区
_LETTERS = lazy("[A-Z]+[级类档]")
_GRADED = ("grade", "count")  # dimensions of numbers that name grades
_BARE = ("bare", "few", "one")  # numbers without a unit
_MARKS = ("、", "/")
_JOINTS = (*_MARKS, "和", "及", "或", "与", "以及")
_WIDE = 8  # characters of a part at whose length the others are cut
_SHORT = 3  # characters of a part that names a class: A类


_Run = tuple[int, list[list[Node]]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list: its own stretch of slot text, what stands before the list and what all parts share behind.

    `unit` is where the number stands that has the unit of all: 四星级 in 二、三、四星级; None for its own and other lists.
    `number` is the number of a part that a range stands for: 3 in 2—4星级.
    """

    start: int
    end: int
    head: tuple[int, int]
    tail: tuple[int, int]
    unit: tuple[int, int] | None = None
    number: int | None = None


def listed(tree: Tree, span: tuple[int, int], count: int) -> list[Part]:
    """Return the parts of the last list in a stretch that has just `count` of them; empty where there is none."""
    held = [item for clause in tree.clauses for item in clause.items if span[0] <= item.start < span[1]]
    leaves = [leaf for item in held for leaf in (item.items if item.is_a("amounts") else (item,))]
    for marks, parted in product((_MARKS, _JOINTS), (False, True)):
        runs = _runs(tree, leaves, marks, parted)
        fitting = [(part, start) for start, run in runs if (part := _fitting(run, count))]
        if fitting:
            return _parts(tree, *fitting[-1])
    return _quoted(tree, span, count) or _ranged(tree, span, count)


def _ranged(tree: Tree, span: tuple[int, int], count: int) -> list[Part]:
    """Return the grades of a range of just `count` of them: 2—4星级."""
    for at in range(*span):
        lexeme = tree.sentence.at.get(at)
        quantity = lexeme.quantity if lexeme is not None else None
        if quantity is None or quantity.value_max is None or quantity.dimension not in _GRADED:
            continue
        low = int(quantity.value)
        if quantity.value == low and quantity.value_max - quantity.value + 1 == count:
            return [Part(at, at + 1, (span[0], at), (at + 1, span[1]), number=low + nth) for nth in range(count)]
    return []


def _fitting(run: list[list[Node]], count: int) -> list[list[Node]]:
    """Return a list of some length, or the grades that end a longer one: 由科技厅、工信厅评定为国家级、省级、市级."""
    if len(run) == count:
        return run
    last = run[-count:]
    graded = len(run) > count and all(_is_graded(part) for part in last) and not any(map(_is_graded, run[:-count]))
    return last if graded else []


def _quoted(tree: Tree, span: tuple[int, int], count: int) -> list[Part]:
    """Return the names of a list of quoted names, which need no mark between them: “个转企”“小升规”."""
    slots = tree.sentence.slots
    for run in _QUOTED.finditer(slots, *span):
        names = [(each.start(), each.end()) for each in _QUOTE.finditer(slots, *run.span())]
        if len(names) == count:
            head, tail = (span[0], names[0][0]), uncounted(tree, names[-1][1], span[1])
            return [Part(start, end, head, tail) for start, end in names]
    return []


def uncounted(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Return what all parts share behind a list, without the words that count them: 三个层次的."""
    if tree.sentence.at.get(start) is None:
        return start, end
    of = tree.sentence.slots.find("的", start, end)
    return (of, end) if of >= 0 else (end, end)


def _runs(tree: Tree, leaves: Sequence[Node], marks: Sequence[str], parted: bool) -> list[_Run]:
    """Return the lists of a stretch with where what leads to each begins.

    A list is a stretch of leaves parted by some joints. Commas end it. With `parted` so does a word such as 评定为 within
    a part: the list before it only says who does that (经县级、市级评定为二、三星级).
    """
    runs: list[list[list[Node]]] = [[[]]]
    leads: list[int | None] = [None]
    for leaf in leaves:
        if leaf.is_a("comma", "semicolon", "colon", "stop"):
            runs.append([[]])
            leads.append(None)
        elif leaf.is_a("join") and tree.text(leaf) in marks:
            runs[-1].append([])
        elif parted and leaf.is_a("deem") and len(runs[-1]) > 1 and runs[-1][-1]:
            leads.append(runs[-1][0][0].start if runs[-1][0] else None)
            runs.append([[leaf]])
        else:
            runs[-1][-1].append(leaf)
    found = [(lead, run) for lead, run in zip(leads, runs, strict=True) if len(run) > 1 and all(run)]
    return [(run[0][0].start if lead is None else lead, run) for lead, run in found]


def _parts(tree: Tree, run: Sequence[Sequence[Node]], start: int) -> list[Part]:
    """Return the parts of a list: the first without what leads to the list, the last without the head of all.

    `start` is where what leads to the list begins.
    """
    end = run[-1][-1].end
    low = _own_start(tree, run)
    if any(leaf.is_a("by") for leaf in run[0] if leaf.start < low):  # 根据 leads to the list and is no part of it
        start = low
    high = _own_end(tree, run, low)
    if all(_is_graded(part) for part in run) and not any(part[-1].is_a("grade") for part in run[:-1]):
        high = end  # each part has its own head: 国家级中心、省级中心
    counted = _count_of(tree, run[-1])
    high = counted if counted is not None and counted < high else high
    edges = [(part[0].start, part[-1].end) for part in run]
    edges[0], edges[-1] = (low, edges[0][1]), (edges[-1][0], high)
    headed = [
        place == len(run) - 1 or not _is_graded(run[-1]) or _takes_head(tree, part) for place, part in enumerate(run)
    ]
    tail, none = uncounted(tree, high, end), (end, end)
    unit = _unit(tree, run)
    units = [unit] * (len(run) - 1) + [None]
    return [
        Part(*edge, (start, low), tail if has or unit else none, own)
        for edge, has, own in zip(edges, headed, units, strict=True)
    ]


def _unit(tree: Tree, run: Sequence[Sequence[Node]]) -> tuple[int, int] | None:
    """Return where the last number of a list stands to which the others leave their unit; None for another list."""
    last = run[-1][0]
    bare = all(_is_bare(part[-1]) for part in run[:-1])
    return (last.start, last.end) if bare and tree.lexeme(last) is not None and not _is_bare(last) else None


def _is_bare(node: Node) -> bool:
    return any(leaf.is_a(*_BARE) for leaf in node.leaves())


def _count_of(tree: Tree, last: Sequence[Node]) -> int | None:
    """Return where the words begin that count a list behind it: 立项、结题两个阶段; None where none do."""
    nouns = words("awards", "counted_parts")
    return next((leaf.start for leaf in last[1:] if tree.sentence.slots.startswith(nouns, leaf.end)), None)


def _takes_head(tree: Tree, part: Sequence[Node]) -> bool:
    """Tell whether a part ends in a grade, so that the head of the last part is its own too: 国家级, 国家, but not 园区."""
    said, short = tree.text(part[-1]), words("awards", "short_grades")
    number = tree.sentence.at.get(part[-1].end - 1)
    lexed = number is not None and number.kind != "paren"  # 四星级, of which a slot holds the number
    ends = (*words("awards", "class_nouns"), *(each for each in short if len(each) > 1))
    return part[-1].is_a("grade") or lexed or said in short or said.endswith(ends)


def _is_graded(part: Sequence[Node]) -> bool:
    return any(leaf.is_a("grade") for leaf in part)


def _width(tree: Tree, run: Sequence[Sequence[Node]]) -> int | None:
    """Return the length in characters of the text that all inner parts have; None where they differ."""
    wide = any(part[-1].end - part[0].start > _WIDE for part in run[1:-1])
    if wide or any(_is_graded(part) for part in run):
        return None
    places = [tree.place(part[0].start, part[-1].end) for part in run[1:-1]]
    widths = {place.end - place.start for place in places}
    return widths.pop() if len(widths) == 1 else None


def _own_start(tree: Tree, run: Sequence[Sequence[Node]]) -> int:
    """Return where the first part begins: at its grade, at the length of the others, else behind what leads to it.

    Where it ends in just what the last part is, it begins there: 省科技进步一等奖、二等奖, of which a slot holds the number.
    """
    first = run[0]
    if grade := next((leaf for leaf in first if leaf.is_a("grade")), None):
        return grade.start
    start = first[0].start
    for leaf in first[:-1]:
        if leaf.is_a("deem", "for", "of", "by"):
            start = leaf.end
    slots = tree.sentence.slots
    last = slots[run[-1][0].start : run[-1][-1].end].removesuffix("的")
    if slots.endswith(last, start, first[-1].end):
        return max(start, first[-1].end - len(last))
    if lettered := _LETTERED.search(tree.text(first[-1])):
        return max(start, first[-1].start + lettered.start())
    if alike := _alike(tree, run):
        return max(start, alike[0])
    width = _width(tree, run)
    return max(start, _slot(tree, first[-1].end, -width)) if width else start


def _alike(tree: Tree, run: Sequence[Sequence[Node]]) -> tuple[int, int] | None:
    """Return where the first of two classes begins and the last ends, which both end in 性: 国际性（…）、全国性赛事."""
    if len(run) > _SHORT:
        return None
    first, last = tree.sentence.slots[run[0][0].start : run[0][-1].end].rstrip(LETTERS["paren"]), run[-1][0]
    mark = words("awards", "class_ends")[0]
    length = tree.text(last).find(mark, 1, _SHORT) + 1
    if not length or not first.endswith(mark):
        return None
    return max(run[0][0].start, run[0][0].start + len(first) - length), last.start + length


def _slot(tree: Tree, position: int, characters: int) -> int:
    """Return the position that is some characters of the text behind another, or before it where they are negative."""
    offsets = tree.sentence.offsets
    return bisect_left(offsets, offsets[position] + characters)


def _own_end(tree: Tree, run: Sequence[Sequence[Node]], low: int) -> int:
    """Return where the last part ends: behind its grade, or at the length of the others, else where the list ends.

    `low` is where the first part begins. Of two short parts the last ends in the character of the first: A类、B类人才.
    """
    last = run[-1]
    if grade := next((leaf for leaf in last if leaf.is_a("grade")), None):
        return grade.end
    if (lettered := _LETTERS.match(tree.text(last[0]))) and _LETTERED.search(tree.text(run[0][-1])):
        return last[0].start + lettered.end()
    end: int = last[-1].end
    slots = tree.sentence.slots
    if (
        slots[end - 2 : end] == slots[run[0][-1].end - 2 : run[0][-1].end]
    ):  # each has its own noun: 甲类项目、乙类重大项目
        return end
    if alike := _alike(tree, run):
        return alike[1]
    width = _width(tree, run) or _short_width(tree, run, low)
    high = _slot(tree, last[0].start, width) if width else end
    return high if high + 1 < end else end


def _short_width(tree: Tree, run: Sequence[Sequence[Node]], low: int) -> int | None:
    """Return the length of a short first part whose last character the last part has in the same place."""
    first, last = run[0][-1].end, run[-1][0].start
    width = first - low
    slots = tree.sentence.slots
    same = 1 < width <= _SHORT and slots[first - 1] == slots[last + width - 1 : last + width]
    return width if same and not _is_graded(run[0]) else None
