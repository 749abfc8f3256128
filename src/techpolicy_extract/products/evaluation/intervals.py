"""How far the figures of few documents can be trusted: F1 of documents drawn again and again."""

from __future__ import annotations

import random
from collections.abc import Sequence

from techpolicy_extract.products.evaluation.score import Score
from techpolicy_extract.products.evaluation.tally import Cell

_ROUNDS = 2000
_SEED = 0  # the same scores give the same intervals
_OUTSIDE = 0.025  # of the rounds, at either end


def intervals(scores: Sequence[Score]) -> dict[str, tuple[float, float]]:
    """Return the 95 % interval of F1 by type, from 0 to 1, for scores of one document each.

    Documents are drawn with replacement, as many as there are (percentile bootstrap; B. Efron, 1979). A type without
    a record in a round counts for nothing there. One document gives no interval.
    """
    if len(scores) < 2:
        return {}
    draw = random.Random(_SEED)
    drawn = [draw.choices(scores, k=len(scores)) for _ in range(_ROUNDS)]
    found = {}
    for kind in sorted({kind for score in scores for kind in score.types}):
        shares = sorted(share for some in drawn if (share := _f1(some, kind)) is not None)
        if shares:
            outside = int(len(shares) * _OUTSIDE)
            found[kind] = (shares[outside], shares[-1 - outside])
    return found


def _f1(scores: Sequence[Score], kind: str) -> float | None:
    whole = Cell()
    for score in scores:
        if kind in score.types:
            whole += score.types[kind]
    return whole.shares()[2]
