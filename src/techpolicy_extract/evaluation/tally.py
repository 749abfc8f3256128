"""Counts, and the shares that come of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Cell:
    """How many pairs, misses and false alarms."""

    hit: int = 0
    miss: int = 0
    false: int = 0

    def __iadd__(self, other: Cell) -> Cell:
        self.hit += other.hit
        self.miss += other.miss
        self.false += other.false
        return self

    def shares(self) -> tuple[float, float, float]:
        """Give precision, recall and F1; where nothing was asked for, nothing is missed."""
        precision = self.hit / (self.hit + self.false) if self.hit + self.false else 1.0
        recall = self.hit / (self.hit + self.miss) if self.hit + self.miss else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def figures(self) -> dict[str, float]:
        """Give the shares, to four places, and how many gold records they are of."""
        shares = dict(zip(("P", "R", "F1"), self.shares(), strict=True))
        return {"gold": self.hit + self.miss} | {name: round(share, 4) for name, share in shares.items()}


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
        """Give the shares of the pairs that agree exactly, and softly."""
        return self.exact / self.n, self.soft / self.n

    def figures(self) -> dict[str, float]:
        """Give the shares, to four places, and how many pairs they are of."""
        exact, soft = self.shares()
        return {"n": self.n, "exact": round(exact, 4), "soft": round(soft, 4)}
