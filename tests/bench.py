"""Measure the speed: `python -m tests.bench [--json]`. No part of the test run.

Times are of the processor (`time.process_time`), the best of some rounds, so that what else runs on the machine shows
as little as it can. All texts are the seeds, or made here.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from techpolicy_extract.pipeline import STAGES, State, advance, begin, dump
from techpolicy_extract.readers import read_bytes

SEEDS = Path(__file__).parent.parent / "seeds"
_ROUNDS = 5
_STARTS = 7
_LONG = 60_000  # characters of a text for which the growth is measured: so many, twice and four times as many
_LINE = 50_000  # characters of an adversarial line

# A process that reads one document, as `extract all` does, and tells the processor's time until each of its ends.
_FIRST = """
import sys, time
from techpolicy_extract.pipeline import STAGES, advance, begin, dump
from techpolicy_extract.readers import read_bytes
loaded = time.process_time()
state = begin(read_bytes(open(sys.argv[1], "rb").read(), sys.argv[1]))
for stage in STAGES:
    state = advance(stage, state)
dump(state)
print(loaded, time.process_time())
"""

Row = dict[str, Any]


def timed(data: bytes, name: str) -> dict[str, float]:
    """Take one document from its bytes to its output; give the seconds of each stage."""
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


def best(data: bytes, name: str, rounds: int) -> dict[str, float]:
    """Give the seconds of the round that took the fewest."""
    return min((timed(data, name) for _ in range(rounds)), key=lambda seconds: sum(seconds.values()))


def seeds() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))}


def shuffled(size: int) -> str:
    """Give `size` characters: the seeds' sentences in an order of their own, again and again."""
    texts = [read_bytes(data, name).text for name, data in seeds().items()]
    sentences = [each for text in texts for each in re.split(r"(?<=[。！？\n])", text) if each.strip()]
    draw = random.Random(size)
    parts: list[str] = []
    held = 0
    while held < size:
        draw.shuffle(sentences)
        parts += sentences
        held += sum(map(len, sentences))
    return "".join(parts)[:size]


def stages() -> list[Row]:
    """Measure the stages on the seeds, each as often as it takes for the best time to settle."""
    total: dict[str, float] = {}
    chars = 0
    for name, data in seeds().items():
        chars += len(read_bytes(data, name).text)
        for stage, spent in best(data, name, _ROUNDS).items():
            total[stage] = total.get(stage, 0) + spent
    total["all"] = sum(total.values())
    return [{"stage": stage, "chars_per_second": round(chars / spent)} for stage, spent in total.items()]


def growth() -> list[Row]:
    """Measure one text of one, two and four lengths: the times should be one, two and four times as long."""
    rows: list[Row] = []
    for factor in (1, 2, 4):
        text = shuffled(_LONG * factor)
        spent = sum(best(text.encode("utf-8", "surrogatepass"), "long.txt", 2).values())
        rows.append({"chars": len(text), "seconds": round(spent, 3), "chars_per_second": round(len(text) / spent)})
    return rows


def lines(size: int = _LINE) -> Iterator[tuple[str, str]]:
    """Yield names and texts of one line each that programs of this kind take long for."""
    repeated = {
        "digits": "1234567890",
        "一、": "一、",
        "（（（": "（",
        "第第第": "第",
        "3家企业": "3家企业",
        "3家、": "3家、",
        "增长5%，": "增长5%，",
        "给予30万元；": "给予不超过30万元补助；",
        "no marks": "推进科技成果转化和技术转移体系建设",
        "《《《": "《",
        "“““": "“",
        "2025年3月1日": "2025年3月1日",
        "A1A1": "A1",
        "traditional": "技術市場實施發展體系",
    }
    for name, unit in repeated.items():
        yield name, (unit * (size // len(unit) + 1))[:size]
    yield "10,000 markers", "".join(f"（{number % 20 + 1}）" for number in range(10_000))
    yield "marker lines", ("一、总则\n" * size)[:size]
    yield "phones", ("电话：88975516、" * size)[:size]


def adversarial() -> list[Row]:
    """Measure the lines; seconds for a million characters, and what is written for each character read."""
    rows: list[Row] = []
    for name, text in lines():
        spent = sum(timed(text.encode(), "line.txt").values())
        state = begin(read_bytes(text.encode(), "line.txt"))
        for stage in STAGES:
            state = advance(stage, state)
        written = len(dump(state))
        rows.append(
            {
                "line": name,
                "seconds_per_million": round(spent / len(text) * 1e6, 2),
                "bytes_per_char": round(written / len(text), 1),
            }
        )
    return rows


def start_up() -> Row:
    """Measure fresh processes: `extract --help`, and from the start to the first document's records."""
    path = str(next(SEEDS.glob("*.txt")))
    help_ = [sys.executable, "-c", "from techpolicy_extract.cli import main; main()", "--help"]
    with tempfile.TemporaryDirectory() as cache:
        # byte code is kept, as it is where the package is installed
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = cache
        first: list[tuple[float, float]] = []
        helped: list[float] = []
        for _ in range(_STARTS + 1):
            run = subprocess.run(
                [sys.executable, "-c", _FIRST, path], check=True, capture_output=True, text=True, env=env
            )
            loaded, done = map(float, run.stdout.split())
            first.append((done, loaded))
            clock = time.perf_counter()
            subprocess.run(help_, check=True, capture_output=True, env=env)
            helped.append(time.perf_counter() - clock)
    done, loaded = min(first[1:])
    return {"help": round(min(helped[1:]), 3), "modules": round(loaded, 3), "first_records": round(done, 3)}


def memory() -> int:
    """Give the most memory that this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000


def table(rows: list[Row]) -> list[str]:
    heads = list(rows[0])
    cells = [
        heads,
        *([f"{value:,}" if isinstance(value, int) else str(value) for value in row.values()] for row in rows),
    ]
    widths = [max(len(row[column]) for row in cells) + 2 for column in range(len(heads))]
    return ["".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]


def main() -> int:
    """Measure all, and print it as tables or as JSON."""
    parts: dict[str, Callable[[], list[Row]]] = {
        "stages": stages, "growth": growth, "adversarial": adversarial, "start_up": lambda: [start_up()],
        "memory": lambda: [{"peak_mb": memory()}],
    }  # fmt: skip
    found: dict[str, list[Row]] = {}
    for name, part in parts.items():
        found[name] = part()
        if "--json" not in sys.argv:
            print(f"{name.replace('_', '-')}:", *table(found[name]), "", sep="\n")
    if "--json" in sys.argv:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
