"""Score the pipeline against the gold annotations: `python -m tests.eval`. Exits with 1 where a floor is missed.

The seeds are scored against tests/gold/seeds. Where ../shared/gold exists, all documents annotated there are, too.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from techpolicy_extract import pipeline
from techpolicy_extract.cli.terminal.figures import score_text
from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.products.evaluation import Score
from techpolicy_extract.products.evaluation import floors as floors_of
from techpolicy_extract.products.pairing import Row
from techpolicy_extract.rules import packs
from techpolicy_extract.stages.check.records import check_records
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.segment import segment

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
MADE = ROOT / "tests" / "made"  # documents made up for what the seeds do not show
GOLD = ROOT / "tests" / "gold" / "seeds"
SHARED_GOLD = ROOT.parent / "shared" / "gold"
FLOORS = ROOT / "tests" / "floors.toml"
AWAITED = ROOT / "tests" / "awaited.toml"


def rows_of(data: bytes) -> list[Row]:
    """Read JSON Lines."""
    return [json.loads(line) for line in data.decode("utf-8").splitlines() if line.strip()]


def output_of(path: Path, folder: str = "seeds") -> tuple[str, bytes]:
    """Return a document's source text and the bytes of its output, after a check of the records.

    The output names the document by its path in the checkout: `folder`/NAME.
    """
    source = read_bytes(path.read_bytes(), f"{folder}/{path.name}")
    found = pipeline.find(segment(normalize(source)), packs.builtin())
    check_records(found.records, source.text, path.name)
    return source.text, pipeline.dump(pipeline.advance("validate", found))


@cache
def _seeds() -> dict[str, tuple[str, bytes]]:
    return {path.stem: output_of(path) for path in sorted(SEEDS.glob("*.txt"))}


def seed_outputs() -> dict[str, bytes]:
    """Return the output of each seed by name, made once a process: after a change of a rule start a new one."""
    return {name: data for name, (_, data) in _seeds().items()}


@cache
def made_outputs() -> dict[str, bytes]:
    """Return the output of each made-up document by name."""
    return {path.stem: output_of(path, "tests/made")[1] for path in sorted(MADE.glob("*.txt"))}


def seed_score() -> Score:
    """Score the seeds against tests/gold/seeds."""
    score = Score()
    for name, (text, data) in _seeds().items():
        score.add(name, rows_of((GOLD / f"{name}.gold.jsonl").read_bytes()), rows_of(data), text)
    return score


def shared_score() -> Score:
    """Score all documents annotated in ../shared/gold."""
    score = Score()
    for path in sorted(SHARED_GOLD.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        text, data = output_of(SHARED_GOLD / "sources" / f"{name}.txt")
        score.add(name, rows_of(path.read_bytes()), rows_of(data), text)
    return score


def floors(table: str) -> floors_of.Floors:
    """Read the floors of the table [seeds] or [all]."""
    return floors_of.read(FLOORS, table)


def each_floor(floors: floors_of.Floors) -> Iterator[tuple[str, floors_of.Floors]]:
    """Yield each floor of a table: its name, and a table that holds this floor alone."""
    for key, wanted in floors.items():
        for name, floor in wanted.items() if isinstance(wanted, dict) else [(key, wanted)]:
            if isinstance(floor, dict):
                yield from ((f"{name}.{how}", {key: {name: {how: least}}}) for how, least in floor.items())
            else:
                yield name, {key: {name: floor}} if isinstance(wanted, dict) else {key: floor}


def awaited(table: str) -> dict[str, str]:
    """Return the floors of a table that are not reached yet, each with what is expected to reach it."""
    found: dict[str, str] = tomllib.loads(AWAITED.read_text("utf-8"))[table]
    return found


def main() -> int:
    """Print the scores and the missed floors; with --verbose also every miss, false alarm and differing field."""
    scores = {"seeds": seed_score()}
    if SHARED_GOLD.is_dir():
        scores["all"] = shared_score()
    else:
        print("[all] is left out: there is no ../shared/gold beside this checkout\n")
    code = 0
    for title, score in scores.items():
        print(*score_text(title, score), sep="\n")
        if "--verbose" in sys.argv:
            print(*score.notes, sep="\n")
        below = {
            line: awaited(title).get(name)
            for name, floor in each_floor(floors(title))
            for line in floors_of.missed(score.figures(), floor)
        }
        told = [f"floor awaited ({why}): {line}" if why else f"FLOOR MISSED: {line}" for line, why in below.items()]
        print(*(told or ["all floors are reached"]), sep="\n", end="\n\n")
        code = 1 if not all(below.values()) else code
    return code


if __name__ == "__main__":
    sys.exit(main())
