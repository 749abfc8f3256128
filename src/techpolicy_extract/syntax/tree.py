"""Read the shape of a sentence once: brackets, chunks, amounts, lists and clauses, as one tree.

`parse` takes a sentence as the rules see it and gives its clauses. All later readers of a sentence take its shape from
here. Positions are positions in the sentence's slot text; `Sentence.offsets` leads to the normalised text.
"""

from __future__ import annotations

from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.syntax.amounts import with_amounts
from techpolicy_extract.syntax.chunks import chunks
from techpolicy_extract.syntax.clauses import clauses
from techpolicy_extract.syntax.nodes import Node, Tree

__all__ = ["Node", "Tree", "leads", "parse"]


class _Kept:
    """The tree that was made last: rules, builders and settlers ask for the same sentence one after the other."""

    tree: Tree | None = None


def parse(sentence: Sentence) -> Tree:
    """Return the tree of a sentence: its nodes lie end to end, and each lexeme is in exactly one leaf."""
    kept = _Kept.tree  # read once and written once, so that threads do not disturb each other
    if kept is None or kept.sentence is not sentence:
        leaves = chunks(sentence.slots)
        kept = _Kept.tree = Tree(sentence, tuple(clauses(with_amounts(leaves, sentence.slots))))
    return kept


def leads(sentence: Sentence, text: str) -> bool:
    """Return whether a sentence of a normalised text leads to what follows: ： ends it, or stands behind a heading."""
    end = sentence.offsets[len(sentence.slots)]
    return sentence.slots.rstrip().endswith("：") or text.startswith("：", end)
