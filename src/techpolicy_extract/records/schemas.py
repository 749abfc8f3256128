"""Write the JSON Schemas of records and rule packs: `python -m techpolicy_extract.records.schemas FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from techpolicy_extract.lexicon.labels import field_name, type_name
from techpolicy_extract.records import TYPES, rule_pack


def schemas() -> dict[str, dict[str, Any]]:
    """Return each schema by the name of its file, without suffix."""
    found = {kind: _named(kind, _tidy(model.model_json_schema())) for kind, model in TYPES.items()}
    return found | {"rule-pack": rule_pack.schema()}


def whole() -> dict[str, Any]:
    """Return one schema that holds for every line of an output: a record of one of the types."""
    found = schemas()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "description": "A line of an output: a record of one of these types.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in TYPES],
        "$defs": {kind: found[kind] for kind in TYPES},
    }


def _tidy(value: Any) -> Any:
    """Leave out the titles that repeat the names of fields; a field called title stays."""
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: one for key, one in value.items() if not (key == "title" and isinstance(one, str))}
    return {key: _tidy(one) for key, one in kept.items()}


def _named(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Give a type and its fields the titles that a reader of Chinese knows them by."""
    fields = {name: said | {"title": field_name(kind, name)} for name, said in schema["properties"].items()}
    return schema | {"title": type_name(kind), "properties": fields}


def text_of(schema: dict[str, Any]) -> str:
    """Return a schema as JSON with sorted keys, so that the file changes only where the schema does."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write(folder: Path) -> None:
    """Write all schemas into `folder` and remove those of types that no longer exist."""
    folder.mkdir(parents=True, exist_ok=True)
    found = schemas()
    for path in folder.glob("*.json"):
        if path.stem not in found:
            path.unlink()
    for name, schema in found.items():
        (folder / f"{name}.json").write_text(text_of(schema), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m techpolicy_extract.records.schemas FOLDER")
    write(Path(sys.argv[1]))
