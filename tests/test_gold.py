"""Quality does not fall below the floors of floors.toml, and the floors name what is measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract.cli.terminal.figures import score_text
from techpolicy_extract.products.evaluation.fields import NUMBERS
from techpolicy_extract.products.evaluation.floors import Floors, faults, missed
from tests import eval as evaluation

TABLES = ("seeds", "all")


def floors_of(table: str) -> list[Any]:
    """Return each floor of a table as the parameter of a test; one that is awaited is an expected failure."""
    awaited = evaluation.awaited(table)
    return [
        pytest.param(floor, id=name, marks=[pytest.mark.xfail(reason=awaited[name])] if name in awaited else [])
        for name, floor in evaluation.each_floor(evaluation.floors(table))
    ]


@pytest.mark.parametrize("floor", floors_of("seeds"))
def test_the_seeds_reach_the_floors(floor: Floors) -> None:
    below = missed(evaluation.seed_score().figures(), floor)
    assert not below, "\n".join(below)


@pytest.mark.parametrize("floor", floors_of("all"))
def test_all_that_is_annotated_reaches_the_floors(floor: Floors, shared: Path) -> None:
    assert evaluation.SHARED_GOLD.is_relative_to(shared.resolve())
    below = missed(evaluation.shared_score().figures(), floor)
    assert not below, "\n".join(below)


@pytest.mark.parametrize("table", TABLES)
def test_what_is_awaited_is_a_floor(table: str) -> None:
    assert set(evaluation.awaited(table)) <= {name for name, _ in evaluation.each_floor(evaluation.floors(table))}


def test_each_seed_is_annotated(seeds: Path) -> None:
    annotated = {path.name.removesuffix(".gold.jsonl") for path in evaluation.GOLD.glob("*.gold.jsonl")}
    assert annotated == {path.stem for path in seeds.glob("*.txt")}


@pytest.mark.parametrize("table", TABLES)
def test_the_floors_name_known_types_and_fields(table: str) -> None:
    floors = evaluation.floors(table)
    assert list(faults(floors)) == []
    assert floors["bad_spans"] == 0


def test_every_floor_is_a_share() -> None:
    for floors in map(evaluation.floors, TABLES):
        every = [*floors["types"].values(), *(v for one in floors["fields"].values() for v in one.values())]
        assert all(0 < floor <= 1 for floor in every)


def test_a_floor_that_is_missed_is_named() -> None:
    figures = evaluation.seed_score().figures()
    wanted = {
        "bad_spans": -1,
        "types": {"target": 1.1, "event": 0.5},
        "fields": {"quantity.amount": {"exact": 1.1}},
        "document": {"genre": 1.1},
    }
    below = missed(figures, wanted)
    for part in ("0 bad spans", "F1 of target is", "event has a floor", "quantity.amount (exact)", "document.genre"):
        assert any(part in line for line in below), part


def test_the_tables_show_types_fields_and_grounding() -> None:
    shown = "\n".join(score_text("seeds", evaluation.seed_score()))
    for part in ("[seeds]", NUMBERS, "target.indicator", "document.genre", "class confusions", "grounding: "):
        assert part in shown
