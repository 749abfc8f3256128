"""Clauses: what stands between two marks ，；：。 outside brackets, or between two whole awards of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpolicy_extract.syntax.amounts import opens_rule
from techpolicy_extract.syntax.nodes import Node

_CLAUSE = frozenset({"clause"})
_MOST_NODES = 120  # a longer run without a mark is read in pieces, so that work grows with length only
_NEAR = 5  # nodes behind a joint within which 的 ends a condition
_ENDS = ("comma", "semicolon", "colon", "stop")


def clauses(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield clauses, end to end; each holds the mark that ends it as its last node.

    A run of more than 120 nodes without a mark, which no sentence of a policy has, makes several clauses.
    """
    first = 0
    for place, node in enumerate(nodes):
        if node.is_a(*_ENDS) or place - first >= _MOST_NODES or _parts_awards(nodes, first, place):
            yield Node(_CLAUSE, nodes[first].start, node.end, tuple(nodes[first : place + 1]))
            first = place + 1
    if first < len(nodes):
        yield Node(_CLAUSE, nodes[first].start, nodes[-1].end, tuple(nodes[first:]))


def _parts_awards(nodes: Sequence[Node], first: int, place: int) -> bool:
    """Tell whether a joint stands between two awards, each with a condition: 满20家的给予10万元、满40家的给予20万元."""
    if not nodes[place].is_a("join") or not first < place < len(nodes) - 1:
        return False
    begins = nodes[place + 1].is_a("deem") or any(leaf.is_a("reach") for leaf in nodes[place + 1].leaves())
    ends = any(node.is_a("of") for node in nodes[place + 1 : place + _NEAR])
    if not (begins and ends) and not opens_rule(nodes, place + 1):
        return False
    return nodes[place - 1].is_a("grant", "amount") and any(node.is_a("give", "grant") for node in nodes[first:place])
