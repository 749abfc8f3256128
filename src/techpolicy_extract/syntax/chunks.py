"""Cut a sentence's slot text into chunks: words that play a part, lexed expressions, marks, brackets, other text."""

from __future__ import annotations

from techpolicy_extract.syntax.kinds import MARKS, TEXT, slot_kinds, words
from techpolicy_extract.syntax.nodes import Node

_BRACKET = frozenset({"bracket"})
_OPENERS, _CLOSERS = "（(", "）)"
_QUOTES = {"“": "”", "‘": "’"}
_QUOTED = 40  # characters of a quotation, at most, that is one name
_DEPTH = 8  # brackets inside brackets; deeper ones are text


def chunks(slots: str) -> list[Node]:
    """Return the chunks of a slot text, end to end. A bracket that closes is one node with its own chunks inside."""
    return _Chunker(slots).cut(0, len(slots), 0)


class _Chunker:
    """Cuts one slot text; the partners of its brackets are found once."""

    def __init__(self, slots: str) -> None:
        self.slots = slots
        self.words = words()
        self.letters = slot_kinds()
        self.partner = _partners(slots)

    def cut(self, start: int, end: int, depth: int) -> list[Node]:
        """Return the chunks of `[start, end)`."""
        found: list[Node] = []
        text = position = start
        while position < end:
            node = self._node(position, end, depth)
            if node is None:
                position = self._skip(position, end)
                continue
            if text < position:
                found.append(Node(TEXT, text, position))
            found.append(node)
            text = position = node.end
        if text < end:
            found.append(Node(TEXT, text, end))
        return found

    def _node(self, position: int, end: int, depth: int) -> Node | None:
        """Return the chunk that begins at a position; None where plain text does."""
        char = self.slots[position]
        if kinds := self.letters.get(char) or MARKS.get(char):
            return Node(kinds, position, position + 1)
        if char in _OPENERS and depth < _DEPTH:
            close = self.partner.get(position, end)
            if close < end:
                inside = self.cut(position + 1, close, depth + 1)
                edges = Node(TEXT, position, position + 1), Node(TEXT, close, close + 1)
                return Node(_BRACKET, position, close + 1, (edges[0], *inside, edges[1]))
        for length in self.words.lengths.get(char, ()):
            kinds = self.words.kinds.get(self.slots[position : position + length])
            if kinds is not None and position + length <= end:
                return None if kinds is TEXT or "text" in kinds else Node(kinds, position, position + length)
        return None

    def _skip(self, position: int, end: int) -> int:
        """Return the position behind the plain text at a position: a quotation, a whole word, or one character."""
        char = self.slots[position]
        if char in _QUOTES:
            close = self.slots.find(_QUOTES[char], position + 1, min(end, position + _QUOTED))
            return close + 1 if close > 0 else position + 1
        for length in self.words.lengths.get(char, ()):
            if self.slots[position : position + length] in self.words.kinds and position + length <= end:
                return position + length
        return position + 1


def _partners(slots: str) -> dict[int, int]:
    """Return for each opening bracket that closes the position of its closing one."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for position, char in enumerate(slots):
        if char in _OPENERS:
            opened.append(position)
        elif char in _CLOSERS and opened:
            found[opened.pop()] = position
    return found
