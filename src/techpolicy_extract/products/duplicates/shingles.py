"""Compare texts by their shingles: all pieces of a fixed length."""

from __future__ import annotations

SIZE = 5  # characters: four would be common to most notices, ten would lose too much to one changed character


def shingles(text: str) -> frozenset[str]:
    """Return all pieces of SIZE characters; a text of SIZE characters or fewer is one piece."""
    return frozenset(text[at : at + SIZE] for at in range(max(len(text) - SIZE, 0) + 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard index of two sets of shingles: the share of all pieces that both texts have, 0 to 1."""
    common = len(one & other)
    return common / (len(one) + len(other) - common)
