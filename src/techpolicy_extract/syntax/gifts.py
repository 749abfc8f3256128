"""What one clause gives: the amounts that are paid, where its words of giving begin, rows of labels with amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from techpolicy_extract.syntax.amounts import describes, insured, is_bound, opens_rule, or_else
from techpolicy_extract.syntax.kinds import words_of
from techpolicy_extract.syntax.nodes import Node, Tree, body

_PAID = ("sum", "rate", "ratio")
_SKIPPED = ("of", "also", "once", "standard", "by", "each", "most", "least", "give", "money", "loan")
_LABEL_FREE = (
    "each", "once", "by", "for", "join", "also", "standard", "give", "grant", "money", "most", "least", "budget", "per",
)  # fmt: skip
_NO_ROW = ("reach", "deem", "done", "grow")  # what a clause of labels and sums does not say
_NEAR = 8  # characters before an amount within which 每 makes it a step
_NAMED_STANDARD = 4  # characters of a word such as 补助标准, which tells an award without a verb
_LONG_LABEL = 26  # characters of the label of a row


@dataclass(frozen=True, slots=True)
class Gift:
    """What a clause gives: amounts that are paid, and amounts before them that are conditions.

    `point` is where the words of the award begin; `base` lies between the word that gives and a rate; `rows` are labels
    with their amounts; `fund` is where money that is set aside is named. `again`: the award before once more, for
    another length of time: 每月400元，每年4800元.
    """

    point: int
    conditions: tuple[Node, ...]
    amounts: tuple[Node, ...]
    base: tuple[int, int] | None = None
    rows: tuple[tuple[tuple[int, int], Node], ...] = ()
    fund: tuple[int, int] | None = None
    again: bool = False


def is_amount(node: Node, *kinds: str) -> bool:
    """Tell whether a node is an amount of some kinds, or a list of such amounts."""
    return node.is_a("amount", "amounts") and node.is_a(*kinds)


def members(node: Node) -> list[Node]:
    """Return the amounts of a list; a single amount is a list of one."""
    return [item for item in node.items if item.is_a("amount")] if node.is_a("amounts") else [node]


def gift(tree: Tree, clause: Node) -> Gift | None:
    """Return what a clause gives; None where it gives nothing, or tells what was given."""
    nodes = body(clause)
    if any(node.is_a("done", "lend") for node in nodes) or _lends(nodes):
        return None
    given = [place for place, node in enumerate(nodes) if is_amount(node, *_PAID) and _is_given(nodes, place)]
    given = [place for place in given if not (nodes[place].is_a("sum") and is_step(tree, nodes[place]))]
    if not given:
        return None
    place = _point(nodes, given[0])
    rate = next((nodes[each] for each in given if nodes[each].is_a("rate", "ratio")), None)
    rows = () if or_else(nodes) else _rows(nodes, place, given) or _rows(nodes, 0, given)
    if rate is not None and len(rows) == 1 and given[0] and nodes[given[0] - 1].is_a("of"):
        rows = ()  # what a share is of is no label
    return Gift(
        nodes[place].start,
        tuple(node for node in nodes[:place] if node.is_a("amount", "amounts") and node not in [n for _, n in rows]),
        tuple(nodes[each] for each in given),
        None
        if rows and insured(nodes, given[0])
        else _base(nodes, place, rate),  # it pays for what its rows are called
        rows,
    )


def _lends(nodes: Sequence[Node]) -> bool:
    """Tell whether a clause tells of money that was lent: 发放“科技贷”45亿元, without a word that bounds it."""
    lent = any(node.is_a("give", "lend") for node in nodes) and any(node.is_a("loan") for node in nodes)
    shared = any(is_amount(node, "rate") for node in nodes) and nodes[-1].is_a("grant")  # 给予贷款利息25%的贴息
    return lent and not shared and not any(leaf.is_a("most", "least", "by") for node in nodes for leaf in node.leaves())


def rows_without_verb(tree: Tree, clause: Node, rates: bool, floors: bool, framed: bool) -> Gift | None:
    """Return the rows of a clause that goes on giving without a word that says so: 省级100万元; 二等奖15万元.

    With `rates`, shares of grades are rows too: 省级50%. With `floors`, so is a sum with a floor alone: 农业类项目20万元以上.
    `framed` says that words before ： name the award: then numbers may stand in the label, too.
    """
    nodes = body(clause)
    graded = rates and any(node.is_a("grade") for node in nodes)
    kind = "rate" if graded and any(node.is_a("rate") for node in nodes) else "sum"
    given = [place for place, node in enumerate(nodes) if is_amount(node, kind)]
    others = [node for node in nodes if node.is_a("amount", "amounts") and not node.is_a(kind)]
    done = any(node.is_a(*_NO_ROW) and not node.is_a("for") for node in nodes)  # 为 is both
    if not given or given[-1] != len(nodes) - 1 or done or any(is_step(tree, nodes[place]) for place in given):
        return None
    if others or all(node.is_a("per", "for") for node in nodes[:-1]):
        return _standard(nodes, given, others) if framed else None
    rows = _rows(nodes, 0, given)
    if not rows or any(end - start > _LONG_LABEL for (start, end), _ in rows):
        return None
    capped = len(rows) == 1 and any(leaf.is_a("most", "ceiling") for leaf in rows[0][1].leaves())
    asks = len(rows) == 1 and not floors and role_of(clause, rows[0][1]) == "floor"  # 年报酬15万元以上
    if (capped or asks) and not any(node.is_a("grade") for node in nodes):
        return None
    return Gift(clause.start, (), tuple(nodes[each] for each in given), None, rows)


def _standard(nodes: Sequence[Node], given: Sequence[int], others: Sequence[Node]) -> Gift | None:
    """Return one sum with its conditions (4米以下的车辆每月300元), or one for a further length of time (每年4800元)."""
    if len(given) > 1 or len(nodes) == 1 or any(node.start > nodes[given[0]].start for node in others):
        return None
    place = given[0]
    while place and nodes[place - 1].is_a("per", "for"):
        place -= 1
    return Gift(nodes[place].start, tuple(others), (nodes[given[0]],), again=place == 0)


def names_standard(node: Node) -> bool:
    """Tell whether a node names the standard of an award, which tells it without a verb: 补助标准."""
    return node.is_a("standard") and node.end - node.start >= _NAMED_STANDARD


def is_step(tree: Tree, node: Node) -> bool:
    """Tell whether an amount is a step, of which each gives the award once more: 每增加5亿元, 每引进1家."""
    near = range(node.start - 1, max(-1, node.start - _NEAR - 1), -1)
    low = next((at + 1 for at in near if at in tree.sentence.at), max(0, node.start - _NEAR))  # behind another number
    before = tree.sentence.slots[low : node.start]
    before = before[max(before.rfind(mark) for mark in "，、；：") + 1 :]
    return any(word in before for word in words_of("step")) if node.is_a("sum") else "每" in before


def _is_given(nodes: Sequence[Node], place: int) -> bool:
    """Tell whether an amount is paid.

    It is behind a word that gives (给予50万元), before a noun for what is given (50万元的奖励), or between 按 and a word that
    gives (按每人3000元给予补贴). One that describes a noun behind it is not (投资500万元以上的企业), nor one that was reached.
    """
    node = nodes[place]
    if (
        node.is_a("rate")
        and any(each.is_a("payer") for each in nodes[:place])
        and any(each.is_a("pays") for each in nodes)
    ):
        return True
    if (
        any(leaf.is_a("reach") and not leaf.is_a("for") for leaf in node.leaves())
        or describes(nodes, place)
        or is_bound(nodes, place)
        or opens_rule(nodes, place)
    ):
        return False
    before = nodes[:place]
    while before and before[-1].is_a("most", "least", "once", "each", "reach") and not before[-1].is_a("payment"):
        before = before[:-1]
    if before and before[-1].is_a("grow"):  # 每餐再增加2元
        return len(before) > 2 and before[-2].is_a("once") and before[-3].is_a("per")
    if (before and before[-1].is_a("payment")) or any(leaf.is_a("payment") for leaf in node.leaves()):
        return True
    if before and before[-1].is_a("per") and any(each.is_a("payment") for each in before):  # 限额标准为每人每月90元
        return True
    handed_out = any(each.is_a("each") for each in nodes[len(before) : place])
    if handed_out and before and (before[-1].is_a("grant") or (before[-1].is_a("money") and _tells_of(before))):
        return True
    if any(each.is_a("money") for each in before[-2:]) and any(each.is_a("per") for each in before):
        return True
    if any(names_standard(each) for each in nodes[:place]):
        return True
    if any(each.is_a("give", "grant") and not each.is_a("reach") for each in nodes[:place]):
        return True
    behind = _next(nodes, place)
    if behind is not None and behind.is_a("grant"):
        return True
    led = any(each.is_a("by") for each in nodes[:place]) or (place > 0 and nodes[place - 1].is_a("of"))
    confirmed = ("give", "grant", "standard") if node.is_a("sum") or or_else(nodes) else ("give", "grant")
    return led and any(each.is_a(*confirmed) for each in nodes[place + 1 :])


def _tells_of(nodes: Sequence[Node]) -> bool:
    """Tell whether money is named as an award, and not as a statistic: 对企业的专项资金分别; but 企业自筹经费分别."""
    return any(node.is_a("give", "grant", "budget", "for", "by", "deem", "grade", "per", "of") for node in nodes)


def _next(nodes: Sequence[Node], place: int) -> Node | None:
    """Return the first node behind an amount that is no short word of an award and no other amount."""
    for node in nodes[place + 1 :]:
        if not (node.is_a(*_SKIPPED) or node.is_a("amount", "amounts", "join")) or node.is_a("grant"):
            return node
    return None


def _point(nodes: Sequence[Node], first: int) -> int:
    """Return the place where the words of an award begin: the first word that gives, hands out or measures it."""
    point = first
    for place in range(first - 1, -1, -1):
        node = nodes[place]
        says = node.is_a("for") and place > 0 and nodes[place - 1].is_a("standard")  # 补贴标准为
        if node.is_a("amount", "amounts", "deem", "reach") and not says:
            break
        led = (says or node.is_a("once", "most", "least", "standard", "grant", "per")) and place + 1 == point
        whom = node.is_a("grant") and not place and nodes[1].is_a("text")  # 奖励招商人员2万元
        if node.is_a("give", "each", "by") or led or whom:
            point = place
    return point


def _base(nodes: Sequence[Node], point: int, rate: Node | None) -> tuple[int, int] | None:
    """Return the words of which a rate is a share: from the word that gives, else from 对 or the clause's start."""
    if rate is None:
        return None
    if nodes[point].start < rate.start:
        return nodes[point].start, rate.start
    return (nodes[0].start, rate.start) if nodes[0].start < rate.start else None


