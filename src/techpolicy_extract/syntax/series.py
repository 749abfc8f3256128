"""Lists of numbers: which numbers share one list of nouns, and which stand with nouns of their own behind one verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.comparators import cue_before
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.syntax.nodes import Node, Tree
from techpolicy_extract.syntax.tree import parse

_MARKS = ("comma", "semicolon", "colon", "stop")


@dataclass(frozen=True, slots=True)
class Link:
    """Two numbers in a list: the slots of both, and `[start, end)` of the joint between them, in slot text.

    `before` is -1 where a joint stands right before the first number of a clause (村歌、3个晚会).

    `nouns_first`: the joint stands right behind the first number, so that nouns stand before the numbers (基站60座、公路85公里)
    and not behind them (60座基站、85公里公路). `touches`: a joint stands right before the second number. `each`: a word like
    分别 hands the numbers out. `ends`: nothing but a further joint, or a count of
    the list, follows the second. `same`: both are of one kind.
    """

    before: int
    after: int
    start: int
    end: int
    nouns_first: bool
    touches: bool
    each: bool = False
    ends: bool = False
    same: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing but the joint stands between the numbers: 43家、322家."""
        return self.nouns_first and self.touches


def links(sentence: Sentence) -> tuple[Link, ...]:
    """Return the links between the numbers of each clause and bracket of a sentence, in order."""
    if not sentence.at or not any(joint in sentence.slots for joint in words("measures", "list_joints")):
        return ()
    found: tuple[Link, ...] | None = sentence.readings.get("links")
    if found is None:
        found = sentence.readings["links"] = tuple(_links(parse(sentence)))
    return found


def link_before(sentence: Sentence, position: int) -> Link | None:
    """Return the link of the number at a slot to the number before it; None where it begins a list, or is in none."""
    return next((link for link in links(sentence) if link.after == position), None)


def link_behind(sentence: Sentence, position: int) -> Link | None:
    """Return the link of the number at a slot to the number behind it; None where it ends a list, or is in none."""
    return next((link for link in links(sentence) if link.before == position), None)


def _links(tree: Tree) -> Iterator[Link]:
    for run in _runs([node for clause in tree.clauses for node in clause.items]):
        places = [place for place, node in enumerate(run) if node.is_a("amount")]
        each = [place for place, node in enumerate(run) if node.is_a("each")]
        if places and (opening := _opening(tree, run, places[0])):
            yield opening
        for first, second in pairwise(places):
            link = _link(tree, run, (first, second), bool(each) and each[0] < first)
            if link is not None:
                yield link


def _runs(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield what stands between the marks of a sentence, and of each of its brackets; lists are taken apart."""
    run: list[Node] = []
    for node in nodes:
        if node.is_a(*_MARKS):
            yield run
            run = []
        elif node.is_a("amounts"):
            run.extend(node.items)
        else:
            if node.is_a("bracket"):
                yield from _runs(node.items[1:-1])
            run.append(node)
    yield run


def _link(tree: Tree, run: Sequence[Node], pair: tuple[int, int], each: bool) -> Link | None:
    """Return the link between two numbers of a run; None where no joint stands beside one of them."""
    first, second = pair
    low, high = first + 1, second
    while low < high and run[low].is_a("bracket"):
        low += 1
    joints = [place for place in range(low, high) if _joins(tree, run[place])]
    if not joints:
        return None
    last = joints[-1]
    behind = joints[0] == low
    before = _only_bounds(tree.sentence.slots[run[last].end : _number(run[second])])
    if not behind and not before:
        return None
    joint = run[low] if behind else run[last]
    rest = run[second + 1 : second + 2]
    counted = any(leaf.is_a("few") for node in rest for leaf in node.leaves())  # 7万亿、8万亿两个台阶
    return Link(
        _number(run[first]), _number(run[second]), joint.start, joint.end,
        nouns_first=behind, touches=before and (last == low or not behind), each=each,
        ends=not rest or counted or _joins(tree, rest[0]), same=_kinds(run[first]) == _kinds(run[second]),
    )  # fmt: skip


def _opening(tree: Tree, run: Sequence[Node], first: int) -> Link | None:
    """Return the link that leads to the first number of a run; None where no joint stands right before it."""
    joint = next((node for node in reversed(run[:first]) if _joins(tree, node)), None)
    number = _number(run[first])
    if joint is None or not _only_bounds(tree.sentence.slots[joint.end : number]):
        return None
    return Link(-1, number, joint.start, joint.end, nouns_first=False, touches=True)


def _kinds(amount: Node) -> frozenset[str]:
    return amount.kinds - {"amount"}


def _joins(tree: Tree, node: Node) -> bool:
    return node.is_a("join") and tree.text(node) in words("measures", "list_joints")


def _number(amount: Node) -> int:
    """Return the slot of the number that an amount bounds."""
    return next(leaf.start for leaf in amount.items if not leaf.kinds.isdisjoint(_kinds(amount)))


def _only_bounds(text: str) -> bool:
    """Tell whether a text is nothing but words that bound the number behind it: 约, 累计超过. What reaches is a verb."""
    if any(word in text for word in words("measures", "reached")):
        return False
    while text and (cue := cue_before(text)):
        text = text[: -cue[1]]
    return not text or text in words("cues", "sums")
