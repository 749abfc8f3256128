"""`extract schema`: what it prints is what schemas/ holds, and holds for what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.records import TYPES
from tests.eval import rows_of, seed_outputs
from tests.test_schemas import faults


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["schema", *arguments])


@pytest.mark.parametrize("kind", [*TYPES, "rule-pack"])
def test_a_type_is_printed_as_it_is_written(kind: str, root: Path) -> None:
    result = call(kind)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (root / "schemas" / f"{kind}.json").read_text("utf-8")


def test_without_a_type_one_schema_holds_for_every_line() -> None:
    whole = json.loads(call().stdout)
    assert set(whole["$defs"]) == set(TYPES)
    named = [one["$ref"].removeprefix("#/$defs/") for one in whole["oneOf"]]
    assert named == list(TYPES)
    for row in (row for data in seed_outputs().values() for row in rows_of(data)):
        fitting = [kind for kind in named if not faults(row, whole["$defs"][kind], row["id"])]
        assert fitting == [row["type"]], row["id"]


def test_an_unknown_type_is_two_and_the_types_are_named() -> None:
    result = call("targets")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "citation" in result.stderr
