"""Money that an authority sets aside: 市本级研发经费安排额度为基础类20万元以上; 安排科普专项经费600万元."""

from __future__ import annotations

from collections.abc import Sequence

from techpolicy_extract.syntax.gifts import Gift, is_amount
from techpolicy_extract.syntax.nodes import Node, body

_FREE = ("each", "of", "reach", "for", "standard", "join", "per", "most", "least", "money", "by", "once")


def allots(nodes: Sequence[Node]) -> int | None:
    """Return the place of the word that sets money aside, in a clause that names the money and gives nothing."""
    place = next((place for place, node in enumerate(nodes) if node.is_a("allot")), None)
    if place is None or not any(node.is_a("money") for node in nodes):
        return None
    return None if any(node.is_a("grant", "done", "lend") for node in nodes) else place


def money_named(nodes: Sequence[Node], place: int) -> tuple[int, int] | None:
    """Return where the money is named: before the word at a place that sets it aside, else behind that word."""
    before = [node for node in nodes[:place] if node.is_a("money")]
    if before and before[-1].end == nodes[place].start:
        return nodes[0].start, before[-1].end
    behind = [node for node in nodes[place + 1 :] if node.is_a("money")]
    return (nodes[place].end, behind[0].end) if behind else None


def allotment(clause: Node) -> Gift | None:
    """Return what a clause sets aside, with a row for each label and its sum; None where it sets nothing aside."""
    nodes = body(clause)
    place = allots(nodes)
    if place is None:
        return None
    given = [each for each in range(place + 1, len(nodes)) if is_amount(nodes[each], "sum")]
    fund = money_named(nodes, place)
    if not given or fund is None:
        return None
    if _serves(nodes, given):  # 安排1亿元支持…: nothing names the money
        amounts = tuple(nodes[each] for each in given)
        return Gift(nodes[place].start, (), amounts, fund=(nodes[place].end, nodes[place].end))
    rows, low = [], place + 1
    for each in given:
        label = [node for node in nodes[low:each] if not node.is_a(*_FREE)]
        if label and nodes[each].is_a("amount") and label[-1].end > fund[1]:
            rows.append(((label[0].start, label[-1].end), nodes[each]))
        low = each + 1
    if not rows and not (nodes[given[0] - 1].is_a("money") or _bounded(nodes, given[0])):
        return None
    amounts = tuple(nodes[each] for each in given)
    return Gift(nodes[place].start, (), amounts, None, tuple(rows) if len(rows) == len(given) else (), fund)


def _serves(nodes: Sequence[Node], given: Sequence[int]) -> bool:
    """Tell whether one sum stands between the word that opens a clause and sets it aside, and what it supports."""
    place = given[0]
    behind, before = nodes[place + 1 : place + 2], nodes[: place - 1]
    opens = nodes[place - 1].is_a("allot") and all(node.is_a("per", "once", "date") for node in before)
    return len(given) == 1 and opens and bool(behind) and behind[0].is_a("money")


def _bounded(nodes: Sequence[Node], place: int) -> bool:
    leaves = [leaf for node in nodes[max(0, place - 1) : place + 1] for leaf in node.leaves()]
    return any(leaf.is_a("most", "least", "above", "below", "ceiling") for leaf in leaves)
