"""Every figure of `extract eval` is that of the scorer that everyone uses, ../shared/score.py.

One difference: where nothing was predicted, the shared scorer counts a precision of 1.0. `extract eval` has no figure
there, and no F1 where nothing was asked for either.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract.products.evaluation import Evaluation, Score, evaluate
from techpolicy_extract.products.evaluation.fields import FIELDS, NUMBERS
from techpolicy_extract.products.pairing import ANCHORS, Row
from tests.eval import GOLD, SHARED_GOLD, output_of, rows_of, seed_outputs

_COMPARATORS = (">=", "<=", "=", ">", "<", "≈", None)
_CONFUSIONS = re.compile(r"^class confusions \(gold → got\): (.*)$", re.MULTILINE)
_WORDS = ("“企业”", "高新技术企业", "＜1000", "数 量", "《规划》", "")


@cache
def shared_outputs() -> dict[str, bytes]:
    """Return today's output of each document annotated in ../shared/gold."""
    return {path.stem: output_of(path)[1] for path in sorted((SHARED_GOLD / "sources").glob("*.txt"))}


def theirs(shared: Path, gold: Path, out: Path, sources: Path) -> Row:
    """Return the figures of the shared scorer; `confusion` is read from what it prints."""
    figures = out / "figures.json"
    command = [sys.executable, str(shared / "score.py"), str(gold), str(out), "--sources", str(sources)]
    done = subprocess.run([*command, "--json", str(figures)], check=True, capture_output=True)
    found: Row = json.loads(figures.read_text("utf-8"))
    told = _CONFUSIONS.search(done.stdout.decode("utf-8"))
    parts = (part.rpartition(" ") for part in (told[1].split(", ") if told else []))
    return found | {"confusion": {types: int(count) for types, _, count in parts}}


def without_figures(types: Row, score: Score) -> Row:
    """Take from figures of the shared scorer the 1.0 that stand where nothing was predicted."""
    found = {}
    for kind, figures in types.items():
        cell = score.types[kind]
        found[kind] = dict(figures)
        if not cell.hit + cell.false:
            assert figures["P"] == 1.0
            found[kind]["P"] = None
            if not cell.miss:
                assert figures["F1"] == 1.0
                found[kind]["F1"] = None
    return found


def assert_equal(found: Evaluation, figures: Row) -> None:
    ours = found.total.figures()
    assert ours["types"] == without_figures(figures["types"], found.total)
    for key in ("fields", "document", "confusion", "grounding"):
        assert ours[key] == figures[key], key
    assert (len(found.documents), found.missing) == (figures["files"], figures["missing"])


def test_the_seeds_score_as_the_shared_scorer_says(shared: Path, root: Path, tmp_path: Path) -> None:
    for name, data in seed_outputs().items():
        (tmp_path / f"{name}.jsonl").write_bytes(data)
    sources = root / "seeds"
    assert_equal(evaluate(GOLD, tmp_path, sources), theirs(shared, GOLD, tmp_path, sources))


def test_all_gold_scores_as_the_shared_scorer_says(shared: Path, tmp_path: Path) -> None:
    for name, data in shared_outputs().items():
        (tmp_path / f"{name}.jsonl").write_bytes(data)
    sources = shared / "gold" / "sources"
    assert_equal(evaluate(SHARED_GOLD, tmp_path, sources), theirs(shared, SHARED_GOLD, tmp_path, sources))


