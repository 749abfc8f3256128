"""Write the JSON Schemas of records and rule packs: `python -m techpolicy_extract.records.schemas FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from techpolicy_extract.records import TYPES
from techpolicy_extract.rules.formats import FORMAT
from techpolicy_extract.rules.packs import STATUSES
from techpolicy_extract.rules.packs import TYPES as RULE_TYPES

_MIN_EXAMPLES = 2
_TEXT = {"type": "string", "minLength": 1}


def schemas() -> dict[str, dict[str, Any]]:
    """Return each schema by the name of its file, without suffix."""
    found = {kind: _tidy(model.model_json_schema()) for kind, model in TYPES.items()}
    return found | {"rule-pack": rule_pack()}


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


def rule_pack() -> dict[str, Any]:
    """Return the schema of a rule pack, as rules.packs checks it."""
    fields = {"type": "object", "minProperties": 1}
    example = {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {
            "text": _TEXT,
            "records": {
                "type": "array",
                "items": fields,
                "description": "the records that the rule makes of the text, in order, with fields they must have",
            },
            "fields": fields | {"description": "what exactly one record of the rule's type must have"},
        },
    }
    reject = {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": _TEXT}}
    return {
        "description": "A rule pack: a TOML file of rules, each a pattern over slot text with examples and rejects.",
        "type": "object",
        "additionalProperties": False,
        "required": ["format"],
        "properties": {
            "format": {"const": FORMAT, "description": "the format of rule packs that the file is written in"},
            "rule": {"type": "array", "items": _rule(example, reject)},
        },
    }


def _rule(example: dict[str, Any], reject: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["doc", "example", "id", "pattern", "reject", "type"],
        "additionalProperties": False,
        "properties": {
            "id": _TEXT | {"description": "unique over all packs"},
            "type": {"enum": list(RULE_TYPES)},
            "doc": _TEXT | {"description": "one line: what the rule finds, with a phrase that it finds"},
            "pattern": _TEXT | {"description": "regular expression over slot text; {name} stands for an atom"},
            "status": {"enum": list(STATUSES), "default": "stable"},
            "rank": {"type": "integer", "default": 50, "description": "rules of a lower rank are tried first"},
            "set": {"type": "object", "description": "fields that every record of the rule has"},
            "example": {"type": "array", "minItems": _MIN_EXAMPLES, "items": example},
            "reject": {"type": "array", "minItems": 1, "items": reject},
        },
    }


def text_of(schema: dict[str, Any]) -> str:
    """Return a schema as JSON with sorted keys, so that the file changes only where the schema does."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write(folder: Path) -> None:
    """Write all schemas into `folder` and delete those of types that no longer exist."""
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
