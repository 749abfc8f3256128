"""Which rules can match in a sentence at all: most cannot, and a look at its characters tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Rule
from techpolicy_extract.patterns.facts import Needs

_SLOTS = frozenset(LETTERS.values())


class Sieve:
    """Rules in the order in which they are tried.

    Sentences with the same slots share the answer of what their slots leave; only the words are looked at one by one.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = [(rule, *_parted(rule.needs)) for rule in rules]
        self._slots = _SLOTS.intersection(char for rule in rules for need in rule.needs for char in need)
        self._left: dict[frozenset[str], tuple[tuple[Rule, Needs], ...]] = {}

    def possible(self, text: str) -> Iterator[Rule]:
        """Yield the rules that may match in a slot text, and no rule that cannot be shown not to."""
        chars = set(text)
        slots = self._slots & chars
        left = self._left.get(slots)
        if left is None:
            left = self._left[slots] = tuple(self._fitting(slots))
        for rule, needs in left:
            for need in needs:
                if need.isdisjoint(chars):
                    break
            else:
                if all(any(map(text.__contains__, words)) for words in rule.words):
                    yield rule

    def _fitting(self, slots: frozenset[str]) -> Iterator[tuple[Rule, Needs]]:
        """Yield the rules that these slots leave, and what those need beside slots."""
        for rule, asked, mixed, others in self._rules:
            if not any(map(slots.isdisjoint, asked)):
                yield rule, (*others, *filter(slots.isdisjoint, mixed)) if mixed else others


def _parted(needs: Needs) -> tuple[Needs, Needs, Needs]:
    """Return the needs that only slots meet, those that slots meet too, and those that only words meet."""
    asked = tuple(need for need in needs if need <= _SLOTS)
    others = tuple(need for need in needs if need.isdisjoint(_SLOTS))
    return asked, tuple(need for need in needs if need not in asked and need not in others), others


@lru_cache(maxsize=8)
def sieve(rules: tuple[Rule, ...]) -> Sieve:
    """Return the sieve of these rules; the same one to all sentences."""
    return Sieve(rules)
