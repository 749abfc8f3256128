"""The nodes of a sentence's tree: data without behaviour but for asking them what they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from techpolicy_extract.nouns.model import Lexeme, Sentence
from techpolicy_extract.nouns.quick import quick_dataclass
from techpolicy_extract.nouns.text import Span

Kinds = frozenset[str]


@quick_dataclass(frozen=True, slots=True)
class Node:
    """A stretch `[start, end)` of a sentence's slot text, what it can be, and the nodes that it is made of.

    Leaves are chunks: a word of the lexicon with all kinds that it can be, a lexed expression (sum, rate, count, point,
    ratio, date), a mark (comma, semicolon, colon, stop) or a run of other text. Of several nodes are made: a `bracket`;
    an `amount`, which is a number with the words that bound it; `amounts`, a list of amounts of one kind; a `clause`.
    """

    kinds: Kinds
    start: int
    end: int
    items: tuple[Node, ...] = ()

    def is_a(self, *kinds: str) -> bool:
        """Tell whether the node can be one of some kinds."""
        return not self.kinds.isdisjoint(kinds)

    def leaves(self) -> Iterator[Node]:
        """Yield the chunks of the node in order; a leaf yields itself."""
        if not self.items:
            yield self
        for item in self.items:
            yield from item.leaves()


@quick_dataclass(frozen=True, slots=True)
class Tree:
    """The clauses of a sentence in order; each ends with its mark, where it has one."""

    sentence: Sentence
    clauses: tuple[Node, ...]

    def text(self, node: Node) -> str:
        """Return the slot text of a node."""
        return self.sentence.slots[node.start : node.end]

    def clause_at(self, position: int) -> Node:
        """Return the clause that holds a position of the slot text."""
        return self.clauses[bisect_right(self.clauses, position, key=lambda clause: clause.start) - 1]

    def place(self, start: int, end: int) -> Span:
        """Return a stretch of slot text as a span of the normalised text."""
        last = self.sentence.at.get(end - 1)
        return Span(self.sentence.offsets[start], last.end if last else self.sentence.offsets[end])

    def lexeme(self, node: Node) -> Lexeme | None:
        """Return the lexeme at the beginning of a node; None where none stands there."""
        return self.sentence.at.get(node.start)


_ENDS = ("comma", "semicolon", "colon", "stop", "join")


def body(clause: Node) -> tuple[Node, ...]:
    """Return the nodes of a clause without its mark; a list in a bracket （分别为…） stands as nodes of its own."""
    nodes = clause.items[:-1] if clause.items[-1].is_a(*_ENDS) else clause.items
    if not any(node.is_a("bracket") for node in nodes):
        return nodes
    return tuple(inner for node in nodes for inner in (node.items[1:-1] if lists_amounts(node) else (node,)))


def lists_amounts(node: Node) -> bool:
    """Tell whether a bracket hands out a list of amounts: （分别为50万元、30万元）."""
    return (
        node.is_a("bracket")
        and any(item.is_a("each") for item in node.items)
        and any(item.is_a("amounts") for item in node.items)
    )


def inner_end(clause: Node) -> int:
    """Return where a clause ends, its mark left out."""
    return clause.items[-1].start if clause.items[-1].is_a(*_ENDS) else clause.end
