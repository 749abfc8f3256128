"""Make input for tables: outputs of the seeds, and records made up field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from techpolicy_extract import pipeline
from techpolicy_extract.files import readers
from techpolicy_extract.records import SCHEMA_VERSION, TYPES

Row = dict[str, Any]
SEEDS = Path(__file__).parent.parent / "seeds"


@cache
def _seeds() -> tuple[tuple[str, bytes], ...]:
    """Return the outputs of the seeds by name, as `extract all seeds` writes them."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        state: pipeline.State = pipeline.begin(readers.read(path))
        for stage in pipeline.STAGES:
            state = pipeline.advance(stage, state)
        found.append((f"{path.stem}.jsonl", pipeline.dump(state)))
    return tuple(found)


def write_seeds(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, data in _seeds():
        (folder / name).write_bytes(data)
    return folder


def seed_rows(*types: str) -> list[Row]:
    rows = [json.loads(line) for _, data in _seeds() for line in data.decode().splitlines()]
    return [row for row in rows if not types or row["type"] in types]


def record(kind: str, /, **fields: Any) -> Row:
    """Make a valid record: null where a field allows it, else the simplest value; `fields` replace single values."""
    row = {name: _plain(field.annotation) for name, field in TYPES[kind].model_fields.items()}
    row |= {"id": f"{kind}-1", "doc_id": "d1"}
    row |= {"schema_version": SCHEMA_VERSION} if kind == "document" else {}
    row |= fields
    assert set(row) == set(TYPES[kind].model_fields), "a field of another type"
    TYPES[kind].model_validate(row)
    return row


def write_rows(path: Path, rows: Iterable[Row]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def _plain(annotation: Any) -> Any:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return None if type(None) in args else _plain(args[0])
    if origin is Literal:
        return args[0]
    return {str: "x", int: 1, float: 1.0, bool: False, list: [], dict: {}}[origin or annotation]
