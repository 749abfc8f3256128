"""Which shapes the numbers of a sentence can have, told by its words and letters before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.worded import filled, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.patterns.facts import Needs
from techpolicy_extract.syntax.ruled.bounds import has
from techpolicy_extract.syntax.ruled.table import SHAPES, Shape

_BELOW = ("<=", "<")
_VAGUE = ("=", "~")


def possible(sentence: Sentence) -> tuple[Shape, ...]:
    """Return the shapes that a number of the sentence can have, in the order in which they are tried."""
    kept: tuple[Shape, ...] | None = sentence.readings.get("shapes")
    if kept is None:
        chars, facts = set(sentence.slots), _Facts(sentence)
        kept = sentence.readings["shapes"] = tuple(
            shape for shape, needs in _shapes() if not any(map(chars.isdisjoint, needs)) and _can_be(shape, facts)
        )
    return kept


def may_rule(sentence: Sentence) -> bool:
    """Return whether a number of the sentence can be ruled: it can have a shape, or is a length of time."""
    spans = any(lexeme.when is not None and lexeme.when.kind == "span" for lexeme in sentence.at.values())
    return (spans and has(sentence.slots, "bars", "barred", "running")) or bool(possible(sentence))


@cache
def _shapes() -> tuple[tuple[Shape, Needs], ...]:
    """Return the shapes, each with sets of characters: a sentence with the shape holds one of each set."""
    return tuple((shape, tuple(_needs(shape))) for shape in SHAPES)


def _needs(shape: Shape) -> Iterator[frozenset[str]]:
    if shape.letters:
        yield frozenset(LETTERS[name] for name in shape.letters)
    if shape.signs:
        yield frozenset(sign[0] for sign in shape.signs)
    if shape.cues:
        yield frozenset(word[0] for name in shape.cues for word in words("provisions", name))


class _Facts:
    """What a sentence holds, each looked for once."""

    def __init__(self, sentence: Sentence) -> None:
        self.slots = sentence.slots
        self._quantities = [lexeme.quantity for lexeme in sentence.at.values() if lexeme.quantity]

    @cached_property
    def units(self) -> set[str | None]:
        return {quantity.unit for quantity in self._quantities}

    @cached_property
    def bound(self) -> bool:
        ranges = any(quantity.value_max is not None for quantity in self._quantities)
        return ranges or _bounds().search(self.slots) is not None

    @cached_property
    def most(self) -> bool:
        return _most().search(self.slots) is not None


def _can_be(shape: Shape, facts: _Facts) -> bool:
    slots = facts.slots
    if shape.signs and not any(sign in slots for sign in shape.signs):
        return False
    if (shape.bound and not facts.bound) or (shape.most and not facts.most):
        return False
    if shape.units and facts.units.isdisjoint(words("provisions", shape.units)):
        return False
    return not shape.cues or has(slots, *shape.cues)


@cache
def _bounds() -> re.Pattern[str]:
    """Return a pattern for the words that bound a number."""
    return re.compile(trie_pattern(word for word, operator in _comparators() if operator not in _VAGUE))


@cache
def _most() -> re.Pattern[str]:
    """Return a pattern for the words that make a number a ceiling: 不超过, 以下, 限, 只."""
    below = trie_pattern(word for word, operator in _comparators() if operator in _BELOW)
    return re.compile(f"{below}|{filled('provisions', '{only}|{barely}|{hands_in}')}")


def _comparators() -> list[tuple[str, str]]:
    table = load("comparators")
    return [pair for name in ("before", "behind_noun", "after") for pair in table[name].items()]
