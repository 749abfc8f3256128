"""Describe the tree of a sentence: its chunks on one line a clause, and its nodes with their positions."""

from __future__ import annotations

from typing import Any

from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Normalized, Sentence
from techpolicy_extract.syntax.nodes import Node, Tree
from techpolicy_extract.syntax.tree import parse

Row = dict[str, Any]
NAMES = {letter: f"{{{name}}}" for name, letter in LETTERS.items()}
_UNNAMED = frozenset({"text", "comma", "semicolon", "colon", "stop"})  # their text says what they are
_MARKS = ("、", "/")


def named(slots: str) -> str:
    """Replace slot letters by their names in patterns, as {amount}."""
    return "".join(NAMES.get(char, char) for char in slots)


def shape(sentence: Sentence, normalized: Normalized) -> Row:
    """Return the chunk lines of a sentence and a row for each of its clauses with the rows of the nodes below it.

    A row holds the `kinds` of a node, its stretch of slot text as `slots`, its stretch of the source as `start` and
    `end`, its source `text`, and as `items` the rows of the nodes that it is made of.
    """
    tree = parse(sentence)
    return {"chunks": chunk_lines(tree), "clauses": [_row(clause, tree, normalized) for clause in tree.clauses]}


def chunk_lines(tree: Tree) -> list[str]:
    """Return one line for each clause: its chunks with their kinds, as 给予:give.

    A number with the words that bound it stands in <>, a list of numbers in []. Slots stand under their names; plain
    text, marks and slots carry no kinds.
    """
    return [_written(clause.items, tree) for clause in tree.clauses]


def _written(nodes: tuple[Node, ...], tree: Tree) -> str:
    return " ".join(_chunk(node, tree) for node in nodes)


def _chunk(node: Node, tree: Tree) -> str:
    if node.items:
        edges = "[]" if node.is_a("amounts") else "<>" if node.is_a("amount") and len(node.items) > 1 else ("", "")
        return f"{edges[0]}{_written(node.items, tree)}{edges[1]}"
    words = tree.text(node)
    plain = words in NAMES or words in _MARKS or not node.kinds.isdisjoint(_UNNAMED)
    return named(words) if plain else f"{words}:{'+'.join(sorted(node.kinds))}"


def _row(node: Node, tree: Tree, normalized: Normalized) -> Row:
    sentence = tree.sentence
    last = sentence.at.get(node.end - 1)
    end = last.end if last else sentence.offsets[node.end]
    place = normalized.mapped.source_span(sentence.offsets[node.start], end)
    return {
        "kinds": sorted(node.kinds),
        "slots": [node.start, node.end],
        "start": place.start,
        "end": place.end,
        "text": normalized.source.text[slice(*place)],
        "items": [_row(item, tree, normalized) for item in node.items],
    }
