"""Clauses that only bound the award before them: 最高不超过60万元, 单个企业每年最高50万元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from techpolicy_extract.lexicon.worded import words as words_in
from techpolicy_extract.syntax.award import Award
from techpolicy_extract.syntax.gifts import members
from techpolicy_extract.syntax.lists import listed
from techpolicy_extract.syntax.nodes import Node, Tree, body

_SHORT = 4  # characters before a ceiling that say nothing of its own: 全年总额


def bound_of(nodes: Sequence[Node]) -> Node | None:
    """Return the amount of a clause that only bounds the award before it: 最高不超过60万元, 单个企业每年最高50万元."""
    found = [node for node in nodes if node.is_a("amount", "amounts")]
    if len(found) != 1 or not found[0].is_a("sum"):
        return None
    place = list(nodes).index(found[0])
    others = [
        node for each, node in enumerate(nodes) if each != place - 1 or not node.is_a("deem")
    ]  # 累计获得最高30万元
    others = [node for node in others if not (node.is_a("of") and node.start == found[0].end)]  # 最高30万元的资金
    if any(node.is_a("deem", "of") or (node.is_a("each") and not found[0].is_a("amounts")) for node in others):
        return None
    leading = [leaf for node in nodes[: place + 1] for leaf in node.leaves()]
    return found[0] if any(leaf.is_a("most", "ceiling") for leaf in (*leading, *nodes[place + 1 :])) else None


def bounded(tree: Tree, clause: Node, bound: Node, last: Sequence[Award], low: int) -> list[Award]:
    """Put a ceiling into the first award of the rule before; return the awards of one that has words of its own.

    `last` are the awards of the rule before; `low` is where the last semicolon or colon before ends: behind it the
    ceiling is that of the last award alone.
    """
    root, found = last[0].first, members(bound)
    first = root if root is not None and root.clause.start >= low else last[0]
    said = "".join(tree.text(node) for node in body(clause) if node.is_a("text", "per") and node.end <= bound.start)
    words = (
        len(said) > _SHORT or any(mark in said for mark in "每单同各") or said.startswith(words_in("awards", "years"))
    )
    if len(found) == len(last) > 1:
        for award, member in zip(last, found, strict=True):
            award.amounts.setdefault("cap", member)
        return []
    if not words and "cap" not in first.amounts and not _exceeded(tree, first, found[0]):
        first.amounts["cap"] = found[0]
        return []
    before = _label(clause, bound)
    own = [Award(clause, {"cap": member}, before=before, start=bound.start, lead=clause.start) for member in found]
    for award in own[1:]:
        award.first = own[0]
    parts = listed(tree, before, len(own)) if before and len(own) > 1 else []
    for award, part in zip(own, parts, strict=False):
        award.own = part
    return own


def _label(clause: Node, bound: Node) -> tuple[int, int] | None:
    """Return the words before a ceiling without those that give it: 旗舰店|最高给予200万元; None for none."""
    led = [node for node in body(clause) if node.end <= bound.start]
    while led and led[-1].is_a("give", "grant", "most", "once"):
        led.pop()
    return (clause.start, led[-1].end) if led else None


def _exceeded(tree: Tree, award: Award, ceiling: Node) -> bool:
    """Tell whether an award is already more than a ceiling, which then bounds another: 首店500万元，旗舰店最高200万元."""
    given, most = (_sum(tree, node) for node in (award.amounts.get("total"), ceiling))
    return given is not None and most is not None and given > most


def _sum(tree: Tree, node: Node | None) -> Decimal | None:
    leaf = next((leaf for leaf in node.leaves() if leaf.is_a("sum")), None) if node is not None else None
    lexeme = tree.lexeme(leaf) if leaf is not None else None
    return lexeme.quantity.amount if lexeme is not None and lexeme.quantity is not None else None
