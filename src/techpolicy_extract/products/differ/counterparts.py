"""Find for each record of one output its counterpart in the other."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from techpolicy_extract.products.differ.changes import Row
from techpolicy_extract.products.differ.fields import content
from techpolicy_extract.products.pairing import Pair, Place, anchors, pair_places
from techpolicy_extract.records import KINDS, family

Key = Callable[[Row], Hashable]
_ONE_DIGEST = tuple(
    name for name in KINDS if family(name) != name
)  # a number keeps the digest in its id when it changes from one to the other


def counterparts(old: Sequence[Row], new: Sequence[Row], ignore: frozenset[str] = frozenset()) -> list[Pair]:
    """Pair the records of two outputs; return pairs of indexes into `old` and `new`, sorted.

    Records are paired by id first; those left, by the digest in the id (a target that has become a result), as document
    records, by content, by quote, and last by type and overlapping spans.
    """
    keys: tuple[Key, ...] = (
        lambda row: str(row["id"]) if row.get("id") else None,
        lambda row: (str(row.get("id")).partition("-")[2] or None) if row.get("type") in _ONE_DIGEST else None,
        lambda row: "document" if row.get("type") == "document" else None,
        lambda row: content(row, ignore),
        lambda row: (str(row.get("type")), str(row["quote"])) if row.get("quote") else None,
    )
    pairs: list[Pair] = []
    for key in keys:
        pairs += _by_key(*_left(old, new, pairs), key)
    for near in (-1, 0):
        pairs += _by_place(old, new, pairs, near)
    return sorted(pairs)


def _left(old: Sequence[Row], new: Sequence[Row], pairs: Sequence[Pair]) -> tuple[dict[int, Row], dict[int, Row]]:
    """Return the records of either side that have no pair yet, by index."""
    used_old, used_new = {i for i, _ in pairs}, {j for _, j in pairs}
    return (
        {i: row for i, row in enumerate(old) if i not in used_old},
        {j: row for j, row in enumerate(new) if j not in used_new},
    )


def _by_key(old: dict[int, Row], new: dict[int, Row], key: Key) -> Iterator[Pair]:
    """Pair records with equal keys, nearest ones first. A record whose key is None stays without a pair."""
    right = _grouped(new, key)
    for value, ours in _grouped(old, key).items():
        theirs = right.get(value, [])
        if len(ours) == len(theirs):  # as many on both sides: assume the same order
            yield from zip(ours, theirs, strict=True)
        else:
            yield from _nearest([(abs(start_of(old[i]) - start_of(new[j])), i, j) for i in ours for j in theirs])


def _grouped(rows: dict[int, Row], key: Key) -> dict[Hashable, list[int]]:
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, row in rows.items():
        if (value := key(row)) is not None:
            groups[value].append(at)
    return groups


def _nearest(candidates: list[tuple[int, int, int]]) -> Iterator[Pair]:
    """Yield pairs, nearest first; use each record once. A candidate is (distance, old index, new index)."""
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield i, j


def _by_place(old: Sequence[Row], new: Sequence[Row], pairs: Sequence[Pair], near: int) -> Iterator[Pair]:
    """Pair records of one type whose spans overlap.

    Where the source was edited, a neighbouring pair shows how far the text has moved: the pair before the record
    (`near` is -1) or the pair after it (0).
    """
    left, right = _left(old, new, pairs)
    moves = sorted((start_of(old[i]), start_of(new[j]) - start_of(old[i])) for i, j in pairs if start_of(old[i]))
    for kind in dict.fromkeys(str(row.get("type")) for row in left.values()):
        ours = [i for i, row in left.items() if str(row.get("type")) == kind]
        theirs = [j for j, row in right.items() if str(row.get("type")) == kind]
        here = [_moved(_anchors(left[i]), moves, near) for i in ours]
        for i, j in pair_places(here, [_anchors(right[j]) for j in theirs]):
            yield ours[i], theirs[j]


def _moved(places: list[Place], moves: Sequence[tuple[int, int]], near: int) -> list[Place]:
    """Shift spans by as much as the neighbouring pair has moved."""
    if not places or not moves:
        return places
    at = bisect_right(moves, (places[0][0], 0)) + near
    _, by = moves[min(max(0, at), len(moves) - 1)]
    return [(start + by, end + by) for start, end in places]


def _anchors(row: Row) -> list[Place]:
    return anchors({"type": "", **row})


def start_of(row: Row) -> int:
    """Return the position where a record starts in the source text; 0 where it has none."""
    start = row.get("start")
    return start if isinstance(start, int) else 0
