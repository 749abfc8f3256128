"""What the conditions of an award count: its threshold, further numbers, steps, and the parts of lists of grades."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from techpolicy_extract.syntax.award import LEAVES, Award
from techpolicy_extract.syntax.gifts import Gift, is_step, members
from techpolicy_extract.syntax.kinds import words_of
from techpolicy_extract.syntax.lists import Part, listed, uncounted
from techpolicy_extract.syntax.nodes import Node, Tree, body, inner_end
from techpolicy_extract.syntax.ruled.ruling import limits_each

_NEAR = 8  # characters before a length of time within which 期限 tells what it is
_ALIKE = 2  # characters before a number that tell what it counts
_MOST_NUMBERS = 60  # numbers of the conditions of one award
_VAGUE = ("bare", "few", "one")  # slots of numbers without a unit, and of those that texts count their parts with
_BOUNDS = ("reach", "above", "below", "most", "least", "about")


def hand_out(tree: Tree, group: list[Award], given: Gift, used: set[int], led: bool) -> None:
    """Hand out what the conditions count, and the parts of a list that the grades are.

    `used` holds where numbers of other awards stand. The threshold of a row that was announced (`led`) is its own:
    what the clause that announces counts holds for all rows.
    """
    first = group[0]
    held = (node for clause in first.pending for node in body(clause) if node.is_a("amount", "amounts"))
    numbers = near = list(islice(held, _MOST_NUMBERS))
    ordered = (*given.conditions, *numbers) if led else (*numbers, *given.conditions)
    numbers = [node for node in ordered if not used & {leaf.start for leaf in node.leaves()}]
    numbers = [node for node in numbers if not limits_each(tree, _number(node).start)]
    first.steps = tuple(node for node in numbers if is_step(tree, node))
    numbers = [node for node in numbers if node not in first.steps and _counts(tree, node)]
    lists = [node for node in numbers if len(members(node)) == len(group) > 1]
    threshold = lists[-1] if lists else numbers[0] if numbers else None
    for award, member in zip(group, members(threshold) if threshold else [], strict=False):
        award.amounts.setdefault("threshold", member)
    first.further = tuple(node for node in numbers if node is not threshold)
    if len(group) == 1 or given.rows:
        return
    if not lists and (own := _clause_each(tree, first, numbers, len(group))):
        others = [clause for clause in first.pending if clause not in [holder for holder, _ in own]]
        for award, (holder, (counted, *further)) in zip(group, own, strict=True):
            award.amounts["threshold"], award.further = counted, tuple(further)
            award.pending = tuple(sorted((*others, holder), key=lambda clause: clause.start))
        return
    if lists:
        edges = _edges(first, lists[-1])
        shared = shares_cue(lists[-1])
        opened = _number(lists[-1]).start if shared else lists[-1].start
        for award, member in zip(group, members(lists[-1]), strict=False):
            start = _number(member).start if shared else member.start
            award.cue = opened if shared else None
            award.own = Part(start, member.end, (edges[0], opened), uncounted(tree, lists[-1].end, edges[1]))
        return
    start = first.pending[0].start if first.pending else (first.before or (0, 0))[0]
    end = first.before[1] if first.before else inner_end(first.pending[-1]) if first.pending else start
    parts = listed(tree, (start, end), len(group))
    first.named = tuple(node for node in near if any(part.start <= node.end - 1 < part.end for part in parts))
    for award, part in zip(group, parts, strict=False):
        award.own = part


def _clause_each(tree: Tree, first: Award, numbers: Sequence[Node], count: int) -> list[tuple[Node, list[Node]]]:
    """Return the clauses of conditions with their numbers where each grade has its own: 达到200亩的，达到500亩的，分别奖励.

    Their first numbers must count the same, as the words before them tell. Empty where they do not, or are not `count`.
    """
    own = [(clause, [node for node in numbers if clause.start <= node.start < clause.end]) for clause in first.pending]
    own = [(clause, held) for clause, held in own if held]
    slots = tree.sentence.slots
    alike = {slots[max(clause.start, held[0].start - _ALIKE) : held[0].start] for clause, held in own}
    return own if len(own) == count and len(alike) == 1 else []


def _counts(tree: Tree, node: Node) -> bool:
    """Tell whether a number of a condition counts something: it is bounded, a list or a range, or 的 follows."""
    numbers = [leaf for leaf in node.leaves() if leaf.is_a(*LEAVES)]
    if any(leaf.is_a(*_VAGUE) for leaf in numbers):
        return False
    lexeme = tree.lexeme(numbers[0])
    ranged = lexeme is not None and lexeme.quantity is not None and lexeme.quantity.value_max is not None
    leaves = list(node.leaves())
    if numbers[0].is_a("duration") and _is_term(tree, node):
        return False
    bounded = any(leaf.is_a(*_BOUNDS) for leaf in leaves)
    described = tree.sentence.slots.startswith("的", node.end) and not numbers[0].is_a("duration")  # 6个月的水费
    return bounded or ranged or node.is_a("amounts") or described


def _is_term(tree: Tree, node: Node) -> bool:
    """Tell whether a length of time says how long a benefit runs: 补助期限不超过3年."""
    before = tree.sentence.slots[max(0, node.start - _NEAR) : node.start]
    return any(word in before for word in words_of("term"))


def shares_cue(listed: Node) -> bool:
    """Tell whether the word that bounds the first number of a list bounds all: 超过300万元、800万元."""
    first, *others = members(listed)
    return first.start < _number(first).start and all(node.start == _number(node).start for node in others)


def _number(node: Node) -> Node:
    """Return the leaf of the first number of an amount or a list."""
    return next(leaf for leaf in node.leaves() if leaf.is_a(*LEAVES))


def _edges(first: Award, counted: Node) -> tuple[int, int]:
    """Return where the words about a list of thresholds begin and end: its clause and those just before it."""
    holder = next((clause for clause in first.pending if clause.start <= counted.start < clause.end), None)
    if holder is not None:
        start = holder.start
        for clause in reversed(first.pending):
            start = clause.start if clause.end == start else start
        return start, inner_end(holder)
    return (first.before or (counted.start, counted.end))[0], (first.before or (counted.start, counted.end))[1]
