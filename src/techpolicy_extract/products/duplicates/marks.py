"""Mark reposts, each with the document that it repeats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from techpolicy_extract.products.duplicates.identity import contradict
from techpolicy_extract.products.duplicates.outputs import Output, text_of
from techpolicy_extract.products.duplicates.shingles import jaccard, shingles
from techpolicy_extract.products.duplicates.signatures import PERMUTATIONS, Signature, library

# How many texts keep their shingles in memory: an original is compared with its reposts one after the other.
_KEPT = 16
# The probability that a pair exactly at the threshold is compared. Pairs above it are compared nearly always.
_RECALL = 0.9999


@dataclass(frozen=True, slots=True)
class Mark:
    """A repost and its original; `similarity` is the Jaccard index of their shingles, 0 to 1."""

    repost: Signature
    original: Signature
    similarity: float


def mark(signatures: Iterable[Signature], threshold: float) -> list[Mark]:
    """Mark each document that is at least `threshold` (0 to 1) similar to an earlier one that is no repost itself.

    The earliest such document is its original, so an original never has a mark itself. The marks are sorted as the
    reposts are, and do not depend on the order of the signatures. Raises UserError where a text has been removed since
    it was signed.
    """
    bands, rows = banding(threshold)
    index = library().MinHashLSH(num_perm=PERMUTATIONS, params=(bands, rows))
    compare = _Comparison(threshold)
    originals: list[Signature] = []
    marks = []
    for each in sorted(signatures, key=lambda signature: signature.rank):
        near = (originals[number] for number in sorted(index.query(each.minhash)))
        found = next((one for other in near if (one := compare.mark(each, other))), None)
        if found:
            marks.append(found)
        else:
            index.insert(len(originals), each.minhash)
            originals.append(each)
    return marks


def banding(threshold: float) -> tuple[int, int]:
    """Return bands and rows of the index: the most rows, so the fewest comparisons, that keep the recall.

    For a pair with the Jaccard index s, all r rows of a band are equal with probability s ** r, and at least one of b
    bands is equal with probability 1 - (1 - s ** r) ** b.
    """
    for rows in range(PERMUTATIONS, 1, -1):
        bands = PERMUTATIONS // rows
        if 1 - (1 - threshold**rows) ** bands >= _RECALL:
            return bands, rows
    return PERMUTATIONS, 1


class _Comparison:
    """Compares documents; keeps the shingles of the latest ones in memory."""

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._shingles = lru_cache(_KEPT)(_shingles)

    def mark(self, late: Signature, early: Signature) -> Mark | None:
        """Return the mark of `late` if it is a repost of `early`, else None."""
        if contradict(late.identity, early.identity):
            return None
        similarity = jaccard(self._shingles(late.output), self._shingles(early.output))
        return Mark(late, early, similarity) if similarity >= self._threshold else None


def _shingles(output: Output) -> frozenset[str]:
    return shingles(text_of(output))
