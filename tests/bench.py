"""Measure the speed: `python -m tests.bench`. No part of the test run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from techpolicy_extract.pipeline import STAGES, State, advance, begin, dump
from techpolicy_extract.readers import read_bytes

SEEDS = Path(__file__).parent.parent / "seeds"
_ROUNDS = 5
_STARTS = 5


def timed(path: Path) -> tuple[int, dict[str, float]]:
    """Take one document from its bytes to its output; give its length and the seconds of each stage."""
    seconds: dict[str, float] = {}
    clock = time.perf_counter()
    source = read_bytes(path.read_bytes(), path.name)
    seconds["read"], clock = time.perf_counter() - clock, time.perf_counter()
    state: State = begin(source)
    for stage in STAGES:
        state = advance(stage, state)
        seconds[stage], clock = time.perf_counter() - clock, time.perf_counter()
    dump(state)
    seconds["write"] = time.perf_counter() - clock
    return len(source.text), seconds


def table(rounds: int) -> list[str]:
    """Measure the first document, then all of them `rounds` times."""
    paths = sorted(SEEDS.glob("*.txt"))
    first_chars, first = timed(paths[0])
    for path in paths[1:]:
        timed(path)
    chars, total = 0, defaultdict[str, float](float)
    for path in paths * rounds:
        length, seconds = timed(path)
        chars += length
        for stage, spent in seconds.items():
            total[stage] += spent
    lines = [f"{'stage':12}{'first, ms':>12}{'first, c/s':>14}{'steady, c/s':>14}{'share':>8}"]
    whole_first, whole = sum(first.values()), sum(total.values())
    for stage, spent in total.items():
        ahead = f"{first[stage] * 1000:>12.1f}{first_chars / first[stage]:>14,.0f}"
        lines.append(f"{stage:12}{ahead}{chars / spent:>14,.0f}{spent / whole:>8.0%}")
    ahead = f"{whole_first * 1000:>12.1f}{first_chars / whole_first:>14,.0f}"
    lines.append(f"{'all':12}{ahead}{chars / whole:>14,.0f}{1:>8.0%}")
    return [*lines, f"{len(paths)} documents, {chars // rounds:,} characters, {rounds} rounds"]


def start_up() -> list[str]:
    """Measure how long `extract --help` takes in a fresh process."""
    command = [sys.executable, "-c", "from techpolicy_extract.cli import main; main()", "--help"]
    spent = []
    for _ in range(_STARTS):
        clock = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        spent.append(time.perf_counter() - clock)
    return [f"extract --help: {min(spent):.3f} s at best, {sorted(spent)[len(spent) // 2]:.3f} s usually"]


if __name__ == "__main__":
    for line in (*table(_ROUNDS), *start_up()):
        print(line)
