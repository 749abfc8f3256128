"""Words by the kinds of chunk that they can be, from lexicon/chunks.toml, ready to be found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.syntax.nodes import Kinds

TEXT: Kinds = frozenset({"text"})
MARKS: dict[str, Kinds] = {
    "，": frozenset({"comma"}),
    ",": frozenset({"comma"}),
    "；": frozenset({"semicolon"}),
    ";": frozenset({"semicolon"}),
    "：": frozenset({"colon"}),
    "。": frozenset({"stop"}),
    "！": frozenset({"stop"}),
    "？": frozenset({"stop"}),
}
# What a slot letter stands for. The other letters (names, titles, markers, brackets without numbers) are text.
_SLOTS = {
    "money": "sum",
    "percent": "rate",
    "point": "point",
    "multiple": "multiple",
    "ratio": "ratio",
    "person": "count",
    "count": "count",
    "duration": "count",
    "amount": "count",
    "bare": "count",
    "few": "count",
    "one": "count",
    "age": "count",
    "day": "date",
    "range": "date",
    "plan": "date",
    "since": "date",
    "span": "date",
    "every": "date",
}
_AMBIGUOUS = ("amount", "money", "plan")  # slots whose names mean something else in a tree: 力争 is a plan, too
NUMBERS = frozenset({"sum", "rate", "point", "multiple", "ratio", "count"})


@dataclass(frozen=True, slots=True)
class Words:
    """`kinds` of each word, and the lengths of the words that begin with a character, the longest first."""

    kinds: dict[str, Kinds]
    lengths: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the words of the lexicon; whole words that only must not be cut are text."""
    table = load("chunks")
    found: dict[str, set[str]] = {word: {"text"} for word in table["whole"]["words"]}
    for kind, listed in table["kinds"].items():
        for word in listed:
            found.setdefault(word, set()).add(kind)
            found[word].discard("text")
    sizes: dict[str, set[int]] = {}
    for word in found:
        sizes.setdefault(word[0], set()).add(len(word))
    shared: dict[Kinds, Kinds] = {}
    kinds = {word: shared.setdefault(frozenset(each), frozenset(each)) for word, each in found.items()}
    return Words(kinds, {head: tuple(sorted(each, reverse=True)) for head, each in sizes.items()})


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """Return the words of the lexicon that can be of a kind."""
    return tuple(word for word, kinds in words().kinds.items() if kind in kinds)


@lru_cache(maxsize=1)
def slot_kinds() -> dict[str, Kinds]:
    """Return the kinds of the slot letters that are no mere text: what each is, and the name of its slot."""
    return {LETTERS[name]: frozenset({kind} | {name} - {*_AMBIGUOUS}) for name, kind in _SLOTS.items()}
