"""schemas/ says what the models say, and records of every type keep to it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract.lexicon.labels import field_name, type_name
from techpolicy_extract.records import TYPES
from techpolicy_extract.records.rule_pack import REQUIRED
from techpolicy_extract.records.schemas import schemas, text_of, write
from techpolicy_extract.rules import packs
from tests.eval import made_outputs, rows_of, seed_outputs

KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list,
}  # fmt: skip
_FOLDER = resources.files("techpolicy_extract") / "rules"
PACKS = sorted(entry.name for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))


def written(root: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((root / "schemas").glob("*"))}


def faults(value: Any, schema: dict[str, Any], where: str) -> list[str]:
    """Check a value against the part of JSON Schema that the written schemas use."""
    if "anyOf" in schema:
        return [] if any(not faults(value, one, where) for one in schema["anyOf"]) else [f"{where}: no alternative"]
    if "const" in schema or "enum" in schema:
        allowed = schema.get("enum", [schema.get("const")])
        return [] if value in allowed else [f"{where}: {value!r} is not one of {allowed}"]
    kind = schema.get("type")
    if kind == "null":
        return [] if value is None else [f"{where}: is not null"]
    if kind is not None and (not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [f"{where}: {value!r} is no {kind}"]
    if isinstance(value, list):
        return _sized(value, schema, where) + [
            fault for i, one in enumerate(value) for fault in faults(one, schema.get("items", {}), f"{where}[{i}]")
        ]
    if isinstance(value, dict):
        return _object_faults(value, schema, where)
    return [f"{where}: below {schema['minimum']}"] if "minimum" in schema and value < schema["minimum"] else []


def _sized(value: list[Any], schema: dict[str, Any], where: str) -> list[str]:
    fits = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
    return [] if fits else [f"{where}: holds {len(value)}"]


def _object_faults(value: dict[str, Any], schema: dict[str, Any], where: str) -> list[str]:
    known, other = schema.get("properties", {}), schema.get("additionalProperties", {})
    found = [f"{where}.{name}: is missing" for name in schema.get("required", []) if name not in value]
    for name, one in value.items():
        if name not in known and other is False:
            found.append(f"{where}.{name}: is not known")
        else:
            found += faults(one, known.get(name, other), f"{where}.{name}")
    return found


def test_the_schemas_are_those_of_the_models(root: Path) -> None:
    fresh = {name: text_of(schema) for name, schema in schemas().items()}
    assert written(root) == fresh, "run `make schemas` and commit what it writes"


def test_there_is_a_schema_of_each_type() -> None:
    assert set(schemas()) == {*TYPES, "rule-pack"}


def test_records_of_every_type_keep_to_their_schema(root: Path) -> None:
    read = {name: json.loads(text) for name, text in written(root).items()}
    seen = set()
    for data in (*seed_outputs().values(), *made_outputs().values()):
        for row in rows_of(data):
            seen.add(row["type"])
            assert not faults(row, read[row["type"]], row["id"])
            TYPES[row["type"]].model_validate(row)
    assert seen == set(TYPES)


def test_a_record_that_breaks_its_schema_is_told() -> None:
    row = next(row for row in rows_of(seed_outputs()["003_1d31307216a3fdb5"]) if row["type"] == "target")
    for breach in ({"measure": "size"}, {"value": "500"}, {"start": -1}, {"extra": None}, {"flags": ["other"]}):
        assert faults(row | breach, schemas()["target"], "target"), breach
    for name in row:
        assert faults({key: row[key] for key in row if key != name}, schemas()["target"], "target"), name


@pytest.mark.parametrize("name", PACKS)
def test_the_rule_packs_keep_to_their_schema(name: str) -> None:
    pack = tomllib.loads((resources.files("techpolicy_extract") / "rules" / name).read_text("utf-8"))
    assert not faults(pack, schemas()["rule-pack"], name)


def test_the_schema_of_rule_packs_knows_the_keys_that_the_loader_knows() -> None:
    rule = schemas()["rule-pack"]["properties"]["rule"]["items"]
    assert set(rule["properties"]) == set(packs._KINDS)
    assert set(rule["required"]) == set(REQUIRED)


def test_schemas_are_stable_and_name_no_place() -> None:
    for name, schema in schemas().items():
        text = text_of(schema)
        assert text == text_of(json.loads(text)), name
        assert not re.search(r'"\$(?:id|schema)": "', text), name
        assert "$ref" not in text, name


@pytest.mark.parametrize("kind", TYPES)
def test_titles_are_the_chinese_names_of_the_lexicon(kind: str) -> None:
    schema = schemas()[kind]
    assert schema["title"] == type_name(kind)
    assert {name: said["title"] for name, said in schema["properties"].items()} == {
        name: field_name(kind, name) for name in TYPES[kind].model_fields
    }
    assert text_of(schema).count('"title": "') == 1 + len(schema["properties"])


def test_writing_takes_away_what_is_no_type(tmp_path: Path) -> None:
    (tmp_path / "event-of-old.json").write_text("{}")
    write(tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == set(schemas())


def test_the_module_wants_one_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "techpolicy_extract.records.schemas"]
    assert "usage: " in subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert subprocess.run([*command, str(tmp_path / "new")], check=False).returncode == 0
    assert (tmp_path / "new" / "target.json").exists()
