"""Compare texts by the pieces that they have in common."""

from __future__ import annotations

SIZE = 5  # characters: four would be common to most notices, ten would lose too much to one changed character


def shingles(text: str) -> frozenset[str]:
    """Give all pieces of SIZE characters; a shorter text is one piece."""
    return frozenset(text[at : at + SIZE] for at in range(max(len(text) - SIZE, 0) + 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of the pieces of two texts that both have, 0 to 1."""
    common = len(one & other)
    return common / (len(one) + len(other) - common)