def _rows(nodes: Sequence[Node], point: int, given: Sequence[int]) -> tuple[tuple[tuple[int, int], Node], ...]:
    """Return rows of a label and its amount: 国家级300万元、省级100万元; none where one has no label."""
    places = [place for place in given if nodes[place].is_a("amount") and place >= point]
    rows = []
    low = point
    for place in places:
        named = max((each + 1 for each in range(low, place) if nodes[each].is_a("for") and each > low), default=low)
        label = [node for node in nodes[named:place] if not node.is_a(*_LABEL_FREE)]  # 具体为|收割机1200元
        joined = low == point or nodes[low].is_a("join")
        if not label or not joined or nodes[place].kinds != nodes[places[0]].kinds:
            return ()
        before = nodes[nodes.index(label[0]) - 1] if nodes[named] is not label[0] else None
        if before is not None and before.is_a("per") and not label[0].is_a("grade"):  # 单个|产品: for each of what
            label = [before, *label]
        rows.append((label, nodes[place]))
        low = place + 1
    if len(rows) > 1:
        first = [next((node for node in rows[0][0] if node.is_a("grade")), rows[0][0][0])]
        rows[0] = ([*first, *(node for node in rows[0][0] if node.start > first[0].start)], rows[0][1])
    elif point or _has_verb(nodes):
        return ()
    return tuple(((label[0].start, label[-1].end), amount) for label, amount in rows)


def _has_verb(nodes: Sequence[Node]) -> bool:
    return any(node.is_a("give", "grant", "budget") for node in nodes)


def role_of(clause: Node, amount: Node) -> str:
    """Return the role of an amount that is paid: rate, cap, floor or total.

    The word that bounds it stands in it, or before it with nothing but words that give between: 最高补助20万元.
    """
    if amount.is_a("rate", "ratio"):
        return "rate"
    if (
        amount.is_a("amount") and sum(item.is_a("sum") for item in amount.items) > 1
    ):  # 20万元以上50万元以下: at least, and at most
        return "total"
    leaves = list(amount.leaves())
    before = [node for node in body(clause) if node.end <= amount.start]
    while before and before[-1].is_a("give", "grant", "once", "each"):
        leaves.append(before.pop())
    leaves += before[-1:]
    leaves += [node for node in before if node.is_a("payment")]  # 支付限额为每人每月100元
    behind = [node for node in body(clause) if node.start >= amount.end][:1]
    if any(leaf.is_a("most", "below", "ceiling") for leaf in (*leaves, *(n for n in behind if n.is_a("ceiling")))):
        return "cap"
    return "floor" if any(leaf.is_a("least", "above") for leaf in leaves) else "total"
