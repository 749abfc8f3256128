"""Write outputs of `extract all` without the command line, for tests of their readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from techpolicy_extract import pipeline
from techpolicy_extract.files import readers

from .documents import Row


def write_run(folder: Path, name: str, data: bytes, **changes: Any) -> list[Row]:
    """Write a document as NAME.txt and its records as NAME.jsonl; `changes` replace fields of the document record."""
    path = folder / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    state = pipeline.begin(readers.read(path))
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    records = [json.loads(line) for line in pipeline.dump(state).splitlines()]
    records[0] |= changes
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.with_suffix(".jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return records
