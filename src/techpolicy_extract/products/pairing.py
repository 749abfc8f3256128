"""Pair the records of two lists that speak of the same place in the source: by overlapping anchors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from techpolicy_extract.records import KINDS

Row = dict[str, Any]
Place = tuple[int, int]
Pair = tuple[int, int]
Nearness = Callable[[Sequence[Place], Sequence[Place]], int]

_SCORING = {name: kind.scoring for name, kind in KINDS.items() if kind.scoring}
_RANKS = {name: scoring.rank for name, scoring in _SCORING.items() if scoring.rank is not None}
# The types that are paired, in the order of the shared scorer, and the fields whose places pair two records.
ANCHORS = {name: KINDS[name].anchors for name in sorted(_RANKS, key=_RANKS.__getitem__)}
_FALLBACKS = {name: scoring.fallback for name, scoring in _SCORING.items()}


def spans_of(row: Row, names: Iterable[str]) -> list[Place]:
    """Return the spans `[start, end)` of the named fields, in the source text; a list field has several."""
    spans = row.get("spans") or {}
    return [(start, end) for name in names for start, end in _places(spans.get(name))]


def _places(span: Any) -> list[Any]:
    if not span:
        return []
    return list(span) if isinstance(span[0], list) else [span]


def anchors(row: Row) -> list[Place]:
    """Return the spans in the source text that a record is paired by; empty for a record without a position."""
    found = spans_of(row, ANCHORS.get(row["type"], ()))
    if not found:
        found = spans_of(row, _FALLBACKS.get(row["type"], ()))
    if found or row.get("start") is None:
        return found
    if row["type"] == "section":
        return [(row["start"], row["start"] + 2)]
    return [(row["start"], row["end"])]


def overlap(one: Iterable[Place], other: Sequence[Place]) -> int:
    """Count the characters that two lists of spans share."""
    return sum(max(0, min(end, high) - max(start, low)) for start, end in one for low, high in other)


def equality(one: Sequence[Place], other: Sequence[Place]) -> int:
    """Count the shared characters of two equal lists of spans; 0 where any span differs."""
    return overlap(one, other) if sorted(one) == sorted(other) else 0


def pair_places(left: Sequence[list[Place]], right: Sequence[list[Place]], near: Nearness = overlap) -> list[Pair]:
    """Pair anchors one to one, greedily: most shared characters first, then the smallest distance of their starts."""
    candidates = sorted(
        (
            (common, -abs(x[0][0] - y[0][0]), i, j)
            for i, x in enumerate(left)
            for j, y in enumerate(right)
            if (common := near(x, y))
        ),
        reverse=True,
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs: list[Pair] = []
    for _, _, i, j in candidates:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j))
    return pairs


def pair(gold: Sequence[Row], pred: Sequence[Row], near: Nearness = overlap) -> list[Pair]:
    """Pair records one to one by their anchors; return pairs of indexes into `gold` and `pred`."""
    return pair_places([anchors(row) for row in gold], [anchors(row) for row in pred], near)
