"""Counts of pairs, and the shares computed from them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Cell:
    """The number of pairs, misses and false alarms."""

    hit: int = 0
    miss: int = 0
    false: int = 0

    def __iadd__(self, other: Cell) -> Cell:
        self.hit += other.hit
        self.miss += other.miss
        self.false += other.false
        return self

    def shares(self) -> tuple[float | None, float, float | None]:
        """Return precision, recall and F1, from 0 to 1. Where nothing was wanted, recall is 1.

        Without a prediction there is no precision (None), and F1 is 0 if something was wanted. Where nothing was wanted
        either, there is no F1 (None).
        """
        found, wanted = self.hit + self.false, self.hit + self.miss
        recall = self.hit / wanted if wanted else 1.0
        if not found:
            return None, recall, 0.0 if wanted else None
        precision = self.hit / found
        return precision, recall, 2 * precision * recall / (precision + recall) if self.hit else 0.0

    def figures(self) -> dict[str, float | None]:
        """Return the shares, rounded to four places, and the number of gold records."""
        figures: dict[str, float | None] = {"gold": self.hit + self.miss}
        for name, share in zip(("P", "R", "F1"), self.shares(), strict=True):
            figures[name] = None if share is None else round(share, 4)
        return figures


@dataclass
class Agreement:
    """In how many of `n` pairs a field agrees, exactly and softly."""

    exact: int = 0
    soft: int = 0
    n: int = 0

    def __iadd__(self, other: Agreement) -> Agreement:
        self.exact += other.exact
        self.soft += other.soft
        self.n += other.n
        return self

    def shares(self) -> tuple[float, float]:
        """Return the share of pairs that agree exactly, and the share that agree softly."""
        return self.exact / self.n, self.soft / self.n

    def figures(self) -> dict[str, float]:
        """Return the shares, rounded to four places, and the number of pairs."""
        exact, soft = self.shares()
        return {"n": self.n, "exact": round(exact, 4), "soft": round(soft, 4)}
