"""Measure processor time in rounds; within a round, all compared things run in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.pipeline import STAGES, State, advance, begin, dump

Row = dict[str, Any]


def timed(data: bytes, name: str = "text.txt") -> dict[str, float]:
    """Process one document from its bytes to its output; return the seconds of each stage."""
    seconds: dict[str, float] = {}
    clock = time.process_time()

    def lap(stage: str) -> None:
        nonlocal clock
        now = time.process_time()
        seconds[stage] = now - clock
        clock = now

    state: State = begin(read_bytes(data, name))
    lap("read")
    for stage in STAGES:
        state = advance(stage, state)
        lap(stage)
    dump(state)
    lap("write")
    return seconds


def seconds(*documents: bytes) -> float:
    """Return the seconds that documents take, one after the other."""
    return sum(sum(timed(data).values()) for data in documents)


def spent(work: Callable[[], object], times: int = 1) -> float:
    """Return the seconds that a piece of work takes: the mean over `times` repetitions."""
    clock = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - clock) / times


def in_turn(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that each piece of work reports, round by round; each runs once in a round."""
    told: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            told[name].append(work())
    return told


def rounded(rounds: list[float]) -> list[float]:
    """Round seconds to four significant digits: more would be noise."""
    return [float(f"{each:.4g}") for each in rounds]


def times(base: list[float], other: list[float]) -> float:
    """Return how many times as long as `base` the other took: the median over the rounds."""
    return median(after / before for before, after in zip(base, other, strict=True))


def best(row: Row) -> float:
    """Return the seconds of the fastest round."""
    return min(map(float, row["rounds"]))
