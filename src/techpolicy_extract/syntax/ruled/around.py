"""A number in its clause: the words before it, the words that bound it, the words behind it.

All positions are positions in the sentence's slot text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.worded import filled, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Lexeme, Quantity
from techpolicy_extract.syntax.nodes import Node, Tree, inner_end

_NAMES = {letter: name for name, letter in LETTERS.items()}
_REACH = 60  # characters before a number that may tell of what it is
_PARTS = ("comma", "semicolon", "colon", "stop")


@dataclass(frozen=True)
class Around:
    """A number and what stands around it.

    `low` is where the words before it begin: at its clause, its bracket or the amount before it; `high` is where the
    words behind it end. `bracket` is the bracket that it stands in, `amount` the number with the words that bound it.
    `kept` holds what later readers have read off it.
    """

    tree: Tree
    position: int
    clause: Node
    bracket: Node | None
    amount: Node
    low: int
    high: int
    kept: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def slots(self) -> str:
        """The sentence's slot text."""
        return self.tree.sentence.slots

    @cached_property
    def letter(self) -> str:
        """The name of the number's slot, such as count, duration or percent."""
        return _NAMES.get(self.slots[self.position], "")

    @property
    def lexeme(self) -> Lexeme:
        """What was lexed there."""
        return self.tree.sentence.at[self.position]

    @cached_property
    def unit(self) -> str:
        """The unit as written; nothing where there is none."""
        quantity = self.lexeme.quantity
        return (quantity.unit or "") if isinstance(quantity, Quantity) else ""

    @cached_property
    def lead(self) -> tuple[int, int]:
        """Where the words begin and end that bound the number or lead to it: 原则上不超过, 应在, 不低于 in 不低于营业收入的3%."""
        low = max(self.low, self.position - _REACH)
        if self.letter == "percent" and (base := _over_base().search(self.slots, low, self.position)):
            first = _lead_in().search(self.slots, low, base.end("bound"))
            return (first or base).start(), base.end("bound")
        found = _lead_in().search(self.slots, low, self.position)
        return (found.start() if found else self.position), self.position

    @property
    def noun_end(self) -> int:
        """Where the words before the number end, without those that bound it or lead to it."""
        return self.lead[0]

    @cached_property
    def before(self) -> str:
        """The words before the number, in its clause."""
        return self.slots[max(self.low, self.position - _REACH) : self.position]

    @cached_property
    def lead_in(self) -> str:
        """The words that bound the number or lead to it."""
        return self.slots[slice(*self.lead)]

    @cached_property
    def behind(self) -> str:
        """The words behind the number, in its clause, its bounds left out."""
        return self.slots[self.amount.end : min(self.high, self.amount.end + _REACH)]

    @cached_property
    def rest(self) -> str:
        """The rest of the sentence or bracket behind the number, its bounds left out."""
        end = self.high if self.bracket else len(self.slots)
        return self.slots[self.amount.end : min(end, self.amount.end + _REACH)]

    @cached_property
    def stretch(self) -> str:
        """The part of the sentence before the number that may say when and for whom it holds, back to a semicolon."""
        low = max(self.slots.rfind("；", 0, self.position) + 1, self.position - 4 * _REACH)
        return self.slots[low : self.position]

    @cached_property
    def opening(self) -> str:
        """The clause up to the number."""
        return self.slots[max(self.clause.start, self.position - 2 * _REACH) : self.position]

    @property
    def ends_condition(self) -> bool:
        """Whether the clause ends in 的 and another one follows: …以上的，."""
        end = inner_end(self.clause)
        return end < self.clause.end < len(self.slots) and self.slots[end - 1 : end + 1] in ("的，", "的,", "的：")


@cache
def _lead_in() -> re.Pattern[str]:
    """Return a pattern for the words that may stand between a noun and its number."""
    fillers = "|".join(sorted(words("provisions", "fillers"), key=len, reverse=True))
    return re.compile(rf"(?:{trie_pattern(load('comparators')['before'])}|{fillers}|[：:]){{1,6}}$")


@cache
def _over_base() -> re.Pattern[str]:
    """Return a pattern for a bound with what a share is of behind it: 不低于营业收入的."""
    return re.compile(filled("provisions", "(?P<bound>{base_bounds})[^，；：、]{2,20}?(?<!{base_ends})的?$"))


def around(tree: Tree, position: int) -> Around | None:
    """Return what stands around the number whose letter stands at a position; None where it is in no clause."""
    clause = tree.clause_at(position)
    items, bracket = clause.items, None
    while inner := next((n for n in items if n.is_a("bracket") and n.start < position < n.end), None):
        items, bracket = inner.items, inner
    low, high = (bracket.start + 1, bracket.end - 1) if bracket else (clause.start, inner_end(clause))
    amount = None
    for node in items:
        if node.start <= position < node.end:
            amount = _member(node, position)
            low = next((item.end for item in reversed(node.items) if _ends_before(item, position)), low)
        elif node.end <= position:
            low = node.end if node.is_a(*_PARTS, "amount", "amounts") else low
        elif node.is_a(*_PARTS, "amount", "amounts"):
            high = min(high, node.start)
            break
    if amount and low == clause.start == amount.start and tree.sentence.slots[low - 1 : low] == "：":
        low = tree.clause_at(low - 1).start  # a label: 资助期限：3年
    return Around(tree, position, clause, bracket, amount, low, high) if amount else None


def _member(node: Node, position: int) -> Node:
    """Return the amount of a list that holds a position; in other text the letter alone."""
    if not node.is_a("amount", "amounts"):
        return Node(node.kinds, position, position + 1)
    if not node.is_a("amounts"):
        return node
    return next((item for item in node.items if item.start <= position < item.end), node)


def _ends_before(item: Node, position: int) -> bool:
    return item.is_a("amount") and item.end <= position
