"""Search for texts and files that break the program: `python -m tests.fuzz [SECONDS] [--seed N] [--only KIND]`.

Exits with 1 where it finds one, and saves it to a file. With `--guided`, atheris (which must be installed) chooses the
texts by the code that they reach; else they are random. Not part of the test run, which tries fewer inputs of the same
kinds.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.nouns.errors import ReadError
from tests import damaged_files, hostile, needs
from tests.documents import source_of
from tests.invariants import NAMES, PIECES, accounted, holds, mutated, seed, valid

FOUND = Path(tempfile.gettempdir()) / "techpolicy-extract-fuzz"
_THOROUGH = 20  # one text in this many is checked twice: through stage files, and with the account of numerals
_DEAR = ("files", "filler")  # slow, so tried less often than others
Kinds = dict[str, Callable[[random.Random], "str | bytes"]]


def text_of_pieces(chance: random.Random) -> str:
    return "".join(chance.choices(PIECES, k=chance.randrange(1, 40)))


def text_of_anything(chance: random.Random) -> str:
    top = chance.choice((0x80, 0x3100, 0x10000, 0x110000))
    return "".join(chr(chance.randrange(top)) for _ in range(chance.randrange(1, 60)))


def text_of_a_seed(chance: random.Random) -> str:
    return mutated(seed(chance.choice(NAMES)).text, chance, 160)


def text_of_lines(chance: random.Random) -> str:
    """Put lines of several seeds together at random, some of them cut."""
    lines = chance.choices(_lines(), k=chance.randrange(1, 13))
    return "\n".join(line[: chance.choice((8, 20, 40))] for line in lines)


@cache
def _lines() -> tuple[str, ...]:
    return tuple(line for name in NAMES for line in re.split(r"[\n。]", seed(name).text) if line.strip())


def text_that_is_hostile(chance: random.Random) -> str:
    kinds = chance.choices((hostile.text, hostile.varied), k=2)
    names = chance.choices(hostile.NAMES, k=2)
    return "".join(kind(name, chance.randrange(1, 60)) for kind, name in zip(kinds, names, strict=True))


def text_with_filler(chance: random.Random) -> str:
    """Put a text that repeats itself between two other texts."""
    unit = text_of_pieces(chance)[: chance.randrange(1, 60)]
    return text_of_pieces(chance) + unit * (chance.randrange(1900, 3000) // len(unit) + 1) + text_of_pieces(chance)


def file_of_a_kind(chance: random.Random) -> bytes:
    without = ("rtf",) if needs.find("font") else ("pdf", "rtf")  # LibreOffice takes seconds for each RTF
    kinds = [kind for kind in damaged_files.KINDS if kind not in without]
    return damaged_files.damaged(damaged_files.file(chance.choice(kinds)), chance)


KINDS: Kinds = {
    "pieces": text_of_pieces,
    "anything": text_of_anything,
    "seeds": text_of_a_seed,
    "lines": text_of_lines,
    "hostile": text_that_is_hostile,
    "filler": text_with_filler,
    "files": file_of_a_kind,
}


def attempt(tried: str | bytes, thorough: bool = False) -> None:
    """Process an input; raise where the result is neither a valid output nor a ReadError."""
    if isinstance(tried, bytes):
        with suppress(ReadError):
            valid(read_bytes(tried, "fuzz"))
    elif thorough:
        holds(tried)
        accounted(source_of(tried))
    elif tried:
        valid(source_of(tried))


def inputs(only: str | None, chance: random.Random) -> Iterator[tuple[str, str | bytes]]:
    """Yield inputs without end: mostly texts, because a file takes as long as ten texts."""
    names = [only] if only else [name for name in KINDS for _ in range(1 if name in _DEAR else 16)]
    while True:
        name = chance.choice(names)
        yield name, KINDS[name](chance)


def keep(tried: str | bytes) -> Path:
    """Save an input that broke something; its name is made from its bytes."""
    data = tried if isinstance(tried, bytes) else tried.encode("utf-8", "surrogatepass")
    FOUND.mkdir(parents=True, exist_ok=True)
    path = FOUND / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


def search(seconds: float, chance: random.Random, only: str | None) -> int:
    """Try inputs until the time is over; print how many, and return how many of them broke something."""
    end = time.monotonic() + seconds
    tried, bad = Counter[str](), 0
    for name, each in inputs(only, chance):
        if time.monotonic() > end:
            break
        tried[name] += 1
        if tried.total() % 5000 == 0:
            print(f"{tried.total()} inputs, {bad} bad", flush=True)
        try:
            attempt(each, thorough=tried[name] % _THOROUGH == 0)
        except Exception:
            bad += 1
            traceback.print_exc()
            print(f"{name}: {keep(each)}", flush=True)
    print(f"{tried.total()} inputs ({', '.join(f'{n} {name}' for name, n in sorted(tried.items()))}), {bad} bad")
    return bad


def guided(seconds: float) -> None:
    """Let atheris choose texts, starting from the seeds. It ends the process itself: with 0, or higher on a failure."""
    atheris: Any = import_module("atheris")
    for each in gc.get_objects():  # only ours: instrumenting libraries too would take minutes
        if isinstance(each, FunctionType) and str(each.__module__).startswith("techpolicy_extract."):
            atheris.instrument_func(each)

    def one(data: bytes) -> None:
        attempt(data.decode("utf-8", "replace"))

    with tempfile.TemporaryDirectory() as corpus:
        for name in NAMES:
            for start in range(0, len(seed(name).text), 200):
                part = seed(name).text[start : start + 200].encode("utf-8", "surrogatepass")
                Path(corpus, f"{name}-{start}").write_bytes(part)
        arguments = [f"-max_total_time={int(seconds)}", "-max_len=900", f"-artifact_prefix={FOUND}/", corpus]
        FOUND.mkdir(parents=True, exist_ok=True)
        atheris.Setup([sys.argv[0], *arguments], one)
        atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description="Look for inputs that break the program.")
    parser.add_argument("seconds", type=float, nargs="?", default=300)
    parser.add_argument("--seed", type=int, default=0, help="another number, other inputs")
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--guided", action="store_true", help="texts only, by atheris")
    given = parser.parse_args()
    if given.guided:
        guided(given.seconds)
    return int(search(given.seconds, random.Random(given.seed), given.only) > 0)


if __name__ == "__main__":
    sys.exit(main())
