"""Clauses: what stands between two marks ，；：。 outside brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpolicy_extract.syntax.nodes import Node

_CLAUSE = frozenset({"clause"})
_MOST_NODES = 120  # a longer run without a mark is read in pieces, so that work grows with length only
_ENDS = ("comma", "semicolon", "colon", "stop")


def clauses(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield clauses, end to end; each holds the mark that ends it as its last node.

    A run of more than 120 nodes without a mark, which no sentence of a policy has, makes several clauses.
    """
    first = 0
    for place, node in enumerate(nodes):
        if node.is_a(*_ENDS) or place - first >= _MOST_NODES:
            yield Node(_CLAUSE, nodes[first].start, node.end, tuple(nodes[first : place + 1]))
            first = place + 1
    if first < len(nodes):
        yield Node(_CLAUSE, nodes[first].start, nodes[-1].end, tuple(nodes[first:]))
