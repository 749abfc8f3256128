"""Numbers with the words that bound them, and lists of such numbers: 不低于30万元（含）以上, 50万元、30万元、10万元.

Below: what the words around a number tell of whether it is paid.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.syntax.kinds import NUMBERS
from techpolicy_extract.syntax.nodes import Node

_BEFORE = ("most", "least", "reach")
_AFTER = ("above", "below", "about", "ceiling")
_TO = ("至", "到", "—", "－", "-", "~", "～", "——", "不满", "不足", "未满")
_CUES = 2  # words before a number that bound it: 最高不超过, 累计达到
_ENDS = ("comma", "semicolon", "colon", "stop", "join")
_NEAR = 8  # nodes behind the 的 of a condition within which its sum stands
_INCLUDED = ("含", "不含", "包括", "包含")
_MARKS = frozenset("、/")  # join any two amounts; words join them only where nothing else stands between


def with_amounts(nodes: Sequence[Node], slots: str) -> list[Node]:
    """Return nodes with their numbers made into amounts, and amounts of one kind in a row into lists."""
    return _lists(_amounts(nodes, slots))


def _amounts(nodes: Sequence[Node], slots: str) -> list[Node]:
    found: list[Node] = []
    place = 0
    while place < len(nodes):
        node = nodes[place]
        if node.items:  # a bracket: its own numbers are its own
            found.append(Node(node.kinds, node.start, node.end, tuple(with_amounts(node.items, slots))))
            place += 1
            continue
        if node.kinds.isdisjoint(NUMBERS):
            found.append(node)
            place += 1
            continue
        taken = 0
        while found and taken < _CUES and found[-1].is_a(*_BEFORE) and not found[-1].items:
            found.pop()
            taken += 1
        end = _end(nodes, place, slots)
        items = (*nodes[place - taken : place], *nodes[place:end])
        kinds = (node.kinds & NUMBERS) | {"amount"}
        found.append(Node(kinds, items[0].start, items[-1].end, items))
        place = end
    return found


def _end(nodes: Sequence[Node], place: int, slots: str) -> int:
    """Return the place behind an amount at a place: its bounds, a bracket that repeats it, its upper end."""
    end = _bounds(nodes, place + 1, slots)
    joint = end
    if (
        joint < len(nodes)
        and nodes[joint].is_a("text", "reach")
        and slots[nodes[joint].start : nodes[joint].end] in _TO
    ):
        joint += 1
    upper = nodes[joint] if joint < len(nodes) else None
    ranged = joint > end or (
        nodes[end - 1].is_a("above") and any(n.is_a("below") for n in nodes[joint + 1 : joint + 2])
    )
    if upper and ranged and not upper.items and (upper.kinds & NUMBERS) == (nodes[place].kinds & NUMBERS):
        return _bounds(nodes, joint + 1, slots)
    return end


def _bounds(nodes: Sequence[Node], place: int, slots: str) -> int:
    """Return the place behind the words and brackets that bound the number before a place.

    A bracket without a number is one letter: 30万元（含）以上. It belongs to a bound only where a word that bounds follows.
    """
    if place + 1 < len(nodes) and nodes[place + 1].is_a(*_AFTER):
        place += slots[nodes[place].start : nodes[place].end] == LETTERS["paren"]
    for _ in range(3):
        if (place < len(nodes) and nodes[place].is_a(*_AFTER)) or (
            place < len(nodes) and nodes[place].is_a("bracket") and slots.startswith(_INCLUDED, nodes[place].start + 1)
        ):
            place += 1
        else:
            break
    return place


def opens_rule(nodes: Sequence[Node], place: int) -> bool:
    """Tell whether a bounded number opens a rule of its own, with what it gives behind it: 500万元以上的奖励20万元."""
    if place + 1 >= len(nodes) or not nodes[place + 1].is_a("of"):
        return False
    if not any(leaf.is_a(*_BEFORE, *_AFTER) for leaf in nodes[place].leaves()):
        return False
    gives = False
    for node in nodes[place + 2 : place + 2 + _NEAR]:
        if node.is_a(*NUMBERS):
            return gives
        if node.is_a("each", *_ENDS):  # the last of a list: 1万元、5万元以上的分别给予
            return False
        gives = gives or node.is_a("give", "grant", "per", "by")
    return False


def _lists(nodes: Sequence[Node]) -> list[Node]:
    """Make runs of amounts of one kind, parted by joints alone, into lists."""
    found: list[Node] = []
    place = 0
    while place < len(nodes):
        node = nodes[place]
        end = place + 1
        if node.is_a("amount"):
            kind = node.kinds
            while end + 1 < len(nodes) and nodes[end].is_a("join") and nodes[end + 1].kinds == kind:
                if opens_rule(nodes, end + 1):
                    break
                end += 2
        if end > place + 1:
            items = tuple(nodes[place:end])
            found.append(Node((node.kinds - {"amount"}) | {"amounts"}, node.start, items[-1].end, items))
        else:
            found.append(node)
        place = end
    return found


def insured(nodes: Sequence[Node], place: int) -> bool:
    """Tell whether the fund of an insurance pays: 由医保基金按80%的比例支付."""
    return any(node.is_a("payer") for node in nodes[:place]) and any(node.is_a("pays") for node in nodes)


def or_else(nodes: Sequence[Node]) -> bool:
    """Tell whether a clause gives another way to reckon what the one before it gives: 或按电费20%的标准确定."""
    return len(nodes) > 1 and nodes[0].is_a("join") and nodes[1].is_a("by")


def describes(nodes: Sequence[Node], place: int) -> bool:
    """Tell whether an amount describes a noun behind it: 500万元以上的企业, but not 10万元的奖励."""
    after = place + 1
    if after < len(nodes) and nodes[after].is_a("of"):
        near = takewhile(lambda node: not node.is_a("amount", "amounts"), nodes[after + 1 : after + 4])
        kinds = (
            ("grant", "standard", "loan", "money")
            if any(n.is_a("give") for n in nodes[:place])
            else ("grant", "standard")
        )
        return not any(node.is_a(*kinds) for node in near)
    return False


def is_bound(nodes: Sequence[Node], place: int) -> bool:
    """Tell whether a rate is a bound of what someone may have, not an award: 不低于60%的转化收益比例, 70%的奖励比例."""
    if not nodes[place].is_a("rate"):
        return False
    before = list(nodes[:place])
    while before and not before[-1].is_a("give", "by"):
        if before.pop().is_a("least"):
            return True
    if any(leaf.is_a("least") for leaf in nodes[place].leaves()):
        return True
    behind = nodes[place + 1 : place + 5]
    named = next((each for each, node in enumerate(behind) if node.is_a("standard")), None)
    if named is None or not behind[0].is_a("of") or or_else(nodes):
        return False
    return not any(node.is_a("give") for node in nodes[place + 1 :]) and not any(
        node.is_a("grant") for node in behind[named + 1 : named + 2]
    )
