"""Score the pipeline against the gold annotations: `python -m tests.eval`. Exit code 1 where a floor is missed.

The seeds are scored against tests/gold. Where ../shared/gold is there, all that it annotates is scored as well.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from techpolicy_extract import pipeline, rulepack
from techpolicy_extract.check import check
from techpolicy_extract.normalize import normalize
from techpolicy_extract.readers import read_bytes
from techpolicy_extract.segment import segment
from tests.scoring import Row, Score

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"
SHARED_GOLD = ROOT.parent / "shared" / "gold"
FLOORS = ROOT / "tests" / "floors.toml"


def rows_of(data: bytes) -> list[Row]:
    """Read JSON Lines."""
    return [json.loads(line) for line in data.decode("utf-8").splitlines() if line.strip()]


def output_of(path: Path) -> tuple[str, bytes]:
    """Give a document's source text and the bytes of its output, checked; its path is as seen from the checkout."""
    source = read_bytes(path.read_bytes(), f"seeds/{path.name}")
    found = pipeline.find(segment(normalize(source)), rulepack.builtin())
    check(found.records, source.text, path.name)
    return source.text, pipeline.dump(pipeline.advance("validate", found))


@cache
def _seeds() -> dict[str, tuple[str, bytes]]:
    return {path.stem: output_of(path) for path in sorted(SEEDS.glob("*.txt"))}


def seed_outputs() -> dict[str, bytes]:
    """Give the output of each seed by name. Made once: what changes a rule starts a new process."""
    return {name: data for name, (_, data) in _seeds().items()}


def seed_score() -> Score:
    """Score the seeds against tests/gold."""
    score = Score()
    for name, (text, data) in _seeds().items():
        score.add(name, rows_of((GOLD / f"{name}.gold.jsonl").read_bytes()), rows_of(data), text)
    return score


def shared_score() -> Score:
    """Score all documents that ../shared/gold annotates."""
    score = Score()
    for path in sorted(SHARED_GOLD.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        text, data = output_of(SHARED_GOLD / "sources" / f"{name}.txt")
        score.add(name, rows_of(path.read_bytes()), rows_of(data), text)
    return score


def floors() -> dict[str, Any]:
    """Read the floors: [seeds] and [all], each with bad_spans, types and fields."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def missed(figures: Row, wanted: Row) -> list[str]:
    """Say which floors the figures do not reach."""
    found = [f"{bad} bad spans" for bad in figures["grounding"][1:] if bad > wanted["bad_spans"]]
    for kind, floor in wanted.get("types", {}).items():
        found += _below(f"F1 of {kind}", figures["types"].get(kind, {}).get("F1"), floor)
    for name, floor in wanted.get("fields", {}).items():
        cell = (figures["fields"] | figures["pooled"]).get(name, {})
        for how, least in floor.items():
            found += _below(f"{name} ({how})", cell.get(how), least)
    for name, floor in wanted.get("document", {}).items():
        agree, n = figures["document"].get(name, (0, 0))
        found += _below(f"document.{name}", agree / n if n else None, floor)
    return found


def _below(what: str, value: float | None, floor: float) -> Iterator[str]:
    if value is None:
        yield f"{what} has a floor of {floor}, but nothing to measure"
    elif value < floor:
        yield f"{what} is {value:.3f}, below its floor of {floor}"


def table(title: str, figures: Row) -> str:
    """Lay the figures out for reading."""
    lines = [f"[{title}]", f"{'type':16}{'gold':>6}{'P':>8}{'R':>8}{'F1':>8}"]
    for kind, cell in figures["types"].items():
        lines.append(f"{kind:16}{cell['gold']:>6}{cell['P']:>8.3f}{cell['R']:>8.3f}{cell['F1']:>8.3f}")
    lines.append("field agreement of the pairs (n, exact, soft; quantity: target and result together):")
    for name, cell in (figures["pooled"] | figures["fields"]).items():
        lines.append(f"  {name:32}{cell['n']:>6}{cell['exact']:>8.3f}{cell['soft']:>8.3f}")
    document = ", ".join(f"{name} {agree}/{n}" for name, (agree, n) in figures["document"].items())
    confusion = ", ".join(f"{pair} {n}" for pair, n in figures["confusion"].items())
    good, bad = figures["grounding"]
    lines += [f"document fields: {document}", f"class confusions (gold→got): {confusion or 'none'}"]
    return "\n".join([*lines, f"grounding: {good} good, {bad} bad"])


def main() -> int:
    """Print the tables and the floors that are missed; with --verbose every miss, false alarm and differing field."""
    scores = {"seeds": seed_score()}
    if SHARED_GOLD.is_dir():
        scores["all"] = shared_score()
    else:
        print("[all] is left out: there is no ../shared/gold beside this checkout\n")
    code = 0
    for title, score in scores.items():
        figures = score.figures()
        print(table(title, figures))
        if "--verbose" in sys.argv:
            print(*score.notes, sep="\n")
        below = missed(figures, floors()[title])
        told = [f"FLOOR MISSED: {line}" for line in below] or ["all floors are reached"]
        print(*told, sep="\n", end="\n\n")
        code = 1 if below else code
    return code


if __name__ == "__main__":
    sys.exit(main())