@pytest.mark.parametrize("seed", range(8))
def test_changed_records_score_as_the_shared_scorer_says(seed: int, shared: Path, tmp_path: Path) -> None:
    """Score what is wrong, optional, empty or missing: where all is right there is little to disagree on."""
    chance = random.Random(seed)
    gold, out, sources = tmp_path / "gold", tmp_path / "out", shared / "gold" / "sources"
    gold.mkdir()
    out.mkdir()
    for name, data in shared_outputs().items():
        wanted = rows_of((SHARED_GOLD / f"{name}.gold.jsonl").read_bytes())
        write(gold / f"{name}.gold.jsonl", changed_gold(wanted, chance))
        got = [] if chance.random() < 0.1 else [changed(row, chance) for row in rows_of(data) if chance.random() < 0.9]
        if chance.random() < 0.85:
            write(out / f"{name}.jsonl", got + chance.sample(got, len(got) // 20))
    assert_equal(evaluate(gold, out, sources), theirs(shared, gold, out, sources))


@pytest.mark.parametrize("kept", [0, 1])
def test_no_outputs_score_as_the_shared_scorer_says(kept: int, shared: Path, tmp_path: Path) -> None:
    for name, data in list(seed_outputs().items())[:kept]:
        (tmp_path / f"{name}.jsonl").write_bytes(data)
    sources = shared / "seeds"
    found = evaluate(GOLD, tmp_path, sources)
    assert len(found.missing) == 5 - kept
    assert_equal(found, theirs(shared, GOLD, tmp_path, sources))
    for kind, cell in found.total.figures()["types"].items():
        assert kept or (cell["P"], cell["F1"]) == (None, 0.0 if cell["gold"] else None), kind


def write(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def changed_gold(rows: list[Row], chance: random.Random) -> list[Row]:
    """Change gold records: fields, whether they are optional, the types and the stretch that are annotated."""
    found: list[Row] = []
    for row in rows:
        if row["type"] == "coverage":
            if chance.random() < 0.5:
                found.append({"type": "coverage", "types": chance.sample(list(ANCHORS), 5), "range": [300, 9000]})
            elif chance.random() < 0.5:
                found.append({"type": "coverage", "types": list(ANCHORS)})
        else:
            found.append(_valued(dict(row), chance))
            if chance.random() < 0.2:
                found[-1]["optional"] = not row.get("optional")
    return found


def changed(row: Row, chance: random.Random) -> Row:
    """Change a record of an output: its type, its places, its fields."""
    row = json.loads(json.dumps(row))
    if row["type"] in ANCHORS and chance.random() < 0.1:
        row["type"] = chance.choice(list(ANCHORS))
    if chance.random() < 0.1:
        row["spans"] = {name: _moved(span, chance.randint(-3, 9)) for name, span in row["spans"].items()}
    if chance.random() < 0.05:
        row |= {"spans": {}, "end": row["end"] + 1}
    return _valued(row, chance)


def _moved(span: Any, by: int) -> Any:
    return [_moved(one, by) for one in span] if isinstance(span[0], list) else [max(0, span[0] + by), span[1] + by]


def _valued(row: Row, chance: random.Random) -> Row:
    """Change values of the fields that are scored, add some and take some away."""
    for name in FIELDS.get(row["type"], ("title", "issuers", "genre", "issued_on")):
        if chance.random() < 0.8:
            continue
        value = row.get(name)
        if name.endswith("comparator"):
            row[name] = chance.choice(_COMPARATORS)
        elif isinstance(value, str):
            word = chance.choice(_WORDS)
            row[name] = chance.choice((value[1:], value[: len(value) // 3], word + value, None))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            row[name] = chance.choice((value + 1, float(value), value + 1e-9, str(value)))
        elif isinstance(value, list):
            row[name] = chance.choice((value[::-1], value[1:], [*value, "乙"]))
        elif chance.random() < 0.3:
            row[name] = chance.choice(_WORDS)
        elif name in row:
            del row[name]
    return row


def test_the_changes_reach_what_the_scorers_judge() -> None:
    """Assert that the changes do their job: each group of figures differs from that of good records."""
    chance = random.Random(1)
    score = Score()
    for name, data in seed_outputs().items():
        wanted = changed_gold(rows_of((GOLD / f"{name}.gold.jsonl").read_bytes()), chance)
        score.add(name, wanted, [changed(row, chance) for row in rows_of(data)])
    figures = score.figures()
    assert all(figures[name] for name in ("confusion", "missed", "spurious"))
    assert 0.5 < figures["types"][NUMBERS]["F1"] < 1
    assert 0.3 < figures["fields"]["target.comparator"]["exact"] < 1
    assert any(cell["exact"] < cell["soft"] < 1 for cell in figures["fields"].values())
